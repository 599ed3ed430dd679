import { runReviews as run } from '../domain/reviews/run-reviews.ts';
import type { Job } from './define-job.ts';

export const runReviews: Job = {
  name: 'run-reviews',
  run: ({ db, ballots, pack, clock }) => run(db, ballots, pack, clock()),
};
