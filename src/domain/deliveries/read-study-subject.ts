import type { Db } from '../../db/client.ts';
import { isCardWanted } from '../../db/queries/card-offers.ts';
import { findPostsOf } from '../../db/queries/people.ts';
import type { DeliveryRow } from '../../db/queries/sending.ts';
import { findHourEntry, type HourEntryRow } from '../../db/queries/study-hours.ts';
import { dayOf, startOfDay } from '../schedule/calendar.ts';
import { countWaiting } from '../study/decide-hours.ts';

export type StudySubject =
  | { kind: 'hours-waiting'; entries: number }
  | { kind: 'hours-rejected'; entry: HourEntryRow }
  | { kind: 'card-offer' };

/** What is said about study; undefined where there is nothing to say any more. */
export async function readStudySubject(
  db: Db,
  kind: StudySubject['kind'],
  { personId, subjectId }: DeliveryRow,
  now: Date,
): Promise<StudySubject | undefined> {
  if (kind === 'hours-rejected') {
    const entry = subjectId ? await findHourEntry(db, subjectId, personId) : undefined;
    return entry?.state === 'rejected' ? { kind, entry } : undefined;
  }
  if (kind === 'card-offer')
    return (await isCardWanted(db, personId, startOfDay(dayOf(now)))) ? { kind } : undefined;
  const posts = await findPostsOf(db, personId, dayOf(now));
  const entries = await countWaiting(db, { personId, posts }, now);
  return entries > 0 ? { kind, entries } : undefined;
}
