import type { Db } from '../../db/client.ts';
import { deleteOldVoices } from '../../db/queries/voices.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { addDays, dayOf } from '../schedule/calendar.ts';

/**
 * Deletes who spoke on days that are over, with the halves of their keys, and words whose time is over: those kept for
 * `keepTextDays` whole days.
 */
export const clearVoices = (
  db: Db,
  { opinions }: RulePack,
  now: Date,
): Promise<{ givers: number; days: number; words: number }> => {
  const today = dayOf(now);
  return db.transaction((tx) => deleteOldVoices(tx, today, addDays(today, -opinions.keepTextDays)));
};
