import { releaseScheduled } from '../domain/notices/release-scheduled.ts';
import type { Job } from './define-job.ts';

/** Sends what was scheduled for this minute, and plans the next of what repeats. */
export const releaseNotices: Job = {
  name: 'release-notices',
  run: ({ db, pack, clock }) => releaseScheduled(db, pack, clock()),
};
