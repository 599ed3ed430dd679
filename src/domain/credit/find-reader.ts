import type { Db } from '../../db/client.ts';
import { findNames, findPersonByStaffNo, findPostsOf } from '../../db/queries/people.ts';
import { mayDo } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';
import type { Reader } from './check-reader.ts';

/** Whoever a paper is made for; their name stands on it. */
export type NamedReader = Reader & { name: string; staffNo: string };

/** The person of a staff number, where they may read files of others today. */
export async function findReader(db: Db, staffNo: string, now: Date): Promise<NamedReader | undefined> {
  const personId = await findPersonByStaffNo(db, staffNo);
  if (personId === undefined) return undefined;
  const [name = ''] = await findNames(db, [personId]);
  const posts = await findPostsOf(db, personId, dayOf(now));
  const reader = { personId, posts, name, staffNo };
  return mayDo(reader, 'file.read') ? reader : undefined;
}
