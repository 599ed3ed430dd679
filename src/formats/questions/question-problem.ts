/** What a field of the wrong shape should have been. */
export type ShapeFault =
  | { code: 'missing' }
  | { code: 'wrong-type'; expected: string }
  | { code: 'not-one-of'; expected: readonly string[] }
  /** Of text: UTF-16 units; of a list: entries; of a number: its value. */
  | { code: 'too-small'; min: number }
  | { code: 'too-big'; max: number }
  | { code: 'wrong-form'; form: string }
  | { code: 'unknown-fields'; fields: readonly string[] };

/** What is wrong between fields whose shapes are right. */
export type ContentFault =
  | { code: 'repeated-id' | 'repeated-stem'; firstPath: string }
  | { code: 'equal-options'; first: number; second: number }
  | { code: 'answer-outside-options'; answer: number; options: number }
  | { code: 'answer-not-sorted' }
  | { code: 'single-answer-expected' }
  /** A multiple choice has at least two right options, and a wrong one. */
  | { code: 'several-answers-expected'; found: number; options: number }
  | { code: 'wrong-option-expected' }
  | { code: 'two-options-expected'; found: number }
  /** A gap in the stem is written "____". */
  | { code: 'gaps-expected'; gaps: number; blanks: number }
  | { code: 'no-place' }
  | { code: 'quote-too-short'; min: number };

/**
 * One thing to put right in a question file. `questionId` is null outside the questions and where the id itself is
 * unreadable; `path` is like "questions[3].source.quote", empty for the file itself.
 */
export type QuestionProblem = { questionId: string | null; path: string } & (
  | { code: 'not-a-question-file' }
  | { code: 'no-questions' }
  | { code: 'too-many-questions'; max: number }
  | ShapeFault
  | ContentFault
);
