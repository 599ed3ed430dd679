import type { Db } from '../../db/client.ts';
import { insertAlerts, type CauseInput } from '../../db/queries/alerts.ts';
import type { AlertRule } from '../rules/alert-rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf, quarterOf } from '../schedule/calendar.ts';

/** The quarters that ended before an instant, the newest first. */
export function endedQuarters(count: number, now: Date): string[] {
  const ids = [];
  for (let { from } = quarterOf(now); ids.length < count;) {
    const before = quarterOf(new Date(from.getTime() - 1));
    ids.push(before.id);
    ({ from } = before);
  }
  return ids;
}

const causeOf = ({ on }: AlertRule, now: Date): CauseInput =>
  on.event === 'section-attention'
    ? { event: on.event, sections: on.sections, periods: endedQuarters(on.quarters, now) }
    : on;

/** Proposes what the rules of the pack find today (row H13), each cause once; nothing is decided and nobody is told. */
export async function proposeAlerts(db: Db, pack: RulePack, now: Date): Promise<number> {
  let made = 0;
  for (const rule of pack.alerts.rules)
    made += await insertAlerts(db, { ...rule, cause: causeOf(rule, now) }, pack.version, dayOf(now), now);
  return made;
}
