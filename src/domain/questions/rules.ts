import { plainAnswer, readNumber } from './number-rules.ts';

/**
 * What is asked and what is right, by type. Indexes count from 0. A case is a choice about a scenario, with one right
 * option or several; an ordering gives its items in the right order; in a matching the i-th pair belongs together, and
 * `extra` fits none.
 */
export type Content =
  | { type: 'single' | 'multiple' | 'truefalse'; options: string[]; answer: number[] }
  | { type: 'case'; scenario: string; options: string[]; answer: number[] }
  | { type: 'fill'; blanks: string[][] }
  | { type: 'numeric'; answer: number; unit: string; tolerance: number }
  | { type: 'ordering'; items: string[] }
  | { type: 'matching'; pairs: { left: string; right: string }[]; extra?: string[] | undefined };
export type QuestionType = Content['type'];

/**
 * How a question is answered: options (in an ordering the items in the order they were named, in a matching the right-hand
 * text for each left-hand one), or words, one for each gap.
 */
export type Response = { chosen: readonly number[] } | { typed: readonly string[] };

/** Whether what is partly right counts in part. Nothing counts less than nothing. */
export type Credit = 'all-or-nothing' | 'partial';

/** Whether more than one option may have to be chosen. */
export const takesSeveral = ({ type, answer }: { type: QuestionType; answer: readonly number[] }): boolean =>
  type === 'multiple' || (type === 'case' && answer.length > 1);

/** The chosen options are right when they are exactly the key; order does not matter, nothing is partly right. */
export function isCorrect(answer: readonly number[], chosen: readonly number[]): boolean {
  return answer.length === chosen.length && answer.every((option) => chosen.includes(option));
}

/**
 * How much of a question is right, 0–1. In part, a choice counts the share of right options less the share of wrong ones;
 * gaps, places in an order and pairs count each. A response of the other kind is worth nothing.
 */
export function gradeResponse(content: Content, response: Response, credit: Credit): number {
  const share = shareOf(content, response);
  return credit === 'partial' || share === 1 ? share : 0;
}

function shareOf(content: Content, response: Response): number {
  const chosen = 'chosen' in response ? response.chosen : [];
  const typed = 'typed' in response ? response.typed : [];
  switch (content.type) {
    case 'single':
    case 'truefalse':
      return isCorrect(content.answer, chosen) ? 1 : 0;
    case 'multiple':
    case 'case':
      return shareOfOptions(content, chosen);
    case 'fill':
      return shareOfPlaces(content.blanks, typed, (accepted, word) =>
        accepted.some((one) => plainAnswer(one) === plainAnswer(word)),
      );
    case 'numeric': {
      const given = readNumber(typed[0] ?? '', content.unit);
      return given !== undefined && Math.abs(given - content.answer) <= content.tolerance ? 1 : 0;
    }
    case 'ordering':
      return shareOfPlaces(content.items, chosen, (_, item, at) => item === at);
    case 'matching':
      return shareOfPlaces(content.pairs, chosen, (_, right, at) => right === at);
  }
}

function shareOfOptions(
  { options, answer }: { options: readonly string[]; answer: readonly number[] },
  chosen: readonly number[],
): number {
  const named = [...new Set(chosen)];
  const right = named.filter((option) => answer.includes(option)).length;
  const wrong = options.length - answer.length;
  const taken = right / answer.length - (wrong === 0 ? 0 : (named.length - right) / wrong);
  return Math.max(0, taken);
}

/** Too many answers are worth nothing: else everything could be named. */
function shareOfPlaces<Wanted, Given>(
  wanted: readonly Wanted[],
  given: readonly Given[],
  fits: (wanted: Wanted, given: Given, at: number) => boolean,
): number {
  if (given.length > wanted.length) return 0;
  const right = wanted.filter((one, at) => {
    const answer = given[at];
    return answer !== undefined && fits(one, answer, at);
  });
  return right.length / wanted.length;
}
