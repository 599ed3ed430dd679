import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, json, uuids } from './sql-values.ts';

/** The default quiet hours, local time, "21:00" to "07:30"; a person may have their own. */
export type QuietHours = { from: string; to: string };

/** A row as its sender needs it: to whom, what about, in which language. */
export type DeliveryRow = {
  id: string;
  kind: string;
  personId: string;
  subjectId: string | null;
  data: Record<string, unknown>;
  language: 'zh' | 'en';
  /** Whether the person reads plain text and answers by typing. */
  elder: boolean;
  policy: 'hold' | 'resend';
  chatId: number | null;
  reachable: boolean;
  /** Which take of the row this is; the holder of a later one has the say. */
  tries: number;
};

const quietEnd = (now: Date, quiet: QuietHours): SQL =>
  sql`quiet_end(${at(now)}, coalesce(p.quiet_from, ${quiet.from}), coalesce(p.quiet_to, ${quiet.to}))`;

/**
 * Ids of a bot's rows that are due, most urgent first. What falls into its person's quiet hours is put off until they
 * end, in the same statement; `deferred` says how many, since more may be due behind them.
 */
export async function findDueDeliveries(
  db: Db,
  botId: number,
  now: Date,
  limit: number,
  quiet: QuietHours,
): Promise<{ due: { id: string; priority: number }[]; deferred: number }> {
  const rows = await db.execute<{ id: string; priority: number; wait: boolean }>(sql`
    with due as (
      select d.id, d.priority, d.n, case when d.urgent then null else ${quietEnd(now, quiet)} end as wait
      from (select id, person_id, priority, urgent, row_number() over (order by priority, not_before, id) as n from deliveries
        where bot_id = ${botId} and state = 'pending' and carrier_id is null and not_before <= ${at(now)}
        order by priority, not_before, id limit ${limit}) d
      join people p on p.id = d.person_id
    ), deferred as (
      update deliveries set not_before = due.wait from due where deliveries.id = due.id and due.wait is not null and state = 'pending')
    select id, priority, wait is not null as wait from due order by n`);
  const due = rows.filter((row) => !row.wait).map(({ id, priority }) => ({ id, priority }));
  return { due, deferred: rows.length - due.length };
}

const UNIQUE_VIOLATION = '23505';
const isUniqueViolation = (error: unknown): boolean => {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ('code' in cause && cause.code === UNIQUE_VIOLATION) return true;
  return false;
};

/**
 * pending → sending with a lease, for those of the ids that are still to be sent. A row is left as it is when somebody
 * else has it, when everything is held, when another message to the same person is on its way or was begun before it, and in quiet hours. The
 * steps are apart, each by an index, since right after a fan-out the planner takes the table for an almost empty one.
 */
export async function lockDeliveries(
  db: Db,
  ids: readonly string[],
  now: Date,
  leaseMs: number,
  quiet: QuietHours,
): Promise<DeliveryRow[]> {
  try {
    const rows = await db.execute<DeliveryRow>(sql`
      with due as materialized (
        select distinct on (person_id) id, person_id, priority, urgent from deliveries
        where id = any(${uuids(ids)}) and state = 'pending' and carrier_id is null and not_before <= ${at(now)}
          and (expires_at is null or expires_at > ${at(now)}) and not exists (select 1 from database_marks where held_at is not null)
        order by person_id, priority, not_before, id
      ), free as materialized (
        select due.id from due join people p on p.id = due.person_id
        where (due.urgent or ${quietEnd(now, quiet)} is null) and not exists (
          select 1 from (select * from deliveries where person_id = due.person_id offset 0) e where e.id < due.id and e.carrier_id is null
            and (e.state = 'sending' or e.state = 'pending' and e.tries > 0 and e.priority <= due.priority))
      ), taken as (
        update deliveries d set state = 'sending', lease_until = ${at(new Date(now.getTime() + leaseMs))}, tries = d.tries + 1
        from free where d.id = free.id and d.state = 'pending' returning d.*)
      select t.id, t.kind, t.person_id as "personId", t.subject_id as "subjectId", t.data, p.language, p.elder, t.policy, t.tries,
        a.telegram_id::float8 as "chatId", coalesce(a.unreachable_at is null and a.bot_id = t.bot_id, false) as reachable
      from taken t join people p on p.id = t.person_id
      left join telegram_accounts a on a.person_id = t.person_id and a.revoked_at is null order by t.priority, t.not_before, t.id`);
    return [...rows];
  } catch (error) {
    // Two senders reached for one person's messages at the same moment: one has won, the rest come round again.
    if (isUniqueViolation(error)) return [];
    throw error;
  }
}

export type Settlement = {
  id: string;
  /** Which take of the row this ends. */
  tries: number;
  state: 'sent' | 'unreachable' | 'rejected' | 'unknown' | 'cancelled' | 'pending';
  chatId: number | null;
  messageId: number | null;
  problem: string | null;
  /** For `pending`: not before then. Only for calls that surely did not reach Telegram. */
  notBefore: Date | null;
  /** The version of each notice that the message said, by the notice's id. */
  versions: Record<string, number>;
  /** The rows of a digest that the message said; null where that is not known, and all share how it ended. */
  said: readonly string[] | null;
};

/** The version that a notice's own row has shown its person. */
const shownVersion = sql`case when d.kind = 'notice' and o.state = 'sent'
  then greatest(d.version, coalesce((o.versions->>(d.subject_id::text))::int, 1)) else d.version end`;

