import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import {
  findLeaveUnder,
  findWaitingLeave,
  insertExemptionOf,
  insertLeaveDecision,
  type LeaveRow,
} from '../../db/queries/exemption-requests.ts';
import { readAs } from '../../db/queries/read-as.ts';
import { tellOne } from '../deliveries/tell-one.ts';
import { dayOf } from '../schedule/calendar.ts';
import { accessBy } from './access-by.ts';
import { scopeOf, type Actor } from './rules.ts';

/** Requests shown at once; they are few, and the rest come up as these are answered. */
const MOST_WAITING = 5;
/** Longest reason of a refusal, in characters. */
export const REFUSAL_LIMIT = 100;

/** How many requests wait for this person; none for who may not decide. */
export async function countWaitingLeave(
  db: Db,
  actor: Pick<Actor, 'personId' | 'posts'>,
  now: Date,
): Promise<number> {
  const scope = scopeOf(actor, 'leave.decide');
  return scope.length === 0
    ? 0
    : (await readAs(db, actor, now, (as) => findWaitingLeave(as, actor.personId, scope, dayOf(now), 1)))
        .total;
}

/** Requests of the scope that wait; names are read, so it is logged. */
export function listWaitingLeave(
  db: Db,
  actor: Actor,
  now: Date,
): Promise<{ rows: LeaveRow[]; total: number }> {
  const scope = scopeOf(actor, 'leave.decide');
  return db.transaction(async (tx) => {
    const list = await readAs(tx, actor, now, (as) =>
      findWaitingLeave(as, actor.personId, scope, dayOf(now), MOST_WAITING),
    );
    const detail = { people: list.rows.length };
    if (list.rows.length > 0)
      await insertAccess(tx, accessBy(actor, 'leave.read-waiting', null, detail), now);
    return list;
  });
}

/** One request of somebody else in the scope; logged. */
export function readLeave(db: Db, actor: Actor, id: string, now: Date): Promise<LeaveRow | undefined> {
  return db.transaction(async (tx) => {
    const leave = await readAs(tx, actor, now, (as) =>
      findLeaveUnder(as, id, actor.personId, scopeOf(actor, 'leave.decide'), dayOf(now)),
    );
    if (leave) await insertAccess(tx, accessBy(actor, 'leave.read', leave.personId, { requestId: id }), now);
    return leave;
  });
}

export type LeaveVerdict = { verdict: 'approved' } | { verdict: 'refused'; reason: string };
export type LeaveDecided =
  | { ok: true; leave: LeaveRow }
  | { ok: false; problem: 'not-found' }
  | { ok: false; problem: 'decided-before'; leave: LeaveRow };

/**
 * Grants a request, or refuses it with a reason, once; never one's own. What is granted holds from its first day on, for
 * reminders and for what is asked. The person is told either way.
 */
export function decideLeave(
  db: Db,
  actor: Actor,
  id: string,
  decision: LeaveVerdict,
  now: Date,
): Promise<LeaveDecided> {
  const scope = scopeOf(actor, 'leave.decide');
  const day = dayOf(now);
  const { verdict } = decision;
  const reason = decision.verdict === 'refused' ? decision.reason : null;
  return db.transaction(async (tx): Promise<LeaveDecided> => {
    if (!(await readAs(tx, actor, now, (as) => findLeaveUnder(as, id, actor.personId, scope, day))))
      return { ok: false, problem: 'not-found' };
    const given = { requestId: id, deciderId: actor.personId, verdict, reason };
    const first = await insertLeaveDecision(tx, given, now);
    const leave = await findLeaveUnder(tx, id, actor.personId, scope, day);
    if (!leave) return { ok: false, problem: 'not-found' };
    if (!first)
      return leave.decidedBy === actor.personId && leave.verdict === verdict
        ? { ok: true, leave }
        : { ok: false, problem: 'decided-before', leave };
    if (verdict === 'approved') await insertExemptionOf(tx, id, actor.personId);
    await insertAccess(tx, accessBy(actor, `leave.${verdict}`, leave.personId, { requestId: id }), now);
    await tellOne(tx, { kind: 'leave-decided', personId: leave.personId, subjectId: id }, now);
    return { ok: true, leave };
  });
}
