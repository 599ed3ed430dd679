import { offerReviews as offer } from '../domain/study/offer-reviews.ts';
import type { Job } from './define-job.ts';

export const offerReviews: Job = {
  name: 'offer-reviews',
  run: async ({ db, pack, clock }) => offer(db, pack, clock()),
};
