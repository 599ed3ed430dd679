import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { selectAudience, type AudienceInput, type Moment } from './audience.ts';
import { insertCarried, type DigestTimes } from './deliveries.ts';
import { at, idAfter, idSeed, json, uuids } from './sql-values.ts';

export type NoticeState =
  'awaiting-approval' | 'scheduled' | 'sending' | 'rejected' | 'cancelled' | 'withdrawn';

export type NewNotice = {
  id: string;
  authorId: string;
  kind: string;
  state: NoticeState;
  text: string;
  html: string | null;
  fileId: string | null;
  templateId: string | null;
  audience: unknown;
  /** Units it was addressed to, for lists. */
  unitIds: readonly string[];
  needsAcknowledgement: boolean;
  check: unknown;
  urgentReason: string | null;
  policy: 'hold' | 'resend';
  inDigest: boolean;
  sendAt: Date | null;
  dueAt: Date | null;
  repeat: unknown;
  seriesId: string | null;
};

const jsonOrNull = (value: unknown) => (value === null || value === undefined ? sql`null` : json(value));

/** Stores a notice with its first version; false when it is there already (confirmed twice). */
export async function insertNotice(tx: Tx, notice: NewNotice, now: Date): Promise<boolean> {
  const made = await tx.execute(sql`
    insert into notices (id, author_id, kind, state, text, html, file_id, template_id, audience, needs_acknowledgement, "check", urgent_reason,
      policy, in_digest, created_at, send_at, sent_at, due_at, repeat, series_id)
    values (${notice.id}, ${notice.authorId}, ${notice.kind}, ${notice.state}, ${notice.text}, ${notice.html}, ${notice.fileId},
      ${notice.templateId}, ${jsonOrNull(notice.audience)}, ${notice.needsAcknowledgement}, ${jsonOrNull(notice.check)},
      ${notice.urgentReason}, ${notice.policy}, ${notice.inDigest}, ${at(now)}, ${notice.sendAt ? at(notice.sendAt) : null},
      ${at(notice.sendAt ?? now)}, ${notice.dueAt ? at(notice.dueAt) : null}, ${jsonOrNull(notice.repeat)}, ${notice.seriesId})
    on conflict (id) do nothing returning 1`);
  if (made.length === 0) return false;
  await tx.execute(
    sql`insert into notice_units (notice_id, unit_id) select ${notice.id}, unnest(${uuids(notice.unitIds)})`,
  );
  await insertNoticeVersion(
    tx,
    notice.id,
    { ...notice, version: 1, change: 'first', by: notice.authorId },
    now,
  );
  return true;
}

