import type { Db } from '../../db/client.ts';
import { tellEnded } from '../../db/queries/sanctions.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { dayOf } from '../schedule/calendar.ts';

/** Says to the person and to whoever recorded it that a sanction has no effect any more, once, from the day after its last. */
export async function remindSanctions(db: Db, now: Date): Promise<{ told: number }> {
  return { told: await tellEnded(db, dayOf(now), { priority: PRIORITY.reminder, policy: 'resend', now }) };
}
