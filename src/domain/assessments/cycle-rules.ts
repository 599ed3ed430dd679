import { addDays, dayOf } from '../schedule/calendar.ts';

/** Longest reason of giving a form back, in characters. */
export const REOPEN_REASON_LIMIT = 200;
/** A cycle is open so long at most, and opens so far ahead at most. */
export const MOST_OPEN_DAYS = 60;
const MOST_AHEAD_DAYS = 90;
const LEAST_OPEN_MS = 86_400_000;

type CycleWindow = { opensAt: Date; closesAt: Date };
export type CycleWindowProblem = 'past' | 'too-far' | 'too-short' | 'too-long';

/** Whether a cycle may open then; null is at once. */
export const findOpeningProblem = (opensAt: Date | null, now: Date): CycleWindowProblem | undefined =>
  opensAt === null
    ? undefined
    : opensAt <= now
      ? 'past'
      : dayOf(opensAt) > addDays(dayOf(now), MOST_AHEAD_DAYS)
        ? 'too-far'
        : undefined;

/** Whether people have time enough, and it ends in sight: from one day to `MOST_OPEN_DAYS` days. */
export function findClosingProblem({ opensAt, closesAt }: CycleWindow): CycleWindowProblem | undefined {
  const length = closesAt.getTime() - opensAt.getTime();
  if (length < LEAST_OPEN_MS) return 'too-short';
  return length > MOST_OPEN_DAYS * 86_400_000 ? 'too-long' : undefined;
}

/** Until when others review: so many days after the cycle has closed. */
export const reviewClosing = (closesAt: Date, days: number): Date =>
  new Date(closesAt.getTime() + days * 86_400_000);
