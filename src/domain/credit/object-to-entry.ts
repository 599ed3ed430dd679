import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { findEntries, findOwnEntries, insertEntries, type EntryRow } from '../../db/queries/ledger.ts';
import {
  callAnswerers,
  callFor,
  findObjection,
  findObjectionsTo,
  findOwnObjections,
  insertEvidence,
  insertObjection,
  type ObjectionRow,
} from '../../db/queries/objections.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { rolesFor, type Actor } from '../people/rules.ts';
import { isAllowedInput, type RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { deadlineIn } from '../schedule/working-days.ts';

export type Objection = ObjectionRow;

/** Entries and objections shown on a page. */
export const OBJECTIONS_A_PAGE = 5;
/** Longest objection, in characters. */
export const OBJECTION_LIMIT = 500;
/** Photos and documents that one objection takes. */
export const MOST_EVIDENCE = 5;

const pageOf = (page: number) => ({ offset: page * OBJECTIONS_A_PAGE, limit: OBJECTIONS_A_PAGE });

/**
 * Entries of the person's own file, the newest first: all of them, or those of the given ids. What was said in an objection
 * or an answer is answered there.
 */
export const listOwnEntries = (
  db: Db,
  { personId }: Actor,
  ids: readonly string[] | null,
  page: number,
): Promise<{ rows: EntryRow[]; total: number }> => findOwnEntries(db, personId, ids, pageOf(page));

/** An entry of the person's own file with all that was said against it; undefined for anybody else's. */
export async function readOwnEntry(
  db: Db,
  { personId }: Actor,
  entryId: string,
): Promise<{ entry: EntryRow; objections: Objection[] } | undefined> {
  const [entry] = await findEntries(db, personId, [entryId]);
  return entry && { entry, objections: await findObjectionsTo(db, entryId) };
}

export const listOwnObjections = (
  db: Db,
  { personId }: Actor,
  page: number,
): Promise<{ rows: Objection[]; total: number }> => findOwnObjections(db, personId, pageOf(page));

/** An objection of the person's own, with its entry. */
export async function readOwnObjection(
  db: Db | Tx,
  { personId }: Pick<Actor, 'personId'>,
  id: string,
): Promise<{ objection: Objection; entry: EntryRow } | undefined> {
  const objection = await findObjection(db, id);
  if (objection?.personId !== personId) return undefined;
  const [entry] = await findEntries(db, personId, [objection.entryId]);
  return entry && { objection, entry };
}

/** @property told how many of those who may answer could be told; null where it stood there before */
export type Objected = { ok: true; objection: Objection; told: number | null } | { ok: false };

/**
 * Attaches an objection to an entry of the person's own file; it stays for ever, and is an entry of its own. It is due in
 * the working days of the rule pack, and those nearest who may answer it are told.
 */
export function objectToEntry(
  db: Db,
  { personId }: Actor,
  { id, entryId, text }: { id: string; entryId: string; text: string },
  pack: RulePack,
  now: Date,
): Promise<Objected> {
  const { answerWorkingDays, remindWorkingDaysBefore } = pack.objections;
  return db.transaction(async (tx): Promise<Objected> => {
    const due = await deadlineIn(tx, answerWorkingDays, now);
    const remind = await deadlineIn(tx, answerWorkingDays - remindWorkingDaysBefore, now, '07:00');
    const row = { id, entryId, personId, text: [...text.trim()].slice(0, OBJECTION_LIMIT).join('') };
    const times = { dueAt: due.ok ? due.at : null, remindAt: remind.ok ? remind.at : null };
    const how = await insertObjection(tx, { ...row, ...times }, now);
    if (how === 'made' && isAllowedInput(pack, 'objection'))
      await insertEntries(tx, [entryOf(row, now)], pack.version, now);
    const objection = await findObjection(tx, id);
    if (!how || !objection) return { ok: false };
    if (how === 'again') return { ok: true, objection, told: null };
    const audience = { roles: rolesFor('objections.answer'), day: dayOf(now), priority: PRIORITY.answer };
    return { ok: true, objection, told: await callAnswerers(tx, callFor.made(id), audience, now) };
  });
}

/** In the chain it says that there is one, and to what; its words are in the objection. */
const entryOf = (
  { id, entryId, personId }: { id: string; entryId: string; personId: string },
  now: Date,
) => ({
  id: newId(),
  personId,
  kind: 'objection',
  nature: 'self-declared' as const,
  occurredAt: now,
  sourceKind: 'objection',
  sourceId: id,
  recordedBy: personId,
  confirmedBy: null,
  data: { about: entryId },
});

/** Lays a kept file before whoever answers; false where the objection is not theirs, was answered, or has enough of them. */
export function addEvidence(
  db: Db,
  actor: Pick<Actor, 'personId'>,
  row: { id: string; objectionId: string; fileId: string },
  now: Date,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const own = await readOwnObjection(tx, actor, row.objectionId);
    if (!own || own.objection.verdict !== null || own.objection.evidence >= MOST_EVIDENCE) return false;
    await insertEvidence(tx, row, now);
    return true;
  });
}
