import { findJsonPlaces } from './questions/find-json-places.ts';
import type { QuestionProblem } from './questions/question-problem.ts';

/** A problem with the line and column, from 1, of the value it speaks of, or of what that value is missing from. */
export type PlacedQuestionProblem = { line: number; column: number; problem: QuestionProblem };

/**
 * Finds the places of problems in the file they were found in.
 * @param bytes a file that readQuestionText has parsed
 */
export function locateQuestionProblems(
  bytes: Uint8Array,
  problems: readonly QuestionProblem[],
): PlacedQuestionProblem[] {
  const text = new TextDecoder().decode(bytes);
  const places = findJsonPlaces(text, new Set(problems.flatMap(({ path }) => upwards(path))));
  return problems.map((problem) => {
    const path = upwards(problem.path).find((one) => places.has(one)) ?? '';
    return { ...lineOf(text, places.get(path) ?? 0), problem };
  });
}

/** "questions[3].source.quote", "questions[3].source", "questions[3]", "questions", "". */
function upwards(path: string): string[] {
  const steps = path.match(/[^.[\]]+/g) ?? [];
  const paths = steps.map((_, at) => {
    const shorter = steps.slice(0, steps.length - at);
    return shorter.reduce(
      (text, step) => `${text}${/^\d+$/.test(step) ? `[${step}]` : `${text && '.'}${step}`}`,
      '',
    );
  });
  return [...paths, ''];
}

function lineOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
