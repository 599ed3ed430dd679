import { remindInterviews as remind } from '../domain/interviews/remind-interviews.ts';
import type { Job } from './define-job.ts';

export const remindInterviews: Job = {
  name: 'remind-interviews',
  run: async ({ db, pack, clock }) => ({ queued: await remind(db, pack, clock()) }),
};
