import type { Db } from '../../db/client.ts';
import { findRecordPage } from '../../db/queries/interview-records.ts';

const PAGE = 500;

export type RecordCheck = { records: number; faults: { interviewId: string; version: number }[] };

/**
 * Opens every version of every interview's record, and holds it against its hash and, where it is sealed, against the hash
 * that the ledger has of it.
 */
export async function verifyRecords(db: Db): Promise<RecordCheck> {
  const check: RecordCheck = { records: 0, faults: [] };
  let after: string | null = null;
  for (;;) {
    const page = await findRecordPage(db, after, PAGE);
    check.records += page.length;
    for (const { sound, interviewId, version } of page)
      if (!sound) check.faults.push({ interviewId, version });
    after = page.at(-1)?.id ?? null;
    if (after === null) return check;
  }
}
