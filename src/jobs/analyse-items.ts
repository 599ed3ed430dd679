import { analyseItems as analyse } from '../domain/quizzes/analyse-items.ts';
import type { Job } from './define-job.ts';

/** How questions and quizzes did, for who tends the bank. */
export const analyseItems: Job = {
  name: 'analyse-items',
  run: ({ db, clock }) => analyse(db, clock()),
};
