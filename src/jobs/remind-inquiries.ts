import { remindInquiries as remind } from '../domain/interviews/remind-inquiries.ts';
import type { Job } from './define-job.ts';

export const remindInquiries: Job = {
  name: 'remind-inquiries',
  run: async ({ db, pack, clock }) => ({ queued: await remind(db, pack, clock()) }),
};
