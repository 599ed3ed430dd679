import type { Db } from '../../db/client.ts';
import { findSuccessionById, type SuccessionRow } from '../../db/queries/documents.ts';
import { findCorrection, type CorrectionRow } from '../../db/queries/key-corrections.ts';
import { findReport, type ReportRow } from '../../db/queries/question-reports.ts';
import { findRegraded, type RegradedRow } from '../../db/queries/regrade.ts';
import type { DeliveryRow } from '../../db/queries/sending.ts';
import { keysOf } from '../questions/decide-correction.ts';
import type { Content } from '../questions/rules.ts';
import { keyShown, marksShown, passMarkOf } from '../quizzes/regrade.ts';

type Keys = CorrectionRow & { before: Content; after: Content };
export type QuestionSubject =
  | { kind: 'question-report' | 'report-answered'; report: ReportRow }
  | { kind: 'document-superseded'; succession: SuccessionRow }
  | { kind: 'key-proposed' | 'key-decided'; correction: Keys }
  | {
      kind: 'regraded';
      correction: Keys;
      keyShown: boolean;
      /** Those whose marks may be seen now, the newest first. */
      results: (RegradedRow & { passMark: number })[];
    };

/** What is said about questions of the bank; undefined where there is nothing to say any more. */
export async function readQuestionSubject(
  db: Db,
  kind: QuestionSubject['kind'],
  { personId, subjectId }: DeliveryRow,
  now: Date,
): Promise<QuestionSubject | undefined> {
  if (!subjectId) return undefined;
  if (kind === 'question-report' || kind === 'report-answered') {
    const report = await findReport(db, subjectId);
    const stands =
      kind === 'question-report'
        ? report?.state === 'open'
        : report?.state === 'answered' && report.reporterId === personId;
    return report && stands ? { kind, report } : undefined;
  }
  if (kind === 'document-superseded') {
    const succession = await findSuccessionById(db, subjectId);
    return succession && { kind, succession };
  }
  const row = await findCorrection(db, subjectId);
  if (!row) return undefined;
  const correction = { ...row, ...keysOf(row) };
  if (kind === 'key-proposed') return row.state === 'proposed' ? { kind, correction } : undefined;
  if (kind === 'key-decided')
    return row.state !== 'proposed' && row.proposedBy === personId ? { kind, correction } : undefined;
  const regraded = (await findRegraded(db, subjectId, personId)).filter((one) => marksShown(one, now));
  const results = regraded.map((one) => ({ ...one, passMark: passMarkOf(one) }));
  if (results.length === 0) return undefined;
  return { kind, correction, keyShown: regraded.every((one) => keyShown(one, now)), results };
}
