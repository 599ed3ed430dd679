import { handOver as handOverToLiaisons } from '../domain/notices/hand-over.ts';
import type { Job } from './define-job.ts';

/** Hands whom no message reaches, and who does not answer, to the person who visits or calls. */
export const handOver: Job = {
  name: 'hand-over',
  run: ({ db, pack, clock }) => handOverToLiaisons(db, pack, clock()),
};
