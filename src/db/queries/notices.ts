import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { insertDeliveries, type When } from './deliveries.ts';
import { at, isUnder, uuids } from './sql-values.ts';

const heldOn = (day: string) =>
  sql`o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)`;

/** Everybody with a post under one of the units, and inside the author's scope, once, with the unit nearest to them. */
const audienceOf = (unitIds: readonly string[], scope: readonly string[], day: string) => sql`
  select distinct on (o.person_id) o.person_id, o.unit_id,
    exists (select 1 from exemptions e where e.person_id = o.person_id and e.starts_on <= ${day}::date
      and (e.ends_on is null or e.ends_on > ${day}::date)) as exempt
  from posts o where ${heldOn(day)} and ${isUnder(sql`o.unit_id`, unitIds)} and ${isUnder(sql`o.unit_id`, scope)}
  order by o.person_id, o.starts_on, o.id`;

export type AudienceCount = { people: number; units: number; unreachable: number; exempt: number };

/** How many people a notice to these units would be meant for, and how many of them no message can reach. */
export async function countAudience(
  db: Db,
  unitIds: readonly string[],
  scope: readonly string[],
  authorId: string,
  day: string,
): Promise<AudienceCount> {
  const [row] = await db.execute<AudienceCount>(sql`
    select count(*)::int as people, count(distinct x.unit_id)::int as units,
      count(*) filter (where a.id is null or a.unreachable_at is not null)::int as unreachable, count(*) filter (where x.exempt)::int as exempt
    from (${audienceOf(unitIds, scope, day)}) x
    left join telegram_accounts a on a.person_id = x.person_id and a.revoked_at is null where x.person_id <> ${authorId}`);
  return row ?? { people: 0, units: 0, unreachable: 0, exempt: 0 };
}

export type NewNotice = {
  id: string;
  authorId: string;
  text: string;
  needsAcknowledgement: boolean;
  unitIds: readonly string[];
};

/**
 * Stores the notice, freezes its audience and queues it: three statements of one transaction, however many people.
 * Returns false when this notice was sent already.
 */
export async function insertNotice(
  tx: Tx,
  notice: NewNotice,
  scope: readonly string[],
  day: string,
  now: Date,
): Promise<boolean> {
  const made = await tx.execute(sql`
    insert into notices (id, author_id, text, needs_acknowledgement, sent_at)
    values (${notice.id}, ${notice.authorId}, ${notice.text}, ${notice.needsAcknowledgement}, ${at(now)}) on conflict (id) do nothing returning 1`);
  if (made.length === 0) return false;
  await tx.execute(
    sql`insert into notice_units (notice_id, unit_id) select ${notice.id}, u.id from unnest(${uuids(notice.unitIds)}) u(id) where ${isUnder(sql`u.id`, scope)}`,
  );
  await tx.execute(sql`
    insert into notice_recipients (notice_id, person_id, unit_id, exempt)
    select ${notice.id}, person_id, unit_id, exempt from (${audienceOf(notice.unitIds, scope, day)}) x where person_id <> ${notice.authorId}`);
  const audience = sql`
    select person_id, notice_id as subject_id, 'notice:' || notice_id || ':' || person_id as once_key, '{}'::jsonb as data
    from notice_recipients where notice_id = ${notice.id}`;
  await insertDeliveries(tx, audience, { kind: 'notice', priority: 9, policy: 'hold', now });
  return true;
}

export type NoticeRow = {
  id: string;
  text: string;
  authorName: string;
  authorId: string;
  sentAt: string;
  needsAcknowledgement: boolean;
  acknowledgement: string | null;
};

const noticeColumns = sql`n.id, n.text, p.name as "authorName", n.author_id as "authorId", n.sent_at as "sentAt",
  n.needs_acknowledgement as "needsAcknowledgement", k.state as acknowledgement`;

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

