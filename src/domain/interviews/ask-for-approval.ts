import type { Tx } from '../../db/client.ts';
import { findApprovers } from '../../db/queries/interview-approvals.ts';
import { findNames } from '../../db/queries/people.ts';
import { tellOne } from '../deliveries/tell-one.ts';
import { unitsHeldAs, type Actor } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';
import type { InterviewKind } from './order-rules.ts';

/** People asked at most; the first of them to decide decides. */
const MOST_ASKED = 5;

/**
 * Asks everybody who may approve for this person, the nearest first, and returns their names; never the orderer, never
 * the subject. None when there is nobody else: then it cannot be ordered.
 */
export async function askForApproval(
  tx: Tx,
  orderer: Actor,
  { id, personId }: { id: string; personId: string },
  kind: InterviewKind,
  now: Date,
): Promise<string[]> {
  const asked = await findApprovers(
    tx,
    {
      personId,
      ordererId: orderer.personId,
      scope: unitsHeldAs(orderer, kind.orderedBy),
      roles: kind.approvedBy ?? [],
      day: dayOf(now),
    },
    MOST_ASKED,
  );
  for (const approver of asked)
    await tellOne(
      tx,
      {
        kind: 'interview-approval',
        personId: approver,
        subjectId: id,
        onceKey: `interview-approval:${id}:${approver}`,
      },
      now,
    );
  return findNames(tx, asked);
}
