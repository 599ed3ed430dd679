import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { cancelPending, hasGoneOut, insertDelivery } from '../../db/queries/deliveries.ts';
import { findInterviewOf, markInterviewClosed, type InterviewRow } from '../../db/queries/interviews.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import type { Actor } from '../people/rules.ts';

/** The supervisor marks it as held (after it began) or cancels it; a cancelled one is told to the person if they knew of it. */
export async function closeInterview(
  db: Db,
  supervisor: Actor,
  id: string,
  state: 'held' | 'cancelled',
  now: Date,
): Promise<InterviewRow | undefined> {
  return db.transaction(async (tx) => {
    const closed = await markInterviewClosed(tx, id, supervisor.personId, state, now);
    const interview = await findInterviewOf(tx, id, supervisor.personId);
    if (!interview || interview.orderedBy !== supervisor.personId) return undefined;
    if (closed && state === 'cancelled') {
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
    }
    return interview;
  });
}
