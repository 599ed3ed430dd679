import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { closedForAll, firstAttempt, hasPassed } from './exams.ts';
import { at } from './sql-values.ts';

export type OwnExamRow = {
  quizId: string;
  topic: string | null;
  items: number;
  settings: Record<string, unknown>;
  paper: Record<string, unknown>;
  calledByName: string;
  /** As this person has them. */
  opensAt: string;
  closesAt: string;
  extraMinutes: number;
  excused: boolean;
  cancelled: boolean;
  /** When it has closed for everybody. */
  closedAt: string;
  /** The attempt that counts. */
  attemptId: string | null;
  deadlineAt: string | null;
  finishedAt: string | null;
  passed: boolean;
};

const ownColumns = sql`
  q.id as "quizId", x.topic, (x.paper->>'items')::int as items, q.settings, x.paper, c.name as "calledByName",
  coalesce(i.opens_at, q.opens_at) as "opensAt", coalesce(i.closes_at, q.closes_at) as "closesAt", i.extra_minutes as "extraMinutes",
  i.excused_at is not null as excused, x.cancelled_at is not null as cancelled, ${closedForAll} as "closedAt",
  a.id as "attemptId", a.deadline_at as "deadlineAt", a.finished_at as "finishedAt", ${hasPassed} as passed
  from quiz_invitees i join exams x on x.quiz_id = i.quiz_id join quizzes q on q.id = i.quiz_id join people c on c.id = x.called_by
  ${firstAttempt}`;

/** A person's exams, the one that closes last first; `since` leaves out what closed before. */
export async function findOwnExams(
  db: Db | Tx,
  personId: string,
  since: Date,
  limit: number,
): Promise<OwnExamRow[]> {
  return db.execute<OwnExamRow>(sql`
    select ${ownColumns} where i.person_id = ${personId} and coalesce(i.closes_at, q.closes_at) > ${at(since)}
    order by coalesce(i.closes_at, q.closes_at) desc, q.id desc limit ${limit}`);
}

/** One exam as this person has it; undefined for who is not to sit it. */
export async function findOwnExam(
  db: Db | Tx,
  quizId: string,
  personId: string,
): Promise<OwnExamRow | undefined> {
  const [row] = await db.execute<OwnExamRow>(
    sql`select ${ownColumns} where i.person_id = ${personId} and i.quiz_id = ${quizId}`,
  );
  return row;
}

export type ExamAttemptRow = {
  quizId: string;
  number: number;
  answered: number;
  total: number;
  points: number;
  counts: boolean;
  finishedAt: string | null;
  endedBy: 'person' | 'clock' | null;
};

/** An attempt of this person at an exam; undefined where it is not theirs, or of none. */
export async function findExamAttempt(
  db: Db | Tx,
  attemptId: string,
  personId: string,
): Promise<ExamAttemptRow | undefined> {
  const [row] = await db.execute<ExamAttemptRow>(sql`
    select x.quiz_id as "quizId", p.number, a.answered, a.total, a.points, a.counts, a.finished_at as "finishedAt", a.ended_by as "endedBy"
    from attempts a join papers p on p.id = a.paper_id join exams x on x.quiz_id = p.quiz_id
    where a.id = ${attemptId} and p.person_id = ${personId}`);
  return row;
}
