import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { cancelPending, hasGoneOut, insertDelivery } from '../../db/queries/deliveries.ts';
import { findInterviewOf, markInterviewCancelled, type InterviewRow } from '../../db/queries/interviews.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import type { Actor } from '../people/rules.ts';

/** Who ordered it cancels it, before it is recorded; the person is told if they knew of it. Undefined for anybody else. */
export async function cancelInterview(
  db: Db,
  orderer: Actor,
  id: string,
  now: Date,
): Promise<InterviewRow | undefined> {
  return db.transaction(async (tx) => {
    const cancelled = await markInterviewCancelled(tx, id, orderer.personId);
    const interview = await findInterviewOf(tx, id, orderer.personId);
    if (!interview || interview.orderedBy !== orderer.personId) return undefined;
    if (!cancelled) return interview;
    await cancelPending(tx, [id]);
    if (!(await hasGoneOut(tx, id, 'interview-notice'))) return interview;
    await insertDelivery(
      tx,
      {
        id: newId(),
        kind: 'interview-cancelled',
        personId: interview.personId,
        subjectId: id,
        onceKey: `interview-cancelled:${id}`,
        priority: PRIORITY.answer,
        policy: 'resend',
        notBefore: now,
      },
      now,
    );
    return interview;
  });
}
