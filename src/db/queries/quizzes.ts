import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, texts } from './sql-values.ts';

export type QuizRow = {
  id: string;
  preset: string;
  slot: string;
  settings: Record<string, unknown>;
  opensAt: string;
  closesAt: string | null;
};

const quizColumns = sql`q.id, q.preset, q.slot, q.settings, q.opens_at as "opensAt", q.closes_at as "closesAt"`;

export async function findQuiz(db: Db | Tx, preset: string, slot: string): Promise<QuizRow | undefined> {
  const [row] = await db.execute<QuizRow>(
    sql`select ${quizColumns} from quizzes q where q.preset = ${preset} and q.slot = ${slot}`,
  );
  return row;
}

/** Opens a quiz unless it is open already; the one that is there keeps its settings. */
export async function insertQuiz(
  tx: Db | Tx,
  quiz: {
    id: string;
    preset: string;
    slot: string;
    settings: object;
    rulePackVersion: string;
    opensAt: Date;
    closesAt: Date | null;
  },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into quizzes (id, preset, slot, settings, rule_pack_version, opens_at, closes_at, created_at)
    values (${quiz.id}, ${quiz.preset}, ${quiz.slot}, ${JSON.stringify(quiz.settings)}::jsonb, ${quiz.rulePackVersion},
      ${at(quiz.opensAt)}, ${quiz.closesAt === null ? null : at(quiz.closesAt)}, ${at(now)})
    on conflict (preset, slot) do nothing`);
}

export type AttemptRow = {
  attemptId: string;
  number: number;
  startedAt: string;
  deadlineAt: string | null;
  finishedAt: string | null;
  counts: boolean;
  answered: number;
  correct: number;
  points: number;
  total: number;
};

/** The person's attempts at a quiz, the first one first. */
export async function findAttempts(db: Db | Tx, quizId: string, personId: string): Promise<AttemptRow[]> {
  return db.execute<AttemptRow>(sql`
    select a.id as "attemptId", p.number, a.started_at as "startedAt", a.deadline_at as "deadlineAt", a.finished_at as "finishedAt",
      a.counts, a.answered, a.correct, a.points, a.total
    from papers p join attempts a on a.paper_id = p.id where p.quiz_id = ${quizId} and p.person_id = ${personId} order by p.number`);
}

/** The attempt under way that the person used last, in any quiz, if that was after `since`. */
export async function findAttemptInUse(
  db: Db,
  personId: string,
  since: Date,
  now: Date,
): Promise<{ id: string; usedAt: string } | undefined> {
  const [row] = await db.execute<{ id: string; usedAt: string }>(sql`
    select a.id, used.at as "usedAt" from papers p join attempts a on a.paper_id = p.id
    cross join lateral (select greatest(a.started_at, max(s.pressed_at)) as at from answers s where s.attempt_id = a.id) used
    where p.person_id = ${personId} and a.finished_at is null and (a.deadline_at is null or a.deadline_at > ${at(now)})
      and used.at > ${at(since)} order by used.at desc, a.id desc limit 1`);
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
  quizId: string;
  personId: string;
  number: number;
  seed: string;
  dutyTopics: readonly string[];
  deadlineAt: Date | null;
  items: readonly { questionVersionId: string; optionOrder: readonly number[] }[];
};

/** Stores the draw with its attempt; false when this attempt was begun a moment ago by another press. */
export async function insertPaper(tx: Tx, paper: NewPaper, now: Date): Promise<boolean> {
  const made = await tx.execute(sql`
    insert into papers (id, quiz_id, person_id, number, seed, duty_topics, created_at)
    values (${paper.id}, ${paper.quizId}, ${paper.personId}, ${paper.number}, ${paper.seed}, ${texts(paper.dutyTopics)}, ${at(now)})
    on conflict (person_id, quiz_id, number) do nothing returning 1`);
  if (made.length === 0) return false;
  await tx.execute(sql`
    insert into paper_items (paper_id, position, question_version_id, option_order)
    select ${paper.id}, (n - 1)::int, (i->>'questionVersionId')::uuid, array(select (x)::int from jsonb_array_elements_text(i->'optionOrder') x)
    from jsonb_array_elements(${JSON.stringify(paper.items)}::jsonb) with ordinality as t(i, n)`);
  await tx.execute(sql`
    insert into attempts (id, paper_id, number, started_at, deadline_at, total)
    values (${paper.attemptId}, ${paper.id}, 1, ${at(now)}, ${paper.deadlineAt === null ? null : at(paper.deadlineAt)}, ${paper.items.length})`);
  return true;
}
