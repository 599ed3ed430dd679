import type { Db, Tx } from '../../db/client.ts';
import { findCreditFile, type CreditFileRow } from '../../db/queries/credit-files.ts';
import { findEntries, type EntryRow } from '../../db/queries/ledger.ts';
import type { Actor } from '../people/rules.ts';

export type CreditFile = CreditFileRow;
export type LedgerEntry = EntryRow;

/** The reader's own file, as last rolled up. */
export function readOwnFile(db: Db, person: Actor): Promise<CreditFile | undefined> {
  return findCreditFile(db, person.personId);
}

export type SectionRead = { file: CreditFile; entries: LedgerEntry[] };

/** The entries behind one section of the actor's own file. */
export const readOwnSection = (
  db: Db,
  { personId }: Actor,
  section: string,
): Promise<SectionRead | undefined> => readSection(db, personId, section);

/** The entries behind one section of a file, for whoever has been found to be allowed to. */
export async function readSection(
  db: Db | Tx,
  personId: string,
  section: string,
): Promise<SectionRead | undefined> {
  const file = await findCreditFile(db, personId);
  const ids = file?.sections.find((one) => one.id === section)?.entries;
  return file && ids ? { file, entries: await findEntries(db, personId, ids) } : undefined;
}
