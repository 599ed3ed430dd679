import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { insertCarried, settlementByAnswer, type DigestTimes } from './deliveries.ts';
import type { Author } from './notice-boards.ts';
import { at, isUnder, texts } from './sql-values.ts';

export type NoticeRow = {
  id: string;
  kind: string;
  state: string;
  text: string;
  html: string | null;
  version: number;
  fileId: string | null;
  authorName: string;
  authorId: string;
  sentAt: string;
  dueAt: string | null;
  urgent: boolean;
  needsAcknowledgement: boolean;
  check: unknown;
  acknowledgement: string | null;
  /** The text this person confirmed, when it is not the newest. */
  acknowledgedVersion: number | null;
};

const noticeOnly = sql`n.id, n.kind, n.state, n.text, n.html, n.version, n.file_id as "fileId", p.name as "authorName", n.author_id as "authorId",
  n.sent_at as "sentAt", n.due_at as "dueAt", n.urgent_reason is not null as urgent, n.needs_acknowledgement as "needsAcknowledgement", n."check"`;
const noticeColumns = sql`${noticeOnly}, k.state as acknowledgement, k.version as "acknowledgedVersion"`;
/** "Seen" is no answer yet. */
const isOpen = sql`coalesce(k.state, 'seen') = 'seen'`;
/** Nothing is asked any more of a notice that was withdrawn or cancelled. */
const waits = sql`(n.needs_acknowledgement and n.state = 'sending' and ${isOpen})`;

/** A notice as this recipient has it; nothing for anybody it was not sent to. */
export async function findNoticeForRecipient(
  db: Db | Tx,
  noticeId: string,
  personId: string,
): Promise<NoticeRow | undefined> {
  const [row] = await db.execute<NoticeRow>(sql`
    select ${noticeColumns} from notice_recipients r join notices n on n.id = r.notice_id join people p on p.id = n.author_id
    left join acknowledgements k on k.notice_id = n.id and k.person_id = r.person_id
    where r.notice_id = ${noticeId} and r.person_id = ${personId}`);
  return row;
}

/** The same for many recipients at once, by "notice:person". */
export async function findNoticesForRecipients(
  db: Db,
  wanted: readonly { noticeId: string; personId: string }[],
): Promise<Map<string, NoticeRow>> {
  const rows = await db.execute<NoticeRow & { personId: string }>(sql`
    select r.person_id as "personId", ${noticeColumns}
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w("noticeId" uuid, "personId" uuid)
    join notice_recipients r on r.notice_id = w."noticeId" and r.person_id = w."personId"
    join notices n on n.id = r.notice_id join people p on p.id = n.author_id
    left join acknowledgements k on k.notice_id = n.id and k.person_id = r.person_id`);
  return new Map(rows.map((row) => [`${row.id}:${row.personId}`, row]));
}

/** The recipient's notices: those that wait for an answer first, then the newest. */
export async function findNoticesOf(
  db: Db,
  personId: string,
  page: { offset: number; limit: number },
): Promise<{ rows: NoticeRow[]; total: number; waiting: number }> {
  const rows = await db.execute<NoticeRow & { total: number; waiting: number }>(sql`
    select ${noticeColumns}, (count(*) over ())::int as total,
      (count(*) filter (where ${waits}) over ())::int as waiting
    from deliveries d join notice_recipients r on r.notice_id = d.subject_id and r.person_id = d.person_id
    join notices n on n.id = r.notice_id join people p on p.id = n.author_id
    left join acknowledgements k on k.notice_id = n.id and k.person_id = r.person_id
    where d.person_id = ${personId} and d.kind = 'notice'
    order by ${waits} desc, n.sent_at desc, n.id desc offset ${page.offset} limit ${page.limit}`);
  return { rows, total: rows[0]?.total ?? 0, waiting: rows[0]?.waiting ?? 0 };
}

export type Acknowledgement = {
  noticeId: string;
  personId: string;
  state: string;
  via: 'button' | 'liaison';
  recordedBy: string | null;
  note: string | null;
};

/**
 * Stores a recipient's answer with the version of the text, which is the newest: the first answer, a later word after
 * "seen", a question or "cannot attend", or the same word about a newer text. False when nothing changes, or the notice
 * is not theirs, or no longer asks for it.
 */
export async function putAcknowledgement(tx: Db | Tx, answer: Acknowledgement, now: Date): Promise<boolean> {
  const rows = await tx.execute(
    storing(sql`
    select r.notice_id, r.person_id, ${answer.state}, ${answer.via}, ${answer.recordedBy}, ${answer.note}, n.version, ${at(now)}
    from notice_recipients r join notices n on n.id = r.notice_id and n.state = 'sending'
    where r.notice_id = ${answer.noticeId} and r.person_id = ${answer.personId}`),
  );
  return rows.length === 1;
}

const storing = (answers: SQL): SQL => sql`
  insert into acknowledgements (notice_id, person_id, state, via, recorded_by, note, version, at) ${answers}
  on conflict (notice_id, person_id) do update set state = excluded.state, via = excluded.via, recorded_by = excluded.recorded_by,
      note = excluded.note, version = excluded.version, at = excluded.at
    where excluded.state <> 'seen' and (acknowledgements.version < excluded.version
      or acknowledgements.state <> excluded.state and acknowledgements.state in ('seen', 'question', 'cannot-attend'))
  returning state, version`;

