import type { QuestionType } from '../../domain/questions/rules.ts';
import { readTruth } from './mark-words.ts';
import type { LooseQuestion } from './loose-question.ts';
import { readLetters, readPair } from './read-answer.ts';

/** A gap in a stem as it is kept. */
export const GAP = /_{2,}/;

/** The type of a question: the one that is declared, or the one its options and answer have; null where none fits. */
export function findType({ type, stem, options, answer }: LooseQuestion): QuestionType | null {
  if (type !== undefined && type !== 'choice') return type;
  if (options.length > 0) {
    if (options.every(({ text }) => readPair(text) !== null) && options.length > 1 && answer === '')
      return 'matching';
    const isTruth = options.length === 2 && options.every(({ text }) => readTruth(text) !== undefined);
    if (isTruth && type !== 'choice') return 'truefalse';
    const letters = readLetters(answer);
    const named: readonly unknown[] =
      letters ?? answer.split(/[;；、|\n]/u).filter((part) => part.trim() !== '');
    return new Set(named).size > 1 ? 'multiple' : 'single';
  }
  if (type === 'choice') return 'single';
  if (readTruth(answer) !== undefined) return 'truefalse';
  return GAP.test(stem) ? 'fill' : null;
}
