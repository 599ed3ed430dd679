import type { Db } from '../../db/client.ts';
import type { DeliveryRow } from '../../db/queries/sending.ts';
import { readAnchorOf, type StoredAnchor } from '../credit/anchor-ledger.ts';
import { readCheck, type CheckResult } from '../credit/check-ledger.ts';

export type LedgerSubject =
  | { kind: 'ledger-anchor'; anchor: StoredAnchor; file: { name: string; content: string } }
  | { kind: 'ledger-checked'; result: CheckResult };

/** What auditors are told of the ledger. */
export async function readLedgerSubject(
  db: Db,
  kind: LedgerSubject['kind'],
  { personId, subjectId, data }: DeliveryRow,
): Promise<LedgerSubject | undefined> {
  if (kind === 'ledger-anchor') {
    const read = await readAnchorOf(db, Number(data['number']));
    return read && { kind, anchor: read.anchor, file: { name: read.name, content: read.content } };
  }
  const check = subjectId ? await readCheck(db, personId, subjectId) : undefined;
  return check?.result ? { kind, result: check.result } : undefined;
}
