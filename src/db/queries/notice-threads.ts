import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, isUnder } from './sql-values.ts';

export type ThreadMessage = { id: string; fromId: string; fromName: string; text: string; at: string };

/** Adds a word to a recipient's thread; false when the same one is there already. */
export async function insertThreadMessage(
  tx: Tx,
  row: { id: string; noticeId: string; personId: string; fromId: string; text: string },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into notice_messages (id, notice_id, person_id, from_id, text, at)
    values (${row.id}, ${row.noticeId}, ${row.personId}, ${row.fromId}, ${row.text}, ${at(now)}) on conflict (id) do nothing returning 1`);
  return rows.length === 1;
}

/** The newest words of a thread, oldest first. */
export async function findThread(
  db: Db | Tx,
  noticeId: string,
  personId: string,
  limit: number,
): Promise<ThreadMessage[]> {
  const rows = await db.execute<ThreadMessage>(sql`
    select * from (select m.id, m.from_id as "fromId", p.name as "fromName", m.text, m.at from notice_messages m join people p on p.id = m.from_id
      where m.notice_id = ${noticeId} and m.person_id = ${personId} order by m.at desc, m.id desc limit ${limit}) t order by at, id`);
  return [...rows];
}

/** Who a recipient of a notice is. */
export async function findRecipient(
  db: Db | Tx,
  noticeId: string,
  personId: string,
): Promise<{ name: string; unitId: string; unitName: string } | undefined> {
  const [row] = await db.execute<{ name: string; unitId: string; unitName: string }>(sql`
    select p.name, u.id as "unitId", u.name as "unitName" from notice_recipients r join people p on p.id = r.person_id
    join organisation_units u on u.id = r.unit_id where r.notice_id = ${noticeId} and r.person_id = ${personId}`);
  return row;
}

export type ThreadRow = {
  personId: string;
  name: string;
  unitName: string;
  lastText: string;
  at: string;
  messages: number;
  /** The last word is the recipient's: it waits for the author. */
  waiting: boolean;
};

/** The threads of one of the author's notices under a scope; those that wait for the author first, the newest first. */
export async function findThreads(
  db: Db,
  noticeId: string,
  authorId: string,
  scope: readonly string[],
  page: { offset: number; limit: number },
): Promise<{ rows: ThreadRow[]; total: number; waiting: number }> {
  const rows = await db.execute<ThreadRow & { total: number; allWaiting: number }>(sql`
    with last as (
      select distinct on (m.person_id) m.person_id, m.text, m.at, m.from_id = m.person_id as waiting, count(*) over (partition by m.person_id)::int as messages
      from notice_messages m where m.notice_id = ${noticeId} order by m.person_id, m.at desc, m.id desc)
    select p.id as "personId", p.name, u.name as "unitName", l.text as "lastText", l.at, l.messages, l.waiting,
      (count(*) over ())::int as total, (count(*) filter (where l.waiting) over ())::int as "allWaiting"
    from last l join notices n on n.id = ${noticeId} and n.author_id = ${authorId} join people p on p.id = l.person_id
    join notice_recipients r on r.notice_id = n.id and r.person_id = l.person_id join organisation_units u on u.id = r.unit_id
    where ${isUnder(sql`r.unit_id`, scope)}
    order by l.waiting desc, l.at desc, p.id offset ${page.offset} limit ${page.limit}`);
  return { rows, total: rows[0]?.total ?? 0, waiting: rows[0]?.allWaiting ?? 0 };
}

export type NoticeWord = {
  id: string;
  noticeId: string;
  /** Whose thread it is. */
  recipientId: string;
  text: string;
  fromId: string;
  fromName: string;
  /** Of the recipient whose thread it is. */
  unitName: string;
  noticeText: string;
  version: number;
};

/** One word of a thread with what it is about. */
export async function findNoticeWord(db: Db, messageId: string): Promise<NoticeWord | undefined> {
  const [row] = await db.execute<NoticeWord>(sql`
    select m.id, m.notice_id as "noticeId", m.person_id as "recipientId", m.text, m.from_id as "fromId", p.name as "fromName",
      u.name as "unitName", n.text as "noticeText", n.version
    from notice_messages m join people p on p.id = m.from_id join notices n on n.id = m.notice_id
    join notice_recipients r on r.notice_id = m.notice_id and r.person_id = m.person_id join organisation_units u on u.id = r.unit_id
    where m.id = ${messageId}`);
  return row;
}

/** Stores the first answer to a notice's question; false when there is one already. */
export async function insertCheckAnswer(
  tx: Tx,
  row: { noticeId: string; personId: string; chosen: number },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into notice_check_answers (notice_id, person_id, chosen, at) values (${row.noticeId}, ${row.personId}, ${row.chosen}, ${at(now)})
    on conflict do nothing returning 1`);
  return rows.length === 1;
}

/** How many first answers fell on each option of one of the author's notices; the places in order. */
export async function countCheckAnswers(
  db: Db,
  noticeId: string,
  authorId: string,
): Promise<Map<number, number>> {
  const rows = await db.execute<{ chosen: number; n: number }>(sql`
    select c.chosen, count(*)::int as n from notice_check_answers c join notices n on n.id = c.notice_id and n.author_id = ${authorId}
    where c.notice_id = ${noticeId} group by c.chosen`);
  return new Map(rows.map((row) => [row.chosen, row.n]));
}
