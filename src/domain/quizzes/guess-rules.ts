import { takesSeveral, type Content, type Credit } from '../questions/rules.ts';

/**
 * The random guess score, 0–1: what a question earns on average when it is answered blindly. As in Moodle: one in the
 * number of options where one is chosen, one half for true and false, 0 where words or a number are asked for, and
 * undefined where several options may be right, as nobody knows how many a guesser would take. Items in an order and pairs
 * are guessed each once; in part, each is right one time in the number of places or right-hand texts.
 */
export function randomGuessScore(content: Content, credit: Credit): number | undefined {
  switch (content.type) {
    case 'single':
    case 'truefalse':
    case 'multiple':
    case 'case':
      return takesSeveral(content) ? undefined : 1 / content.options.length;
    case 'fill':
    case 'numeric':
      return 0;
    case 'ordering':
      return guessed(content.items.length, content.items.length, credit);
    case 'matching':
      return guessed(content.pairs.length, content.pairs.length + (content.extra?.length ?? 0), credit);
  }
}

/** `places` filled from `choices`, each used once: in part 1 / choices, all of them 1 / (choices × (choices − 1) × …). */
function guessed(places: number, choices: number, credit: Credit): number {
  if (credit === 'partial') return 1 / choices;
  return Array.from({ length: places }, (_, i) => choices - i).reduce((chance, left) => chance / left, 1);
}
