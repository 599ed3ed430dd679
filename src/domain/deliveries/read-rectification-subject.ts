import type { Db } from '../../db/client.ts';
import { findPostsOf } from '../../db/queries/people.ts';
import { findEvent, type EventRow } from '../../db/queries/rectification-events.ts';
import type { DeliveryRow } from '../../db/queries/sending.ts';
import { findItemFor, type ItemRow } from '../rectifications/read-items.ts';
import { relationTo, type Relation } from '../rectifications/rules.ts';
import { dayOf } from '../schedule/calendar.ts';

type About = { item: ItemRow; relation: Relation };
export type RectificationSubject = About &
  ({ kind: 'rectification'; event: EventRow } | { kind: 'rectification-reminder' | 'rectification-overdue' });

/** Word of an item to its owner or to who follows it; undefined where what it says is over, or they may not see it any more. */
export async function readRectificationSubject(
  db: Db,
  kind: RectificationSubject['kind'],
  { personId, subjectId, data }: DeliveryRow,
  now: Date,
): Promise<RectificationSubject | undefined> {
  if (subjectId === null) return undefined;
  const posts = await findPostsOf(db, personId, dayOf(now));
  const item = await findItemFor(db, { personId, posts }, subjectId, now);
  if (!item) return undefined;
  const about = { item, relation: relationTo(item, personId) };
  if (kind !== 'rectification') {
    const isOver = kind === 'rectification-reminder' ? item.state !== 'open' : item.state === 'closed';
    return isOver || data['dueOn'] !== item.dueOn ? undefined : { kind, ...about };
  }
  const eventId = data['eventId'];
  const event = typeof eventId === 'string' ? await findEvent(db, eventId) : undefined;
  return event?.itemId === item.id && !isAnswered(item, event) ? { kind, event, ...about } : undefined;
}

/** Whether what somebody was asked for has been done meanwhile. */
function isAnswered(item: ItemRow, { id, kind }: EventRow): boolean {
  if (kind === 'extension-asked') return item.asked?.id !== id;
  return kind === 'handed-in' && item.state !== 'handed-in';
}
