import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import {
  findAnchor,
  findCheck,
  findOpenChecks,
  insertCheck,
  markChecked,
} from '../../db/queries/ledger-anchors.ts';
import { tellOne } from '../deliveries/tell-one.ts';
import { mayDo, type Actor } from '../people/rules.ts';
import type { StoredAnchor } from './anchor-ledger.ts';
import type { AnchorShelf } from './anchor-rules.ts';
import { verifyLedger, type LedgerCheck } from './verify-ledger.ts';

/** What is kept of a check: the first broken chains, and how many there are. */
export type CheckResult = LedgerCheck & { broken: number };
export type Check = { id: string; doneAt: string | null; result: CheckResult | null };
const FAULTS_KEPT = 20;

/** Where the ledger was last anchored, and what the auditor's last check found. */
export async function readAudit(
  db: Db,
  auditor: Actor,
): Promise<{ anchor: StoredAnchor | undefined; check: Check | undefined }> {
  return { anchor: await findAnchor(db, 'newest'), check: await readCheck(db, auditor.personId, null) };
}

/** A check of one's own; the newest without an id. */
export async function readCheck(db: Db, askedBy: string, id: string | null): Promise<Check | undefined> {
  const row = await findCheck(db, askedBy, id);
  return row && { ...row, result: row.result as CheckResult | null };
}

/** Asks for all chains to be checked; while one is waited for, that one is the answer. It is written to the access log. */
export async function askForCheck(db: Db, auditor: Actor, now: Date): Promise<boolean> {
  if (!mayDo(auditor, 'ledger.audit')) return false;
  await db.transaction(async (tx) => {
    const id = newId();
    if (!(await insertCheck(tx, id, auditor.personId, now))) return;
    const access = { actorId: auditor.personId, subjectPersonId: null, purpose: null, detail: { check: id } };
    await insertAccess(tx, { ...access, id: newId(), action: 'ledger.check' }, now);
  });
  return true;
}

/** Does what was asked for, and tells whoever asked. */
export async function checkLedger(
  db: Db,
  shelf: Pick<AnchorShelf, 'keys' | 'files'>,
  clock: () => Date,
): Promise<number> {
  const open = await findOpenChecks(db);
  if (open.length === 0) return 0;
  const found = await verifyLedger(db, shelf);
  const result: CheckResult = {
    ...found,
    broken: found.faults.length,
    faults: found.faults.slice(0, FAULTS_KEPT),
  };
  const now = clock();
  for (const { id, askedBy } of open)
    await db.transaction(async (tx) => {
      if (!(await markChecked(tx, id, result, now))) return;
      await tellOne(tx, { kind: 'ledger-checked', personId: askedBy, subjectId: id }, now);
    });
  return open.length;
}
