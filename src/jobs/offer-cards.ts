import { offerCards as offer } from '../domain/study/offer-cards.ts';
import type { Job } from './define-job.ts';

export const offerCards: Job = {
  name: 'offer-cards',
  run: async ({ db, pack, plans, clock }) => offer(db, pack, plans, clock()),
};
