import type { Db } from '../../db/client.ts';
import { findLedgerFaults, type LedgerFault } from '../../db/queries/ledger.ts';

export type LedgerCheck = { entries: number; chains: number; faults: LedgerFault[] };

/** Recomputes every hash chain and holds it against its head. */
export function verifyLedger(db: Db): Promise<LedgerCheck> {
  return findLedgerFaults(db);
}
