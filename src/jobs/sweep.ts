import { sweepDeliveries } from '../domain/deliveries/send-delivery.ts';
import { catchUpChanges } from '../domain/notices/amend-notice.ts';
import { forgetOldUpdates } from '../domain/updates/take-updates.ts';
import type { Job } from './define-job.ts';

/** Finishes what crashes left: leases that ran out, lapsed messages, changes not yet on their way, old inbox ids. */
export const sweep: Job = {
  name: 'sweep',
  run: async ({ db, clock }) => ({
    ...(await sweepDeliveries(db, clock())),
    lagging: await catchUpChanges(db, clock()),
    forgotten: await forgetOldUpdates(db, clock()),
  }),
};
