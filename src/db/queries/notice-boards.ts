import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { homeUnit, isAway, isUnder } from './sql-values.ts';

/**
 * How a recipient stands, each in one way only: an answer counts before all ("seen" is none yet), an exempt person is
 * not asked, and the rest goes by how the message ended; `open` has it and has not answered.
 */
const standing = sql`case when k.state in ('question', 'cannot-attend') then k.state when k.state <> 'seen' then 'confirmed' when d.exempt then 'exempt' when d.state in ('pending', 'sending') then 'waiting'
  when d.state = 'sent' then 'open' when d.state in ('unknown', 'cancelled') then d.state else 'unreachable' end`;

/** Whose notice it is, and the units they may send to at present: who was transferred leaves the names behind. */
export type Author = { authorId: string; scope: readonly string[] };

/** The recipients of one of the author's notices, as far as they lie under the author's scope of today. */
const recipients = (noticeId: string, { authorId, scope }: Author): SQL => sql`
  from notices n join deliveries d on d.subject_id = n.id and d.kind = 'notice'
  left join acknowledgements k on k.notice_id = n.id and k.person_id = d.person_id
  where n.id = ${noticeId} and n.author_id = ${authorId} and ${isUnder(sql`d.unit_id`, scope)}`;

/** `confirmed`, `questions`, `cannotAttend`, `open`, `waiting`, `unreachable`, `unknown`, `cancelled` and `exempt` add up to `people`. */
export type BoardRow = {
  unitId: string;
  unitName: string;
  people: number;
  /** The message arrived, answered or not. */
  sent: number;
  confirmed: number;
  questions: number;
  cannotAttend: number;
  open: number;
  waiting: number;
  unreachable: number;
  unknown: number;
  cancelled: number;
  exempt: number;
  /** Opened and not answered. */
  seen: number;
  /** Of the confirmed: told in person and recorded by a liaison. */
  inPerson: number;
  /** Of the confirmed: an earlier text than the newest. */
  outdated: number;
};

/** The receipt board of one of the author's notices by village (by township for its own people); branches count for theirs. */
export async function findBoard(db: Db, noticeId: string, author: Author): Promise<BoardRow[]> {
  const count = (condition: SQL) => sql`count(*) filter (where ${condition})`;
  const rows = await db.execute<BoardRow>(sql`
    with person as (
      select d.unit_id, d.state, ${standing} as standing, k.state as answer, k.via, k.version < n.version as old ${recipients(noticeId, author)}
    ), unit as (
      select unit_id, count(*) as people, ${count(sql`state = 'sent'`)} as sent, ${count(sql`standing = 'confirmed'`)} as confirmed,
        ${count(sql`standing = 'open'`)} as open, ${count(sql`standing = 'waiting'`)} as waiting, ${count(sql`standing = 'unreachable'`)} as unreachable,
        ${count(sql`standing = 'unknown'`)} as unknown, ${count(sql`standing = 'cancelled'`)} as cancelled, ${count(sql`standing = 'exempt'`)} as exempt,
        ${count(sql`answer = 'seen'`)} as seen, ${count(sql`standing = 'confirmed' and via = 'liaison'`)} as in_person,
        ${count(sql`standing = 'question'`)} as questions, ${count(sql`standing = 'cannot-attend'`)} as cannot_attend,
        ${count(sql`standing = 'confirmed' and old`)} as outdated
      from person group by unit_id)
    select v.id as "unitId", v.name as "unitName", sum(people)::int as people, sum(sent)::int as sent, sum(confirmed)::int as confirmed,
      sum(open)::int as open, sum(waiting)::int as waiting, sum(unreachable)::int as unreachable, sum(unknown)::int as unknown,
      sum(cancelled)::int as cancelled, sum(exempt)::int as exempt, sum(seen)::int as seen, sum(in_person)::int as "inPerson",
      sum(questions)::int as questions, sum(cannot_attend)::int as "cannotAttend", sum(outdated)::int as outdated
    from unit cross join lateral (select u.id, u.name, u.kind from unit_closure c join organisation_units u on u.id = c.ancestor_id
      where c.descendant_id = unit.unit_id and (u.kind = 'village' or c.depth = 0) order by u.kind = 'village' desc, c.depth limit 1) v
    group by v.id, v.name, v.kind order by v.kind = 'village', v.id`);
  return [...rows];
}

export type RecipientRow = {
  name: string;
  staffNo: string;
  unitName: string;
  standing: string;
  /** Why the message did not arrive. */
  problem: string | null;
  /** No message reaches them any more. */
  away: boolean;
  sentAt: string | null;
  answer: string | null;
  answeredAt: string | null;
  /** Who recorded "told in person", and what they noted. */
  recordedBy: string | null;
  note: string | null;
  /** The text they are known to have, and the one they confirmed. */
  version: number;
  confirmedVersion: number | null;
};

