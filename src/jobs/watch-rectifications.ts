import { watchItems } from '../domain/rectifications/watch-items.ts';
import type { Job } from './define-job.ts';

export const watchRectifications: Job = {
  name: 'watch-rectifications',
  run: async ({ db, pack, clock }) => watchItems(db, pack, clock()),
};
