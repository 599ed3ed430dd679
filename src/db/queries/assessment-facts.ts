import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';

/** What confirmed records say of a person between two local days, the second not included. */
export type FactRow = {
  studyHours: number;
  meetingsThere: number;
  meetingsAsked: number;
  exams: number;
  rectificationsClosed: number;
  rectifications: number;
  recognitions: number;
};

/** Hours: the newest confirmed entry of each event. Meetings: closed ones, as their newest row of attendance says; who was excused was not asked. */
export async function findFacts(
  db: Db | Tx,
  personId: string,
  { from, to }: { from: string; to: string },
): Promise<FactRow> {
  const start = sql`(${from}::date::timestamp at time zone 'Asia/Shanghai')`;
  const end = sql`(${to}::date::timestamp at time zone 'Asia/Shanghai')`;
  const [row] = await db.execute<FactRow>(sql`
    with attended as (
      select distinct on (a.meeting_id) a.state from meeting_attendance a join meetings m on m.id = a.meeting_id
      where a.person_id = ${personId} and m.state = 'closed' and m.starts_at >= ${start} and m.starts_at < ${end}
      order by a.meeting_id, a.n desc
    ), hours as (
      select distinct on (h.event_id) h.hours, h.day from study_hours h
      join study_hour_decisions d on d.entry_id = h.id and d.verdict = 'confirmed'
      where h.person_id = ${personId} order by h.event_id, h.recorded_at desc, h.id desc
    ), items as (
      select i.state from rectification_items i where i.person_id = ${personId} and i.opened_at >= ${start} and i.opened_at < ${end})
    select
      coalesce((select sum(hours) from hours where day >= ${from}::date and day < ${to}::date), 0)::float8 as "studyHours",
      (select count(*)::int from attended where state = 'present') as "meetingsThere",
      (select count(*)::int from attended where state <> 'excused') as "meetingsAsked",
      (select count(distinct q.id)::int from attempts a join papers p on p.id = a.paper_id join quizzes q on q.id = p.quiz_id
        where p.person_id = ${personId} and q.preset = 'exam' and a.counts and a.finished_at >= ${start} and a.finished_at < ${end}) as exams,
      (select count(*)::int from items where state = 'closed') as "rectificationsClosed",
      (select count(*)::int from items) as rectifications,
      (select count(*)::int from recognition_proposals r join recognition_decisions d on d.proposal_id = r.id and d.verdict = 'approved'
        where r.person_id = ${personId} and d.decided_at >= ${start} and d.decided_at < ${end}) as recognitions`);
  if (!row) throw new Error('a row without a table is always there');
  return row;
}
