import { randomBytes } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { findDrawable } from '../../db/queries/questions.ts';
import { findPaper, findRecentVersions, insertPaper, type PaperRow } from '../../db/queries/quizzes.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { addDays, dayOf, startOfDay } from '../schedule/calendar.ts';
import { drawPaper, isPressed } from './rules.ts';

/** How many earlier papers a draw tries not to repeat. */
const AVOID_PAPERS = 10;

export type OpenedPaper =
  { ok: true; paper: PaperRow; fresh: boolean } | { ok: false; problem: 'no-questions' };

/** Today's paper of a person, if it has been drawn. */
export function findDailyPaper(db: Db, personId: string, now: Date): Promise<PaperRow | undefined> {
  return findPaper(db, personId, 'daily', dayOf(now), now);
}

/**
 * Today's paper of a person: drawn on the first call by the pack's blueprint from a stored seed, the same one on every
 * later call. What the topics of the blueprint are short of is made up from the rest of the bank, so that a paper is
 * short only when the bank is. It is open until the local day ends.
 */
export async function openDailyPaper(
  db: Db,
  personId: string,
  pack: RulePack,
  now: Date,
): Promise<OpenedPaper> {
  const slot = dayOf(now);
  const known = await findPaper(db, personId, 'daily', slot, now);
  if (known) return { ok: true, paper: known, fresh: false };
  const seed = randomBytes(16).toString('hex');
  return db.transaction(async (tx): Promise<OpenedPaper> => {
    const bank = (await findDrawable(tx)).filter(isPressed);
    const recent = await findRecentVersions(tx, personId, AVOID_PAPERS);
    const { blueprint, items: wanted } = pack.quizDaily;
    const rest = { topics: bank.map(({ topic }) => topic), count: wanted };
    const items = drawPaper(bank, [...blueprint, rest], recent, seed).slice(0, wanted);
    if (items.length === 0) return { ok: false, problem: 'no-questions' };
    const fresh = await insertPaper(
      tx,
      {
        id: newId(),
        attemptId: newId(),
        personId,
        preset: 'daily',
        slot,
        seed,
        rulePackVersion: pack.version,
        opensAt: startOfDay(slot),
        closesAt: startOfDay(addDays(slot, 1)),
        items,
      },
      now,
    );
    const paper = await findPaper(tx, personId, 'daily', slot, now);
    if (!paper) throw new Error('the paper was drawn but cannot be read');
    return { ok: true, paper, fresh };
  });
}
