import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, isUnder } from './sql-values.ts';

export type TallyRow = { side: 'peer' | 'people'; item: string; option: string; n: number };
export type OpinionRow = {
  id: string;
  grade: string;
  text: string;
  enteredBy: string;
  enteredByName: string;
  verdict: 'confirmed' | 'returned' | null;
  reason: string | null;
  decidedBy: string | null;
};
export type ReviewedRow = {
  id: string;
  cycleId: string;
  personId: string;
  name: string;
  unitName: string;
  title: string;
  titleEn: string | null;
  form: unknown;
  answers: Record<string, string | number>;
  tallies: TallyRow[];
  /** The newest. */
  opinion: OpinionRow | null;
};

const columns = sql`
  r.id, r.cycle_id as "cycleId", r.person_id as "personId", p.name, u.name as "unitName", c.title, c.title_en as "titleEn", c.form,
  coalesce(s.answers, '{}') as answers,
  coalesce((select jsonb_agg(jsonb_build_object('side', t.side, 'item', t.item, 'option', t.option, 'n', t.n)) from review_tallies t
    where t.subject_id = r.id), '[]') as tallies,
  (select to_jsonb(x) from (
    select o.id, o.grade, o.text, o.entered_by as "enteredBy", b.name as "enteredByName", d.verdict, d.reason, d.decided_by as "decidedBy"
    from review_opinions o join people b on b.id = o.entered_by left join review_opinion_decisions d on d.opinion_id = o.id
    where o.subject_id = r.id order by o.entered_at desc, o.id desc limit 1) x) as opinion
  from review_subjects r join people p on p.id = r.person_id join organisation_units u on u.id = r.unit_id
  join review_keys k on k.cycle_id = r.cycle_id and k.state <> 'open' join assessment_cycles c on c.id = r.cycle_id
  left join assessment_submissions s on s.cycle_id = r.cycle_id and s.person_id = r.person_id`;

const isConcluded = sql`exists (select 1 from review_opinions o join review_opinion_decisions d on d.opinion_id = o.id
  where o.subject_id = r.id and d.verdict = 'confirmed')`;

/** Others in cycles under the scope that have been counted, not concluded yet. */
export async function findReviewed(
  db: Db | Tx,
  readerId: string,
  scope: readonly string[],
  limit: number,
): Promise<{ rows: ReviewedRow[]; total: number }> {
  const rows = await db.execute<ReviewedRow & { total: number }>(sql`
    select (count(*) over ())::int as total, ${columns}
    where r.person_id <> ${readerId} and ${isUnder(sql`c.unit_id`, scope)} and not ${isConcluded}
    order by c.closes_at, u.name, p.name collate "zh-x-icu", r.id limit ${limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

/** One of them, concluded or not. */
export async function findReviewedUnder(
  db: Db | Tx,
  id: string,
  readerId: string,
  scope: readonly string[],
): Promise<ReviewedRow | undefined> {
  const [row] = await db.execute<ReviewedRow>(
    sql`select ${columns} where r.id = ${id} and r.person_id <> ${readerId} and ${isUnder(sql`c.unit_id`, scope)}`,
  );
  return row;
}

/** The same by an opinion of theirs. */
export async function findReviewedByOpinion(
  db: Db | Tx,
  opinionId: string,
  readerId: string,
  scope: readonly string[],
): Promise<ReviewedRow | undefined> {
  const [row] = await db.execute<ReviewedRow>(sql`
    select ${columns} where r.id = (select subject_id from review_opinions where id = ${opinionId})
      and r.person_id <> ${readerId} and ${isUnder(sql`c.unit_id`, scope)}`);
  return row;
}

/** A person's own result, once it has been confirmed. */
export async function findOwnResult(
  db: Db | Tx,
  id: string,
  personId: string,
): Promise<ReviewedRow | undefined> {
  const [row] = await db.execute<ReviewedRow>(
    sql`select ${columns} where r.id = ${id} and r.person_id = ${personId} and ${isConcluded}`,
  );
  return row;
}

/** An opinion that its author may hear of: when it has been decided. */
export async function findDecidedOpinion(
  db: Db,
  opinionId: string,
  authorId: string,
): Promise<{ name: string; verdict: 'confirmed' | 'returned'; reason: string | null } | undefined> {
  const [row] = await db.execute<{
    name: string;
    verdict: 'confirmed' | 'returned';
    reason: string | null;
  }>(sql`
    select p.name, d.verdict, d.reason from review_opinion_decisions d join people p on p.id = d.person_id
    where d.opinion_id = ${opinionId} and d.entered_by = ${authorId}`);
  return row;
}

/** So that two opinions of one person come one after the other. */
export async function lockReviewed(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`select 1 from review_subjects where id = ${id} for update`);
}

/** How many are reviewed in a cycle, and how many have a grade or are to have it. */
export async function countGrade(
  db: Db | Tx,
  cycleId: string,
  grade: string,
): Promise<{ reviewed: number; given: number }> {
  const [row] = await db.execute<{ reviewed: number; given: number }>(sql`
    select count(*)::int as reviewed, count(*) filter (where exists (
      select 1 from review_opinions o left join review_opinion_decisions d on d.opinion_id = o.id
      where o.subject_id = r.id and o.grade = ${grade} and d.verdict is distinct from 'returned'))::int as given
    from review_subjects r where r.cycle_id = ${cycleId}`);
  return row ?? { reviewed: 0, given: 0 };
}

export async function insertOpinion(
  tx: Tx,
  row: {
    id: string;
    subjectId: string;
    personId: string;
    grade: string;
    text: string;
    enteredBy: string;
    rulePackVersion: string;
  },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into review_opinions (id, subject_id, person_id, grade, text, entered_by, rule_pack_version, entered_at)
    values (${row.id}, ${row.subjectId}, ${row.personId}, ${row.grade}, ${row.text}, ${row.enteredBy}, ${row.rulePackVersion}, ${at(now)})`);
}

/** Stores the second person's word once; false when there is one. */
export async function insertOpinionDecision(
  tx: Tx,
  opinionId: string,
  decision: { verdict: 'confirmed' | 'returned'; reason: string | null; by: string },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into review_opinion_decisions (opinion_id, person_id, entered_by, verdict, reason, decided_by, decided_at)
    select o.id, o.person_id, o.entered_by, ${decision.verdict}, ${decision.reason}, ${decision.by}, ${at(now)}
    from review_opinions o where o.id = ${opinionId} on conflict do nothing returning 1`);
  return rows.length === 1;
}
