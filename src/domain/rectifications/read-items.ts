import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { findEvent, findEvents, type EventRow } from '../../db/queries/rectification-events.ts';
import {
  findItem,
  findItems,
  hasItems,
  type ItemRow,
  type Looker,
  type Which,
} from '../../db/queries/rectifications.ts';
import { readAs } from '../../db/queries/read-as.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';
import { PAGE } from './rules.ts';

export type { EventRow, ItemRow, Which };
type Reader = Pick<Actor, 'personId' | 'posts'>;

const lookerOf = ({ personId, posts }: Reader, now: Date): Looker => ({
  personId,
  scope: scopeOf({ posts }, 'rectifications.open'),
  day: dayOf(now),
});

/** Whether the list of one's own has, or had, anything in it. */
export const ownsItems = (db: Db, { personId }: Pick<Actor, 'personId'>): Promise<boolean> =>
  hasItems(db, personId);

/** An item as far as the person may see it, without a look being logged: for what they do with it. */
export const findItemFor = (
  db: Db | Tx,
  person: Reader,
  id: string,
  now: Date,
): Promise<ItemRow | undefined> => readAs(db, person, now, (as) => findItem(as, id, lookerOf(person, now)));

const log = (
  tx: Tx,
  actor: Reader,
  action: string,
  about: string | null,
  detail: Record<string, unknown>,
  now: Date,
): Promise<void> =>
  insertAccess(
    tx,
    { id: newId(), actorId: actor.personId, action, subjectPersonId: about, purpose: null, detail },
    now,
  );

/** An item for its owner, or (logged) for whoever follows it. */
export function readItem(db: Db, actor: Reader, id: string, now: Date): Promise<ItemRow | undefined> {
  return db.transaction(async (tx) => {
    const item = await findItemFor(tx, actor, id, now);
    if (item && item.personId !== actor.personId)
      await log(tx, actor, 'rectification.read', item.personId, { itemId: id }, now);
    return item;
  });
}

/** A page of items; names of others are read, so that is logged. */
export function listItems(
  db: Db,
  actor: Reader,
  which: Which,
  page: number,
  now: Date,
): Promise<{ rows: ItemRow[]; total: number }> {
  return db.transaction(async (tx) => {
    const list = await readAs(tx, actor, now, (as) =>
      findItems(as, which, lookerOf(actor, now), { offset: page * PAGE, limit: PAGE }),
    );
    const about = which.of === 'person' ? which.personId : null;
    if (which.of !== 'own' && list.rows.length > 0)
      await log(tx, actor, 'rectification.list', about, { items: list.rows.length }, now);
    return list;
  });
}

/** A page of an item's trail with the item; for others than its owner it is logged. */
export async function readTrail(
  db: Db,
  actor: Reader,
  id: string,
  page: number,
  now: Date,
): Promise<{ item: ItemRow; events: EventRow[] } | undefined> {
  const item = await readItem(db, actor, id, now);
  const where = { offset: page * PAGE, limit: PAGE };
  return item && { item, events: await readAs(db, actor, now, (as) => findEvents(as, id, where)) };
}

/** A file of the trail, for who may see the item. */
export async function readEvidence(
  db: Db,
  actor: Reader,
  eventId: string,
  now: Date,
): Promise<(EventRow & { itemId: string; fileId: string }) | undefined> {
  const event = await readAs(db, actor, now, (as) => findEvent(as, eventId));
  if (!event?.fileId) return undefined;
  return (await readItem(db, actor, event.itemId, now)) ? { ...event, fileId: event.fileId } : undefined;
}