/**
 * Writes how sends ended, with what they carried, in one statement; only who took a row last has a say. Who comes after
 * the lease has run out still settles what nobody knew, and "sent" even stops the row from being sent again. A line of a digest
 * that surely was not in it goes by itself.
 */
export async function markDeliveries(
  tx: Db | Tx,
  settlements: readonly Settlement[],
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    with outcome as (
      select * from jsonb_to_recordset(${json(settlements)}) as r(id uuid, tries int, state text, "chatId" bigint, "messageId" bigint,
        problem text, "notBefore" timestamptz, versions jsonb, said jsonb)
    ), own as (
      update deliveries d set state = o.state, lease_until = null, problem = o.problem,
        chat_id = coalesce(o."chatId", d.chat_id), message_id = coalesce(o."messageId", d.message_id),
        sent_at = case when o.state = 'sent' then ${at(now)} else d.sent_at end, not_before = coalesce(o."notBefore", d.not_before),
        version = ${shownVersion}
      from outcome o where d.id = o.id and d.tries = o.tries and (d.state = 'sending' or d.state = 'unknown' and o.state <> 'pending'
        or d.state = 'pending' and o.state = 'sent' or d.state = 'sent' and o.state = 'sent' and d.message_id is null) returning d.id, d.state, d.kind, d.subject_id, d.person_id, o.versions
    ), carried as (
      update deliveries d set state = o.state, problem = o.problem, chat_id = o."chatId", message_id = o."messageId",
        sent_at = case when o.state = 'sent' then ${at(now)} end, version = ${shownVersion}
      from outcome o join own on own.id = o.id where d.carrier_id = o.id and d.state in ('pending', 'unknown') and o.state <> 'pending'
        and coalesce(o.said ? d.id::text, true)
      returning d.id, d.state, d.kind, d.subject_id, d.person_id, o.versions
    ), released as (
      update deliveries d set state = 'pending', carrier_id = null, problem = null, not_before = ${at(now)}
      from outcome o join own on own.id = o.id where d.carrier_id = o.id and d.state in ('pending', 'unknown')
        and o.state not in ('pending', 'unknown') and not coalesce(o.said ? d.id::text, true))
    update notice_recipients r set version = greatest(r.version, (s.versions->>(s.subject_id::text))::int)
    from (select * from own union all select * from carried) s
    where s.state = 'sent' and s.kind in ('notice-edit', 'notice-correction') and r.notice_id = s.subject_id and r.person_id = s.person_id`);
}

export async function extendLease(db: Db, id: string, until: Date): Promise<void> {
  await db.execute(
    sql`update deliveries set lease_until = ${at(until)} where id = ${id} and state = 'sending'`,
  );
}

/** What a digest has to say: its reminders that are still wanted. */
export async function findCarried(db: Db, carrierId: string, now: Date): Promise<DeliveryRow[]> {
  const rows = await db.execute<DeliveryRow>(sql`
    select d.id, d.kind, d.person_id as "personId", d.subject_id as "subjectId", d.data, p.language, p.elder, d.policy, d.tries, null as "chatId", true as reachable
    from deliveries d join people p on p.id = d.person_id
    where d.carrier_id = ${carrierId} and d.state = 'pending' and (d.expires_at is null or d.expires_at > ${at(now)}) order by d.id`);
  return [...rows];
}

/** Reminders of a digest that turned out to be about nothing any more. */
export async function cancelCarried(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.execute(sql`
    update deliveries set state = 'cancelled', problem = 'nothing to say any more' where id = any(${uuids(ids)}) and state = 'pending'`);
}

/** A row that may be sent again is sent this often at most. */
export const MOST_RESENDS = 5;

/** Leases that ran out: nobody knows whether the message went. `resend` rows are queued again, `hold` rows wait for a person. */
export async function settleLostLeases(db: Db, now: Date): Promise<{ unknown: number; resend: number }> {
  const rows = await db.execute<{ state: string }>(sql`
    with lost as (
      update deliveries set lease_until = null, state = case when policy = 'resend' and tries < ${MOST_RESENDS} then 'pending' else 'unknown' end,
        problem = 'the sender stopped before it knew the outcome'
      where state = 'sending' and lease_until <= ${at(now)} returning id, state
    ), carried as (
      update deliveries d set state = 'unknown', problem = 'the sender stopped before it knew the outcome'
      from lost where d.carrier_id = lost.id and d.state = 'pending' and lost.state = 'unknown')
    select state from lost`);
  return {
    unknown: rows.filter((r) => r.state === 'unknown').length,
    resend: rows.filter((r) => r.state === 'pending').length,
  };
}

/**
 * Reminders whose digest went out without them, since they came to it at the same moment, go by themselves. Returns how
 * many.
 */
export async function releaseStrays(db: Db, now: Date): Promise<number> {
  const rows = await db.execute(sql`
    update deliveries d set carrier_id = null, not_before = ${at(now)} from deliveries g
    where g.id = d.carrier_id and d.state = 'pending' and g.state not in ('pending', 'sending') returning 1`);
  return rows.length;
}

export async function expireDeliveries(db: Db, now: Date): Promise<number> {
  const rows = await db.execute(sql`
    update deliveries set state = 'expired' where state = 'pending' and expires_at <= ${at(now)} returning 1`);
  return rows.length;
}
