import { randomBytes } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { Tx } from '../../db/client.ts';
import { findDrawable } from '../../db/queries/questions.ts';
import { findAttempts, findRecentVersions, insertPaper } from '../../db/queries/quizzes.ts';
import type { QuestionType } from '../questions/rules.ts';
import { drawPaper, type Blueprint, type Preferred } from './rules.ts';

/** How many earlier papers a draw tries not to repeat. */
const AVOID_PAPERS = 10;

export type Draw = {
  quizId: string;
  personId: string;
  number: number;
  deadlineAt: Date | null;
  types: readonly QuestionType[];
  blueprint: Blueprint;
  /** What the blueprint is short of comes from these topics; null: from the whole bank. */
  fill: readonly string[] | null;
  items: number;
  /** Topics of the person's duties, of which there is more; none where the paper is drawn for all in the same way. */
  preferred: Preferred;
};

/**
 * Draws a paper from a stored seed and begins its attempt. It is short only where the bank is. Two presses at once draw
 * one (`fresh: false` for the second). Undefined when there is nothing to draw.
 */
export async function drawAttempt(
  tx: Tx,
  draw: Draw,
  now: Date,
): Promise<{ attemptId: string; fresh: boolean } | undefined> {
  const { quizId, personId, number, deadlineAt, types, blueprint, fill, items: wanted, preferred } = draw;
  const bank = (await findDrawable(tx)).filter(({ type }) => types.includes(type));
  const rest = { topics: fill ?? bank.map((question) => question.topic), count: wanted };
  const recent = await findRecentVersions(tx, personId, AVOID_PAPERS);
  const seed = randomBytes(16).toString('hex');
  const items = drawPaper(bank, [...blueprint, rest], recent, seed, preferred).slice(0, wanted);
  if (items.length === 0) return undefined;
  const attemptId = newId();
  const dutyTopics = preferred.count > 0 ? preferred.topics : [];
  const paper = { id: newId(), attemptId, quizId, personId, number, seed, dutyTopics, deadlineAt, items };
  if (await insertPaper(tx, paper, now)) return { attemptId, fresh: true };
  // Another press began it a moment ago.
  const known = (await findAttempts(tx, quizId, personId)).find((one) => one.number === number);
  if (!known) throw new Error('the paper was drawn but cannot be read');
  return { attemptId: known.attemptId, fresh: false };
}
