import type { Db } from '../../db/client.ts';
import { findCreditFile, type CreditFileRow } from '../../db/queries/credit-files.ts';
import { findEntries, insertObjection, type EntryRow } from '../../db/queries/ledger.ts';
import type { Actor } from '../people/rules.ts';

export type CreditFile = CreditFileRow;
export type LedgerEntry = EntryRow;

/** The reader's own file, as last rolled up. */
export function readOwnFile(db: Db, person: Actor): Promise<CreditFile | undefined> {
  return findCreditFile(db, person.personId);
}

export type SectionRead = { file: CreditFile; entries: LedgerEntry[] };

/** The entries behind one section of the actor's own file. */
export async function readOwnSection(
  db: Db,
  { personId }: Actor,
  section: string,
): Promise<SectionRead | undefined> {
  const file = await findCreditFile(db, personId);
  const ids = file?.sections.find((one) => one.id === section)?.entries;
  return file && ids ? { file, entries: await findEntries(db, personId, ids) } : undefined;
}

/** Whether the entry stands in the person's own file. */
export async function isOwnEntry(db: Db, person: Actor, entryId: string): Promise<boolean> {
  return (await findEntries(db, person.personId, [entryId])).length === 1;
}

/** Longest objection, in characters. */
export const OBJECTION_LIMIT = 500;

/** Attaches an objection to an entry of the person's own file; it stays for ever. False for anybody else's entry. */
export function objectToEntry(
  db: Db,
  person: Actor,
  { id, entryId, text }: { id: string; entryId: string; text: string },
  now: Date,
): Promise<boolean> {
  return db.transaction((tx) =>
    insertObjection(
      tx,
      { id, entryId, personId: person.personId, text: [...text.trim()].slice(0, OBJECTION_LIMIT).join('') },
      now,
    ),
  );
}
