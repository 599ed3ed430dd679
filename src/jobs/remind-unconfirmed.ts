import { remindUnconfirmed as remind } from '../domain/notices/remind-unconfirmed.ts';
import type { Job } from './define-job.ts';

export const remindUnconfirmed: Job = {
  name: 'remind-unconfirmed',
  run: async ({ db, pack, clock }) => ({ queued: await remind(db, pack, clock()) }),
};
