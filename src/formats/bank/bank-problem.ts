import type { TableProblem } from '../table/table-result.ts';
import type { BankPlace } from './bank-question.ts';

/** The parts of a question that have limits. */
export type BankField =
  | 'stem'
  | 'scenario'
  | 'option'
  | 'blank'
  | 'pair'
  | 'extra'
  | 'answer'
  | 'unit'
  | 'tolerance'
  | 'explanation'
  | 'topic'
  | 'document'
  | 'article'
  | 'quote';

/** What is wrong with one question. Lengths are in UTF-16 units; `found` is what stood there, shortened. */
export type BankFault =
  | { code: 'no-stem' | 'no-answer' | 'no-options' | 'no-scenario' | 'has-picture' }
  | { code: 'unknown-type'; found: string }
  /** The answer names an option that is not there; `options` is how many there are. */
  | { code: 'answer-not-an-option'; found: string; options: number }
  /** The answer is not of the form that its type needs. */
  | {
      code: 'answer-unclear' | 'true-or-false-expected' | 'number-expected' | 'pairs-expected';
      found: string;
    }
  /** The answer stands twice, and not the same. */
  | { code: 'answers-differ'; found: string; other: string }
  | { code: 'two-right-in-single'; right: number }
  | { code: 'one-right-in-multiple' | 'all-right' | 'order-incomplete' }
  | { code: 'two-options-expected'; options: number }
  /** Letters from 0: A, B … */
  | { code: 'repeated-option'; first: number; second: number }
  | { code: 'options-out-of-order'; expected: string; found: string }
  /** A gap in the stem is written "____". */
  | { code: 'gaps-expected'; gaps: number; blanks: number }
  | { code: 'too-long'; field: BankField; max: number }
  | { code: 'too-many' | 'too-few'; field: BankField; limit: number }
  | { code: 'bad-difficulty' | 'bad-code'; found: string }
  | { code: 'repeated-code' | 'repeated-question'; firstLine: number }
  /** The format's own signs are not in order; `found` is the beginning of the question. */
  | { code: 'not-readable'; found: string };

/** What keeps a whole file from being read. */
export type BankFileFault =
  | { code: 'file'; problem: TableProblem }
  | { code: 'no-questions' | 'not-moodle' | 'xml-entities' | 'answers-apart' }
  | { code: 'broken-xml'; found: string }
  | { code: 'missing-column'; column: 'stem' | 'answer' }
  | { code: 'repeated-column'; found: string }
  | { code: 'too-many-questions'; max: number }
  | { code: 'line-too-long'; max: number };

/** One thing to put right; `line` is null where it is the file as a whole. */
export type BankProblem = (BankPlace & BankFault) | ({ line: number | null; sheet?: string } & BankFileFault);

/** Something the file holds that was left aside. */
export type BankWarning = BankPlace &
  (
    | { code: 'text-left-out' | 'unknown-column'; found: string }
    /** An answer that is right in part; here one is right or is not. */
    | { code: 'partial-answer-left-out'; found: string }
    | { code: 'sheet-left-out'; found: string }
  );
