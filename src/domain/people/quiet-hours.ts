import type { Db } from '../../db/client.ts';
import { findQuietHours, setQuietHours as set } from '../../db/queries/people.ts';
import type { Actor } from './rules.ts';

/** Local times of day, "21:00" to "07:30"; over midnight when the first is the later one, none at all when they are equal. */
export type QuietHours = { from: string; to: string };

const TIME = /^(\d{1,2})(?:[:：](\d{2}))?$/u;

function readTimeOfDay(text: string): string | undefined {
  const [, hour = '', minute = '00'] = TIME.exec(text.trim()) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return `${hour.padStart(2, '0')}:${minute}`;
}

/** Quiet hours as people type them: "22:00-07:00", "22:00 至 7:00", "22-7". Undefined for anything else. */
export function readQuietHours(text: string): QuietHours | undefined {
  const parts = text
    .normalize('NFKC')
    .trim()
    .split(/\s*(?:[-–—~]|到|至|to)\s*/u);
  const [from, to] = parts.map(readTimeOfDay);
  return parts.length === 2 && from !== undefined && to !== undefined ? { from, to } : undefined;
}

/** The person's own hours; null where they keep to the default. */
export const findOwnQuietHours = (db: Db, person: Actor): Promise<QuietHours | null> =>
  findQuietHours(db, person.personId);

/** From the next message on; null goes back to the default. Urgent notices come through all the same. */
export const setQuietHours = (db: Db, person: Actor, hours: QuietHours | null): Promise<void> =>
  set(db, person.personId, hours);
