import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { closedForAll } from './exams.ts';
import type { Provenance, QuestionType } from './questions.ts';
import { statement } from '../statement.ts';
import { arrayText, at, json, textsOf } from './sql-values.ts';

/** How sure somebody said to be of an answer. */
export type Confidence = 'sure' | 'unsure';

/** One slot of an attempt: what is asked, what was answered, and how the attempt stands. */
export type SlotRow = {
  position: number;
  versionId: string;
  type: QuestionType;
  stem: string;
  options: string[];
  answer: number[];
  extra: Record<string, unknown>;
  explanation: string;
  optionOrder: number[];
  documentTitle: string;
  documentVersion: string;
  documentStatus: string;
  place: string;
  quote: string;
  provenance: Provenance;
  chosen: number[] | null;
  typed: string[] | null;
  submitted: boolean;
  correct: boolean | null;
  fraction: number | null;
  quizId: string;
  confidence: Confidence | null;
  preset: string;
  slot: string;
  /** Of an exam: the group of topics it is about, if any. */
  topic: string | null;
  settings: Record<string, unknown>;
  startedAt: string;
  deadlineAt: string | null;
  closesAt: string | null;
  finishedAt: string | null;
  endedBy: 'person' | 'clock' | null;
  counts: boolean;
  current: number;
  total: number;
};

/**
 * The slots of an attempt, or one of them, only if it is this person's; in their order. What is right, and why, is what the
 * corrected key says where there is one.
 */
export const findSlots = (
  db: Db | Tx,
  attemptId: string,
  personId: string,
  position: number | null = null,
): Promise<SlotRow[]> => readSlots(db, { attemptId, personId, position });

const readSlots = statement<{ attemptId: string; personId: string; position: number | null }, SlotRow>(
  (value) => sql`
    select i.position, v.id as "versionId", v.type, v.stem, v.options, coalesce(k.answer, v.answer) as answer,
      coalesce(k.extra, v.extra) as extra, coalesce(k.explanation, v.explanation) as explanation, to_jsonb(i.option_order) as "optionOrder",
      d.title as "documentTitle", d.version as "documentVersion", d.status as "documentStatus", v.place, v.quote, v.provenance,
      to_jsonb(s.chosen) as chosen, to_jsonb(s.typed) as typed, s.submitted_at is not null as submitted, s.correct, s.fraction, s.confidence,
      q.id as "quizId", q.preset, q.slot, case when q.preset = 'exam' then (select x.topic from exams x where x.quiz_id = q.id) end as topic,
      q.settings, a.started_at as "startedAt", a.deadline_at as "deadlineAt", ${closedForAll} as "closesAt", a.finished_at as "finishedAt",
      a.ended_by as "endedBy", a.counts, a.current, a.total
    from attempts a join papers p on p.id = a.paper_id and p.person_id = ${value('personId')} join quizzes q on q.id = p.quiz_id
    join paper_items i on i.paper_id = p.id join question_versions v on v.id = i.question_version_id
    left join corrected_keys c on c.question_version_id = v.id left join question_versions k on k.id = c.key_version_id
    join documents d on d.id = v.document_id left join answers s on s.attempt_id = a.id and s.position = i.position
    where a.id = ${value('attemptId')} and (${value('position')}::int is null or i.position = ${value('position')}::int) order by i.position`,
);

export type PutAnswer = {
  attemptId: string;
  personId: string;
  position: number;
  /** As it was read; an answer that changed since is left alone. */
  before: { chosen: readonly number[]; typed: readonly string[] };
  chosen: readonly number[];
  typed: readonly string[];
  /** What it is worth, 0–1, when it is final. */
  fraction: number | null;
  /** Said with it, when it is final. */
  confidence: Confidence | null;
  /** So many wrong answers end the attempt. */
  lives: number | null;
};

/**
 * Stores an answer, and ends the attempt with its last slot or its last life: one statement, so one journey and one
 * commit. The attempt's row is locked first, so the presses on one attempt come one after the other, and none slips in
 * behind its end. Undefined when nothing was stored: the attempt is over, the slot is final, or the answer has changed.
 */
export async function putAnswer(
  db: Db | Tx,
  answer: PutAnswer,
  now: Date,
): Promise<{ finished: boolean } | undefined> {
  const { attemptId, personId, position, before, chosen, typed, fraction, confidence, lives } = answer;
  const [row] = await storeAnswer(db, {
    attemptId,
    personId,
    position,
    confidence,
    lives,
    chosen: arrayText(chosen),
    typed: JSON.stringify(typed),
    chosenBefore: arrayText(before.chosen),
    typedBefore: JSON.stringify(before.typed),
    fraction,
    right: fraction === null ? null : fraction === 1,
    submittedAt: fraction === null ? null : now.toISOString(),
    now: now.toISOString(),
  });
  return row;
}

