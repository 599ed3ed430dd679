import { anchorLedger as anchor } from '../domain/credit/anchor-ledger.ts';
import type { Job } from './define-job.ts';

/** Signs the ends of all chains once a day, keeps that outside the database and sends it to the auditors. */
export const anchorLedger: Job = {
  name: 'anchor-ledger',
  run: ({ db, shelf, clock }) => anchor(db, shelf, clock()),
};
