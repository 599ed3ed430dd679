import type { RosterConflict } from '../domain/people/import-roster.ts';
import type { PlacedQuestionProblem } from '../formats/locate-question-problems.ts';
import type { RosterProblem } from '../formats/roster/roster-problem.ts';
import type { Sentences } from './words/problem-words.ts';
import type { Words } from './words.ts';

/** The sentence for a problem. */
export function sentenceOf<P extends { code: string }>(sentences: Sentences<P>, problem: P): string {
  // The table has a sentence for this very code; TypeScript cannot follow that through a lookup.
  const say: (problem: P) => string = sentences[problem.code as P['code']];
  return say(problem);
}

/** One line about a roster file: which line and column, what stood there, what was expected. */
export function rosterProblemLine(words: Words, path: string, problem: RosterProblem): string {
  const { problems } = words;
  if (problem.code === 'file')
    return words.import.expected(path, sentenceOf(problems.table, problem.params.problem));
  const column = problem.column === null ? null : problems.columns[problem.column];
  const isHeading = problem.code === 'missing-column' || problem.code === 'repeated-column';
  const place = words.roster.at(problem.line, column, isHeading ? null : problem.found);
  return words.import.expected(place, sentenceOf(problems.roster, problem));
}

/** The same for a line that does not fit what is stored. */
export function rosterConflictLine(words: Words, conflict: RosterConflict): string {
  const found = conflict.code === 'differs-in-roles' ? words.problems.roles(conflict.roles) : conflict.found;
  const place = words.roster.at(conflict.line, words.problems.columns[conflict.column], found);
  return words.import.expected(place, sentenceOf(words.problems.conflict, conflict));
}

/** The same for a question file; the place also by its path in the JSON and the question's id. */
export function questionProblemLine(words: Words, { line, column, problem }: PlacedQuestionProblem): string {
  const place = words.question.at(line, column, problem.path, problem.questionId);
  return words.import.expected(place, sentenceOf(words.problems.question, problem));
}
