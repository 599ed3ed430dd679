import { remindClasses as remind } from '../domain/classes/remind-classes.ts';
import type { Job } from './define-job.ts';

export const remindClasses: Job = {
  name: 'remind-classes',
  run: async ({ db, clock }) => ({ queued: await remind(db, clock()) }),
};
