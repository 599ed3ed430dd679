import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { isApproved, type QuestionType } from './questions.ts';
import { at, ints, texts } from './sql-values.ts';

export type CardQuestionRow = {
  code: string;
  versionId: string;
  type: QuestionType;
  stem: string;
  options: string[];
  answer: number[];
  extra: Record<string, unknown>;
  explanation: string;
  documentStatus: string;
};

const question = sql`
  q.code, v.id as "versionId", v.type, v.stem, v.options, coalesce(k.answer, v.answer) as answer, coalesce(k.extra, v.extra) as extra,
  coalesce(k.explanation, v.explanation) as explanation, d.status as "documentStatus"
  from question_versions v join questions q on q.id = v.question_id join documents d on d.id = v.document_id
  left join corrected_keys ck on ck.question_version_id = v.id left join question_versions k on k.id = ck.key_version_id`;

/** The newest approved versions of those of the questions that may be asked: published, their document not superseded. */
export async function findCardQuestions(db: Db | Tx, codes: readonly string[]): Promise<CardQuestionRow[]> {
  return db.execute<CardQuestionRow>(sql`
    select distinct on (q.code) ${question}
    where q.code = any(${texts(codes)}) and q.status = 'published' and d.status <> 'superseded' and ${isApproved}
    order by q.code, v.version desc`);
}

export type AssignmentRow = {
  plan: string;
  because: 'role' | 'own-choice' | 'assigned';
  /** The day by which it is meant to be finished; nobody is held to it. */
  dueOn: string | null;
  startedAt: string | null;
  finishedAt: string | null;
};

/** A person's plans: what is under way first, then what is to come, the finished ones last. */
export async function findAssignments(db: Db | Tx, personId: string): Promise<AssignmentRow[]> {
  return db.execute<AssignmentRow>(sql`
    select plan, because, due_on::text as "dueOn", started_at as "startedAt", finished_at as "finishedAt" from study_assignments where person_id = ${personId}
    order by finished_at is not null, started_at is null, started_at desc, due_on nulls last, id desc`);
}

/** Gives plans to everybody who holds one of their roles on `day` and has not got them; one statement. */
export async function insertRoleAssignments(
  tx: Db | Tx,
  plans: readonly { plan: string; roles: readonly string[] }[],
  day: string,
  now: Date,
  personId: string | null,
): Promise<number> {
  const rows = await tx.execute(sql`
    insert into study_assignments (id, person_id, plan, because, created_at)
    select uuidv7(), who.person_id, who.plan, 'role', ${at(now)} from (
      select distinct o.person_id, p.plan from jsonb_to_recordset(${JSON.stringify(plans)}::jsonb) as p(plan text, roles jsonb)
      join posts o on p.roles ?| o.roles and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)
      where ${personId}::uuid is null or o.person_id = ${personId}) who
    on conflict do nothing returning 1`);
  return rows.length;
}

