import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, ints } from './sql-values.ts';
import type { Provenance, QuestionType } from './questions.ts';

export type PaperRow = {
  paperId: string;
  attemptId: string;
  slot: string;
  finished: boolean;
  correct: number | null;
  total: number;
  closed: boolean;
  answered: number;
};

const paperColumns = (now: Date) => sql`
  p.id as "paperId", a.id as "attemptId", p.slot, a.finished_at is not null as finished, a.correct, a.total, p.closes_at <= ${at(now)} as closed,
  (select count(*)::int from answers s where s.attempt_id = a.id and s.submitted_at is not null) as answered`;

/** The person's paper for a slot, with its first attempt. */
export async function findPaper(
  db: Db | Tx,
  personId: string,
  preset: string,
  slot: string,
  now: Date,
): Promise<PaperRow | undefined> {
  const [row] = await db.execute<PaperRow>(sql`
    select ${paperColumns(now)} from papers p join attempts a on a.paper_id = p.id and a.number = 1
    where p.person_id = ${personId} and p.preset = ${preset} and p.slot = ${slot}`);
  return row;
}

/** Question versions of the person's newest papers, so that a draw can avoid repeating them. */
export async function findRecentVersions(db: Db | Tx, personId: string, papers: number): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select question_version_id as id from paper_items where paper_id in
      (select id from papers where person_id = ${personId} order by created_at desc limit ${papers})`);
  return rows.map((row) => row.id);
}

export type NewPaper = {
  id: string;
  attemptId: string;
  personId: string;
  preset: string;
  slot: string;
  seed: string;
  rulePackVersion: string;
  opensAt: Date;
  closesAt: Date;
  items: readonly { questionVersionId: string; optionOrder: readonly number[] }[];
};

/** Stores the draw with its first attempt; false when the paper was drawn a moment ago by another press. */
export async function insertPaper(tx: Tx, paper: NewPaper, now: Date): Promise<boolean> {
  const made = await tx.execute(sql`
    insert into papers (id, person_id, preset, slot, seed, rule_pack_version, opens_at, closes_at, created_at)
    values (${paper.id}, ${paper.personId}, ${paper.preset}, ${paper.slot}, ${paper.seed}, ${paper.rulePackVersion},
      ${at(paper.opensAt)}, ${at(paper.closesAt)}, ${at(now)})
    on conflict (person_id, preset, slot) do nothing returning 1`);
  if (made.length === 0) return false;
  await tx.execute(sql`
    insert into paper_items (paper_id, position, question_version_id, option_order)
    select ${paper.id}, (n - 1)::int, (i->>'questionVersionId')::uuid, array(select (x)::int from jsonb_array_elements_text(i->'optionOrder') x)
    from jsonb_array_elements(${JSON.stringify(paper.items)}::jsonb) with ordinality as t(i, n)`);
  await tx.execute(sql`
    insert into attempts (id, paper_id, number, started_at, total) values (${paper.attemptId}, ${paper.id}, 1, ${at(now)}, ${paper.items.length})`);
  return true;
}

export type ItemRow = {
  position: number;
  type: QuestionType;
  stem: string;
  options: string[];
  answer: number[];
  /** The case that a choice is about. */
  scenario: string | null;
  explanation: string;
  optionOrder: number[];
  documentTitle: string;
  documentVersion: string;
  documentStatus: string;
  place: string;
  quote: string;
  provenance: Provenance;
  chosen: number[] | null;
  submitted: boolean;
  correct: boolean | null;
};

const itemColumns = sql`
  i.position, v.type, v.stem, v.options, v.answer, v.extra->>'scenario' as scenario, v.explanation, to_jsonb(i.option_order) as "optionOrder", d.title as "documentTitle",
  d.version as "documentVersion", d.status as "documentStatus", v.place, v.quote, v.provenance, to_jsonb(s.chosen) as chosen,
  s.submitted_at is not null as submitted, s.correct`;

/** The slots of an attempt with what was answered, only if it is this person's. */
export async function findItems(db: Db | Tx, attemptId: string, personId: string): Promise<ItemRow[]> {
  return db.execute<ItemRow>(sql`
    select ${itemColumns} from attempts a join papers p on p.id = a.paper_id and p.person_id = ${personId}
    join paper_items i on i.paper_id = p.id join question_versions v on v.id = i.question_version_id
    join documents d on d.id = v.document_id left join answers s on s.attempt_id = a.id and s.position = i.position
    where a.id = ${attemptId} order by i.position`);
}

export type AttemptRow = {
  attemptId: string;
  slot: string;
  finished: boolean;
  closed: boolean;
  correct: number | null;
  total: number;
};

/** Locks the attempt, only if it is this person's, so that presses on one attempt come one after the other. */
export async function lockAttempt(
  tx: Tx,
  attemptId: string,
  personId: string,
  now: Date,
): Promise<AttemptRow | undefined> {
  const [row] = await tx.execute<AttemptRow>(sql`
    select a.id as "attemptId", p.slot, a.finished_at is not null as finished, p.closes_at <= ${at(now)} as closed, a.correct, a.total
    from attempts a join papers p on p.id = a.paper_id and p.person_id = ${personId} where a.id = ${attemptId} for update of a`);
  return row;
}

/** Stores a press. A submitted answer is final: the second press changes nothing. */
export async function putAnswer(
  tx: Tx,
  {
    attemptId,
    position,
    chosen,
    correct,
  }: { attemptId: string; position: number; chosen: readonly number[]; correct: boolean | null },
  now: Date,
): Promise<boolean> {
  const submitted = correct === null ? sql`null` : at(now);
  const rows = await tx.execute(sql`
    insert into answers (attempt_id, position, chosen, pressed_at, submitted_at, correct)
    values (${attemptId}, ${position}, ${ints(chosen)}, ${at(now)}, ${submitted}, ${correct})
    on conflict (attempt_id, position) do update set chosen = excluded.chosen, pressed_at = excluded.pressed_at,
      submitted_at = excluded.submitted_at, correct = excluded.correct where answers.submitted_at is null returning 1`);
  return rows.length === 1;
}

/** Finishes the attempt once every slot is submitted; the score is counted from the answers. */
export async function finishAttempt(tx: Tx, attemptId: string, now: Date): Promise<boolean> {
  const rows = await tx.execute(sql`
    update attempts a set finished_at = ${at(now)}, correct = (select count(*)::int from answers s where s.attempt_id = a.id and s.correct)
    where a.id = ${attemptId} and a.finished_at is null
      and a.total = (select count(*) from answers s where s.attempt_id = a.id and s.submitted_at is not null) returning 1`);
  return rows.length === 1;
}
