import { proposeAlerts as propose } from '../domain/alerts/propose-alerts.ts';
import type { Job } from './define-job.ts';

/** After the roll-up of the night, whose files some rules read. */
export const proposeAlerts: Job = {
  name: 'propose-alerts',
  run: async ({ db, pack, clock }) => ({ proposed: await propose(db, pack, clock()) }),
};
