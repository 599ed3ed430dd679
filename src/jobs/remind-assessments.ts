import { remindAssessments as remind } from '../domain/assessments/remind-assessments.ts';
import type { Job } from './define-job.ts';

export const remindAssessments: Job = {
  name: 'remind-assessments',
  run: async ({ db, pack, clock }) => ({ queued: await remind(db, pack, clock()) }),
};
