import { sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { statement } from '../statement.ts';
import { actorOf, type ActorRow } from './people.ts';
import { arrayText, at, bigints } from './sql-values.ts';

export type StoredUpdate = { updateId: number; body: unknown; tries: number; receivedAt: string };

export type FreshUpdate = {
  id: number;
  /** Who it is from, by their live account; null for a stranger. */
  actor: ActorRow | null;
  /** Whether it is a press or was written to us alone, so that who it is from was looked for. */
  lookedUp: boolean;
};

/**
 * Stores a batch and looks up who writes, in one statement; returns those whose ids are new. A repeat of the same id is not.
 * Its commit is not waited for at the disk, as that is half of what a press would wait for: see `flushCommits`.
 * @param day of whose posts the actors are
 */
export async function insertUpdates(
  db: Db,
  botId: number,
  updates: readonly { update_id: number }[],
  day: string,
  now: Date,
): Promise<FreshUpdate[]> {
  const body = JSON.stringify(updates);
  return insertStatement(db, { updates: body, botId, day, now: now.toISOString() });
}

const insertStatement = statement<{ updates: string; botId: number; day: string; now: string }, FreshUpdate>(
  (value) => sql`
    with coming as materialized (
      select (u->>'update_id')::bigint as id, u as body, n,
        coalesce(u #>> '{callback_query,from,id}',
          case when u #>> '{message,chat,type}' = 'private' then u #>> '{message,from,id}' end) as said,
        set_config('synchronous_commit', 'off', true) as hurried
      from jsonb_array_elements(${value('updates')}::jsonb) with ordinality as t(u, n)
    ), fresh as (
      insert into processed_updates (bot_id, update_id, body, state, taken_by, received_at)
      select ${value('botId')}, id, body, 'received', current_setting('application_name'), ${value('now')}::timestamptz from coming order by n
      on conflict (bot_id, update_id) do nothing returning update_id)
    select f.update_id::float8 as id, c.account is not null as "lookedUp", to_jsonb(who) as actor
    from fresh f join (
      select id, case when said ~ '^[0-9]{1,15}$' then said::bigint end as account from coming
    ) c on c.id = f.update_id
    left join lateral (${actorOf(sql`c.account`, sql`${value('day')}::date`)}) who on true`,
);

/**
 * Returns when all that was committed before is at the disk, and with a standby that is waited for, there too. A server that
 * crashes keeps a prefix of its log: so what somebody's later commit waited for is kept with it, and only what nothing came
 * behind has to be asked for.
 */
export async function flushCommits(db: Db): Promise<void> {
  await db.execute(sql`select pg_logical_emit_message(true, 'qingfeng', 'flush')`);
}

/**
 * Marks updates as handled and drops their bodies, which hold what people wrote. One that a crash of the server took out of
 * the log before it was at the disk is written anew, so that it is not handled again when Telegram sends it again.
 */
export async function markUpdatesDone(
  db: Db,
  botId: number,
  ids: readonly number[],
  now: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await markStatement(db, { botId, ids: arrayText(ids), now: now.toISOString() });
}

const markStatement = statement<{ botId: number; ids: string; now: string }, never>(
  (value) => sql`
    insert into processed_updates (bot_id, update_id, state, received_at, done_at)
    select ${value('botId')}, id, 'done', ${value('now')}::timestamptz, ${value('now')}::timestamptz from unnest(${value('ids')}::bigint[]) as id
    on conflict (bot_id, update_id) do update set state = 'done', body = null, done_at = excluded.done_at`,
);

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

/** A process whose connections a server that just came up has lost is given so long to come back. */
const RECONNECT = '15 s';

/**
 * Takes into this process's hands what nobody has: updates stored in its own name that it does not hold, and those of
 * processes that are gone. Oldest first; two processes never take the same one.
 * @param wanted all but what this process has in hand, or of certain updates those that it has not
 */
export async function takeLeftUpdates(
  db: Db,
  botId: number,
  wanted: { allBut: readonly number[] } | { among: readonly number[] },
  most: number,
): Promise<StoredUpdate[]> {
  const isWanted =
    'among' in wanted
      ? sql`update_id = any(${bigints(wanted.among)})`
      : sql`update_id <> all(${bigints(wanted.allBut)})`;
  return db.execute<StoredUpdate>(sql`
    with left_over as materialized (
      select update_id from processed_updates
      where bot_id = ${botId} and state = 'received' and ${isWanted}
        and (taken_by = current_setting('application_name')
          or (taken_by <> all(array(select application_name from pg_stat_activity where application_name is not null))
            and now() > pg_postmaster_start_time() + ${RECONNECT}::interval))
      order by received_at, update_id limit ${most} for update skip locked
    ), taken as (
      update processed_updates u set taken_by = current_setting('application_name') from left_over l
      where u.bot_id = ${botId} and u.update_id = l.update_id
      returning u.update_id, u.body, u.tries, u.received_at)
    select update_id::float8 as "updateId", body, tries, received_at as "receivedAt" from taken order by received_at, update_id`);
}

/** Forgets handled updates older than `before`; ids may restart, so they are not kept for ever. */
export async function deleteOldUpdates(db: Db, before: Date): Promise<number> {
  const rows = await db.execute(
    sql`delete from processed_updates where state = 'done' and done_at < ${at(before)} returning 1`,
  );
  return rows.length;
}