/** The recipient's notices: those that wait for an answer first, then the newest. */
export async function findNoticesOf(
  db: Db,
  personId: string,
  page: { offset: number; limit: number },
): Promise<{ rows: NoticeRow[]; total: number; waiting: number }> {
  const rows = await db.execute<NoticeRow & { total: number; waiting: number }>(sql`
    select ${noticeColumns}, (count(*) over ())::int as total,
      (count(*) filter (where n.needs_acknowledgement and k.state is null) over ())::int as waiting
    from notice_recipients r join notices n on n.id = r.notice_id join people p on p.id = n.author_id
    left join acknowledgements k on k.notice_id = n.id and k.person_id = r.person_id
    where r.person_id = ${personId}
    order by (n.needs_acknowledgement and k.state is null) desc, n.sent_at desc offset ${page.offset} limit ${page.limit}`);
  return { rows, total: rows[0]?.total ?? 0, waiting: rows[0]?.waiting ?? 0 };
}

/** Stores the first answer of a recipient; false when there is one already or the notice was not theirs. */
export async function insertAcknowledgement(
  tx: Db | Tx,
  noticeId: string,
  personId: string,
  state: string,
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into acknowledgements (notice_id, person_id, state, via, at)
    select r.notice_id, r.person_id, ${state}, 'button', ${at(now)} from notice_recipients r
    where r.notice_id = ${noticeId} and r.person_id = ${personId} on conflict do nothing returning 1`);
  return rows.length === 1;
}

/** A question may be followed by "understood": the later word counts, and the question stays in the thread. */
export async function changeAcknowledgement(
  tx: Db | Tx,
  noticeId: string,
  personId: string,
  state: string,
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    update acknowledgements set state = ${state}, at = ${at(now)}
    where notice_id = ${noticeId} and person_id = ${personId} and state in ('question', 'cannot-attend') and state <> ${state} returning 1`);
  return rows.length === 1;
}

export type BoardRow = {
  unitId: string;
  unitName: string;
  people: number;
  sent: number;
  waiting: number;
  unreachable: number;
  unknown: number;
  exempt: number;
  acknowledged: number;
  questions: number;
};

/** Whose notice it is, and the units they may send to at present. */
export type Author = { authorId: string; scope: readonly string[] };

/** The notice is the author's, and went only to units that are still theirs: who was transferred leaves the names behind. */
const isOf = ({ authorId, scope }: Author) => sql`n.author_id = ${authorId}
  and not exists (select 1 from notice_units w where w.notice_id = n.id and not ${isUnder(sql`w.unit_id`, scope)})`;

/**
 * The receipt board of one of the author's notices by unit; nothing for anybody else's. Everybody counts once: as
 * acknowledged, else as exempt, else by what became of the message.
 */
export async function findBoard(db: Db, noticeId: string, author: Author): Promise<BoardRow[]> {
  return db.execute<BoardRow>(sql`
    select u.id as "unitId", u.name as "unitName", count(*)::int as people,
      count(*) filter (where d.state = 'sent')::int as sent,
      count(*) filter (where open and d.state in ('pending', 'sending'))::int as waiting,
      count(*) filter (where open and d.state in ('unreachable', 'rejected', 'cancelled', 'expired'))::int as unreachable,
      count(*) filter (where open and d.state = 'unknown')::int as unknown,
      count(*) filter (where r.exempt and k.state is null)::int as exempt,
      count(*) filter (where k.state is not null)::int as acknowledged,
      count(*) filter (where k.state in ('question', 'cannot-attend'))::int as questions
    from notices n join notice_recipients r on r.notice_id = n.id join organisation_units u on u.id = r.unit_id
    join deliveries d on d.subject_id = n.id and d.person_id = r.person_id and d.kind = 'notice'
    left join acknowledgements k on k.notice_id = n.id and k.person_id = r.person_id
    cross join lateral (select k.state is null and not r.exempt as open) o
    where n.id = ${noticeId} and ${isOf(author)} group by u.id order by u.id`);
}

