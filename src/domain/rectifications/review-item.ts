import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { findEvent, insertEvent, type EventKind } from '../../db/queries/rectification-events.ts';
import { lockItem, markItem, type ItemRow } from '../../db/queries/rectifications.ts';
import { findTextProblem } from '../notices/rules.ts';
import { mayDo, type Actor } from '../people/rules.ts';
import { listReviewers } from './open-item.ts';
import { findItemFor } from './read-items.ts';
import { fits, REASON_LIMIT } from './rules.ts';
import { tellAboutItem } from './tell-about-item.ts';

export type Reviewed =
  { ok: true; item: ItemRow } | { ok: false; problem: 'not-found' | 'not-waiting' | 'text' };
type Step = { kind: EventKind; text?: string; day?: string; state?: 'open' | 'closed' };

const logOf = (actor: Actor, kind: EventKind, item: ItemRow) => ({
  id: newId(),
  actorId: actor.personId,
  action: `rectification.${kind}`,
  subjectPersonId: item.personId,
  purpose: null,
  detail: { itemId: item.id },
});

/** What a step that was taken before says when the same comes again. */
const again = (item: ItemRow): Reviewed => ({ ok: true, item });

/** Does what only the item's reviewer may, once; the owner is told, and whoever opened it when it is closed. */
function asReviewer(
  db: Db,
  actor: Actor,
  id: string,
  now: Date,
  decide: (tx: Tx, item: ItemRow) => Promise<Step | Reviewed>,
  eventId = newId(),
): Promise<Reviewed> {
  return db.transaction(async (tx): Promise<Reviewed> => {
    await lockItem(tx, id);
    const item = await findItemFor(tx, actor, id, now);
    if (item?.reviewerId !== actor.personId || !mayDo(actor, 'rectifications.open'))
      return { ok: false, problem: 'not-found' };
    const step = await decide(tx, item);
    if ('ok' in step) return step;
    const { kind, text, day, state } = step;
    if (text !== undefined && (!fits(text, REASON_LIMIT) || findTextProblem(text)))
      return { ok: false, problem: 'text' };
    const event = { id: eventId, itemId: id, kind, by: actor.personId, text: text?.trim() ?? null };
    if (!(await insertEvent(tx, { ...event, ...(day === undefined ? {} : { day }) }, now)))
      return again(item);
    await markItem(tx, id, { ...(state ? { state } : {}), ...(day === undefined ? {} : { dueOn: day }) });
    await insertAccess(tx, logOf(actor, kind, item), now);
    const told = new Set([item.personId, ...(kind === 'closed' ? [item.openedBy] : [])]);
    for (const personId of told)
      if (personId !== actor.personId) await tellAboutItem(tx, { itemId: id, eventId, personId }, now);
    return { ok: true, item: (await findItemFor(tx, actor, id, now)) ?? item };
  });
}

/** Whether whoever checks an item may do so no longer: they left the post, or the owner left their units. */
export const lacksReviewer = async (db: Db | Tx, item: ItemRow, now: Date): Promise<boolean> =>
  !(await listReviewers(db, item.personId, now)).some(({ id }) => id === item.reviewerId);

/** Somebody else who may check it takes an item over whose reviewer may not any more; the owner is told. Twice is once. */
export function takeOver(db: Db, actor: Actor, id: string, now: Date): Promise<Reviewed> {
  return db.transaction(async (tx): Promise<Reviewed> => {
    await lockItem(tx, id);
    const item = await findItemFor(tx, actor, id, now);
    const reviewers = item ? await listReviewers(tx, item.personId, now) : [];
    if (!item || !reviewers.some((one) => one.id === actor.personId))
      return { ok: false, problem: 'not-found' };
    if (item.reviewerId === actor.personId) return again(item);
    if (item.state === 'closed' || !(await lacksReviewer(tx, item, now)))
      return { ok: false, problem: 'not-waiting' };
    const eventId = newId();
    await markItem(tx, id, { reviewerId: actor.personId });
    await insertEvent(tx, { id: eventId, itemId: id, kind: 'taken-over', by: actor.personId }, now);
    await insertAccess(tx, logOf(actor, 'taken-over', item), now);
    await tellAboutItem(tx, { itemId: id, eventId, personId: item.personId }, now);
    return { ok: true, item: (await findItemFor(tx, actor, id, now)) ?? item };
  });
}

/** Closes what was handed in, for good. */
export const closeItem = (db: Db, actor: Actor, id: string, now: Date): Promise<Reviewed> =>
  asReviewer(db, actor, id, now, (_tx, item) =>
    Promise.resolve(
      item.state === 'closed'
        ? again(item)
        : item.state === 'open'
          ? { ok: false, problem: 'not-waiting' }
          : { kind: 'closed', state: 'closed' },
    ),
  );

/**
 * Gives what was handed in back with a reason.
 * @param returned its id is the wizard's: the same again is there already
 */
export const returnItem = (
  db: Db,
  actor: Actor,
  returned: { id: string; itemId: string; reason: string },
  now: Date,
): Promise<Reviewed> =>
  asReviewer(
    db,
    actor,
    returned.itemId,
    now,
    async (tx, item) => {
      if ((await findEvent(tx, returned.id))?.itemId === item.id) return again(item);
      return item.state === 'handed-in'
        ? { kind: 'returned', text: returned.reason, state: 'open' }
        : { ok: false, problem: 'not-waiting' };
    },
    returned.id,
  );

/** Grants the later day that was asked for, or refuses it with a reason; each request is answered once. */
export const answerExtension = (
  db: Db,
  actor: Actor,
  {
    itemId,
    askId,
    refusal,
  }: { itemId: string; askId: string; refusal: { id: string; reason: string } | null },
  now: Date,
): Promise<Reviewed> =>
  asReviewer(
    db,
    actor,
    itemId,
    now,
    async (tx, item) => {
      const { asked } = item;
      if (asked?.id === askId && item.state !== 'closed')
        return refusal === null
          ? { kind: 'extension-granted', day: asked.day }
          : { kind: 'extension-refused', text: refusal.reason };
      const before = refusal === null ? undefined : await findEvent(tx, refusal.id);
      const isGranted = refusal === null && (await wasGranted(tx, item, askId));
      return before?.itemId === item.id || isGranted ? again(item) : { ok: false, problem: 'not-waiting' };
    },
    refusal?.id,
  );

/** A press that comes again after its day was granted. */
async function wasGranted(tx: Tx, item: ItemRow, askId: string): Promise<boolean> {
  const ask = await findEvent(tx, askId);
  return ask?.itemId === item.id && ask.kind === 'extension-asked' && ask.day === item.dueOn;
}
