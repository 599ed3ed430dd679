import { offerTimedCards as offer } from '../domain/study/offer-cards.ts';
import type { Job } from './define-job.ts';

export const offerTimedCards: Job = {
  name: 'offer-timed-cards',
  run: async ({ db, plans, clock }) => ({ queued: await offer(db, plans, clock()) }),
};
