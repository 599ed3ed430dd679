import type { Db } from '../../db/client.ts';
import type { ExamAttemptRow } from '../../db/queries/own-exams.ts';
import type { DeliveryRow } from '../../db/queries/sending.ts';
import type { ExamState } from '../exams/exam-rules.ts';
import { readExamAttempt, readOwnExam, type OwnExam } from '../exams/own-exams.ts';

export type ExamSubject =
  | { kind: 'exam-called' | 'exam-reminder' | 'exam-changed' | 'exam-cancelled'; exam: OwnExam }
  | { kind: 'exam-ended'; exam: OwnExam; attempt: ExamAttemptRow; attemptId: string };

/** Where a person must stand for a message to be still worth saying. */
const WORTH: Record<Exclude<ExamSubject['kind'], 'exam-ended'>, readonly ExamState[]> = {
  'exam-called': ['coming', 'open'],
  'exam-reminder': ['coming', 'open', 'under-way'],
  'exam-changed': ['coming', 'open', 'under-way', 'excused'],
  'exam-cancelled': ['cancelled'],
};

/** What is said about an exam; undefined where there is nothing to say any more. */
export async function readExamSubject(
  db: Db,
  kind: ExamSubject['kind'],
  { personId, subjectId }: DeliveryRow,
  now: Date,
): Promise<ExamSubject | undefined> {
  if (subjectId === null) return undefined;
  if (kind === 'exam-ended') {
    const read = await readExamAttempt(db, subjectId, personId, now);
    return read && { kind, ...read, attemptId: subjectId };
  }
  const exam = await readOwnExam(db, subjectId, personId, now);
  return exam && WORTH[kind].includes(exam.state) ? { kind, exam } : undefined;
}
