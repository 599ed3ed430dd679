import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { findNewestErasure, insertErasureRequest, type ErasureRow } from '../../db/queries/erasures.ts';
import { findHoldersAbove } from '../../db/queries/people.ts';
import { lockPerson } from '../../db/queries/study-hours.ts';
import { tellOne } from '../deliveries/tell-one.ts';
import { dayOf } from '../schedule/calendar.ts';
import { rolesFor, type Actor } from './rules.ts';

/** The actor's newest request, waiting or answered. */
export const readOwnErasure = (
  db: Db,
  { personId }: Pick<Actor, 'personId'>,
  now: Date,
): Promise<ErasureRow | undefined> => findNewestErasure(db, personId, dayOf(now));

/**
 * Asks that what need not be kept of the actor is deleted (row J7); one request waits at a time, so that the same press
 * again is the same request. The administrator nearest above is told.
 * @returns whether there is somebody to tell
 */
export function askErasure(db: Db, actor: Actor, now: Date): Promise<{ told: boolean }> {
  const { personId } = actor;
  const day = dayOf(now);
  return db.transaction(async (tx) => {
    await lockPerson(tx, personId);
    const unitIds = actor.posts.slice(0, 1).map(({ unitId }) => unitId);
    const above = await findHoldersAbove(tx, unitIds, rolesFor('people.manage'), day, 5);
    const decider = above.find((id) => id !== personId);
    const newest = await findNewestErasure(tx, personId, day);
    if (newest?.verdict === null) return { told: decider !== undefined };
    const id = newId();
    await insertErasureRequest(tx, id, personId, now);
    const entry = { id: newId(), actorId: personId, subjectPersonId: personId, purpose: null };
    await insertAccess(tx, { ...entry, action: 'data.ask-erasure', detail: { requestId: id } }, now);
    if (decider !== undefined)
      await tellOne(tx, { kind: 'erasure-asked', personId: decider, subjectId: id }, now);
    return { told: decider !== undefined };
  });
}
