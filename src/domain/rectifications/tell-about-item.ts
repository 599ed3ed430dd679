import { v7 as newId } from 'uuid';
import type { Tx } from '../../db/client.ts';
import { insertDelivery } from '../../db/queries/deliveries.ts';
import { PRIORITY } from '../deliveries/rules.ts';

/** Queues word of a step of an item's trail to one person, once. */
export async function tellAboutItem(
  tx: Tx,
  { itemId, eventId, personId }: { itemId: string; eventId: string; personId: string },
  now: Date,
): Promise<void> {
  await insertDelivery(
    tx,
    {
      id: newId(),
      kind: 'rectification',
      personId,
      subjectId: itemId,
      onceKey: `rectification:${eventId}:${personId}`,
      data: { eventId },
      priority: PRIORITY.answer,
      policy: 'resend',
      notBefore: now,
    },
    now,
  );
}
