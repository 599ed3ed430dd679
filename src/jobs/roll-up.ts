import { rollUpNight } from '../domain/credit/roll-up.ts';
import type { Job } from './define-job.ts';

/** Brings the day's facts into the ledgers and the quarter's files up to date. */
export const rollUp: Job = {
  name: 'roll-up',
  run: ({ db, pack, clock }) => rollUpNight(db, pack, clock()),
};
