import type { BankPlace } from './bank-question.ts';
import type { DraftNotes } from './draft.ts';
import type { DeclaredType } from './type-words.ts';
import type { Option } from './split-options.ts';

/** A question as rows and plain text have it: what people wrote, sorted by what it is for. */
export type LooseQuestion = DraftNotes & {
  place: BankPlace;
  /** Undefined where nothing says it: then the options and the answer tell. */
  type: DeclaredType | undefined;
  stem: string;
  scenario?: string | undefined;
  options: readonly Option[];
  answer: string;
  /** Undefined where the file has no such thing: then the stem may tell. */
  unit?: string | undefined;
  tolerance?: string | undefined;
};
