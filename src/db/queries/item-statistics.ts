import { sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import type { StoredOption } from '../schema/item-statistics.ts';
import { isApproved, type QuestionType } from './questions.ts';
import { at, json } from './sql-values.ts';

export type DueItem = {
  versionId: string;
  type: QuestionType;
  options: string[];
  answer: number[];
  extra: Record<string, unknown>;
};

/** Attempts that ended or were graded again since; beside `a`. */
const changedSince = (since: Date) => sql`(a.finished_at >= ${at(since)} or exists (
  select 1 from regraded_attempts r where r.attempt_id = a.id and r.at >= ${at(since)}))`;

/** Versions whose figures may have changed since, or that have none; with the key that grades them. */
export async function findDueItems(db: Db, since: Date): Promise<DueItem[]> {
  return db.execute<DueItem>(sql`
    select v.id as "versionId", v.type, v.options, coalesce(k.answer, v.answer) as answer, coalesce(k.extra, v.extra) as extra
    from question_versions v left join corrected_keys c on c.question_version_id = v.id left join question_versions k on k.id = c.key_version_id
    where v.id in (select i.question_version_id from attempts a join paper_items i on i.paper_id = a.paper_id where ${changedSince(since)})
      or not exists (select 1 from item_statistics s where s.question_version_id = v.id)
      and exists (select 1 from paper_items i where i.question_version_id = v.id)
    order by v.id`);
}

export type ItemAnswerRow = {
  attemptId: string;
  personId: string;
  startedAt: string;
  share: number;
  rest: number | null;
  chosen: number[];
};

/** Each person's first answer to a version in an attempt that ended and counts; one never given is worth nothing. */
export async function findItemAnswers(db: Db, versionId: string): Promise<ItemAnswerRow[]> {
  return db.execute<ItemAnswerRow>(sql`
    select distinct on (p.person_id) a.id as "attemptId", p.person_id as "personId", a.started_at as "startedAt",
      coalesce(s.fraction, 0) as share, (a.points - coalesce(s.fraction, 0)) / nullif(a.total - 1, 0) as rest,
      coalesce(to_jsonb(s.chosen), '[]') as chosen
    from paper_items i join papers p on p.id = i.paper_id join attempts a on a.paper_id = p.id and a.finished_at is not null and a.counts
    left join answers s on s.attempt_id = a.id and s.position = i.position and s.submitted_at is not null
    where i.question_version_id = ${versionId} order by p.person_id, a.started_at, a.id`);
}

export type ItemStatisticsRow = {
  versionId: string;
  people: number;
  facility: number;
  deviation: number;
  discrimination: number | null;
  efficiency: number | null;
  guess: number | null;
  options: StoredOption[];
  unanswered: number;
};

/** Stores what differs from the newest figures that are stored; returns how many rows were written. */
export async function putItemStatistics(
  db: Db,
  rows: readonly ItemStatisticsRow[],
  day: string,
): Promise<number> {
  const written = await db.execute(sql`
    insert into item_statistics (question_version_id, day, people, facility, deviation, discrimination, efficiency, guess, options, unanswered)
    select r."versionId", ${day}::date, r.people, r.facility, r.deviation, r.discrimination, r.efficiency, r.guess, r.options, r.unanswered
    from jsonb_to_recordset(${json(rows)}) as r("versionId" uuid, people int, facility float8, deviation float8, discrimination float8,
      efficiency float8, guess float8, options jsonb, unanswered int)
    left join lateral (select * from item_statistics s where s.question_version_id = r."versionId" order by s.day desc limit 1) n on true
    where (n.people, n.facility, n.deviation, n.discrimination, n.efficiency, n.guess, n.options, n.unanswered)
      is distinct from (r.people, r.facility, r.deviation, r.discrimination, r.efficiency, r.guess, r.options, r.unanswered)
    on conflict (question_version_id, day) do update set people = excluded.people, facility = excluded.facility,
      deviation = excluded.deviation, discrimination = excluded.discrimination, efficiency = excluded.efficiency, guess = excluded.guess,
      options = excluded.options, unanswered = excluded.unanswered
    returning 1`);
  return written.length;
}

/** Quizzes in which an attempt ended, or was graded again, since. */
export async function findDueQuizzes(db: Db, since: Date): Promise<{ id: string; preset: string }[]> {
  return db.execute(sql`
    select distinct z.id, z.preset from quizzes z join papers p on p.quiz_id = z.id join attempts a on a.paper_id = p.id
    where ${changedSince(since)} or a.finished_at is not null and not exists (select 1 from quiz_statistics s where s.quiz_id = z.id)
    order by z.id`);
}

export type SittingRow = { attemptId: string; personId: string; startedAt: string; shares: number[] };

/** Each person's first sitting of a quiz that ended and counts: what each place was worth, in their order. */
export async function findSittings(db: Db, quizId: string): Promise<SittingRow[]> {
  return db.execute<SittingRow>(sql`
    select first."attemptId", first."personId", first."startedAt", (
      select jsonb_agg(coalesce(s.fraction, 0) order by i.position) from paper_items i
      left join answers s on s.attempt_id = first."attemptId" and s.position = i.position and s.submitted_at is not null
      where i.paper_id = first.paper_id) as shares
    from (select distinct on (p.person_id) a.id as "attemptId", p.person_id as "personId", a.started_at as "startedAt", p.id as paper_id
      from papers p join attempts a on a.paper_id = p.id and a.finished_at is not null and a.counts
      where p.quiz_id = ${quizId} order by p.person_id, a.started_at, a.id) first order by first."attemptId"`);
}

export type QuizStatisticsRow = {
  quizId: string;
  preset: string;
  people: number;
  mean: number;
  median: number;
  deviation: number;
  skewness: number | null;
  kurtosis: number | null;
  consistency: number | null;
  standardError: number | null;
};

/** As `putItemStatistics`. */
export async function putQuizStatistics(
  db: Db,
  rows: readonly QuizStatisticsRow[],
  day: string,
): Promise<number> {
  const written = await db.execute(sql`
    insert into quiz_statistics (quiz_id, day, people, mean, median, deviation, skewness, kurtosis, consistency, standard_error, preset)
    select r."quizId", ${day}::date, r.people, r.mean, r.median, r.deviation, r.skewness, r.kurtosis, r.consistency, r."standardError", r.preset
    from jsonb_to_recordset(${json(rows)}) as r("quizId" uuid, preset text, people int, mean float8, median float8, deviation float8,
      skewness float8, kurtosis float8, consistency float8, "standardError" float8)
    left join lateral (select * from quiz_statistics s where s.quiz_id = r."quizId" order by s.day desc limit 1) n on true
    where (n.people, n.mean, n.median, n.deviation, n.skewness, n.kurtosis, n.consistency, n.standard_error)
      is distinct from (r.people, r.mean, r.median, r.deviation, r.skewness, r.kurtosis, r.consistency, r."standardError")
    on conflict (quiz_id, day) do update set people = excluded.people, mean = excluded.mean, median = excluded.median,
      deviation = excluded.deviation, skewness = excluded.skewness, kurtosis = excluded.kurtosis, consistency = excluded.consistency,
      standard_error = excluded.standard_error
    returning 1`);
  return written.length;
}

export type AnalysedRow = ItemStatisticsRow & {
  code: string;
  type: QuestionType;
  stem: string;
  texts: string[];
  answer: number[];
  extra: Record<string, unknown>;
  documentTitle: string;
  documentStatus: string;
  place: string;
  quote: string;
  day: string;
};

/** The newest figures of the newest version of every published question, of all or of one version. */
export async function findAnalysed(db: Db, versionId: string | null = null): Promise<AnalysedRow[]> {
  return db.execute<AnalysedRow>(sql`
    select v.id as "versionId", q.code, v.type, v.stem, v.options as texts, v.answer, v.extra, d.title as "documentTitle",
      d.status as "documentStatus", v.place, v.quote, s.day::text as day, s.people, s.facility, s.deviation, s.discrimination, s.efficiency,
      s.guess, s.options, s.unanswered
    from questions q join lateral (select * from question_versions v where v.question_id = q.id and ${isApproved} order by v.version desc limit 1) v on true
    join documents d on d.id = v.document_id
    join lateral (select * from item_statistics s where s.question_version_id = v.id order by s.day desc limit 1) s on true
    where q.status = 'published' and (${versionId}::uuid is null or v.id = ${versionId}) order by q.code`);
}

export type AnalysedQuizRow = QuizStatisticsRow & { slot: string; opensAt: string };

/** The newest figures of quizzes, the newest quiz first. */
export async function findAnalysedQuizzes(
  db: Db,
  page: { offset: number; limit: number },
): Promise<{ rows: AnalysedQuizRow[]; total: number }> {
  const rows = await db.execute<AnalysedQuizRow & { total: number }>(sql`
    select count(*) over ()::int as total, z.id as "quizId", z.preset, z.slot, z.opens_at as "opensAt", s.people, s.mean, s.median, s.deviation,
      s.skewness, s.kurtosis, s.consistency, s.standard_error as "standardError"
    from quizzes z join lateral (select * from quiz_statistics s where s.quiz_id = z.id order by s.day desc limit 1) s on true
    order by z.opens_at desc, z.id offset ${page.offset} limit ${page.limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}
