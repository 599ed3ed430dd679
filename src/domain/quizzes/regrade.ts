import type { Db } from '../../db/client.ts';
import { findBankQuestion } from '../../db/queries/key-corrections.ts';
import {
  findDueCorrections,
  findRegraded,
  findResponses,
  insertRegradeEntries,
  lockDiffering,
  lockDueCorrection,
  markRegraded,
  regradeAttempts,
  tellRegraded,
  type DueCorrection,
  type RegradedRow,
  type Worth,
} from '../../db/queries/regrade.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { readContent } from '../questions/read-content.ts';
import { gradeResponse } from '../questions/rules.ts';
import { isAllowedInput, type RulePack } from '../rules/rule-pack.ts';
import { quizSettingsSchema } from '../rules/study-rules.ts';
import { groupBy } from './grouping-rules.ts';
import { responseOf } from './response-rules.ts';
import { shownOf } from './sitting-rules.ts';

/** A press that was graded by the wrong key has so long to be stored, before the answers are looked at. */
const SETTLES_MS = 60_000;
/** Attempts that are graded again, and locked, at once. */
const AT_ONCE = 500;

/**
 * Grades again what a corrected key has graded wrongly (row C8), as the credit of each quiz says. What answers and attempts
 * were is kept. Stopped halfway it goes on where it was, since an attempt that is right is left alone; run twice it changes
 * nothing. Once an attempt has ended a right answer gives it no further question.
 *
 * At its end, at once: corrections in the files of those whose results stand there, word to everybody whose result changed,
 * and the mark that it is through.
 */
export async function regradeDue(
  db: Db,
  pack: RulePack,
  now: Date,
): Promise<{ corrections: number; attempts: number; entries: number; told: number }> {
  const sum = { corrections: 0, attempts: 0, entries: 0, told: 0 };
  for (const correction of await findDueCorrections(db, new Date(now.getTime() - SETTLES_MS))) {
    const worths = await findWorths(db, correction.keyVersionId);
    for (;;) {
      const attempts = await regradeSome(db, correction, worths, now);
      sum.attempts += attempts;
      if (attempts === 0) break;
    }
    const done = await finish(db, correction, pack, now);
    if (!done) continue;
    sum.corrections += 1;
    sum.entries += done.entries;
    sum.told += done.told;
  }
  return sum;
}

/** What each response is worth by the key. */
async function findWorths(db: Db, keyVersionId: string): Promise<Worth[]> {
  const row = await findBankQuestion(db, keyVersionId);
  if (!row) throw new Error('the corrected version is not there');
  const content = readContent(row);
  return (await findResponses(db, keyVersionId)).map((response) => ({
    ...response,
    fraction: gradeResponse(content, responseOf(content, response), response.credit),
  }));
}

function regradeSome(
  db: Db,
  correction: DueCorrection,
  worths: readonly Worth[],
  now: Date,
): Promise<number> {
  return db.transaction(async (tx) => {
    if (!(await lockDueCorrection(tx, correction.id))) return 0;
    const attemptIds = await lockDiffering(tx, correction.keyVersionId, worths, AT_ONCE);
    if (attemptIds.length > 0) await regradeAttempts(tx, correction, attemptIds, worths, now);
    return attemptIds.length;
  });
}

function finish(
  db: Db,
  { id }: DueCorrection,
  pack: RulePack,
  now: Date,
): Promise<{ entries: number; told: number } | undefined> {
  return db.transaction(async (tx) => {
    if (!(await lockDueCorrection(tx, id))) return undefined;
    const entries = isAllowedInput(pack, 'correction')
      ? await insertRegradeEntries(tx, pack.version, now)
      : 0;
    const told = whenToTell(await findRegraded(tx, id), now);
    let rows = 0;
    for (const [time, people] of told)
      rows += await tellRegraded(tx, id, people, {
        priority: PRIORITY.reminder,
        notBefore: new Date(time),
        now,
      });
    await markRegraded(tx, id, now);
    return { entries, told: rows };
  });
}

const shownAt = ({ settings, closesAt }: RegradedRow, now: Date) =>
  shownOf(
    quizSettingsSchema.parse(settings),
    { finished: true, closesAt: closesAt === null ? null : new Date(closesAt) },
    now,
  );
/** Whether the marks of a finished attempt may be seen, at that moment; the same for the key. */
export const marksShown = (row: RegradedRow, now: Date): boolean => shownAt(row, now).marks;
export const keyShown = (row: RegradedRow, now: Date): boolean => shownAt(row, now).key;
/** Share of the points, 0–1. */
export const passMarkOf = ({ settings }: RegradedRow): number => quizSettingsSchema.parse(settings).passMark;

/** People by the moment from which they may know one of their results: now, or when its quiz closes; nobody before. */
function whenToTell(rows: readonly RegradedRow[], now: Date): Map<number, string[]> {
  const first = new Map<string, number>();
  for (const row of rows) {
    const at = marksShown(row, now) ? now : row.closesAt === null ? undefined : new Date(row.closesAt);
    if (!at || !marksShown(row, at)) continue;
    first.set(row.personId, Math.min(at.getTime(), first.get(row.personId) ?? Number.POSITIVE_INFINITY));
  }
  const groups = groupBy([...first], ([, time]) => String(time));
  return new Map([...groups].map(([time, people]) => [Number(time), people.map(([id]) => id)]));
}
