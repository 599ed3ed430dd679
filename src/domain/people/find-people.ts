import type { Db } from '../../db/client.ts';
import { findPeopleByText, type PersonRow } from '../../db/queries/people.ts';
import { readAs } from '../../db/queries/read-as.ts';
import { dayOf } from '../schedule/calendar.ts';
import { findInScope } from './find-in-scope.ts';
import { scopeOf, type Action, type Actor } from './rules.ts';

export type Person = PersonRow;

/** How many a search shows; one more is asked for, to say that there are others. */
const SEARCH_LIMIT = 20;

/**
 * People of the actor's scope by Chinese name, pinyin, initials or staff number. Outside the scope nobody exists:
 * the answer is the same empty list.
 */
export async function findPeople(
  db: Db,
  actor: Actor,
  action: Action,
  text: string,
  now: Date,
): Promise<{ people: Person[]; more: boolean }> {
  const scope = scopeOf(actor, action);
  const wanted = text.trim();
  if (scope.length === 0 || wanted === '') return { people: [], more: false };
  const found = await readAs(db, actor, now, (as) => findPeopleByText(as, scope, wanted, dayOf(now)));
  return { people: found.slice(0, SEARCH_LIMIT), more: found.length > SEARCH_LIMIT };
}

/** One person of the actor's scope; undefined for anybody else. */
export async function findPerson(
  db: Db,
  actor: Actor,
  action: Action,
  personId: string,
  now: Date,
): Promise<Person | undefined> {
  const scope = scopeOf(actor, action);
  return scope.length === 0 ? undefined : findInScope(db, actor, scope, personId, now);
}
