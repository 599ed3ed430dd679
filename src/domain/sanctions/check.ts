import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { insertEntries } from '../../db/queries/ledger.ts';
import { readAs } from '../../db/queries/read-as.ts';
import {
  findSanctionUnder,
  findWaitingSanctions,
  insertSanctionCheck,
  type RefusedFor,
  type SanctionRow,
} from '../../db/queries/sanctions.ts';
import { tellOne } from '../deliveries/tell-one.ts';
import { accessBy } from '../people/access-by.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { isAllowedInput, type RulePack } from '../rules/rule-pack.ts';
import { dayOf, startOfDay } from '../schedule/calendar.ts';

export type { SanctionRow };
/** What a record can be refused for: chosen, never written, so that nothing of a case gets in. */
export const REFUSED_FOR = ['person', 'kind', 'document', 'day'] as const satisfies RefusedFor[];
export const isRefusedFor = (word: string): word is RefusedFor =>
  (REFUSED_FOR as readonly string[]).includes(word);

/** Records shown at once; the rest come up as these are answered. */
const MOST_WAITING = 5;

/** What waits for this person; names are read, so it is logged. Nothing for who may not check. */
export async function listWaitingSanctions(
  db: Db,
  actor: Actor,
  now: Date,
): Promise<{ rows: SanctionRow[]; total: number }> {
  const scope = scopeOf(actor, 'sanctions.check');
  if (scope.length === 0) return { rows: [], total: 0 };
  return db.transaction(async (tx) => {
    const list = await readAs(tx, actor, now, (as) =>
      findWaitingSanctions(as, actor.personId, scope, dayOf(now), MOST_WAITING),
    );
    if (list.rows.length > 0)
      await insertAccess(
        tx,
        accessBy(actor, 'sanction.read-waiting', null, { people: list.rows.length }),
        now,
      );
    return list;
  });
}

const findTheirs = (tx: Tx, actor: Actor, id: string, now: Date): Promise<SanctionRow | undefined> =>
  readAs(tx, actor, now, (as) =>
    findSanctionUnder(as, id, actor.personId, scopeOf(actor, 'sanctions.check'), dayOf(now)),
  );

/** One record that this person may check; logged. */
export function readSanction(db: Db, actor: Actor, id: string, now: Date): Promise<SanctionRow | undefined> {
  return db.transaction(async (tx) => {
    const row = await findTheirs(tx, actor, id, now);
    if (row) await insertAccess(tx, accessBy(actor, 'sanction.read', row.personId, { recordId: id }), now);
    return row;
  });
}

export type SanctionVerdict = { verdict: 'confirmed' } | { verdict: 'refused'; reason: RefusedFor };
export type SanctionChecked =
  | { ok: true; row: SanctionRow }
  | { ok: false; problem: 'not-found' }
  | { ok: false; problem: 'checked-before'; row: SanctionRow };

/**
 * Confirms that a record agrees with its document, which makes it an entry of the person's file at once, or says what does not; once,
 * and never by its recorder, the person or a relative. The recorder hears either way, the person what stands in their file.
 */
export function checkSanction(
  db: Db,
  actor: Actor,
  id: string,
  given: SanctionVerdict,
  pack: RulePack,
  now: Date,
): Promise<SanctionChecked> {
  const { verdict } = given;
  const reason = given.verdict === 'refused' ? given.reason : null;
  return db.transaction(async (tx): Promise<SanctionChecked> => {
    if (!(await findTheirs(tx, actor, id, now))) return { ok: false, problem: 'not-found' };
    const check = { recordId: id, checkerId: actor.personId, verdict, reason };
    const first = await insertSanctionCheck(tx, check, now);
    const row = await findTheirs(tx, actor, id, now);
    if (!row) return { ok: false, problem: 'not-found' };
    if (!first)
      return row.checkedBy === actor.personId && row.verdict === verdict
        ? { ok: true, row }
        : { ok: false, problem: 'checked-before', row };
    await insertAccess(tx, accessBy(actor, `sanction.${verdict}`, row.personId, { recordId: id }), now);
    await tellOne(tx, { kind: 'sanction-checked', personId: row.recordedBy, subjectId: id }, now);
    if (verdict === 'confirmed' && (await enterFile(tx, row, actor, pack, now)))
      await tellOne(tx, { kind: 'sanction-told', personId: row.personId, subjectId: id }, now);
    return { ok: true, row };
  });
}

/**
 * The entry of the ledger: it happened on the day of the decision, and says by itself what it is and until when it has an effect.
 * @returns false where the files take no such entries, so that there is nothing to tell the person
 */
async function enterFile(
  tx: Tx,
  row: SanctionRow,
  checker: Actor,
  pack: RulePack,
  now: Date,
): Promise<boolean> {
  if (!isAllowedInput(pack, 'sanction')) return false;
  const { kind, kindName, organ, documentNo, decidedOn, effectiveUntil } = row;
  const entry = {
    id: newId(),
    personId: row.personId,
    kind: 'sanction',
    nature: 'conclusion' as const,
    occurredAt: startOfDay(decidedOn),
    sourceKind: 'sanction',
    sourceId: row.id,
    recordedBy: row.recordedBy,
    confirmedBy: checker.personId,
    data: { kind, name: kindName, organ, documentNo, decidedOn, effectiveUntil },
  };
  await insertEntries(tx, [entry], pack.version, now);
  return true;
}
