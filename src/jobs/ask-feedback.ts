import { askClassFeedback } from '../domain/classes/remind-classes.ts';
import type { Job } from './define-job.ts';

export const askFeedback: Job = {
  name: 'ask-feedback',
  run: async ({ db, clock }) => ({ queued: await askClassFeedback(db, clock()) }),
};
