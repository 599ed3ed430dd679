import { locateQuestionProblems } from '../formats/locate-question-problems.ts';
import { readQuestionText } from '../formats/read-question-text.ts';
import { readQuestionFile, type QuestionFileResult } from '../formats/read-questions.ts';
import { readInput } from './read-input.ts';
import { questionProblemLine, sentenceOf } from './say-problem.ts';
import type { Words } from './words.ts';

type QuestionFile = Extract<QuestionFileResult, { ok: true }>['file'];

export type Bank =
  | { ok: true; file: QuestionFile }
  /** A line for each problem, the first 200; `problemCount` counts them all. */
  | { ok: false; lines: string[]; problemCount: number };

/** Reads a question file of ours, or says line by line what is wrong with it. */
export async function readBank(path: string, words: Words): Promise<Bank> {
  const input = await readInput(path, words);
  if (!input.ok) return { ok: false, lines: [input.sentence], problemCount: 1 };
  const read = readQuestionText(input.bytes);
  if (!read.ok) {
    const line = words.import.expected(path, sentenceOf(words.problems.questionText, read.problem));
    return { ok: false, lines: [line], problemCount: 1 };
  }
  const bank = readQuestionFile(read.json);
  if (bank.ok) return bank;
  const placed = locateQuestionProblems(input.bytes, bank.problems);
  const lines = placed.map((problem) => questionProblemLine(words, problem));
  return { ok: false, lines, problemCount: bank.problemCount };
}
