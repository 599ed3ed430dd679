import { clearVoices as clear } from '../domain/voices/clear-voices.ts';
import type { Job } from './define-job.ts';

/** Every night: who spoke about a village yesterday, and words of villagers whose time is over, are deleted. */
export const clearVoices: Job = {
  name: 'clear-voices',
  run: ({ db, pack, clock }) => clear(db, pack, clock()),
};
