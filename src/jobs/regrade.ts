import { regradeDue } from '../domain/quizzes/regrade.ts';
import type { Job } from './define-job.ts';

/** Grades again what corrected keys had graded wrongly, and tells whoever has another result. */
export const regrade: Job = {
  name: 'regrade',
  run: ({ db, pack, clock }) => regradeDue(db, pack, clock()),
};
