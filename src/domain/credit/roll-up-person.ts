import type { Tx } from '../../db/client.ts';
import { findPeriodsSince } from '../../db/queries/credit-files.ts';
import { putCreditFiles } from '../../db/queries/file-roll-up.ts';
import { dayOf, quarterOf } from '../schedule/calendar.ts';

/**
 * Rolls one person's files up again, at once: those they have of periods that had not ended when a corrected entry happened, under
 * the packs they were made by. One statement a file, and no new facts: those come in the night.
 */
export async function rollUpPerson(
  tx: Tx,
  { personId, since }: { personId: string; since: Date },
  now: Date,
): Promise<void> {
  for (const file of await findPeriodsSince(tx, personId, since)) {
    const { period, rulePackVersion, sections } = file;
    const [from, end] = [new Date(file.startsAt), new Date(file.endsAt)];
    // What was written at this very moment is in it.
    const to = new Date(Math.min(end.getTime(), now.getTime() + 1));
    const last = new Date(to.getTime() - 1);
    const times = { from, to, isOver: end <= now, yearFrom: quarterOf(last).yearFrom, day: dayOf(last) };
    const of = { people: [personId] };
    await putCreditFiles(tx, { sections, rulePackVersion, period, ...times, of }, now);
  }
}
