import type { Db, Tx } from '../../db/client.ts';
import { findLatePeriods, putPeriod } from '../../db/queries/credit-files.ts';
import { putCreditFiles, type RollUpInput } from '../../db/queries/file-roll-up.ts';
import { insertFacts } from '../../db/queries/ledger.ts';
import { refuseForbidden } from '../rules/forbidden-inputs.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf, periodOf, quarterOf } from '../schedule/calendar.ts';

type Counted = { people: number; changed: number };
/** People whose files were looked at and files that were written, of the quarter; of the month and the year likewise. */
export type RollUpResult = { period: string; facts: Record<string, number> } & Counted;

/**
 * Brings new facts into the ledgers and rolls every ledger up into the files of the month, the quarter and the year that `asOf`
 * lies in: set-based statements in one transaction, so that readers never see half. Only kinds on the pack's
 * allow-list enter. A second run with the same facts writes nothing.
 * @param of `changed` leaves alone the files of people for whom nothing has changed; it is for now only, never for a day that
 *   has passed
 * @throws Error naming what is banned, where the pack would let it in
 */
export async function rollUp(
  db: Db,
  pack: RulePack,
  asOf: Date,
  now: Date,
  of: 'everybody' | 'changed' = 'everybody',
): Promise<RollUpResult> {
  refuseForbidden(pack);
  return db.transaction(async (tx) => {
    const facts = await insertFacts(
      tx,
      {
        kinds: pack.inputAllowList.kinds,
        evidence: pack.hourRecords.evidence.filter((kind) => kind.feedsFile).map((kind) => kind.id),
        rulePackVersion: pack.version,
        until: asOf,
      },
      now,
    );
    const put = async (every: 'month' | 'quarter' | 'year'): Promise<Counted> => {
      const { id, from, to } = periodOf(every, asOf);
      const known = { sections: pack.fileSections, rulePackVersion: pack.version, period: id };
      const input = { ...known, from, isOver: false, of };
      const counted = await putFiles(
        tx,
        { ...input, to: new Date(Math.min(to.getTime(), asOf.getTime())) },
        asOf,
        now,
      );
      await putPeriod(tx, { period: id, rulePackVersion: pack.version, from, to }, asOf);
      return counted;
    };
    await put('month');
    await put('year');
    return { period: quarterOf(asOf).id, facts, ...(await put('quarter')) };
  });
}

const putFiles = (
  tx: Tx,
  input: Omit<RollUpInput, 'yearFrom' | 'day'>,
  asOf: Date,
  now: Date,
): Promise<Counted> =>
  putCreditFiles(tx, { ...input, yearFrom: quarterOf(asOf).yearFrom, day: dayOf(asOf) }, now);

/**
 * The nightly roll-up: what has changed in the running periods. Then every period that is over once more, under the pack its
 * files were made by: for the last time when it has ended, and later for whoever had a late fact or a correction.
 */
export async function rollUpNight(
  db: Db,
  pack: RulePack,
  now: Date,
): Promise<RollUpResult & { late?: ({ period: string } & Counted)[] }> {
  const result = await rollUp(db, pack, now, now, 'changed');
  const late = await db.transaction(async (tx) => {
    const done: ({ period: string } & Counted)[] = [];
    for (const { period, rulePackVersion, sections, startsAt, endsAt, people } of await findLatePeriods(
      tx,
      now,
    )) {
      const [from, to] = [new Date(startsAt), new Date(endsAt)];
      const of = people === null ? 'everybody' : { people };
      const last = new Date(to.getTime() - 1);
      done.push({
        period,
        ...(await putFiles(tx, { sections, rulePackVersion, period, from, to, isOver: true, of }, last, now)),
      });
      await putPeriod(tx, { period, rulePackVersion, from, to }, now);
    }
    return done;
  });
  return { ...result, ...(late.length > 0 && { late }) };
}
