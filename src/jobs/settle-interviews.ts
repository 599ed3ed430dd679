import { expireProposals } from '../domain/interviews/decide-interview.ts';
import type { Job } from './define-job.ts';

/** Ends what was waiting for somebody who did not answer in time. */
export const settleInterviews: Job = {
  name: 'settle-interviews',
  run: async ({ db, clock }) => ({ expired: await expireProposals(db, clock()) }),
};
