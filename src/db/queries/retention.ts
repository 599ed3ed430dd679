import { sql, type SQL } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { at } from './sql-values.ts';

const BATCH = 1_000;

type Past = { table: SQL; isPast: (before: SQL) => SQL };

/** Which rows `x` of which table are past it, by what they were last of use for. */
const PAST = {
  'failed-updates': {
    table: sql`processed_updates`,
    isPast: (before) => sql`x.state = 'failed' and x.received_at < ${before}`,
  },
  drafts: { table: sql`conversations`, isPast: (before) => sql`x.expires_at < ${before}` },
  'shown-buttons': { table: sql`shown_messages`, isPast: (before) => sql`x.shown_at < ${before}` },
  // Those that work go on working.
  invitations: {
    table: sql`invitations`,
    isPast: (before) =>
      sql`x.expires_at < ${before} and coalesce(x.used_at, x.revoked_at, x.expires_at) < ${before}`,
  },
  'failed-codes': {
    table: sql`binding_failures`,
    isPast: (before) => sql`x.since < ${before} and coalesce(x.locked_until, x.since) < ${before}`,
  },
  'question-drafts': {
    table: sql`question_imports`,
    isPast: (before) => sql`x.confirmed_at is null and x.created_at < ${before}`,
  },
  'dismissed-proposals': {
    table: sql`interview_proposals`,
    isPast: (before) => sql`x.state = 'dismissed' and x.decided_at < ${before}`,
  },
} satisfies Record<string, Past>;

/** Deletes up to 1,000 rows of a kind that were last of use before then; returns how many. */
export async function deletePast(db: Db, what: keyof typeof PAST, before: Date): Promise<number> {
  const { table, isPast }: Past = PAST[what];
  const rows = await db.execute(sql`
    delete from ${table} where ctid = any(array(
      select x.ctid from ${table} x where ${isPast(at(before))} limit ${BATCH} for update skip locked)) returning 1`);
  return rows.length;
}
