import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { insertDeliveries, type FanOut } from './deliveries.ts';
import {
  meetingColumns,
  meetingFrom,
  meetingOrder,
  newest,
  type AttendanceState,
  type MeetingRow,
} from './meetings.ts';
import { at, isUnder } from './sql-values.ts';

export type SignUpState = 'seated' | 'waiting' | 'withdrawn';
export type ClassRow = MeetingRow & {
  seats: number;
  signUpUntil: string;
  taken: number;
  waiting: number;
  /** Where the person stands; null while they have not signed up. */
  signedUp: SignUpState | null;
  /** How many wait before them. */
  before: number;
  /** Whether it is for a unit that the person holds a post under. */
  isMeant: boolean;
  own: AttendanceState | null;
  hasAnswered: boolean;
};

const isMeant = (personId: string, day: string): SQL => sql`exists (
  select 1 from posts o join unit_closure c on c.descendant_id = o.unit_id and c.ancestor_id = m.unit_id
  where o.person_id = ${personId} and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date))`;

const classes = (personId: string, day: string): SQL => sql`
  ${meetingColumns}, n.taken, n.waiting, s.state as "signedUp", ${isMeant(personId, day)} as "isMeant", l.state as own,
  (select count(*)::int from class_sign_ups w where w.meeting_id = m.id and w.state = 'waiting' and w.place < s.place) as before,
  exists (select 1 from class_feedback_givers g where g.meeting_id = m.id and g.person_id = ${personId}) as "hasAnswered"
  ${meetingFrom}
  cross join lateral (
    select count(*) filter (where state = 'seated')::int as taken, count(*) filter (where state = 'waiting')::int as waiting
    from class_sign_ups where meeting_id = m.id) n
  left join class_sign_ups s on s.meeting_id = m.id and s.person_id = ${personId}
  left join meeting_invitees i on i.meeting_id = m.id and i.person_id = ${personId} ${newest}
  where m.kind = 'class'`;

/** A class as one person sees it: who is meant, signed up, or organises it under `scope`; undefined for anybody else. */
export async function findClass(
  db: Db | Tx,
  id: string,
  { personId, scope, day }: { personId: string; scope: readonly string[]; day: string },
): Promise<ClassRow | undefined> {
  const [row] = await db.execute<ClassRow>(sql`
    select ${classes(personId, day)} and m.id = ${id}
      and (${isMeant(personId, day)} or s.state in ('seated', 'waiting') or ${isUnder(sql`m.unit_id`, scope)})`);
  return row;
}

