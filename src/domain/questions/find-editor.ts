import type { Db } from '../../db/client.ts';
import { findPersonByStaffNo, findPostsOf } from '../../db/queries/people.ts';
import { mayDo, type Actor } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';

/** Who keeps the bank, as far as that matters there. */
export type Editor = Pick<Actor, 'personId' | 'posts'>;

/** The person of a staff number, where they may edit the bank today. */
export async function findEditor(db: Db, staffNo: string, now: Date): Promise<Editor | undefined> {
  const personId = await findPersonByStaffNo(db, staffNo);
  if (personId === undefined) return undefined;
  const editor = { personId, posts: await findPostsOf(db, personId, dayOf(now)) };
  return mayDo(editor, 'bank.edit') ? editor : undefined;
}
