import { announceHours as announce } from '../domain/study/announce-hours.ts';
import type { Job } from './define-job.ts';

export const announceHours: Job = {
  name: 'announce-hours',
  run: async ({ db, pack, clock }) => ({ queued: await announce(db, pack, clock()) }),
};
