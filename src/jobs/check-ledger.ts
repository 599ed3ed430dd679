import { checkLedger as check } from '../domain/credit/check-ledger.ts';
import type { Job } from './define-job.ts';

/** Checks the chains where an auditor asked for it. */
export const checkLedger: Job = {
  name: 'check-ledger',
  run: async ({ db, shelf, clock }) => ({ checked: await check(db, shelf, clock) }),
};