export async function putOwnAssignment(
  tx: Tx,
  id: string,
  personId: string,
  plan: string,
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into study_assignments (id, person_id, plan, because, created_at, started_at)
    values (${id}, ${personId}, ${plan}, 'own-choice', ${at(now)}, ${at(now)})
    on conflict (person_id, plan) do update set started_at = ${at(now)} where study_assignments.finished_at is null`);
}

export async function markStarted(tx: Tx, personId: string, plan: string, now: Date): Promise<void> {
  await tx.execute(sql`
    update study_assignments set started_at = ${at(now)} where person_id = ${personId} and plan = ${plan} and started_at is null`);
}

export async function markFinished(tx: Tx, personId: string, plan: string, now: Date): Promise<void> {
  await tx.execute(sql`
    update study_assignments set finished_at = ${at(now)}, started_at = coalesce(started_at, ${at(now)})
    where person_id = ${personId} and plan = ${plan} and finished_at is null`);
}

/** How a person stands to each card they were shown and have done with: as its newest showing ended. */
export async function findCardMarks(
  db: Db | Tx,
  personId: string,
): Promise<{ card: string; state: 'answered' | 'skipped' | 'later'; day: string }[]> {
  return db.execute(sql`
    select distinct on (card) card, state, (ended_at at time zone 'Asia/Shanghai')::date::text as day from card_showings
    where person_id = ${personId} and state <> 'open' order by card, state = 'answered' desc, ended_at desc`);
}

export type ShowingRow = CardQuestionRow & {
  id: string;
  plan: string;
  card: string;
  state: 'open' | 'answered' | 'later' | 'skipped';
  onScreen: boolean;
  draft: number[];
  /** The stored answer; of an earlier showing where the card was answered then. */
  chosen: number[] | null;
  correct: boolean | null;
};

const showing = sql`
  select s.id, s.plan, s.card, s.state, s.on_screen as "onScreen", s.draft, c.chosen, c.correct, ${question}
  join card_showings s on s.question_version_id = v.id
  left join card_answers c on c.person_id = s.person_id and c.card = s.card`;

/** One's own showing; undefined for anybody else's. */
export async function findShowing(
  db: Db | Tx,
  id: string,
  personId: string,
): Promise<ShowingRow | undefined> {
  const [row] = await db.execute<ShowingRow>(
    sql`${showing} where s.id = ${id} and s.person_id = ${personId}`,
  );
  return row;
}

export async function findOpenShowing(db: Db | Tx, personId: string): Promise<ShowingRow | undefined> {
  const [row] = await db.execute<ShowingRow>(
    sql`${showing} where s.person_id = ${personId} and s.state = 'open'`,
  );
  return row;
}

/** The card that the letters of this update answered. */
export async function findTypedBy(
  db: Db,
  personId: string,
  updateId: number,
): Promise<{ id: string } | undefined> {
  const [row] = await db.execute<{ id: string }>(sql`
    select id from card_showings where person_id = ${personId} and typed_by = ${updateId} limit 1`);
  return row;
}

export async function insertShowing(
  tx: Tx,
  row: { id: string; personId: string; plan: string; card: string; questionVersionId: string },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into card_showings (id, person_id, plan, card, question_version_id, state, shown_at)
    values (${row.id}, ${row.personId}, ${row.plan}, ${row.card}, ${row.questionVersionId}, 'open', ${at(now)})`);
}

/** Whether letters that are typed are meant for the open card from now on. */
export async function markOnScreen(db: Db | Tx, personId: string, onScreen: boolean): Promise<void> {
  await db.execute(sql`
    update card_showings set on_screen = ${onScreen} where person_id = ${personId} and state = 'open' and on_screen <> ${onScreen}`);
}

/** Puts an option in or takes it out, by name, so that doing it twice is doing it once; only while the card is open. */
export async function setDraft(
  tx: Db,
  { id, personId, option, chosen }: { id: string; personId: string; option: number; chosen: boolean },
): Promise<void> {
  await tx.execute(sql`
    update card_showings set draft = case when ${chosen} then array(select distinct o from unnest(draft || ${option}::int) o order by o)
      else array_remove(draft, ${option}::int) end
    where id = ${id} and person_id = ${personId} and state = 'open'`);
}

/** Ends a showing once; false when it had ended. */
export async function endShowing(
  tx: Tx,
  {
    id,
    personId,
    state,
    typedBy = null,
  }: { id: string; personId: string; state: 'answered' | 'later' | 'skipped'; typedBy?: number | null },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    update card_showings set state = ${state}, ended_at = ${at(now)}, typed_by = ${typedBy}
    where id = ${id} and person_id = ${personId} and state = 'open' returning 1`);
  return rows.length === 1;
}

export async function insertCardAnswer(
  tx: Tx,
  row: {
    personId: string;
    card: string;
    questionVersionId: string;
    chosen: readonly number[];
    correct: boolean;
  },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into card_answers (person_id, card, question_version_id, chosen, correct, at)
    values (${row.personId}, ${row.card}, ${row.questionVersionId}, ${ints(row.chosen)}, ${row.correct}, ${at(now)})
    on conflict do nothing`);
}
