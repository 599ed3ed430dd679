import type { Db } from '../../db/client.ts';
import { findUnitInScope, type UnitRow } from '../../db/queries/organisation-units.ts';
import {
  countPeopleByUnit,
  findPeopleUnder,
  type PersonRow,
  type UnitCountRow,
} from '../../db/queries/people.ts';
import { readAs } from '../../db/queries/read-as.ts';
import { dayOf } from '../schedule/calendar.ts';
import { scopeOf, type Action, type Actor } from './rules.ts';

export type RosterPage = { unit: UnitRow; counts: UnitCountRow[]; people: PersonRow[] };

/** Units the actor may start from for an action: the units of the posts that allow it. */
export function rootsOf(actor: Actor, action: Action): { id: string; name: string }[] {
  const ids = new Set(scopeOf(actor, action));
  return actor.posts
    .filter((post) => ids.has(post.unitId))
    .map((post) => ({ id: post.unitId, name: post.unitName }));
}

/** A unit with its children, if it lies in the actor's scope for the action. */
export function findUnit(
  db: Db,
  actor: Actor,
  action: Action,
  unitId: string,
): Promise<{ unit: UnitRow; children: UnitRow[] } | undefined> {
  return findUnitInScope(db, unitId, scopeOf(actor, action));
}

/** The administrator's view of a unit: people and bindings by child unit, and a page of the people under it. */
export async function browseRoster(
  db: Db,
  actor: Actor,
  unitId: string,
  page: { offset: number; limit: number },
  now: Date,
): Promise<RosterPage | undefined> {
  const scope = scopeOf(actor, 'people.manage');
  const found = await findUnitInScope(db, unitId, scope);
  if (!found) return undefined;
  const day = dayOf(now);
  const [counts, people] = await readAs(db, actor, now, (as) =>
    Promise.all([countPeopleByUnit(as, unitId, scope, day), findPeopleUnder(as, unitId, day, page)]),
  );
  return { unit: found.unit, counts, people };
}
