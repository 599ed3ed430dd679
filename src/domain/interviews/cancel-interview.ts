import type { Db } from '../../db/client.ts';
import { cancelPending, hasGoneOut } from '../../db/queries/deliveries.ts';
import { findInterviewOf, markInterviewCancelled, type InterviewRow } from '../../db/queries/interviews.ts';
import { tellOne } from '../deliveries/tell-one.ts';
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
    await tellOne(tx, { kind: 'interview-cancelled', personId: interview.personId, subjectId: id }, now);
    return interview;
  });
}
