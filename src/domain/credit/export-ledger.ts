import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { findExportedEntries, type ExportedEntry } from '../../db/queries/ledger-checks.ts';
import { findPersonByStaffNo } from '../../db/queries/people.ts';

const PAGE = 5_000;

/** Whose ledger; undefined for a staff number that nobody has. */
export const findOwner = (db: Db, staffNo: string): Promise<string | undefined> =>
  findPersonByStaffNo(db, staffNo);

/**
 * Every entry of one chain or of all, for scripts/verify-ledger.mjs and whoever else wants to check. The operator's reading is
 * written to the access log before the first one is given out.
 */
export async function* exportLedger(
  db: Db,
  personId: string | null,
  now: Date,
): AsyncGenerator<ExportedEntry[]> {
  await db.transaction((tx) =>
    insertAccess(
      tx,
      {
        id: newId(),
        actorId: null,
        action: 'ledger.export',
        subjectPersonId: personId,
        purpose: null,
        detail: { door: 'cli' },
      },
      now,
    ),
  );
  for (let after: { person: string; seq: number } | null = null; ;) {
    const page: ExportedEntry[] = await findExportedEntries(db, { after, personId, limit: PAGE });
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last;
  }
}
