import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at } from './sql-values.ts';

/** Why everything is held: found at a start, or said by an operator. */
export type HeldWhy = 'another server' | 'another timeline' | 'an operator';
export type Mark = { heldAt: string | null; heldWhy: HeldWhy | null };

/** The server by its system identifier, and the number of its history by the name of the log that it writes. */
const identity = sql`select s.system_identifier::text as system_id,
  ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int as timeline from pg_control_system() s`;

/**
 * Notes where this database is in use now; the first time that is all. Returns what differs from where it was in use before, null
 * where nothing does. Of two that start at once one finds it.
 */
export async function putIdentity(tx: Tx, now: Date): Promise<Exclude<HeldWhy, 'an operator'> | null> {
  await tx.execute(sql`
    insert into database_marks (system_id, timeline, seen_at) select system_id, timeline, ${at(now)} from (${identity}) i on conflict do nothing`);
  const [row] = await tx.execute<{ server: boolean; timeline: boolean }>(sql`
    select m.system_id <> i.system_id as server, m.timeline <> i.timeline as timeline
    from (select * from database_marks for update) m cross join (${identity}) i`);
  if (!row?.server && !row?.timeline) return null;
  await tx.execute(sql`
    update database_marks set system_id = i.system_id, timeline = i.timeline, seen_at = ${at(now)} from (${identity}) i`);
  return row.server ? 'another server' : 'another timeline';
}

export async function findMark(db: Db | Tx): Promise<Mark | undefined> {
  const [row] = await db.execute<Mark>(
    sql`select held_at as "heldAt", held_why as "heldWhy" from database_marks`,
  );
  return row;
}

/** Holds everything (`why` given) or lets it go on (null); false when it was so before. */
export async function markHeld(tx: Tx, why: HeldWhy | null, now: Date): Promise<boolean> {
  const rows = await tx.execute(sql`
    update database_marks set held_at = ${why === null ? sql`null` : at(now)}, held_why = ${why}
    where (held_at is null) = ${why !== null} returning 1`);
  return rows.length === 1;
}

/** What waited or was on its way when the backup was made may have arrived since: nobody knows. Returns how many rows. */
export async function markWaitingUnknown(tx: Tx): Promise<number> {
  const rows = await tx.execute(sql`
    update deliveries set state = 'unknown', lease_until = null, problem = 'restored from a backup: it may have been sent since'
    where state in ('pending', 'sending') returning 1`);
  return rows.length;
}
