import type { BankFileFault, BankProblem, BankWarning } from './bank-problem.ts';
import type { BankFormat, BankQuestion } from './bank-question.ts';
import { checkDraft, questionKey } from './check-draft.ts';
import type { Drafts } from './draft.ts';

const MAX_QUESTIONS = 5_000;
const MAX_PROBLEMS = 200;
const MAX_WARNINGS = 200;

export type QuestionBankResult =
  | {
      ok: true;
      format: BankFormat;
      questions: readonly BankQuestion[];
      /** What was left aside, the first 200. */
      warnings: readonly BankWarning[];
    }
  | {
      ok: false;
      /** Null where the file is of no kind that is read. */
      format: BankFormat | null;
      /** In the order of the file, the first 200. */
      problems: readonly BankProblem[];
      problemCount: number;
      warnings: readonly BankWarning[];
    };

/** What is wrong with a whole file, as the result of reading it. */
const refuseBank = (
  format: BankFormat | null,
  problems: readonly BankProblem[],
  warnings: readonly BankWarning[] = [],
): QuestionBankResult => ({
  ok: false,
  format,
  problems: problems.slice(0, MAX_PROBLEMS),
  problemCount: problems.length,
  warnings: warnings.slice(0, MAX_WARNINGS),
});

/** The same for one fault of the file as a whole. */
export const refuseFile = (
  format: BankFormat | null,
  fault: BankFileFault,
  line: number | null = null,
): QuestionBankResult => refuseBank(format, [{ line, ...fault }]);

/** Checks the drafts of a file, one against the other as well: all of its questions, or all that is wrong with it. */
export function collectQuestions(
  format: BankFormat,
  { drafts, warnings }: Drafts,
  fileProblems: readonly BankProblem[] = [],
): QuestionBankResult {
  if (drafts.length > MAX_QUESTIONS)
    return refuseFile(format, { code: 'too-many-questions', max: MAX_QUESTIONS });
  const problems: BankProblem[] = [...fileProblems];
  if (drafts.length === 0 && problems.length === 0)
    return refuseBank(format, [{ line: null, code: 'no-questions' }], warnings);
  const questions: BankQuestion[] = [];
  const firstOf = { code: new Map<string, number>(), question: new Map<string, number>() };
  for (const draft of drafts) {
    const read = checkDraft(draft);
    if (!read.ok) {
      problems.push(...read.faults.map((fault) => ({ ...draft.place, ...fault })));
      continue;
    }
    const { question } = read;
    for (const { kind, key } of [
      { kind: 'code' as const, key: question.code?.toLowerCase() },
      { kind: 'question' as const, key: questionKey(question) },
    ]) {
      if (key === undefined) continue;
      const firstLine = firstOf[kind].get(key);
      if (firstLine === undefined) firstOf[kind].set(key, draft.place.line);
      else problems.push({ ...draft.place, code: `repeated-${kind}`, firstLine });
    }
    questions.push(question);
  }
  return problems.length > 0
    ? refuseBank(format, problems, warnings)
    : { ok: true, format, questions, warnings: warnings.slice(0, MAX_WARNINGS) };
}
