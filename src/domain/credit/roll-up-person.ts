import type { Tx } from '../../db/client.ts';
import { findPeriods, putCreditFiles } from '../../db/queries/credit-files.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf, quarterOf, startOfDay } from '../schedule/calendar.ts';

/**
 * Rolls one person's files up again, at once: that of the running quarter, and those they have of the quarters since a
 * corrected entry happened. One statement a quarter, and no new facts: those come in the night.
 */
export async function rollUpPerson(
  tx: Tx,
  pack: RulePack,
  { personId, since }: { personId: string; since: Date },
  now: Date,
): Promise<void> {
  const current = quarterOf(now);
  const first = quarterOf(since).id;
  const periods = await findPeriods(tx, personId);
  const earlier = periods.filter((id) => id >= first && id < current.id).map(quarterNamed);
  for (const period of [...earlier, current]) {
    // What was written at this very moment is in it.
    const until = new Date(Math.min(period.to.getTime(), now.getTime() + 1));
    const day = dayOf(new Date(until.getTime() - 1));
    const input = { period: period.id, from: period.from, to: until, yearFrom: period.yearFrom, day };
    const rules = { sections: pack.fileSections, rulePackVersion: pack.version };
    await putCreditFiles(tx, { ...rules, ...input, personId }, now);
  }
}

/** "2026-Q4". */
function quarterNamed(id: string) {
  const [year = '', quarter = '1'] = id.split('-Q');
  const month = String(Number(quarter) * 3 - 1).padStart(2, '0');
  return quarterOf(startOfDay(`${year}-${month}-15`));
}
