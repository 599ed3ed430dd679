import { isCorrect } from '../questions/rules.ts';
import type { Drawable, DrawnItem } from '../quizzes/rules.ts';
import type { Chances } from './chances.ts';

/** What may be drawn, with its keys, by question version. */
export type Bank = {
  drawable: readonly Drawable[];
  keys: ReadonlyMap<string, readonly number[]>;
  sizes: ReadonlyMap<string, Drawable>;
};

const SECONDS_A_QUESTION = { min: 12, max: 70 };

type Answer = {
  position: number;
  chosen: number[];
  typed: string[];
  pressedAt: Date;
  submittedAt: Date;
  correct: boolean;
  fraction: number;
};

/** A person's presses on a paper: each answer is right with the chance `level` (0–1). */
export function answerItems(
  items: readonly DrawnItem[],
  { keys, sizes }: Bank,
  level: number,
  begun: Date,
  draw: Chances,
): Answer[] {
  let time = begun.getTime();
  return items.map(({ questionVersionId }, position) => {
    time += Math.round(draw.within(SECONDS_A_QUESTION) * 1000);
    const key = keys.get(questionVersionId) ?? [];
    const question = sizes.get(questionVersionId);
    const chosen = draw.happens(level) || !question ? [...key] : chooseWrong(key, question, draw);
    const pressedAt = new Date(time);
    const correct = isCorrect(key, chosen);
    return {
      position,
      chosen,
      typed: [],
      pressedAt,
      submittedAt: pressedAt,
      correct,
      fraction: Number(correct),
    };
  });
}

/** Another option; in a multiple choice one too few or one too many. */
function chooseWrong(key: readonly number[], { type, options }: Drawable, draw: Chances): number[] {
  const others = Array.from({ length: options }, (_, i) => i).filter((option) => !key.includes(option));
  const other = draw.pick(others);
  if (type !== 'multiple') return other === undefined ? [...key] : [other];
  if (other === undefined || (key.length > 1 && draw.happens(0.6)))
    return draw.some(key, key.length - 1).toSorted((a, b) => a - b);
  return [...key, other].toSorted((a, b) => a - b);
}
