import type { Db } from '../../db/client.ts';
import { putCreditFiles } from '../../db/queries/credit-files.ts';
import { insertFacts } from '../../db/queries/ledger.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf, quarterOf } from '../schedule/calendar.ts';

export type RollUpResult = { period: string; facts: Record<string, number>; people: number; changed: number };

/**
 * Brings new facts into the ledgers and rolls every ledger up into the file of the quarter that `asOf` lies in: two
 * set-based statements in one transaction, so that readers never see half. Only kinds on the pack's allow-list enter.
 * A second run with the same facts writes nothing.
 */
export function rollUp(db: Db, pack: RulePack, asOf: Date, now: Date): Promise<RollUpResult> {
  const period = quarterOf(asOf);
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
    const counted = await putCreditFiles(
      tx,
      {
        sections: pack.fileSections,
        rulePackVersion: pack.version,
        period: period.id,
        from: period.from,
        to: new Date(Math.min(period.to.getTime(), asOf.getTime())),
        yearFrom: period.yearFrom,
        day: dayOf(asOf),
      },
      now,
    );
    return { period: period.id, facts, ...counted };
  });
}

/** So long after a quarter has ended its files are still brought up to date, for its last day and a few nights down. */
const AFTERWARDS_MS = 7 * 86_400_000;

/** The nightly roll-up: the running quarter's files and, in its first week, those of the quarter before once more. */
export async function rollUpNight(
  db: Db,
  pack: RulePack,
  now: Date,
): Promise<RollUpResult & { before?: RollUpResult }> {
  const { from } = quarterOf(now);
  const isYoung = now.getTime() - from.getTime() < AFTERWARDS_MS;
  const before = isYoung ? await rollUp(db, pack, new Date(from.getTime() - 1), now) : undefined;
  return { ...(await rollUp(db, pack, now, now)), ...(before && { before }) };
}
