import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { insertDeliveries } from './deliveries.ts';
import { at, json, uuids } from './sql-values.ts';

export type DueCorrection = { id: string; keyVersionId: string };

/** Approved corrections whose attempts have not all been graded again, the oldest first. */
export async function findDueCorrections(db: Db, decidedBefore: Date): Promise<DueCorrection[]> {
  return db.execute<DueCorrection>(sql`
    select id, new_version_id as "keyVersionId" from key_corrections
    where state = 'approved' and regraded_at is null and decided_at <= ${at(decidedBefore)} order by decided_at, id`);
}

/** Locks a correction that is still due; false when another run has finished it. */
export async function lockDueCorrection(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.execute(
    sql`select 1 from key_corrections where id = ${id} and regraded_at is null for update`,
  );
  return rows.length === 1;
}

/** Submitted answers to the versions that a key grades. */
const answered = (keyVersionId: string): SQL => sql`
  select a.id as attempt_id, p.person_id, s.position, i.question_version_id, s.correct, s.fraction, to_jsonb(s.chosen) as chosen,
    to_jsonb(s.typed) as typed, z.settings->>'credit' as credit
  from corrected_keys c join paper_items i on i.question_version_id = c.question_version_id join papers p on p.id = i.paper_id
  join quizzes z on z.id = p.quiz_id join attempts a on a.paper_id = p.id
  join answers s on s.attempt_id = a.id and s.position = i.position and s.submitted_at is not null
  where c.key_version_id = ${keyVersionId}`;

export type ResponseRow = { chosen: number[]; typed: string[]; credit: 'all-or-nothing' | 'partial' };

/** What was answered, each response once under each credit: few, however many people. */
export async function findResponses(db: Db | Tx, keyVersionId: string): Promise<ResponseRow[]> {
  return db.execute(sql`select distinct chosen, typed, credit from (${answered(keyVersionId)}) x`);
}

export type Worth = ResponseRow & { fraction: number };

/** Answers that are not worth what their response is. */
const differing = (keyVersionId: string, worths: readonly Worth[]): SQL => sql`
  select x.attempt_id, x.person_id, x.position, x.question_version_id, x.correct, x.fraction, g.fraction as worth
  from (${answered(keyVersionId)}) x
  join jsonb_to_recordset(${json(worths)}) as g(chosen jsonb, typed jsonb, credit text, fraction float8)
    on g.chosen = x.chosen and g.typed = x.typed and g.credit = x.credit
  where x.fraction <> g.fraction`;

/** Locks some of the attempts that have such answers, in an order that two runs share; none are left when it is empty. */
export async function lockDiffering(
  tx: Tx,
  keyVersionId: string,
  worths: readonly Worth[],
  limit: number,
): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select id from attempts where id in (select attempt_id from (${differing(keyVersionId, worths)}) d group by attempt_id
      order by attempt_id limit ${limit}) order by id for update`);
  return rows.map((row) => row.id);
}

/**
 * Grades the answers of locked attempts again, and keeps what they were worth; then counts the attempts anew, and keeps
 * how they stood. In two statements, so that the count sees the answers.
 */
export async function regradeAttempts(
  tx: Tx,
  { id, keyVersionId }: DueCorrection,
  attemptIds: readonly string[],
  worths: readonly Worth[],
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    with due as materialized (
      select * from (${differing(keyVersionId, worths)}) d where d.attempt_id = any(${uuids(attemptIds)})
    ), kept as (
      insert into regraded_answers (correction_id, attempt_id, position, question_version_id, before_correct, before_fraction,
        after_correct, after_fraction, at)
      select ${id}, attempt_id, position, question_version_id, correct, fraction, worth = 1, worth, ${at(now)} from due)
    update answers s set fraction = due.worth, correct = due.worth = 1
    from due where s.attempt_id = due.attempt_id and s.position = due.position`);
  await tx.execute(sql`
    with stands as materialized (
      select s.attempt_id, count(*) filter (where s.correct)::int as correct, sum(s.fraction) as points
      from answers s where s.attempt_id = any(${uuids(attemptIds)}) and s.submitted_at is not null group by s.attempt_id
    ), kept as (
      insert into regraded_attempts (id, correction_id, attempt_id, person_id, before_correct, before_points, after_correct, after_points, at)
      select uuidv7(), ${id}, a.id, p.person_id, a.correct, a.points, n.correct, n.points, ${at(now)}
      from stands n join attempts a on a.id = n.attempt_id join papers p on p.id = a.paper_id order by a.id)
    update attempts a set correct = n.correct, points = n.points from stands n where a.id = n.attempt_id`);
}

