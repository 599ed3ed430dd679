import { offerPaper } from '../domain/study/offer-paper.ts';
import type { Job } from './define-job.ts';

export const offerQuiz: Job = {
  name: 'offer-quiz',
  run: async ({ db, pack, clock }) => ({ queued: await offerPaper(db, pack, clock()) }),
};
