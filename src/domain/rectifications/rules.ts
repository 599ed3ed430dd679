import { addDays } from '../schedule/calendar.ts';

/** Longest text of an item, of a piece of evidence and of a reason, in characters. */
export const ITEM_LIMIT = 300;
export const EVIDENCE_LIMIT = 500;
export const REASON_LIMIT = 200;
/** Items, and steps of a trail, on one page. */
export const PAGE = 5;

const AHEAD_DAYS = 366;

export type DueProblem = 'not-ahead' | 'too-late' | 'not-later';

/**
 * A day that an item may be due on: after today, not beyond a year.
 * @param before the day that holds now, where an extension is asked for: the new one is later
 */
export function findDueProblem(day: string, today: string, before?: string): DueProblem | undefined {
  if (day <= today) return 'not-ahead';
  if (day > addDays(today, AHEAD_DAYS)) return 'too-late';
  return before !== undefined && day <= before ? 'not-later' : undefined;
}

/** What somebody who sees an item is to it. */
export type Relation = 'owner' | 'reviewer' | 'other';
export const relationTo = (item: { personId: string; reviewerId: string }, personId: string): Relation =>
  item.personId === personId ? 'owner' : item.reviewerId === personId ? 'reviewer' : 'other';

/** Whether somebody wrote something, and not too much of it; in characters. */
export const fits = (text: string, limit: number): boolean =>
  text.trim() !== '' && [...text.trim()].length <= limit;
