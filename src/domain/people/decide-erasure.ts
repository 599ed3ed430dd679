import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import {
  erasePersonal,
  findErasureUnder,
  findWaitingErasures,
  insertErasureDecision,
  type ErasureRow,
  type ErasureVerdict,
} from '../../db/queries/erasures.ts';
import { readAs } from '../../db/queries/read-as.ts';
import { tellOne } from '../deliveries/tell-one.ts';
import { dayOf } from '../schedule/calendar.ts';
import { accessBy } from './access-by.ts';
import { scopeOf, type Actor } from './rules.ts';

/** Requests shown at once; they are few, and the rest come up as these are answered. */
const MOST_WAITING = 5;
/** Longest reason of an answer, in characters. */
export const ERASURE_REASON_LIMIT = 100;

/** Requests of the scope that wait; names are read, so it is logged. */
export function listWaitingErasures(
  db: Db,
  actor: Actor,
  now: Date,
): Promise<{ rows: ErasureRow[]; total: number }> {
  const scope = scopeOf(actor, 'people.manage');
  return db.transaction(async (tx) => {
    const list = await readAs(tx, actor, now, (as) =>
      findWaitingErasures(as, actor.personId, scope, dayOf(now), MOST_WAITING),
    );
    const detail = { people: list.rows.length };
    if (list.rows.length > 0)
      await insertAccess(tx, accessBy(actor, 'erasure.read-waiting', null, detail), now);
    return list;
  });
}

/** One request of somebody else in the scope; logged. */
export function readErasure(db: Db, actor: Actor, id: string, now: Date): Promise<ErasureRow | undefined> {
  return db.transaction(async (tx) => {
    const row = await readAs(tx, actor, now, (as) =>
      findErasureUnder(as, id, actor.personId, scopeOf(actor, 'people.manage'), dayOf(now)),
    );
    const detail = { requestId: id };
    if (row) await insertAccess(tx, accessBy(actor, 'erasure.read', row.personId, detail), now);
    return row;
  });
}

export type ErasureDecided =
  | { ok: true; row: ErasureRow }
  | { ok: false; problem: 'not-found' }
  | { ok: false; problem: 'decided-before'; row: ErasureRow };

/**
 * Answers a request with a reason, once; never one's own. What is approved is deleted at once, how much of what is in the
 * access log, and the person is told either way. Entries of the file, its trails and logs are kept by law and stay.
 */
export function decideErasure(
  db: Db,
  actor: Actor,
  { id, verdict, reason }: { id: string; verdict: ErasureVerdict; reason: string },
  now: Date,
): Promise<ErasureDecided> {
  const scope = scopeOf(actor, 'people.manage');
  const day = dayOf(now);
  return db.transaction(async (tx): Promise<ErasureDecided> => {
    const seen = await readAs(tx, actor, now, (as) => findErasureUnder(as, id, actor.personId, scope, day));
    if (!seen) return { ok: false, problem: 'not-found' };
    const given = { requestId: id, deciderId: actor.personId, verdict, reason };
    const first = await insertErasureDecision(tx, given, now);
    const row = await findErasureUnder(tx, id, actor.personId, scope, day);
    if (!row) return { ok: false, problem: 'not-found' };
    if (!first)
      return row.decidedBy === actor.personId && row.verdict === verdict && row.reason === reason
        ? { ok: true, row }
        : { ok: false, problem: 'decided-before', row };
    const erased = verdict === 'approved' ? await erasePersonal(tx, row.personId, now) : {};
    const detail = { requestId: id, ...erased };
    await insertAccess(tx, accessBy(actor, `erasure.${verdict}`, row.personId, detail), now);
    await tellOne(tx, { kind: 'erasure-decided', personId: row.personId, subjectId: id }, now);
    return { ok: true, row };
  });
}