type AnswerValues = Omit<PutAnswer, 'before' | 'chosen' | 'typed'> &
  Record<'chosen' | 'chosenBefore' | 'typed' | 'typedBefore' | 'now', string> & {
    submittedAt: string | null;
    right: boolean | null;
  };

const storeAnswer = statement<AnswerValues, { finished: boolean }>(
  (value) => sql`
    with open as materialized (
      select a.id, a.answered, a.correct, a.points, a.total from attempts a join papers p on p.id = a.paper_id
      where a.id = ${value('attemptId')} and p.person_id = ${value('personId')} and a.finished_at is null
        and (a.deadline_at is null or a.deadline_at > ${value('now')}::timestamptz) for update of a
    ), put as (
      insert into answers (attempt_id, position, chosen, typed, pressed_at, submitted_at, correct, fraction, confidence)
      select id, ${value('position')}, ${value('chosen')}::int[], ${textsOf(value('typed'))}, ${value('now')}::timestamptz, ${value('submittedAt')}::timestamptz, ${value('right')}::boolean, ${value('fraction')}::float8, ${value('confidence')}::text from open
      on conflict (attempt_id, position) do update set chosen = excluded.chosen, typed = excluded.typed, pressed_at = excluded.pressed_at,
        submitted_at = excluded.submitted_at, correct = excluded.correct, fraction = excluded.fraction,
        confidence = excluded.confidence
      where answers.submitted_at is null and answers.chosen = ${value('chosenBefore')}::int[] and answers.typed = ${textsOf(value('typedBefore'))}
      returning submitted_at, correct, fraction
    ), so_far as (
      select open.id, open.answered + 1 as answered, open.correct + put.correct::int as correct, open.points + put.fraction as points,
        open.answered + 1 >= open.total or open.answered + 1 - open.correct - put.correct::int >= ${value('lives')}::int as over
      from open, put where put.submitted_at is not null
    ), counted as (
      update attempts a set answered = s.answered, correct = s.correct, points = s.points,
        finished_at = case when s.over then ${value('now')}::timestamptz end, ended_by = case when s.over then 'person' end
      from so_far s where a.id = s.id)
    select coalesce((select over from so_far), false) as finished from put`,
);

export type Graded = { position: number; fraction: number };

/**
 * Ends an attempt, which is locked, with what its drafts are worth; slots without a draft are worth nothing. False when
 * it has ended before.
 * @param end by whom, whether it counts, and when
 */
export async function finishAttempt(
  tx: Tx,
  attemptId: string,
  drafts: readonly Graded[],
  end: { by: 'person' | 'clock'; counts: boolean; at: Date },
): Promise<boolean> {
  const rows = await tx.execute(sql`
    with graded as (
      update answers s set submitted_at = ${at(end.at)}, fraction = g.fraction, correct = g.fraction = 1
      from jsonb_to_recordset(${json(drafts)}) as g(position int, fraction float8)
      where s.attempt_id = ${attemptId} and s.position = g.position and s.submitted_at is null returning s.fraction, s.correct
    ), added as (
      select count(*)::int as answered, count(*) filter (where correct)::int as correct, coalesce(sum(fraction), 0) as points from graded)
    update attempts a set finished_at = ${at(end.at)}, ended_by = ${end.by}, counts = ${end.counts},
      answered = a.answered + added.answered, correct = a.correct + added.correct, points = a.points + added.points
    from added where a.id = ${attemptId} and a.finished_at is null returning 1`);
  return rows.length === 1;
}

/** Notes which slot of an attempt under way is on its person's screen. */
export async function markCurrent(
  db: Db,
  attemptId: string,
  personId: string,
  position: number,
): Promise<void> {
  await db.execute(sql`
    update attempts a set current = ${position} from papers p
    where p.id = a.paper_id and a.id = ${attemptId} and p.person_id = ${personId} and a.finished_at is null and a.current <> ${position}`);
}

/** Locks an attempt of this person that has not ended, so that nothing is answered while it is being ended. */
export async function lockOpenAttempt(tx: Tx, attemptId: string, personId: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from attempts a join papers p on p.id = a.paper_id
    where a.id = ${attemptId} and p.person_id = ${personId} and a.finished_at is null for update of a`);
  return rows.length === 1;
}

/** Attempts that nobody handed in and whose time is over, the oldest first. */
export async function findOverdueAttempts(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ attemptId: string; personId: string }[]> {
  return db.execute(sql`
    select a.id as "attemptId", p.person_id as "personId" from attempts a join papers p on p.id = a.paper_id join quizzes q on q.id = p.quiz_id
    where a.finished_at is null and a.deadline_at <= ${at(now)}
      and a.deadline_at + case when q.settings->>'overdue' = 'grace' then (q.settings->>'grace')::int else 0 end * interval '1 minute' <= ${at(now)}
    order by a.deadline_at, a.id limit ${limit}`);
}
