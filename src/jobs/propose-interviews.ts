import { proposeInterviews as propose } from '../domain/interviews/proposals.ts';
import type { Job } from './define-job.ts';

export const proposeInterviews: Job = {
  name: 'propose-interviews',
  run: async ({ db, pack, clock }) => ({ proposed: await propose(db, pack, clock()) }),
};
