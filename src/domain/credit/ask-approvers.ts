import { v7 as newId } from 'uuid';
import type { Tx } from '../../db/client.ts';
import { insertDelivery } from '../../db/queries/deliveries.ts';
import { findApprovers, type AccessRequestRow } from '../../db/queries/file-access.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { rolesFor } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';

/** So many are told of a request; any of them may answer it. */
const MOST_TOLD = 3;

/** Tells the nearest of those who may approve; returns how many there are to tell. */
export async function askApprovers(tx: Tx, request: AccessRequestRow, now: Date): Promise<number> {
  const roles = rolesFor('file.approve').filter((role) => rolesFor('file.read').includes(role));
  const approvers = await findApprovers(tx, request, roles, dayOf(now), MOST_TOLD);
  for (const personId of approvers)
    await insertDelivery(
      tx,
      {
        id: newId(),
        kind: 'file-asked',
        personId,
        subjectId: request.id,
        onceKey: `file-asked:${request.id}:${personId}`,
        priority: PRIORITY.answer,
        policy: 'resend',
        notBefore: now,
        expiresAt: new Date(request.holdsUntil),
      },
      now,
    );
  return approvers.length;
}