export async function insertNoticeVersion(
  tx: Tx,
  noticeId: string,
  version: {
    version: number;
    change: 'first' | 'correction' | 'withdrawal';
    text: string;
    html: string | null;
    by: string;
  },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into notice_versions (notice_id, version, change, text, html, by, at)
    values (${noticeId}, ${version.version}, ${version.change}, ${version.text}, ${version.html}, ${version.by}, ${at(now)})`);
}

export type NoticeRecord = {
  id: string;
  authorId: string;
  authorName: string;
  kind: string;
  state: NoticeState;
  text: string;
  html: string | null;
  version: number;
  fileId: string | null;
  templateId: string | null;
  audience: unknown;
  unitIds: string[];
  needsAcknowledgement: boolean;
  check: unknown;
  urgentReason: string | null;
  policy: 'hold' | 'resend';
  inDigest: boolean;
  sendAt: string | null;
  sentAt: string;
  dueAt: string | null;
  repeat: unknown;
  seriesId: string | null;
  decidedBy: string | null;
  decisionReason: string | null;
};

const recordColumns = sql`n.id, n.author_id as "authorId", p.name as "authorName", n.kind, n.state, n.text, n.html, n.version,
  n.file_id as "fileId", n.template_id as "templateId", n.audience, n.needs_acknowledgement as "needsAcknowledgement", n."check",
  array(select u.unit_id from notice_units u where u.notice_id = n.id) as "unitIds",
  n.urgent_reason as "urgentReason", n.policy, n.in_digest as "inDigest", n.send_at as "sendAt", n.sent_at as "sentAt", n.due_at as "dueAt",
  n.repeat, n.series_id as "seriesId", n.decided_by as "decidedBy", n.decision_reason as "decisionReason"
  from notices n join people p on p.id = n.author_id`;

export async function findNotice(db: Db | Tx, id: string): Promise<NoticeRecord | undefined> {
  const [row] = await db.execute<NoticeRecord>(sql`select ${recordColumns} where n.id = ${id}`);
  return row;
}

/** The notice under a lock, so that two decisions, or a decision and a cancellation, come one after the other. */
export async function lockNotice(tx: Tx, id: string): Promise<NoticeRecord | undefined> {
  const [row] = await tx.execute<NoticeRecord>(
    sql`select ${recordColumns} where n.id = ${id} for update of n`,
  );
  return row;
}

/** Scheduled notices that are due, each locked by whoever gets it; those another process has are passed over. */
export async function lockDueNotices(tx: Tx, now: Date, limit: number): Promise<NoticeRecord[]> {
  const rows = await tx.execute<NoticeRecord>(sql`
    select ${recordColumns} where n.state = 'scheduled' and n.send_at <= ${at(now)} order by n.send_at limit ${limit}
    for update of n skip locked`);
  return [...rows];
}

export async function markNoticeState(
  tx: Tx,
  id: string,
  change: {
    state: NoticeState;
    decidedBy?: string;
    decisionReason?: string | null;
    endedBy?: string;
  },
  now: Date,
): Promise<void> {
  const decided = change.decidedBy
    ? sql`, decided_by = ${change.decidedBy}, decided_at = ${at(now)}, decision_reason = ${change.decisionReason ?? null}`
    : sql``;
  const ended = change.endedBy ? sql`, ended_by = ${change.endedBy}, ended_at = ${at(now)}` : sql``;
  await tx.execute(sql`update notices set state = ${change.state} ${decided} ${ended} where id = ${id}`);
}

/** Until when it is to be confirmed; null: no deadline. */
export async function markNoticeDue(tx: Tx, id: string, dueAt: Date | null): Promise<void> {
  await tx.execute(sql`update notices set due_at = ${dueAt ? at(dueAt) : null} where id = ${id}`);
}

export type Frozen = { people: number; queued: number; unreachable: number };

/**
 * Freezes who is meant and queues a message for each, in one statement however many: a row of the outbox is the
 * recipient as well. Who cannot be reached has a row that says so from the start. Rows come in the order of their
 * people, since each index on them is then filled from one end.
 * @param digest its message is said inside these digests instead of alone
 */
export async function freezeNotice(
  tx: Tx,
  notice: Pick<NoticeRecord, 'id' | 'authorId' | 'policy' | 'urgentReason'>,
  audience: AudienceInput,
  scope: readonly string[],
  moment: Moment,
  priority: number,
  digest?: DigestTimes,
): Promise<Frozen> {
  const { now } = moment;
  const meant = selectAudience(audience, scope, notice.authorId, moment);
  await tx.execute(sql`update notices set state = 'sending', sent_at = ${at(now)} where id = ${notice.id}`);
  if (digest) {
    const riding = sql`select m.*, ${notice.id}::uuid as subject_id, null::text as once_key, '{}'::jsonb as data from (${meant}) m`;
    const people = await insertCarried(tx, riding, { kind: 'notice', now }, digest);
    return { people, queued: people, unreachable: 0 };
  }
  const urgent = notice.urgentReason !== null;
  // A county is sorted in memory.
  await tx.execute(sql`select set_config('work_mem', '32MB', true)`);
  const [row] = await tx.execute<Frozen>(sql`
    with outbox(queued) as (
      insert into deliveries (id, kind, person_id, subject_id, unit_id, exempt, priority, policy, urgent, bot_id, state, problem,
        not_before, created_at)
      select ${idAfter(sql`row_number() over (order by m.person_id)`)}, 'notice', m.person_id, ${notice.id}::uuid, m.unit_id, m.exempt,
        ${priority}, ${notice.policy}, ${urgent}, coalesce(a.bot_id, 0),
        case when a.id is null or a.unreachable_at is not null then 'unreachable' else 'pending' end,
        case when a.id is null then 'not bound' when a.unreachable_at is not null then 'known to be unreachable' end, ${at(now)}, ${at(now)}
      from (${meant}) m cross join ${idSeed}
        left join telegram_accounts a on a.person_id = m.person_id and a.revoked_at is null order by m.person_id
      returning case when state = 'pending' then 1 else 0 end)
    select count(*)::int as people, coalesce(sum(queued), 0)::int as queued, (count(*) filter (where queued = 0))::int as unreachable from outbox`);
  return row ?? { people: 0, queued: 0, unreachable: 0 };
}

export type NoticeRows = { sent: number; waiting: number; unknown: number; failed: number };

/** Rows of a notice by how they ended. */
export async function countNoticeRows(db: Db | Tx, noticeId: string): Promise<NoticeRows> {
  const [row] = await db.execute<NoticeRows>(sql`
    select count(*) filter (where state = 'sent')::int as sent, count(*) filter (where state in ('pending', 'sending'))::int as waiting,
      count(*) filter (where state = 'unknown')::int as unknown,
      count(*) filter (where state not in ('sent', 'pending', 'sending', 'unknown'))::int as failed
    from deliveries where subject_id = ${noticeId} and kind = 'notice'`);
  return row ?? { sent: 0, waiting: 0, unknown: 0, failed: 0 };
}

/** Pending rows of a notice are given up; returns how many. What is on its way right now still arrives. */
export async function cancelNoticeRows(tx: Tx, noticeId: string): Promise<number> {
  const rows = await tx.execute(sql`
    update deliveries set state = 'cancelled', problem = 'the notice was cancelled'
    where subject_id = ${noticeId} and kind = 'notice' and state = 'pending' returning 1`);
  return rows.length;
}