export type AnsweredRow = NoticeRow & {
  /** The text was corrected since it was shown, so nothing was stored. */
  outdated: boolean;
  /** False when this answer, or one that it does not replace, was there before. */
  stored: boolean;
};

/**
 * Takes a recipient's press in one statement: settles whether the message arrived, and stores the answer; a text that was
 * corrected meanwhile is noted as shown instead. "Understood" is not stored where a question has to be answered first,
 * and nothing once the notice has ended. Undefined when the notice is not theirs, or its kind has no such answer.
 * @param answer `kinds` that have this answer; null when all have it
 */
export async function answerNotice(
  tx: Db | Tx,
  answer: {
    noticeId: string;
    personId: string;
    state: string;
    version: number;
    kinds: readonly string[] | null;
  },
  now: Date,
): Promise<AnsweredRow | undefined> {
  const { noticeId, personId, state, version, kinds } = answer;
  const [row] = await tx.execute<AnsweredRow>(sql`
    with own as (
      select n.*, r.person_id from notice_recipients r join notices n on n.id = r.notice_id
      where r.notice_id = ${noticeId} and r.person_id = ${personId}
        and (n.state <> 'sending' or ${kinds === null} or n.kind = any(${texts(kinds ?? [])}))
    ), live as (
      select * from own where state = 'sending'
    ), settled as (${settlementByAnswer(sql`(select id from live)`, personId, now)}
    ), shown as (
      update notice_recipients r set version = greatest(r.version, live.version) from live
      where live.version > ${version} and r.notice_id = live.id and r.person_id = live.person_id
    ), stored as (${storing(sql`
      select id, person_id, ${state}, 'button', null, null, version, ${at(now)} from live
      where version <= ${version} and (${state} <> 'understood' or "check" is null)`)})
    select ${noticeOnly}, coalesce(s.state, k.state) as acknowledgement, coalesce(s.version, k.version) as "acknowledgedVersion",
      n.state = 'sending' and n.version > ${version} as outdated, s.state is not null as stored
    from own n join people p on p.id = n.author_id left join stored s on true
    left join acknowledgements k on k.notice_id = n.id and k.person_id = n.person_id`);
  if (!row || row.stored || row.outdated || row.acknowledgement === state) return row;
  // Not stored, and not there before: another press of theirs may have been under way, which this statement cannot see.
  return { ...row, ...(await findNoticeForRecipient(tx, noticeId, personId)) };
}

/** The person was shown this version in answer to a press. */
export async function markVersionShown(
  tx: Db | Tx,
  { noticeId, personId, version }: { noticeId: string; personId: string; version: number },
): Promise<void> {
  await tx.execute(sql`
    update notice_recipients set version = greatest(version, ${version}) where notice_id = ${noticeId} and person_id = ${personId}`);
}

/** The unconfirmed of every notice that asks for it: reached, not exempt, not reminded too often or too lately. */
export async function remindUnconfirmed(
  tx: Tx,
  now: Date,
  day: string,
  rule: { afterHours: number; minGapHours: number; max: number },
  digest: DigestTimes,
  only?: Author & { noticeId: string },
): Promise<number> {
  const hours = (n: number) => at(new Date(now.getTime() - n * 3_600_000));
  const audience = sql`
    select d.person_id, n.id as subject_id, 'ack-reminder:' || n.id || ':' || d.person_id || ':' || (past.n + 1) as once_key, '{}'::jsonb as data
    from notices n join deliveries d on d.subject_id = n.id and d.kind = 'notice' and d.state = 'sent' and not d.exempt
    join telegram_accounts a on a.person_id = d.person_id and a.revoked_at is null and a.unreachable_at is null
    cross join lateral (select count(*)::int as n, max(created_at) as last from deliveries m
      where m.subject_id = n.id and m.person_id = d.person_id and m.kind = 'ack-reminder') past
    where n.needs_acknowledgement and past.n < ${rule.max} and (past.last is null or past.last <= ${hours(rule.minGapHours)})
      and ${only ? sql`n.id = ${only.noticeId} and n.author_id = ${only.authorId} and ${isUnder(sql`d.unit_id`, only.scope)}` : sql`d.sent_at <= ${hours(rule.afterHours)} and d.sent_at > ${hours(24 * 30)}`}
      and not exists (select 1 from acknowledgements k where k.notice_id = n.id and k.person_id = d.person_id and k.state <> 'seen')
      and n.state = 'sending' and not exists (select 1 from exemptions e where e.person_id = d.person_id and e.starts_on <= ${day}::date
        and (e.ends_on is null or e.ends_on > ${day}::date))`;
  return insertCarried(tx, audience, { kind: 'ack-reminder', now }, digest);
}

/** When the reminders of a notice that were queued at `at` are said: the hours of the digests that carry them. */
export async function countReminders(
  tx: Db | Tx,
  noticeId: string,
  queuedAt: Date,
): Promise<{ at: string; people: number }[]> {
  const rows = await tx.execute<{ at: string; people: number }>(sql`
    select g.not_before as at, count(*)::int as people from deliveries d join deliveries g on g.id = d.carrier_id
    where d.subject_id = ${noticeId} and d.kind = 'ack-reminder' and d.created_at = ${at(queuedAt)} group by g.not_before order by g.not_before`);
  return [...rows];
}
