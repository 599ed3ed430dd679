import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { findDuties, hasSheet, insertDutyMark, lockSheet, type DutyRow } from '../../db/queries/duties.ts';
import { findTextProblem } from '../notices/rules.ts';
import type { Actor } from '../people/rules.ts';
import { EVIDENCE_LIMIT, fits } from '../rectifications/rules.ts';
import { quarterOf } from '../schedule/calendar.ts';

export type { DutyRow };
type Owner = Pick<Actor, 'personId'>;

/** Whether somebody has a sheet of this quarter. */
export const ownsSheet = (db: Db, { personId }: Owner, now: Date): Promise<boolean> =>
  hasSheet(db, personId, quarterOf(now).id);

/** One's own sheet of this quarter; empty where there is none. */
export async function readOwnDuties(
  db: Db,
  { personId }: Owner,
  now: Date,
): Promise<{ quarter: string; ends: Date; duties: DutyRow[] }> {
  const { id, to } = quarterOf(now);
  return { quarter: id, ends: to, duties: await findDuties(db, personId, id) };
}

/** One duty of one's own sheet of this quarter. */
export async function readOwnDuty(
  db: Db | Tx,
  { personId }: Owner,
  { sheetId, n }: { sheetId: string; n: number },
  now: Date,
): Promise<DutyRow | undefined> {
  const duties = await findDuties(db, personId, quarterOf(now).id);
  return duties.find((duty) => duty.sheetId === sheetId && duty.n === n);
}

/** What somebody says of a duty: done, with words or a file to show for it, or not done after all. */
export type DutyWord =
  { id: string; done: true; text: string | null; fileId: string | null } | { done: false };

/**
 * Marks a duty of one's own as done or takes that back, until the quarter ends; twice is once. Undefined where it is not
 * theirs, not of this quarter, or shows nothing.
 */
export function markDuty(
  db: Db,
  owner: Owner,
  duty: { sheetId: string; n: number },
  word: DutyWord,
  now: Date,
): Promise<DutyRow | undefined> {
  return db.transaction(async (tx) => {
    if (!(await lockSheet(tx, duty.sheetId, owner.personId, quarterOf(now).id))) return undefined;
    const before = await readOwnDuty(tx, owner, duty, now);
    if (!before || before.done === word.done) return before;
    const { sheetId, n } = duty;
    if (!word.done) {
      const undone = { id: newId(), sheetId, n, done: false, text: null, fileId: null };
      await insertDutyMark(tx, undone, now);
    } else {
      const { text } = word;
      const isShown =
        text === null ? word.fileId !== null : fits(text, EVIDENCE_LIMIT) && !findTextProblem(text);
      if (!isShown) return undefined;
      await insertDutyMark(tx, { ...word, sheetId, n }, now);
    }
    return readOwnDuty(tx, owner, duty, now);
  });
}
