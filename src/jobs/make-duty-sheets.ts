import { makeSheets } from '../domain/duties/make-sheets.ts';
import type { Job } from './define-job.ts';

export const makeDutySheets: Job = {
  name: 'make-duty-sheets',
  run: async ({ db, pack, clock }) => ({ made: await makeSheets(db, pack, clock()) }),
};
