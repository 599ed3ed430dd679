import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, texts, uuids } from './sql-values.ts';

/** States in which a row stays until somebody does something about it. */
export const DEAD_STATES = ['unknown', 'rejected', 'unreachable'] as const;
export type DeadState = (typeof DEAD_STATES)[number];

/** Rows by their ids, or those that are the notice itself, of one notice. */
export type Which = { ids: readonly string[] } | { noticeId: string };

const chosen = (which: Which): SQL =>
  'ids' in which
    ? sql`d.id = any(${uuids(which.ids)})`
    : sql`d.subject_id = ${which.noticeId} and d.kind = 'notice'`;

/** A row nobody will send any more, by the staff number of its person: an operator needs no names. */
export type DeadRow = {
  id: string;
  kind: string;
  state: DeadState;
  problem: string | null;
  staffNo: string;
  botId: number;
  subjectId: string | null;
  createdAt: string;
};

/** The newest dead rows with their reasons, and how many there are in all. */
export async function findDead(
  db: Db | Tx,
  { states, noticeId }: { states: readonly DeadState[]; noticeId?: string },
  limit: number,
): Promise<{ rows: DeadRow[]; total: number }> {
  const rows = await db.execute<DeadRow & { total: number }>(sql`
    select d.id, d.kind, d.state, d.problem, p.staff_no as "staffNo", d.bot_id::float8 as "botId", d.subject_id as "subjectId",
      d.created_at as "createdAt", (count(*) over ())::int as total
    from deliveries d join people p on p.id = d.person_id
    where d.state = any(${texts(states)}) ${noticeId === undefined ? sql`` : sql`and d.subject_id = ${noticeId}`}
    order by d.created_at desc, d.id desc limit ${limit}`);
  return { rows, total: rows[0]?.total ?? 0 };
}

/** Who settles rows, as their `problem` says it. */
export type Settler = 'an operator' | 'the author';

/**
 * Dead rows are to be sent once more, by the bot their person has now. Left alone: what a notice that was withdrawn or
 * cancelled wanted to say, and whoever is known to be out of reach.
 */
export async function requeueDead(
  tx: Tx,
  which: Which,
  states: readonly DeadState[],
  by: Settler,
  now: Date,
): Promise<number> {
  const rows = await tx.execute(sql`
    update deliveries d set state = 'pending', carrier_id = null, bot_id = a.bot_id, not_before = ${at(now)}, lease_until = null,
      expires_at = case when d.expires_at > ${at(now)} then d.expires_at end, problem = ${`sent again by ${by}`}
    from telegram_accounts a
    where ${chosen(which)} and d.state = any(${texts(states)}) and a.person_id = d.person_id and a.revoked_at is null and a.unreachable_at is null
      and (d.kind <> 'notice' or exists (select 1 from notices n where n.id = d.subject_id and n.state = 'sending'))
    returning 1`);
  return rows.length;
}

/** Rows of which nobody knew whether they arrived did, as somebody has found out. */
export async function markArrived(tx: Tx, which: Which, by: Settler, now: Date): Promise<number> {
  const rows = await tx.execute(sql`
    update deliveries d set state = 'sent', sent_at = ${at(now)}, problem = ${`arrived, as ${by} says`},
      version = case when d.kind = 'notice' then greatest(d.version, 1) else d.version end
    where ${chosen(which)} and d.state = 'unknown' returning 1`);
  return rows.length;
}

export type QueueRow = {
  botId: number;
  username: string;
  unitName: string | null;
  pausedAt: string | null;
  pausedWhy: string | null;
  /** Due and not yet on its way; put off, e.g. by quiet hours; on its way right now. */
  due: number;
  later: number;
  sending: number;
  unknown: number;
  rejected: number;
  unreachable: number;
};

/** What each bot has to send, and what of its rows is dead since `since`. Rows for no configured bot are bot 0's. */
export async function findQueues(db: Db, since: Date, now: Date): Promise<QueueRow[]> {
  const rows = await db.execute<QueueRow>(sql`
    with load as (
      select bot_id, count(*) filter (where state = 'pending' and not_before <= ${at(now)})::int as due,
        count(*) filter (where state = 'pending' and not_before > ${at(now)})::int as later, count(*) filter (where state = 'sending')::int as sending,
        count(*) filter (where state = 'unknown')::int as unknown, count(*) filter (where state = 'rejected')::int as rejected,
        count(*) filter (where state = 'unreachable')::int as unreachable
      from deliveries where carrier_id is null and (state in ('pending', 'sending') or state = any(${texts(DEAD_STATES)}) and created_at > ${at(since)})
      group by bot_id)
    select coalesce(b.id, l.bot_id)::float8 as "botId", coalesce(b.username, '') as username, u.name as "unitName", b.paused_at as "pausedAt",
      b.paused_why as "pausedWhy", coalesce(l.due, 0) as due, coalesce(l.later, 0) as later, coalesce(l.sending, 0) as sending,
      coalesce(l.unknown, 0) as unknown, coalesce(l.rejected, 0) as rejected, coalesce(l.unreachable, 0) as unreachable
    from bots b full join load l on l.bot_id = b.id left join organisation_units u on u.id = b.unit_id
    order by b.unit_id is not null, 1`);
  return [...rows];
}
