import type { Db } from '../../db/client.ts';
import { callAnswerers, callFor } from '../../db/queries/objections.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { rolesFor } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';

/** Reminds those nearest who may answer before an objection is due, and the level above once it is overdue; each once. */
export async function remindObjections(db: Db, now: Date): Promise<{ due: number; overdue: number }> {
  const audience = { roles: rolesFor('objections.answer'), day: dayOf(now), priority: PRIORITY.reminder };
  return {
    due: await callAnswerers(db, callFor.due(now), audience, now),
    overdue: await callAnswerers(db, callFor.overdue(now), audience, now),
  };
}
