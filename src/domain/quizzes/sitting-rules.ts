import type { QuizSettings } from '../rules/study-rules.ts';

export type { QuizSettings };
export type Shown = QuizSettings['review']['during'];

const MINUTE_MS = 60_000;

/** When an attempt that begins now runs out; the earlier of its own time and the quiz's end. Null where there is neither. */
export function deadlineOf(
  { timeLimit }: Pick<QuizSettings, 'timeLimit'>,
  startedAt: Date,
  closesAt: Date | null,
): Date | null {
  const own = timeLimit === null ? null : new Date(startedAt.getTime() + timeLimit * MINUTE_MS);
  if (own === null || closesAt === null) return own ?? closesAt;
  return own < closesAt ? own : closesAt;
}

/** When an attempt that was not handed in ends by itself. */
export const endOf = (
  { overdue, grace }: Pick<QuizSettings, 'overdue' | 'grace'>,
  deadline: Date | null,
): Date | null =>
  deadline !== null && overdue === 'grace' ? new Date(deadline.getTime() + grace * MINUTE_MS) : deadline;

/** `open` takes answers; in `grace` what was chosen can be handed in, no more; `over` takes nothing. The deadline itself is too late. */
export function phaseOf(
  settings: Pick<QuizSettings, 'overdue' | 'grace'>,
  { deadline, finished }: { deadline: Date | null; finished: boolean },
  now: Date,
): 'open' | 'grace' | 'over' {
  if (finished) return 'over';
  if (deadline === null || now < deadline) return 'open';
  const end = endOf(settings, deadline);
  return settings.overdue === 'grace' && end !== null && now < end ? 'grace' : 'over';
}

/** What an attempt that ran out counts for: nothing, where it should have been handed in. */
export const countsWhenOver = ({ overdue }: Pick<QuizSettings, 'overdue'>): boolean => overdue === 'submit';

export type Past = { finishedAt: Date | null; counts: boolean; share: number };

/** Whether another attempt may begin now, and if not, why; `until` is when it may. */
export function mayBegin(
  { attempts, pause }: Pick<QuizSettings, 'attempts' | 'pause'>,
  { opensAt, closesAt }: { opensAt: Date; closesAt: Date | null },
  past: readonly Pick<Past, 'finishedAt'>[],
  now: Date,
):
  | { ok: true }
  | { ok: false; problem: 'not-yet' | 'wait'; until: Date }
  | { ok: false; problem: 'closed' | 'used-up' } {
  if (now < opensAt) return { ok: false, problem: 'not-yet', until: opensAt };
  if (closesAt !== null && now >= closesAt) return { ok: false, problem: 'closed' };
  if (attempts !== null && past.length >= attempts) return { ok: false, problem: 'used-up' };
  const ended = past.flatMap(({ finishedAt }) => (finishedAt === null ? [] : [finishedAt.getTime()]));
  const until = new Date(Math.max(...ended, Number.NEGATIVE_INFINITY) + pause * MINUTE_MS);
  return now < until ? { ok: false, problem: 'wait', until } : { ok: true };
}

/** The grade of a quiz, 0–1, from its ended attempts in their order; undefined while none counts. */
export function gradeOf(grade: QuizSettings['grade'], past: readonly Past[]): number | undefined {
  const shares = past
    .filter(({ finishedAt, counts }) => finishedAt !== null && counts)
    .map(({ share }) => share);
  if (shares.length === 0) return undefined;
  switch (grade) {
    case 'first':
      return shares[0];
    case 'last':
      return shares.at(-1);
    case 'best':
      return Math.max(...shares);
    case 'mean':
      return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  }
}

/** Passed, or nothing more to be done: the attempts are used up. */
export function isComplete(
  { grade, passMark, attempts }: Pick<QuizSettings, 'grade' | 'passMark' | 'attempts'>,
  past: readonly Past[],
): { passed: boolean; complete: boolean } {
  const reached = gradeOf(grade, past);
  // A sum of thirds must not fail a pass mark of one by a rounding error.
  const passed = reached !== undefined && reached >= passMark - 1e-9;
  const ended = past.filter(({ finishedAt }) => finishedAt !== null).length;
  return { passed, complete: passed || (attempts !== null && ended >= attempts) };
}

/** What the person may see at this moment. Of an answer that can still be changed nothing is shown. */
export function shownOf(
  { review, answers }: Pick<QuizSettings, 'review' | 'answers'>,
  { finished, closesAt }: { finished: boolean; closesAt: Date | null },
  now: Date,
): Shown {
  if (!finished && answers === 'until-handed-in') return { marks: false, key: false, explanation: false };
  if (!finished) return review.during;
  return closesAt !== null && now >= closesAt ? review.closed : review.after;
}
