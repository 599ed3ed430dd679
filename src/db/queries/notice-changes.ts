import { sql } from 'drizzle-orm';
import type { Tx, Db } from '../client.ts';
import { insertDeliveries } from './deliveries.ts';
import { at, uuids } from './sql-values.ts';

/** The new text of a notice, under the next version; its rows that are still pending will say it. */
export async function markNoticeText(
  tx: Tx,
  noticeId: string,
  { text, html, version }: { text: string; html: string | null; version: number },
): Promise<void> {
  await tx.execute(
    sql`update notices set text = ${text}, html = ${html}, version = ${version} where id = ${noticeId}`,
  );
}

/** How the problem of an edit begins whose message is gone, or too old. */
export const NOT_EDITABLE = 'not-editable';

export type Change = { version: number; urgent: boolean; priority: number };

/**
 * Queues a change of what the recipients have in their chats: an edit of every message of this notice that is still
 * there to be edited, and a new message for who has none, e.g. because the notice came inside a digest. Who is known to
 * have the version is left out. A message is only edited in the chat it was sent to, by the bot that sent it.
 */
export async function insertNoticeEdits(
  tx: Tx,
  noticeId: string,
  { version, urgent, priority }: Change,
  now: Date,
): Promise<void> {
  const messages = sql`
    select d.id, d.person_id, d.subject_id, d.message_id, d.chat_id,
      coalesce(d.state = 'sent' and d.carrier_id is null and d.message_id is not null and a.telegram_id = d.chat_id and d.bot_id in (0, a.bot_id)
        and not exists (select 1 from deliveries e where e.subject_id = d.subject_id and e.person_id = d.person_id and e.kind = 'notice-edit'
          and e.state = 'rejected' and (e.data->>'messageId')::bigint = d.message_id), false) as editable
    from deliveries d
    join notice_recipients r on r.notice_id = d.subject_id and r.person_id = d.person_id and r.version < ${version}::int
    left join telegram_accounts a on a.person_id = d.person_id and a.revoked_at is null
    where d.subject_id = ${noticeId} and d.kind in ('notice', 'notice-correction') and d.state in ('sent', 'unknown')`;
  const edits = sql`
    select m.person_id, m.subject_id, 'notice-edit:' || m.id || ':' || ${version}::int as once_key,
      jsonb_build_object('version', ${version}::int, 'messageId', m.message_id, 'chatId', m.chat_id) as data
    from (${messages}) m where m.editable`;
  const corrections = sql`
    select m.person_id, m.subject_id, 'notice-correction:' || m.subject_id || ':' || m.person_id || ':' || ${version}::int as once_key,
      jsonb_build_object('version', ${version}::int) as data
    from (${messages}) m group by m.person_id, m.subject_id having not bool_or(m.editable)`;
  const fanOut = { priority, policy: 'hold', urgent, now } as const;
  await insertDeliveries(tx, edits, { ...fanOut, kind: 'notice-edit' });
  await insertDeliveries(tx, corrections, { ...fanOut, kind: 'notice-correction' });
}

/** How many people have a notice, or may have it; and how many are still to get it. */
export async function countHolders(
  db: Db | Tx,
  noticeId: string,
): Promise<{ holders: number; waiting: number }> {
  const [row] = await db.execute<{ holders: number; waiting: number }>(sql`
    select count(distinct person_id) filter (where state in ('sent', 'unknown'))::int as holders,
      count(distinct person_id) filter (where state in ('pending', 'sending') and kind = 'notice')::int as waiting
    from deliveries where subject_id = ${noticeId} and kind in ('notice', 'notice-correction')`);
  return row ?? { holders: 0, waiting: 0 };
}

/** Notices changed since `since` of which somebody is not known to have the newest text, e.g. who was just getting the old one. */
export async function findLaggingNotices(
  db: Db | Tx,
  since: Date,
): Promise<{ id: string; version: number; urgent: boolean }[]> {
  const rows = await db.execute<{ id: string; version: number; urgent: boolean }>(sql`
    select n.id, n.version, n.urgent_reason is not null as urgent from notices n
    join notice_versions v on v.notice_id = n.id and v.version = n.version and v.version > 1 and v.at > ${at(since)}
    where exists (select 1 from notice_recipients r where r.notice_id = n.id and r.version < n.version)`);
  return [...rows];
}

/** Messages that could not be edited any more are followed by new ones, as urgent as the edits were. */
export async function insertCorrections(
  tx: Db | Tx,
  deliveryIds: readonly string[],
  now: Date,
): Promise<void> {
  for (const urgent of [false, true]) {
    const audience = sql`
      select d.person_id, d.subject_id, 'notice-correction:' || d.subject_id || ':' || d.person_id || ':' || (d.data->>'version') as once_key,
        jsonb_build_object('version', d.data->'version') as data
      from deliveries d where d.id = any(${uuids(deliveryIds)}) and d.kind = 'notice-edit' and d.state = 'rejected' and d.urgent = ${urgent}`;
    const priority = urgent ? 2 : 5;
    await insertDeliveries(tx, audience, {
      kind: 'notice-correction',
      priority,
      policy: 'hold',
      urgent,
      now,
    });
  }
}

/** What a notice said, version by version, and how many recipients are known to have each. */
export async function findNoticeVersions(
  db: Db,
  noticeId: string,
  authorId: string,
): Promise<{ version: number; change: string; text: string; at: string; recipients: number }[]> {
  const rows = await db.execute<{
    version: number;
    change: string;
    text: string;
    at: string;
    recipients: number;
  }>(sql`
    select v.version, v.change, v.text, v.at, (select count(*)::int from notice_recipients r where r.notice_id = v.notice_id and r.version = v.version) as recipients
    from notice_versions v join notices n on n.id = v.notice_id where n.id = ${noticeId} and n.author_id = ${authorId} order by v.version`);
  return [...rows];
}
