import { watchCadences as watch } from '../domain/meetings/watch-cadences.ts';
import type { Job } from './define-job.ts';

export const watchCadences: Job = {
  name: 'watch-cadences',
  run: async ({ db, pack, clock }) => ({ queued: await watch(db, pack, clock()) }),
};
