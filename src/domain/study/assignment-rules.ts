import { createHash } from 'node:crypto';
import { addDays } from '../schedule/calendar.ts';
import type { StudyPlan } from './plans.ts';

/** Cards a week to choose from. One a day is the most that comes by itself. */
export const PACES = [3, 5, 7] as const;
/** For whoever does not choose. */
export const USUAL_PACE: (typeof PACES)[number] = 5;
/** Beginnings and lengths beyond these are taken for a slip. */
const LATEST_START_DAYS = 92;
const LONGEST_DAYS = 366;

/** The last day of a plan of so many cards at so many a week, counted from its first. */
export const lastDayOf = (startsOn: string, cards: number, pace: number): string =>
  addDays(startsOn, Math.max(1, Math.ceil(cards / pace)) * 7 - 1);

export type DayProblem = 'past' | 'too-late' | 'before-start' | 'too-long';

export function findStartProblem(startsOn: string, today: string): DayProblem | undefined {
  if (startsOn < today) return 'past';
  return startsOn > addDays(today, LATEST_START_DAYS) ? 'too-late' : undefined;
}

export function findEndProblem(startsOn: string, endsOn: string, today: string): DayProblem | undefined {
  if (endsOn < startsOn || endsOn < today) return 'before-start';
  return endsOn > addDays(startsOn, LONGEST_DAYS) ? 'too-long' : undefined;
}

/** A few letters that stand for exactly these cards, their passages and questions. */
export const versionOf = ({ cards }: Pick<StudyPlan, 'cards'>): string =>
  createHash('sha256').update(JSON.stringify(cards)).digest('hex').slice(0, 12);
