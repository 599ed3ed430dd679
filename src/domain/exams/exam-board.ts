import type { Db, Tx } from '../../db/client.ts';
import {
  findCalledExams,
  findExaminees,
  findExamUnits,
  findNotBegun,
  type CalledExamRow,
  type ExamineeRow,
} from '../../db/queries/exam-boards.ts';
import type { Actor } from '../people/rules.ts';
import { callerOf, logExam } from './call-exam.ts';
import { stateOf, type ExamState } from './exam-rules.ts';
import { countUnits, type ExamBoard } from './exam-shares-rules.ts';

export type CalledExam = Omit<CalledExamRow, 'opensAt' | 'closesAt' | 'closedAt'> & {
  opensAt: Date;
  closesAt: Date;
  closedAt: Date;
};

/** Exams on the caller's list. */
const LISTED = 5;
export const NAMES_A_PAGE = 10;

const withTimes = (row: CalledExamRow): CalledExam => ({
  ...row,
  opensAt: new Date(row.opensAt),
  closesAt: new Date(row.closesAt),
  closedAt: new Date(row.closedAt),
});

/** The actor's exams, the newest first. */
export async function listCalledExams(db: Db, actor: Actor): Promise<CalledExam[]> {
  return (await findCalledExams(db, callerOf(actor), LISTED)).map(withTimes);
}

/** One of them; undefined for anybody else's. */
export async function findCalledExam(
  db: Db | Tx,
  actor: Actor,
  quizId: string,
): Promise<CalledExam | undefined> {
  const [row] = await findCalledExams(db, callerOf(actor), 1, quizId);
  return row && withTimes(row);
}

/**
 * How far an exam of the actor's is, by village in the order of their names; nobody is named or ranked. How many passed is
 * shown only once it has closed, since one more passed while one more handed in would be a person's result.
 */
export async function readExamBoard(
  db: Db,
  actor: Actor,
  exam: Pick<CalledExam, 'quizId' | 'closedAt'>,
  now: Date,
): Promise<ExamBoard> {
  const rows = await findExamUnits(db, exam.quizId, callerOf(actor));
  return countUnits(rows, now >= exam.closedAt);
}

/** A page of those who have not begun, to be helped; reading names is logged. */
export function listNotBegun(
  db: Db,
  actor: Actor,
  quizId: string,
  page: number,
  now: Date,
): Promise<{ rows: ExamineeRow[]; total: number }> {
  const window = { offset: page * NAMES_A_PAGE, limit: NAMES_A_PAGE };
  return db.transaction(async (tx) => {
    const names = await findNotBegun(tx, quizId, callerOf(actor), window);
    if (names.rows.length > 0)
      await logExam(tx, actor, 'exams.read-names', { quizId, people: names.rows.length }, now);
    return names;
  });
}

export const PURPOSES = ['help', 'archive', 'report'] as const;
export type Purpose = (typeof PURPOSES)[number];
export const isPurpose = (word: string | undefined): word is Purpose =>
  PURPOSES.some((purpose) => purpose === word);

export type CompletionRow = {
  name: string;
  staffNo: string;
  unitName: string;
  state: ExamState;
  /** Null before the exam has closed for everybody, and for who has not handed in. */
  passed: boolean | null;
};

/** Who has finished and, once it has closed, who passed: no marks. For a purpose, which is logged. */
export function exportExam(
  db: Db,
  actor: Actor,
  quizId: string,
  purpose: Purpose,
  now: Date,
): Promise<CompletionRow[] | undefined> {
  return db.transaction(async (tx) => {
    const exam = await findCalledExam(tx, actor, quizId);
    if (!exam) return undefined;
    const rows = await findExaminees(tx, quizId, callerOf(actor));
    await logExam(tx, actor, 'exams.export', { quizId, people: rows.length }, now, null, purpose);
    return rows.map((row) => {
      const times = { opensAt: new Date(row.opensAt), closesAt: new Date(row.closesAt) };
      const state = stateOf({ ...row, ...times, cancelled: exam.cancelled }, now);
      const passed = now >= exam.closedAt && row.finished ? row.passed : null;
      return { name: row.name, staffNo: row.staffNo, unitName: row.unitName, state, passed };
    });
  });
}
