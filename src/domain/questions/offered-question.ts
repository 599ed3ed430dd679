import type { Content } from './rules.ts';

/** A question as a file of any format has it: what is asked, and what the file says about it. */
export type OfferedQuestion = {
  /** From 1: where it begins in a text, or its row in the sheet. */
  line: number;
  sheet?: string | undefined;
  content: Content & { stem: string };
  explanation?: string | undefined;
  topic?: string | undefined;
  difficulty?: number | undefined;
  code?: string | undefined;
  source?:
    { document?: string | undefined; article?: string | undefined; quote?: string | undefined } | undefined;
};
