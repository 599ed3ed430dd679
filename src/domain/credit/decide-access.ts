import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { insertDelivery } from '../../db/queries/deliveries.ts';
import {
  findRequest,
  findWaitingRequests,
  lockRequest,
  markDecided,
  type AccessRequestRow,
} from '../../db/queries/file-access.ts';
import { isRelated } from '../../db/queries/relations.ts';
import { readAs } from '../../db/queries/read-as.ts';
import { findInScope } from '../people/find-in-scope.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { mayDo, scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';

export type AccessRequest = AccessRequestRow;
/** Requests shown at once; they are few, and the rest come up as these are answered. */
const MOST_WAITING = 5;
/** Longest reason, of the requester's as of a refusal, in characters. */
export const ACCESS_REASON_LIMIT = 100;

type Approver = Pick<Actor, 'personId' | 'posts'>;

/** Requests that wait for this person's answer; none for who may not approve. */
export function listWaitingAccess(
  db: Db | Tx,
  actor: Approver,
  now: Date,
): Promise<{ rows: AccessRequest[]; total: number }> {
  return mayDo(actor, 'file.read')
    ? readAs(db, actor, now, (as) =>
        findWaitingRequests(
          as,
          actor.personId,
          scopeOf(actor, 'file.approve'),
          dayOf(now),
          now,
          MOST_WAITING,
        ),
      )
    : Promise.resolve({ rows: [], total: 0 });
}

export type AccessCheck =
  { ok: true; request: AccessRequest } | { ok: false; problem: 'not-found' | 'recused' };

/**
 * A request that this person may answer, or did: both to approve and to read must be theirs for its subject. It is never
 * their own, nor about themselves; about a relative they are kept out of it.
 */
export async function readAccessRequest(
  db: Db | Tx,
  actor: Approver,
  id: string,
  now: Date,
): Promise<AccessCheck> {
  const request = await readAs(db, actor, now, (as) => findRequest(as, id));
  const { personId } = actor;
  if (!request || request.requesterId === personId || request.subjectId === personId)
    return { ok: false, problem: 'not-found' };
  for (const action of ['file.approve', 'file.read'] as const)
    if (!(await findInScope(db, actor, scopeOf(actor, action), request.subjectId, now)))
      return { ok: false, problem: 'not-found' };
  if (await isRelated(db, personId, request.subjectId)) return { ok: false, problem: 'recused' };
  return { ok: true, request };
}

export type AccessVerdict = { verdict: 'approved' } | { verdict: 'refused'; reason: string };
export type AccessDecided =
  | { ok: true; request: AccessRequest }
  | { ok: false; problem: 'not-found' | 'recused' | 'expired' }
  | { ok: false; problem: 'decided-before'; request: AccessRequest };

/** Approves a look for as long as the rule pack lets an approval hold, or refuses it with a reason; once. The requester hears. */
export function decideAccess(
  db: Db,
  actor: Actor,
  id: string,
  decision: AccessVerdict,
  pack: RulePack,
  now: Date,
): Promise<AccessDecided> {
  const refusal = decision.verdict === 'refused' ? decision.reason : null;
  const holdsUntil = new Date(now.getTime() + pack.fileAccess.approvalHours * 3_600_000);
  return db.transaction(async (tx): Promise<AccessDecided> => {
    await lockRequest(tx, id);
    const checked = await readAccessRequest(tx, actor, id, now);
    if (!checked.ok) return checked;
    const given = { id, deciderId: actor.personId, refusal, holdsUntil };
    const first = await markDecided(tx, given, now);
    const request = await findRequest(tx, id);
    if (!request) return { ok: false, problem: 'not-found' };
    if (!first) return answeredBefore(request, actor, decision.verdict);
    const about = { subjectPersonId: request.subjectId, purpose: request.purpose };
    const detail = { requestId: id, requester: request.requesterId };
    const action = `file.${decision.verdict}`;
    await insertAccess(tx, { id: newId(), actorId: actor.personId, action, ...about, detail }, now);
    await insertDelivery(
      tx,
      {
        id: newId(),
        kind: 'file-decided',
        personId: request.requesterId,
        subjectId: id,
        onceKey: `file-decided:${id}`,
        priority: PRIORITY.answer,
        policy: 'resend',
        notBefore: now,
        expiresAt: holdsUntil,
      },
      now,
    );
    return { ok: true, request };
  });
}

/** The same answer of the same person again is the answer; anybody else came later. */
function answeredBefore(
  request: AccessRequest,
  actor: Actor,
  verdict: AccessVerdict['verdict'],
): AccessDecided {
  if (request.decidedBy === null) return { ok: false, problem: 'expired' };
  const isSame = (request.state === 'refused') === (verdict === 'refused');
  return request.decidedBy === actor.personId && isSame
    ? { ok: true, request }
    : { ok: false, problem: 'decided-before', request };
}
