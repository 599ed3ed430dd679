import { v7 as newId } from 'uuid';
import type { Tx } from '../../db/client.ts';
import { insertDelivery } from '../../db/queries/deliveries.ts';
import { findHoldersAbove, findNames } from '../../db/queries/people.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { rolesFor, scopeOf, type Actor } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';

/** People asked at most; the first of them to decide decides. */
const MOST_ASKED = 5;

/**
 * Asks everybody who may approve over the whole of the author's scope, the nearest first, and returns their names. None
 * when there is nobody but the author: then it cannot be sent.
 */
export async function askForApproval(
  tx: Tx,
  author: Actor,
  notice: { id: string; urgentReason: string | null },
  now: Date,
): Promise<string[]> {
  const units = scopeOf(author, 'notices.send');
  const found = await findHoldersAbove(tx, units, rolesFor('notices.approve'), dayOf(now), MOST_ASKED + 1);
  const asked = found.filter((personId) => personId !== author.personId).slice(0, MOST_ASKED);
  for (const personId of asked)
    await insertDelivery(
      tx,
      {
        id: newId(),
        kind: 'notice-approval',
        personId,
        subjectId: notice.id,
        onceKey: `notice-approval:${notice.id}:${personId}`,
        priority: PRIORITY.answer,
        policy: 'resend',
        urgent: notice.urgentReason !== null,
        notBefore: now,
      },
      now,
    );
  return findNames(tx, asked);
}