const columns = sql`p.name, p.staff_no as "staffNo", u.name as "unitName", x.standing, x.problem, ${isAway(sql`p.id`)} as away, x.sent_at as "sentAt", x.answer,
  x.answered_at as "answeredAt", l.name as "recordedBy", x.note, x.version, x.confirmed_version as "confirmedVersion"`;
const joined = (noticeId: string, author: Author): SQL => sql`
  (select d.person_id, d.unit_id, ${standing} as standing, d.problem, d.sent_at, k.state as answer, k.at as answered_at, k.recorded_by, k.via, k.note,
    d.version, k.version as confirmed_version, n.version as newest ${recipients(noticeId, author)}) x
  join people p on p.id = x.person_id join organisation_units u on u.id = x.unit_id left join people l on l.id = x.recorded_by`;

/** Every recipient of one of the author's notices, for the export; nothing for anybody else's. */
export async function findRecipientsOf(
  db: Db | Tx,
  noticeId: string,
  author: Author,
): Promise<RecipientRow[]> {
  const rows = await db.execute<RecipientRow>(sql`
    select ${columns} from ${joined(noticeId, author)} order by ${homeUnit}, u.id, p.staff_no`);
  return [...rows];
}

/** Whom a list of names shows. */
const groups = {
  confirmed: sql`x.standing = 'confirmed'`,
  open: sql`x.standing = 'open'`,
  unreachable: sql`x.standing = 'unreachable'`,
  unknown: sql`x.standing = 'unknown'`,
  waiting: sql`x.standing in ('waiting', 'cancelled')`,
  exempt: sql`x.standing = 'exempt'`,
  'in-person': sql`x.standing = 'confirmed' and x.via = 'liaison'`,
  question: sql`x.standing = 'question'`,
  'cannot-attend': sql`x.standing = 'cannot-attend'`,
  outdated: sql`x.standing = 'confirmed' and x.confirmed_version < x.newest`,
};
export type NameGroup = keyof typeof groups;
export const NAME_GROUPS = Object.keys(groups) as NameGroup[];

/** A page of those recipients of one of the author's notices who stand in one way. */
export async function findRecipientsIn(
  db: Db | Tx,
  noticeId: string,
  author: Author,
  group: NameGroup,
  page: { offset: number; limit: number },
): Promise<{ rows: RecipientRow[]; total: number }> {
  const rows = await db.execute<RecipientRow & { total: number }>(sql`
    select ${columns}, (count(*) over ())::int as total from ${joined(noticeId, author)} where ${groups[group]}
    order by ${homeUnit}, u.id, p.staff_no offset ${page.offset} limit ${page.limit}`);
  return { rows, total: rows[0]?.total ?? 0 };
}

export type SentNoticeRow = {
  id: string;
  text: string;
  kind: string;
  state: string;
  version: number;
  sentAt: string;
  dueAt: string | null;
  urgent: boolean;
  needsAcknowledgement: boolean;
  check: unknown;
  people: number;
  acknowledged: number;
  decisionReason: string | null;
};

/**
 * The author's notices, the newest first; with `id` that one alone. Those that went only to people who are not theirs any
 * more are left out, and such people are not counted.
 */
export async function findNoticesBy(
  db: Db | Tx,
  { authorId, scope }: Author,
  limit: number,
  id?: string,
): Promise<SentNoticeRow[]> {
  const rows = await db.execute<SentNoticeRow>(sql`
    select n.id, n.text, n.kind, n.state, n.version, n.sent_at as "sentAt", n.due_at as "dueAt", n.urgent_reason is not null as urgent,
      n.needs_acknowledgement as "needsAcknowledgement", n."check", n.decision_reason as "decisionReason",
      x.people, x.acknowledged
    from notices n cross join lateral (
      select count(*) filter (where ${isUnder(sql`d.unit_id`, scope)})::int as people, count(*)::int as all_people,
        count(k.person_id) filter (where ${isUnder(sql`d.unit_id`, scope)} and k.state not in ('seen', 'question', 'cannot-attend'))::int as acknowledged
      from deliveries d left join acknowledgements k on k.notice_id = d.subject_id and k.person_id = d.person_id
      where d.subject_id = n.id and d.kind = 'notice') x
    where n.author_id = ${authorId} and (x.all_people = 0 or x.people > 0) ${id === undefined ? sql`` : sql`and n.id = ${id}`}
    order by n.sent_at desc, n.id desc limit ${limit}`);
  return [...rows];
}
