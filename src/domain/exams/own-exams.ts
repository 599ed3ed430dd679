import type { Db } from '../../db/client.ts';
import {
  findExamAttempt,
  findOwnExam,
  findOwnExams,
  type ExamAttemptRow,
  type OwnExamRow,
} from '../../db/queries/own-exams.ts';
import { quizSettingsSchema } from '../rules/study-rules.ts';
import { settingsFor, stateOf, type ExamState } from './exam-rules.ts';

/** An exam as one person has it: window, time limit and state with what was changed for them. */
export type OwnExam = {
  quizId: string;
  topic: string | null;
  calledByName: string;
  items: number;
  minutes: number | null;
  /** Share of the points, 0–1. */
  passMark: number;
  attempts: number | null;
  forFile: boolean;
  opensAt: Date;
  closesAt: Date;
  /** When it has closed for everybody. */
  closedAt: Date;
  state: ExamState;
  attemptId: string | null;
  deadline: Date | null;
  /** Whether marks may be seen now. */
  marksShown: boolean;
  /** Meaningful once marks may be seen. */
  passed: boolean;
};

/** Exams on a list, and how long a closed one stays there, in days. */
const LISTED = 5;
const KEPT_DAYS = 365;
const DAY_MS = 86_400_000;

function toOwnExam(row: OwnExamRow, now: Date): OwnExam {
  const settings = settingsFor(quizSettingsSchema.parse(row.settings), row);
  const [opensAt, closesAt] = [new Date(row.opensAt), new Date(row.closesAt)];
  const closedAt = new Date(row.closedAt);
  const { timeLimit: minutes, passMark, attempts, forFile, review } = settings;
  const { excused, cancelled, attemptId, finishedAt } = row;
  const standing = {
    excused,
    cancelled,
    opensAt,
    closesAt,
    begun: attemptId !== null,
    finished: finishedAt !== null,
  };
  return {
    quizId: row.quizId,
    topic: row.topic,
    calledByName: row.calledByName,
    items: row.items,
    minutes,
    passMark,
    attempts,
    forFile,
    opensAt,
    closesAt,
    closedAt,
    state: stateOf(standing, now),
    attemptId,
    deadline: row.deadlineAt === null ? null : new Date(row.deadlineAt),
    marksShown: now >= closedAt ? review.closed.marks : review.after.marks,
    passed: row.passed,
  };
}

/** A person's exams, those that close last first. */
export async function listOwnExams(db: Db, personId: string, now: Date): Promise<OwnExam[]> {
  const since = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  return (await findOwnExams(db, personId, since, LISTED)).map((row) => toOwnExam(row, now));
}

/** One of them; undefined for who is not to sit it. */
export async function readOwnExam(
  db: Db,
  quizId: string,
  personId: string,
  now: Date,
): Promise<OwnExam | undefined> {
  const row = await findOwnExam(db, quizId, personId);
  return row && toOwnExam(row, now);
}

/** An attempt of theirs at an exam, and the exam; undefined where it is of none. */
export async function readExamAttempt(
  db: Db,
  attemptId: string,
  personId: string,
  now: Date,
): Promise<{ exam: OwnExam; attempt: ExamAttemptRow } | undefined> {
  const attempt = await findExamAttempt(db, attemptId, personId);
  const exam = attempt && (await readOwnExam(db, attempt.quizId, personId, now));
  return attempt && exam && { exam, attempt };
}
