import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { findSubmissionUnder, reopenSubmission } from '../../db/queries/assessment-cycles.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { insertDelivery } from '../../db/queries/deliveries.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { REOPEN_REASON_LIMIT } from './cycle-rules.ts';

export type Reopened =
  { ok: true; name: string } | { ok: false; problem: 'not-found' | 'closed' | 'not-submitted' | 'reason' };

/**
 * Gives a submitted form back to its person, with a reason they are told, as long as the cycle is open. What they had
 * submitted is kept with it. A form that was given back already is not given back again: pressing twice does it once.
 */
export function reopenAssessment(
  db: Db,
  actor: Actor,
  { submissionId, reason }: { submissionId: string; reason: string },
  now: Date,
): Promise<Reopened> {
  const words = reason.trim();
  return db.transaction(async (tx): Promise<Reopened> => {
    const scope = scopeOf(actor, 'assessments.order');
    const row = await findSubmissionUnder(tx, submissionId, actor.personId, scope, true);
    if (!row) return { ok: false, problem: 'not-found' };
    if (new Date(row.closesAt) <= now) return { ok: false, problem: 'closed' };
    if (row.state !== 'submitted') return { ok: false, problem: 'not-submitted' };
    if (words === '' || [...words].length > REOPEN_REASON_LIMIT) return { ok: false, problem: 'reason' };
    const id = newId();
    await reopenSubmission(tx, { id, submissionId, reason: words, by: actor.personId }, now);
    const entry = { id: newId(), actorId: actor.personId, subjectPersonId: row.personId, purpose: null };
    await insertAccess(tx, { ...entry, action: 'assessment.reopen', detail: { submissionId } }, now);
    await insertDelivery(
      tx,
      {
        id: newId(),
        kind: 'assessment-reopened',
        personId: row.personId,
        subjectId: id,
        onceKey: `assessment-reopened:${id}`,
        priority: PRIORITY.answer,
        policy: 'resend',
        notBefore: now,
        expiresAt: new Date(row.closesAt),
      },
      now,
    );
    return { ok: true, name: row.name };
  });
}