/** The classes that somebody is meant by, signed up for, or organises: what is to come first. */
export async function findClasses(
  db: Db,
  { personId, scope, day }: { personId: string; scope: readonly string[]; day: string },
  page: { offset: number; limit: number },
): Promise<{ rows: ClassRow[]; total: number }> {
  const rows = await db.execute<ClassRow & { total: number }>(sql`
    select count(*) over ()::int as total, ${classes(personId, day)}
      and (m.state <> 'cancelled' and ${isMeant(personId, day)} or s.state in ('seated', 'waiting') or ${isUnder(sql`m.unit_id`, scope)})
    ${meetingOrder}
    offset ${page.offset} limit ${page.limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

/**
 * Puts somebody on the list, behind everybody, with a seat while there is one. The class must be locked, so that no seat
 * is given twice. Undefined when they are on it.
 */
export async function insertSignUp(
  tx: Tx,
  meetingId: string,
  personId: string,
  now: Date,
): Promise<'seated' | 'waiting' | undefined> {
  const [row] = await tx.execute<{ state: 'seated' | 'waiting' }>(sql`
    with list as (
      select count(*) filter (where s.state = 'seated') < m.seats and count(*) filter (where s.state = 'waiting') = 0 as free,
        coalesce(max(s.place), 0) + 1 as place
      from meetings m left join class_sign_ups s on s.meeting_id = m.id where m.id = ${meetingId} group by m.seats
    ), signed as (
      insert into class_sign_ups (meeting_id, person_id, place, state, at)
      select ${meetingId}, ${personId}, place, case when free then 'seated' else 'waiting' end, ${at(now)} from list
      on conflict (meeting_id, person_id) do update set place = excluded.place, state = excluded.state, at = excluded.at
        where class_sign_ups.state = 'withdrawn'
      returning meeting_id, person_id, state
    ), expected as (
      insert into meeting_invitees (meeting_id, person_id) select meeting_id, person_id from signed where state = 'seated'
      on conflict do nothing)
    select state from signed`);
  return row?.state;
}

/** Takes somebody off the list; what they had, or undefined when they are not on it, or have been marked as there. */
export async function markWithdrawn(
  tx: Tx,
  meetingId: string,
  personId: string,
): Promise<'seated' | 'waiting' | undefined> {
  const [row] = await tx.execute<{ before: 'seated' | 'waiting' }>(sql`
    with held as (
      select s.meeting_id, s.person_id, s.state from class_sign_ups s
      where s.meeting_id = ${meetingId} and s.person_id = ${personId} and s.state <> 'withdrawn'
        and not exists (select 1 from meeting_attendance a where a.meeting_id = s.meeting_id and a.person_id = s.person_id)
    ), left_seat as (
      delete from meeting_invitees i using held where i.meeting_id = held.meeting_id and i.person_id = held.person_id
    ), gone as (
      update class_sign_ups s set state = 'withdrawn' from held where s.meeting_id = held.meeting_id and s.person_id = held.person_id)
    select state as before from held`);
  return row?.before;
}

/** Gives a free seat to who has waited longest. The class must be locked. */
export async function moveUp(tx: Tx, meetingId: string): Promise<string | undefined> {
  const [row] = await tx.execute<{ personId: string }>(sql`
    with next as (
      select s.meeting_id, s.person_id from class_sign_ups s join meetings m on m.id = s.meeting_id
      where s.meeting_id = ${meetingId} and s.state = 'waiting'
        and (select count(*) from class_sign_ups t where t.meeting_id = m.id and t.state = 'seated') < m.seats
      order by s.place limit 1
    ), seated as (
      update class_sign_ups s set state = 'seated' from next where s.meeting_id = next.meeting_id and s.person_id = next.person_id
      returning s.meeting_id, s.person_id
    ), expected as (
      insert into meeting_invitees (meeting_id, person_id) select meeting_id, person_id from seated on conflict do nothing)
    select person_id as "personId" from seated`);
  return row?.personId;
}

/** Reminds who has a seat of the classes that begin within some hours, each once for each time it is held at. */
export function remindOfClasses(db: Db, from: Date, until: Date, fanOut: FanOut): Promise<number> {
  const audience = sql`
    select i.person_id, m.id as subject_id, 'class-reminder:' || m.id || ':' || m.moves || ':' || i.person_id as once_key, '{}'::jsonb as data
    from meetings m join meeting_invitees i on i.meeting_id = m.id and i.excuse is null
    where m.kind = 'class' and m.state = 'planned' and m.starts_at >= ${at(from)} and m.starts_at < ${at(until)}`;
  return insertDeliveries(db, audience, fanOut);
}

/** Asks who was at the classes that were held between two instants, and has not answered. */
export function askForFeedback(db: Db, from: Date, until: Date, fanOut: FanOut): Promise<number> {
  const audience = sql`
    select i.person_id, m.id as subject_id, 'class-feedback:' || m.id || ':' || i.person_id as once_key, '{}'::jsonb as data
    from meetings m join meeting_invitees i on i.meeting_id = m.id ${newest}
    where m.kind = 'class' and m.state <> 'cancelled' and m.starts_at >= ${at(from)} and m.starts_at < ${at(until)} and l.state = 'present'
      and not exists (select 1 from class_feedback_givers g where g.meeting_id = m.id and g.person_id = i.person_id)`;
  return insertDeliveries(db, audience, fanOut);
}

/** Stores an answer that leads to nobody, and beside it that this person has answered; false when they had. */
export async function insertFeedback(
  tx: Tx,
  { id, meetingId, score, words }: { id: string; meetingId: string; score: number; words: string | null },
  personId: string,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into class_feedback_givers (meeting_id, person_id) values (${meetingId}, ${personId}) on conflict do nothing returning 1`);
  if (rows.length === 0) return false;
  await tx.execute(
    sql`insert into class_feedback (id, meeting_id, score, words) values (${id}, ${meetingId}, ${score}, ${words})`,
  );
  return true;
}

/** The answers about a class in the order of their random ids, which is none of when or by whom. */
export async function findFeedback(
  db: Db,
  meetingId: string,
): Promise<{ score: number; words: string | null }[]> {
  return db.execute(sql`select score, words from class_feedback where meeting_id = ${meetingId} order by id`);
}
