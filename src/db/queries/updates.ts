import { sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { at, bigints } from './sql-values.ts';

export type StoredUpdate = { updateId: number; body: unknown; tries: number };

/** Stores a batch in one statement; returns the ids that are new. A repeat of the same id is not. */
export async function insertUpdates(
  db: Db,
  botId: number,
  updates: readonly { update_id: number }[],
  now: Date,
): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    insert into processed_updates (bot_id, update_id, body, state, received_at)
    select ${botId}, (u->>'update_id')::bigint, u, 'received', ${at(now)}
    from jsonb_array_elements(${JSON.stringify(updates)}::jsonb) with ordinality as t(u, n) order by n
    on conflict (bot_id, update_id) do nothing returning update_id::float8 as id`);
  return rows.map((row) => row.id);
}

/** Those of the ids that were stored and not finished. */
export async function findOpenAmong(db: Db, botId: number, ids: readonly number[]): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    select update_id::float8 as id from processed_updates
    where bot_id = ${botId} and update_id = any(${bigints(ids)}) and state = 'received'`);
  return rows.map((row) => row.id);
}

/** Marks updates as handled and drops their bodies, which hold what people wrote. */
export async function markUpdatesDone(
  db: Db,
  botId: number,
  ids: readonly number[],
  now: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await db.execute(sql`
    update processed_updates set state = 'done', body = null, done_at = ${at(now)}
    where bot_id = ${botId} and update_id = any(${bigints(ids)})`);
}

/** Counts a failed try; after `most` tries the update is given up and kept for an operator to see. */
export async function markUpdateFailed(
  db: Db,
  botId: number,
  id: number,
  most: number,
  now: Date,
): Promise<'again' | 'given-up'> {
  const [row] = await db.execute<{ state: string }>(sql`
    update processed_updates set tries = tries + 1,
      state = case when tries + 1 >= ${most} then 'failed' else 'received' end,
      done_at = case when tries + 1 >= ${most} then ${at(now)} end
    where bot_id = ${botId} and update_id = ${id} returning state`);
  return row?.state === 'failed' ? 'given-up' : 'again';
}

/** What a former run received and did not finish, oldest first. */
export async function findOpenUpdates(db: Db, botId: number): Promise<StoredUpdate[]> {
  return db.execute<StoredUpdate>(sql`
    select update_id::float8 as "updateId", body, tries from processed_updates
    where bot_id = ${botId} and state = 'received' order by received_at, update_id limit 1000`);
}

/** Forgets handled updates older than `before`; ids may restart, so they are not kept for ever. */
export async function deleteOldUpdates(db: Db, before: Date): Promise<number> {
  const rows = await db.execute(
    sql`delete from processed_updates where state = 'done' and done_at < ${at(before)} returning 1`,
  );
  return rows.length;
}