/** The correction is through. */
export async function markRegraded(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.execute(sql`update key_corrections set regraded_at = ${at(now)} where id = ${id}`);
}

/**
 * What became of quiz results that stand in files: a fact of its own that names the entry it corrects, with the columns of
 * `insertFacts`. Also of a result that came into a file while its attempt was being graded again.
 */
export const regradeFacts: SQL = sql`
  select 'correction', 'fact', r.person_id, r.at, 'regrade', r.id, k.proposed_by, k.decided_by,
    jsonb_build_object('corrects', e.id, 'correct', r.after_correct, 'total', a.total, 'before', r.before_correct, 'question', q.code)
  from regraded_attempts r join attempts a on a.id = r.attempt_id join key_corrections k on k.id = r.correction_id
  join question_versions v on v.id = k.question_version_id join questions q on q.id = v.question_id
  join ledger_entries e on e.kind = 'quiz-result' and e.source_id = r.attempt_id and e.person_id = r.person_id
  where r.before_correct <> r.after_correct
    and (r.before_correct = (e.data->>'correct')::int or exists (select 1 from regraded_attempts b
      where b.attempt_id = r.attempt_id and b.at < r.at and b.before_correct = (e.data->>'correct')::int))`;

/** Brings them into the files now, each regraded attempt once. */
export async function insertRegradeEntries(tx: Tx, rulePackVersion: string, now: Date): Promise<number> {
  const rows = await tx.execute(sql`
    with fact(kind, nature, person_id, occurred_at, source_kind, source_id, recorded_by, confirmed_by, data) as (${regradeFacts})
    insert into ledger_entries (id, person_id, kind, nature, occurred_at, recorded_at, source_kind, source_id, rule_pack_version,
      recorded_by, confirmed_by, data)
    select uuidv7(), f.person_id, f.kind, f.nature, f.occurred_at, ${at(now)}, f.source_kind, f.source_id, ${rulePackVersion}, f.recorded_by,
      f.confirmed_by, f.data
    from fact f where not exists (
      select 1 from ledger_entries c where c.kind = f.kind and c.source_id = f.source_id and c.person_id = f.person_id)
    order by f.person_id, f.occurred_at, f.source_id returning 1`);
  return rows.length;
}

export type RegradedRow = {
  attemptId: string;
  personId: string;
  position: number;
  preset: string;
  slot: string;
  settings: Record<string, unknown>;
  closesAt: string | null;
  finishedAt: string;
  total: number;
  beforeCorrect: number;
  beforePoints: number;
  afterCorrect: number;
  afterPoints: number;
};

/** Finished attempts whose result a correction has changed, of everybody or of one person, the newest first. */
export async function findRegraded(
  db: Db | Tx,
  correctionId: string,
  personId: string | null = null,
): Promise<RegradedRow[]> {
  return db.execute<RegradedRow>(sql`
    select a.id as "attemptId", r.person_id as "personId", z.preset, z.slot, z.settings, z.closes_at as "closesAt",
      (select min(g.position) from regraded_answers g where g.correction_id = r.correction_id and g.attempt_id = a.id) as position,
      a.finished_at as "finishedAt", a.total, r.before_correct as "beforeCorrect", r.before_points as "beforePoints",
      r.after_correct as "afterCorrect", r.after_points as "afterPoints"
    from regraded_attempts r join attempts a on a.id = r.attempt_id and a.finished_at is not null
    join papers p on p.id = a.paper_id join quizzes z on z.id = p.quiz_id
    where r.correction_id = ${correctionId} and (${personId}::uuid is null or r.person_id = ${personId})
      and abs(r.before_points - r.after_points) > 1e-9 order by a.finished_at desc, a.id`);
}

/** Tells people once what their results were and are. */
export const tellRegraded = (
  tx: Tx,
  correctionId: string,
  personIds: readonly string[],
  { priority, notBefore, now }: { priority: number; notBefore: Date; now: Date },
): Promise<number> =>
  insertDeliveries(
    tx,
    sql`select x as person_id, ${correctionId}::uuid as subject_id, 'regraded:' || ${correctionId}::text || ':' || x as once_key,
      '{}'::jsonb as data from unnest(${uuids(personIds)}) x`,
    { kind: 'regraded', priority, policy: 'resend', now, notBefore },
  );
