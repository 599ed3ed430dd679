import type { Tx } from '../../db/client.ts';
import { findAttempts, type AttemptRow } from '../../db/queries/quizzes.ts';
import { drawAttempt, type Draw } from './draw-attempt.ts';
import { deadlineOf, mayBegin, phaseOf, type QuizSettings } from './sitting-rules.ts';

export type Seat = {
  quizId: string;
  personId: string;
  /** As this person has them. */
  settings: QuizSettings;
  window: { opensAt: Date; closesAt: Date | null };
  draw: Pick<Draw, 'types' | 'blueprint' | 'fill' | 'items' | 'preferred'>;
};

export type Seated =
  /** Under way, begun just now (`fresh`), or, where no attempt may begin, the last one there was. */
  | { ok: true; attemptId: string; fresh: boolean; finished: boolean }
  | { ok: false; problem: 'no-questions' | 'closed' | 'used-up' }
  | { ok: false; problem: 'wait' | 'not-yet'; until: Date };

/** A person's attempt at a quiz: the one under way, else the next one if it may begin, else the last. */
export async function sitDown(tx: Tx, seat: Seat, now: Date): Promise<Seated> {
  const { quizId, personId, settings, window, draw } = seat;
  const past = await findAttempts(tx, quizId, personId);
  const last = past.at(-1);
  if (last && phaseOf(settings, standingOf(last), now) !== 'over')
    return { ok: true, attemptId: last.attemptId, fresh: false, finished: false };
  const ended = past.map((one) => ({ finishedAt: timeOf(one.finishedAt ?? one.deadlineAt) }));
  const begin = mayBegin(settings, window, ended, now);
  if (!begin.ok && begin.problem !== 'wait' && last)
    return { ok: true, attemptId: last.attemptId, fresh: false, finished: true };
  if (!begin.ok) return begin;
  const deadlineAt = deadlineOf(settings, now, window.closesAt);
  const drawn = await drawAttempt(
    tx,
    { quizId, personId, number: past.length + 1, deadlineAt, ...draw },
    now,
  );
  return drawn ? { ok: true, ...drawn, finished: false } : { ok: false, problem: 'no-questions' };
}

const timeOf = (text: string | null): Date | null => (text === null ? null : new Date(text));
const standingOf = ({ deadlineAt, finishedAt }: AttemptRow) => ({
  deadline: timeOf(deadlineAt),
  finished: finishedAt !== null,
});