export type OpenRecipientRow = {
  name: string;
  unitName: string;
  state: 'waiting' | 'unconfirmed' | 'unreachable';
};

/** Who has not answered one of the author's notices, unreachable people first. */
export async function findOpenRecipients(
  db: Db,
  noticeId: string,
  author: Author,
  page: { offset: number; limit: number },
): Promise<{ rows: OpenRecipientRow[]; total: number }> {
  const rows = await db.execute<OpenRecipientRow & { total: number }>(sql`
    select p.name, u.name as "unitName", (count(*) over ())::int as total,
      case when d.state in ('pending', 'sending') then 'waiting' when d.state = 'sent' then 'unconfirmed' else 'unreachable' end as state
    from notices n join notice_recipients r on r.notice_id = n.id join people p on p.id = r.person_id
    join organisation_units u on u.id = r.unit_id
    join deliveries d on d.subject_id = n.id and d.person_id = r.person_id and d.kind = 'notice'
    where n.id = ${noticeId} and ${isOf(author)} and not r.exempt
      and not exists (select 1 from acknowledgements k where k.notice_id = n.id and k.person_id = r.person_id)
    order by d.state in ('pending', 'sending', 'sent'), u.id, p.staff_no offset ${page.offset} limit ${page.limit}`);
  return { rows, total: rows[0]?.total ?? 0 };
}

export type SentNoticeRow = {
  id: string;
  text: string;
  sentAt: string;
  people: number;
  acknowledged: number;
};

export async function findNoticesBy(db: Db, author: Author, limit: number): Promise<SentNoticeRow[]> {
  return db.execute<SentNoticeRow>(sql`
    select n.id, n.text, n.sent_at as "sentAt", (select count(*)::int from notice_recipients r where r.notice_id = n.id) as people,
      (select count(*)::int from acknowledgements k where k.notice_id = n.id) as acknowledged
    from notices n where ${isOf(author)} order by n.sent_at desc limit ${limit}`);
}

/** The unconfirmed of every notice that asks for it: reached, not exempt, not reminded too often or too lately. */
export async function remindUnconfirmed(
  db: Db | Tx,
  { now, notBefore }: When,
  day: string,
  rule: { afterHours: number; minGapHours: number; max: number },
  only?: Author & { noticeId: string },
): Promise<number> {
  const hours = (n: number) => at(new Date(now.getTime() - n * 3_600_000));
  const audience = sql`
    select r.person_id, n.id as subject_id, 'ack-reminder:' || n.id || ':' || r.person_id || ':' || (past.n + 1) as once_key, '{}'::jsonb as data
    from notices n join notice_recipients r on r.notice_id = n.id and not r.exempt
    join deliveries d on d.subject_id = n.id and d.person_id = r.person_id and d.kind = 'notice' and d.state = 'sent'
    join telegram_accounts a on a.person_id = r.person_id and a.revoked_at is null and a.unreachable_at is null
    cross join lateral (select count(*)::int as n, max(created_at) as last from deliveries m
      where m.subject_id = n.id and m.person_id = r.person_id and m.kind = 'ack-reminder') past
    where n.needs_acknowledgement and past.n < ${rule.max} and (past.last is null or past.last <= ${hours(rule.minGapHours)})
      and ${only ? sql`n.id = ${only.noticeId} and ${isOf(only)}` : sql`d.sent_at <= ${hours(rule.afterHours)} and d.sent_at > ${hours(24 * 30)}`}
      and not exists (select 1 from acknowledgements k where k.notice_id = n.id and k.person_id = r.person_id)
      and not exists (select 1 from exemptions e where e.person_id = r.person_id and e.starts_on <= ${day}::date
        and (e.ends_on is null or e.ends_on > ${day}::date))`;
  return insertDeliveries(db, audience, {
    kind: 'ack-reminder',
    priority: 5,
    policy: 'hold',
    now,
    notBefore,
  });
}
