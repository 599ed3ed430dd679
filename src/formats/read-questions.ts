import { z } from 'zod';
import { checkQuestion, plainText } from './questions/check-question.ts';
import { describeIssue, jsonPath } from './questions/describe-issue.ts';
import type { QuestionProblem } from './questions/question-problem.ts';
import {
  documentSchema,
  questionSchema,
  type Question,
  type QuestionDocument,
} from './questions/question-schema.ts';

const MAX_QUESTIONS = 5_000;
const MAX_PROBLEMS = 200;

export type QuestionFileResult =
  | { ok: true; file: { document: QuestionDocument; questions: readonly Question[] } }
  | {
      ok: false;
      /** In the order of the file, the first 200. */
      problems: readonly QuestionProblem[];
      problemCount: number;
    };

const fileSchema = z.strictObject({ document: z.unknown(), questions: z.array(z.unknown()) });

/**
 * Checks a question file: the shapes, and what makes a question sound apart from its quote, which is held against the
 * reference text elsewhere. Ids and stems are unique within the file. All or nothing; every problem is listed.
 */
export function readQuestionFile(json: unknown): QuestionFileResult {
  const shell = fileSchema.safeParse(json, { reportInput: true });
  if (!shell.success) {
    const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
    return refusal(
      isObject
        ? shell.error.issues.map((issue) => problemAt(null, issue.path, issue))
        : [{ questionId: null, path: '', code: 'not-a-question-file' }],
    );
  }
  const { questions } = shell.data;
  if (questions.length === 0) return refusal([{ questionId: null, path: 'questions', code: 'no-questions' }]);
  if (questions.length > MAX_QUESTIONS)
    return refusal([{ questionId: null, path: 'questions', code: 'too-many-questions', max: MAX_QUESTIONS }]);

  const document = documentSchema.safeParse(shell.data.document, { reportInput: true });
  const problems = (document.error?.issues ?? []).map((issue) =>
    problemAt(null, ['document', ...issue.path], issue),
  );
  const read: Question[] = [];
  const firstPath = { id: new Map<string, string>(), stem: new Map<string, string>() };
  for (const [at, value] of questions.entries()) {
    const result = questionSchema.safeParse(value, { reportInput: true });
    if (!result.success) {
      const id = idOf(value);
      problems.push(
        ...result.error.issues.map((issue) => problemAt(id, ['questions', at, ...issue.path], issue)),
      );
      continue;
    }
    const question = result.data;
    const say = (path: string, fault: ReturnType<typeof checkQuestion>[number]['fault']) =>
      problems.push({ questionId: question.id, path: `questions[${at}].${path}`, ...fault });
    for (const { key, text } of [
      { key: 'id' as const, text: question.id },
      { key: 'stem' as const, text: plainText(question.stem) },
    ]) {
      const first = firstPath[key].get(text);
      if (first !== undefined) say(key, { code: `repeated-${key}`, firstPath: first });
      else firstPath[key].set(text, `questions[${at}].${key}`);
    }
    for (const { path, fault } of checkQuestion(question)) say(path, fault);
    read.push(question);
  }
  return document.success && problems.length === 0
    ? { ok: true, file: { document: document.data, questions: read } }
    : refusal(problems);
}

const problemAt = (
  questionId: string | null,
  path: readonly PropertyKey[],
  issue: z.core.$ZodIssue,
): QuestionProblem => ({ questionId, path: jsonPath(path), ...describeIssue(issue) });

const refusal = (problems: readonly QuestionProblem[]): QuestionFileResult => ({
  ok: false,
  problems: problems.slice(0, MAX_PROBLEMS),
  problemCount: problems.length,
});

/** The id of a question that could not be read, where it has one. */
function idOf(value: unknown): string | null {
  const found = z.object({ id: z.string().max(64) }).safeParse(value);
  return found.success ? found.data.id : null;
}
