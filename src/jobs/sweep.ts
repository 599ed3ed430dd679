import { sweepDeliveries } from '../domain/deliveries/send-delivery.ts';
import { forgetOldUpdates } from '../domain/updates/take-updates.ts';
import type { Job } from './define-job.ts';

/** Finishes what crashes left: leases that ran out, lapsed messages, old inbox ids. */
export const sweep: Job = {
  name: 'sweep',
  run: async ({ db, clock }) => ({
    ...(await sweepDeliveries(db, clock())),
    forgotten: await forgetOldUpdates(db, clock()),
  }),
};
