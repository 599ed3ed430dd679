import { remindObjections as remind } from '../domain/credit/remind-objections.ts';
import type { Job } from './define-job.ts';

export const remindObjections: Job = {
  name: 'remind-objections',
  run: ({ db, clock }) => remind(db, clock()),
};
