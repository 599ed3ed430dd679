import { remindExams as remind } from '../domain/exams/remind-exams.ts';
import type { Job } from './define-job.ts';

export const remindExams: Job = {
  name: 'remind-exams',
  run: async ({ db, pack, clock }) => ({ queued: await remind(db, pack, clock()) }),
};
