import { forgetPast } from '../domain/retention/forget-past.ts';
import type { Job } from './define-job.ts';

/** Takes out what the rule pack keeps no longer; how many of each is in the log and in the row of the slot. */
export const forget: Job = {
  name: 'forget',
  run: ({ db, pack, clock }) => forgetPast(db, pack, clock()),
};
