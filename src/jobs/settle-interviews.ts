import { expireProposals } from '../domain/interviews/decide-interview.ts';
import { sealOverdue } from '../domain/interviews/seal-record.ts';
import type { Job } from './define-job.ts';

/** Ends what was waiting for somebody who did not answer in time: an approval, or what the person says to a record. */
export const settleInterviews: Job = {
  name: 'settle-interviews',
  run: async ({ db, pack, clock }) => ({
    expired: await expireProposals(db, clock()),
    sealed: await sealOverdue(db, pack, clock()),
  }),
};
