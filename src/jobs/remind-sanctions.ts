import { remindSanctions as remind } from '../domain/sanctions/remind.ts';
import type { Job } from './define-job.ts';

export const remindSanctions: Job = {
  name: 'remind-sanctions',
  run: ({ db, clock }) => remind(db, clock()),
};
