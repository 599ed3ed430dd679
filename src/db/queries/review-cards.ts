import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { isApproved, type QuestionType } from './questions.ts';
import { at, json, uuids } from './sql-values.ts';

export type Suspended = 'leech' | 'own-choice';
export type ReviewCardRow = {
  id: string;
  personId: string;
  questionId: string;
  topic: string;
  /** When FSRS has it due, or until when it was put off, if that is later. */
  dueOn: string;
  reviewedOn: string;
  stability: number;
  difficulty: number;
  scheduledDays: number;
  reps: number;
  lapses: number;
  state: 'New' | 'Learning' | 'Review' | 'Relearning';
  sureMistake: boolean;
  suspended: Suspended | null;
  /** How many answers its log has. */
  logged: number;
  /** What would be asked: the newest version with so many options, if the question may be asked at all. */
  asked: { versionId: string; type: QuestionType; options: number } | null;
};

/** All cards of these people. */
export async function findReviewCards(db: Db | Tx, personIds: readonly string[]): Promise<ReviewCardRow[]> {
  return db.execute<ReviewCardRow>(sql`
    select c.id, c.person_id as "personId", c.question_id as "questionId", q.topic, greatest(c.due_on, c.not_before)::text as "dueOn",
      c.reviewed_on::text as "reviewedOn", c.stability, c.difficulty, c.scheduled_days as "scheduledDays", c.reps, c.lapses, c.state, c.sure_mistake as "sureMistake",
      c.suspended, (select max(l.number) from review_log l where l.card_id = c.id) as logged, asked.version as asked
    from review_cards c join questions q on q.id = c.question_id
    left join lateral (
      select jsonb_build_object('versionId', v.id, 'type', v.type, 'options', jsonb_array_length(v.options)) as version
      from question_versions v join documents d on d.id = v.document_id and d.status <> 'superseded'
      where v.question_id = q.id and q.status = 'published' and ${isApproved} order by v.version desc limit 1) asked on true
    where c.person_id = any(${uuids(personIds)}) order by c.id`);
}

export type NewReviewState = Omit<ReviewCardRow, 'topic' | 'logged' | 'asked'>;

/** Stores new cards and what became of others; a card that was put off and answered all the same is put off no longer. */
export async function putReviewCards(tx: Tx, cards: readonly NewReviewState[], now: Date): Promise<void> {
  if (cards.length === 0) return;
  await tx.execute(sql`
    insert into review_cards (id, person_id, question_id, due_on, reviewed_on, stability, difficulty, scheduled_days, reps, lapses, state,
      sure_mistake, suspended, created_at)
    select c.id, c."personId", c."questionId", c."dueOn", c."reviewedOn", c.stability, c.difficulty, c."scheduledDays", c.reps, c.lapses,
      c.state, c."sureMistake", c.suspended, ${at(now)}
    from jsonb_to_recordset(${json(cards)}) as c(id uuid, "personId" uuid, "questionId" uuid, "dueOn" date, "reviewedOn" date,
      stability float8, difficulty float8, "scheduledDays" int, reps int, lapses int, state text, "sureMistake" boolean, suspended text)
    on conflict (person_id, question_id) do update set due_on = excluded.due_on, reviewed_on = excluded.reviewed_on,
      stability = excluded.stability, difficulty = excluded.difficulty, scheduled_days = excluded.scheduled_days, reps = excluded.reps,
      lapses = excluded.lapses, state = excluded.state, sure_mistake = excluded.sure_mistake, suspended = excluded.suspended, not_before = null`);
}

export type NewReviewLog = {
  id: string;
  cardId: string;
  number: number;
  onceKey: string;
  source: 'answer' | 'card' | 'review';
  versionId: string;
  chosen: readonly number[];
  typed: readonly string[];
  correct: boolean;
  confidence: 'sure' | 'unsure' | null;
  rating: number;
  counted: boolean;
  at: string;
};

export async function insertReviewLog(tx: Tx, rows: readonly NewReviewLog[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into review_log (id, card_id, number, once_key, source, question_version_id, chosen, typed, correct, confidence, rating, counted, at)
    select id, "cardId", number, "onceKey", source, "versionId", array(select x::int from jsonb_array_elements_text(chosen) x),
      array(select jsonb_array_elements_text(typed)), correct, confidence, rating, counted, at
    from jsonb_to_recordset(${json(rows)}) as r(id uuid, "cardId" uuid, number int, "onceKey" text, source text, "versionId" uuid, chosen jsonb,
      typed jsonb, correct boolean, confidence text, rating int, counted boolean, at timestamptz)`);
}

/** Puts a card off until a day. */
export async function putOffReview(tx: Tx, cardId: string, until: string): Promise<void> {
  await tx.execute(sql`update review_cards set not_before = ${until}::date where id = ${cardId}`);
}

/** Stops asking a card at its person's wish, or asks it again; what was put aside for the editor stays so. */
export async function setOwnChoice(
  tx: Db | Tx,
  id: string,
  personId: string,
  stop: boolean,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    update review_cards set suspended = case when ${stop} then 'own-choice' end
    where id = ${id} and person_id = ${personId} and suspended is distinct from 'leech' returning 1`);
  return rows.length === 1;
}

export type MissedRow = {
  cardId: string;
  suspended: Suspended | null;
  chosen: number[];
  typed: string[];
  type: QuestionType;
  stem: string;
  options: string[];
  answer: number[];
  extra: Record<string, unknown>;
  documentTitle: string;
  place: string;
};

export async function countMissed(db: Db, personId: string): Promise<number> {
  const [row] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from review_cards where person_id = ${personId}`,
  );
  return row?.n ?? 0;
}

/** What a person missed, the newest first, each as it was asked and answered then, with its key as it is now. */
export async function findMissed(
  db: Db,
  personId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<MissedRow[]> {
  return db.execute<MissedRow>(sql`
    select c.id as "cardId", c.suspended, to_jsonb(missed.chosen) as chosen, to_jsonb(missed.typed) as typed, v.type, v.stem, v.options,
      coalesce(k.answer, v.answer) as answer, coalesce(k.extra, v.extra) as extra, d.title as "documentTitle", v.place
    from review_cards c cross join lateral (
      select l.* from review_log l where l.card_id = c.id and not l.correct order by l.number desc limit 1) missed
    join question_versions v on v.id = missed.question_version_id
    left join corrected_keys ck on ck.question_version_id = v.id left join question_versions k on k.id = ck.key_version_id
    join documents d on d.id = v.document_id
    where c.person_id = ${personId} order by missed.at desc, c.id limit ${limit} offset ${offset}`);
}
