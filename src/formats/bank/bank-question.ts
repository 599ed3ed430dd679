import type { Content } from '../../domain/questions/rules.ts';

export type BankFormat = 'gift' | 'aiken' | 'moodle-xml' | 'csv' | 'xlsx' | 'text';

/** What a question rests on, as far as a file says it. */
export type BankSource = {
  document?: string | undefined;
  article?: string | undefined;
  quote?: string | undefined;
};

/** A question apart from where it stood: what is asked, and what may be known about it. */
export type PlainQuestion = {
  content: Content & { stem: string };
  explanation?: string | undefined;
  topic?: string | undefined;
  /** 1–3. */
  difficulty?: number | undefined;
  /** The id of the bank, such as "dr-001". */
  code?: string | undefined;
  source?: BankSource | undefined;
};

/** `line` counts from 1: where the question begins in a text file, or its row in the sheet `sheet`. */
export type BankQuestion = PlainQuestion & { line: number; sheet?: string };

/** Where something stands; `sheet` is there when the file is a workbook. */
export type BankPlace = { line: number; sheet?: string };
