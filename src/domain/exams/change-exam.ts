import type { Db } from '../../db/client.ts';
import { lockExam, markCancelled, putOffEnd } from '../../db/queries/exam-changes.ts';
import type { Actor } from '../people/rules.ts';
import { callerOf, logExam } from './call-exam.ts';
import { MOST_DAYS } from './exam-rules.ts';

const DAY_MS = 86_400_000;

export type Cancelled = { ok: true; told: number } | { ok: false; problem: 'not-found' | 'too-late' };

/** Calls an exam of the actor's off before it opens and before anybody has begun; twice is once. */
export function cancelExam(db: Db, actor: Actor, quizId: string, now: Date): Promise<Cancelled> {
  return db.transaction(async (tx): Promise<Cancelled> => {
    const exam = await lockExam(tx, quizId, callerOf(actor));
    if (!exam) return { ok: false, problem: 'not-found' };
    if (exam.cancelled) return { ok: true, told: 0 };
    if (exam.begun > 0 || new Date(exam.opensAt) <= now) return { ok: false, problem: 'too-late' };
    const told = await markCancelled(tx, quizId, now);
    await logExam(tx, actor, 'exams.cancel', { quizId, told }, now);
    return { ok: true, told };
  });
}

export type Extended =
  { ok: true; told: number } | { ok: false; problem: 'not-found' | 'too-late' | 'not-later' | 'too-long' };

/**
 * Puts the end of an exam of the actor's off, while it is not over; attempts under way gain what their time limit leaves
 * them. Everybody who has not handed in is told. Twice is once.
 */
export function extendExam(
  db: Db,
  actor: Actor,
  { quizId, from, to }: { quizId: string; from: Date; to: Date },
  now: Date,
): Promise<Extended> {
  return db.transaction(async (tx): Promise<Extended> => {
    const exam = await lockExam(tx, quizId, callerOf(actor));
    if (!exam) return { ok: false, problem: 'not-found' };
    const closesAt = new Date(exam.closesAt);
    if (!exam.cancelled && closesAt.getTime() === to.getTime()) return { ok: true, told: 0 };
    if (exam.cancelled || closesAt <= now || closesAt.getTime() !== from.getTime())
      return { ok: false, problem: 'too-late' };
    if (to <= closesAt) return { ok: false, problem: 'not-later' };
    if (to.getTime() - new Date(exam.opensAt).getTime() > MOST_DAYS * DAY_MS)
      return { ok: false, problem: 'too-long' };
    const told = await putOffEnd(tx, quizId, to, now);
    await logExam(tx, actor, 'exams.extend', { quizId, from, to, told }, now);
    return { ok: true, told };
  });
}
