import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, bigints, uuids } from './sql-values.ts';

/** How far a notice is, beside the message that shows it. Counts are people. */
export type ProgressRow = {
  noticeId: string;
  botId: number;
  chatId: number;
  messageId: number;
  language: 'zh' | 'en';
  text: string;
  sent: number;
  failed: number;
  unknown: number;
  cancelled: number;
  waiting: number;
  /** Sent since `rateFrom`, and how many seconds of sending that is. */
  recent: number;
  recentSeconds: number;
  /** When the first of those that wait is due; null when one is due or on its way. */
  resumesAt: string | null;
};

/** The author's message that shows how far a notice is; the newest one counts. */
export async function putProgress(
  tx: Db | Tx,
  row: { noticeId: string; botId: number; chatId: number; messageId: number },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into notice_progress (notice_id, bot_id, chat_id, message_id, started_at)
    values (${row.noticeId}, ${row.botId}, ${row.chatId}, ${row.messageId}, ${at(now)})
    on conflict (notice_id, chat_id) do update set bot_id = excluded.bot_id, message_id = excluded.message_id, started_at = excluded.started_at,
      done_at = null, shown_at = null`);
}

/**
 * The message that told an author that their notice was approved shows from now on how far it is, if there is anything
 * left to send.
 */
export async function putProgressOfDecided(
  tx: Db | Tx,
  deliveryIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into notice_progress (notice_id, bot_id, chat_id, message_id, started_at)
    select d.subject_id, d.bot_id, d.chat_id, d.message_id, ${at(now)} from deliveries d join notices n on n.id = d.subject_id and n.state = 'sending'
    where d.id = any(${uuids(deliveryIds)}) and d.kind = 'notice-decided' and d.state = 'sent' and d.carrier_id is null and not n.in_digest
      and exists (select 1 from deliveries w where w.subject_id = n.id and w.kind = 'notice' and w.state in ('pending', 'sending'))
    on conflict (notice_id, chat_id) do nothing`);
}

/** Whether a message shows how far some notice is, and goes on doing so. */
export async function findOpenProgress(db: Db, chatId: number, messageId: number): Promise<boolean> {
  const rows = await db.execute(
    sql`select 1 from notice_progress where chat_id = ${chatId} and message_id = ${messageId} and done_at is null`,
  );
  return rows.length > 0;
}

export type ProgressPace = {
  /** Shown again when the last time was before this … */
  shownBefore: Date;
  /** … or, while everybody who waits is to wait for longer (quiet hours), before this. */
  idleBefore: Date;
  /** Where the measuring of the rate begins. */
  rateFrom: Date;
};

/**
 * Status messages of these bots that are due for another look, each noted as shown and given to one process only. Those
 * whose notice is all out come too, for the last time.
 */
export async function lockDueProgress(
  tx: Tx,
  botIds: readonly number[],
  { shownBefore, idleBefore, rateFrom }: ProgressPace,
  now: Date,
  limit: number,
): Promise<ProgressRow[]> {
  const rows = await tx.execute<ProgressRow>(sql`
    with open as (
      select g.notice_id, g.chat_id from notice_progress g
      where g.done_at is null and g.bot_id = any(${bigints(botIds)}) and not exists (select 1 from database_marks where held_at is not null) and (g.shown_at is null or g.shown_at <= ${at(idleBefore)} or g.shown_at <= ${at(shownBefore)}
        and (exists (select 1 from deliveries d where d.subject_id = g.notice_id and d.kind = 'notice' and (d.state = 'sending' or d.state = 'pending' and d.not_before <= ${at(now)}))
          or not exists (select 1 from deliveries d where d.subject_id = g.notice_id and d.kind = 'notice' and d.state = 'pending')))
      order by g.shown_at nulls first limit ${limit} for update skip locked
    ), due as (
      update notice_progress g set shown_at = ${at(now)} from open o where g.notice_id = o.notice_id and g.chat_id = o.chat_id returning g.*)
    select g.notice_id as "noticeId", g.bot_id::float8 as "botId", g.chat_id::float8 as "chatId", g.message_id::float8 as "messageId",
      p.language, n.text, c.*, greatest(extract(epoch from ${at(now)} - greatest(${at(rateFrom)}, n.sent_at)), 0)::float8 as "recentSeconds"
    from due g join notices n on n.id = g.notice_id join people p on p.id = n.author_id
    cross join lateral (select count(*) filter (where state = 'sent')::int as sent,
        count(*) filter (where state in ('unreachable', 'rejected', 'expired'))::int as failed,
        count(*) filter (where state = 'unknown')::int as unknown, count(*) filter (where state = 'cancelled')::int as cancelled,
        count(*) filter (where state in ('pending', 'sending'))::int as waiting,
        count(*) filter (where state = 'sent' and sent_at > ${at(rateFrom)})::int as recent,
        case when count(*) filter (where state = 'sending' or state = 'pending' and not_before <= ${at(now)}) = 0
          then min(not_before) filter (where state = 'pending') end as "resumesAt"
      from deliveries d where d.subject_id = n.id and d.kind = 'notice') c`);
  return [...rows];
}

/** Nothing is left to show. */
export async function markProgressDone(db: Db, noticeId: string, chatId: number, now: Date): Promise<void> {
  await db.execute(
    sql`update notice_progress set done_at = ${at(now)} where notice_id = ${noticeId} and chat_id = ${chatId}`,
  );
}

/** Telegram asked for patience: not shown again before `until`. */
export async function markProgressShown(
  db: Db,
  noticeId: string,
  chatId: number,
  until: Date,
): Promise<void> {
  await db.execute(
    sql`update notice_progress set shown_at = ${at(until)} where notice_id = ${noticeId} and chat_id = ${chatId} and done_at is null`,
  );
}
