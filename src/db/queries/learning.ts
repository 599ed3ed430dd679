import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { closedForAll } from './exams.ts';
import { isApproved } from './questions.ts';
import { at, texts } from './sql-values.ts';

/** Whose learning is looked at: holders of a role under a unit on a day, without those who are exempted. */
export type Learners = { unitId: string; roles: readonly string[]; day: string };

const learners = ({ unitId, roles, day }: Learners): SQL => sql`
  select p.id, home.id as unit_id, home.name as unit_name from people p cross join lateral (
    select u.id, u.name from posts o join unit_closure below on below.descendant_id = o.unit_id and below.ancestor_id = ${unitId}
    join unit_closure c on c.descendant_id = o.unit_id
    join organisation_units u on u.id = c.ancestor_id and (u.parent_id = ${unitId} or u.id = ${unitId} and o.unit_id = ${unitId})
    where o.person_id = p.id and o.roles && ${texts(roles)} and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)
    order by o.starts_on, o.id limit 1) home
  where not exists (select 1 from exemptions e where e.person_id = p.id and e.starts_on <= ${day}::date
    and (e.ends_on is null or e.ends_on > ${day}::date))`;

export type UnitLearnersRow = { id: string; name: string; people: number; finished: number };

/**
 * How many people of the units right below (or of the unit itself) learn, and how many of them have finished a daily
 * paper since an instant. Each is counted once, in the unit of their oldest post.
 */
export async function countLearnersByUnit(db: Db, who: Learners, since: Date): Promise<UnitLearnersRow[]> {
  return db.execute<UnitLearnersRow>(sql`
    select l.unit_id as id, l.unit_name as name, count(*)::int as people,
      count(*) filter (where exists (select 1 from papers p join quizzes q on q.id = p.quiz_id and q.preset = 'daily'
        join attempts a on a.paper_id = p.id where p.person_id = l.id and a.counts and a.finished_at > ${at(since)}))::int as finished
    from (${learners(who)}) l group by l.unit_id, l.unit_name order by l.unit_name collate "zh-x-icu", l.unit_id`);
}

export type ArticleFiguresRow = {
  /** A version of one of its questions, to name it by. */
  versionId: string;
  document: string;
  place: string;
  facility: number;
  answers: number;
  people: number;
  /** Wrong answers that were said to be sure, and how many people said of any how sure they were. */
  sureMistakes: number;
  marked: number;
};

/**
 * How each article did among these people, by the first answer of each to each of its questions, in whichever quiz that
 * was; of an exam once it has closed for everybody, since who sits it later must not be told what it asks. Nobody is named.
 */
export async function findArticleFigures(db: Db, who: Learners, now: Date): Promise<ArticleFiguresRow[]> {
  return db.execute<ArticleFiguresRow>(sql`
    with met as (
      select distinct on (p.person_id, v.question_id) p.person_id, v.id, v.document_id, v.place, s.fraction, s.confidence
      from (${learners(who)}) l join papers p on p.person_id = l.id
      join quizzes q on q.id = p.quiz_id and (q.preset <> 'exam' or ${closedForAll} <= ${at(now)})
      join attempts a on a.paper_id = p.id join answers s on s.attempt_id = a.id and s.submitted_at is not null
      join paper_items i on i.paper_id = p.id and i.position = s.position join question_versions v on v.id = i.question_version_id
      order by p.person_id, v.question_id, a.started_at, a.id)
    select min(m.id::text) as "versionId", d.title as document, m.place, avg(m.fraction)::float8 as facility, count(*)::int as answers,
      count(distinct m.person_id)::int as people, count(*) filter (where m.confidence = 'sure' and m.fraction < 1)::int as "sureMistakes",
      count(distinct m.person_id) filter (where m.confidence is not null)::int as marked
    from met m join documents d on d.id = m.document_id where d.status <> 'superseded' group by d.title, m.place`);
}

/** An article by a version of one of its questions: its words, as far as questions quote them. */
export async function findArticle(
  db: Db | Tx,
  versionId: string,
): Promise<{ document: string; place: string; quotes: string[] } | undefined> {
  const [row] = await db.execute<{ document: string; place: string; quotes: string[] }>(sql`
    select d.title as document, named.place, (
      select jsonb_agg(distinct v.quote) from question_versions v join questions q on q.id = v.question_id
      where v.document_id = named.document_id and v.place = named.place and q.status <> 'retired' and ${isApproved}) as quotes
    from question_versions named join documents d on d.id = named.document_id where named.id = ${versionId}`);
  return row;
}
