import { endOverdue } from '../domain/quizzes/end-attempt.ts';
import type { Job } from './define-job.ts';

/** Ends attempts whose time is over and that nobody handed in, as their quiz says. */
export const endQuizzes: Job = {
  name: 'end-quizzes',
  run: async ({ db, clock }) => ({ ended: await endOverdue(db, clock()) }),
};
