import { sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { insertDeliveries } from './deliveries.ts';
import { at } from './sql-values.ts';

/** Reminds of the written inquiries that are due after one instant and not after another, once a number of working days. */
export function remindInquiries(
  db: Db,
  { days, after, until }: { days: number; after: Date; until: Date },
  now: Date,
): Promise<number> {
  const audience = sql`
    select i.person_id, i.id as subject_id, 'inquiry-reminder:' || i.id || ':' || ${days}::text as once_key, '{}'::jsonb as data
    from interviews i where i.minutes = 0 and i.state = 'announced' and i.starts_at > ${at(after)} and i.starts_at <= ${at(until)}`;
  return insertDeliveries(db, audience, { kind: 'interview-reminder', priority: 1, policy: 'hold', now });
}
