import type { Db, Tx } from '../../db/client.ts';
import { findPersonInScope, type PersonRow } from '../../db/queries/people.ts';
import { readAs } from '../../db/queries/read-as.ts';
import { dayOf } from '../schedule/calendar.ts';
import type { Actor } from './rules.ts';

/**
 * A person, only if they hold a post today under one of the units, and the database finds them in the actor's reach by the
 * posts that it has itself: what an actor was taken for is not enough, neither to read nor to change anything.
 */
export const findInScope = (
  db: Db | Tx,
  actor: Pick<Actor, 'personId'>,
  scope: readonly string[],
  personId: string,
  now: Date,
): Promise<PersonRow | undefined> =>
  readAs(db, actor, now, (as) => findPersonInScope(as, scope, personId, dayOf(now)));
