import { remindLearners as remind } from '../domain/study/offer-paper.ts';
import type { Job } from './define-job.ts';

export const remindLearners: Job = {
  name: 'remind-learners',
  run: async ({ db, pack, clock }) => ({ queued: await remind(db, pack, clock()) }),
};
