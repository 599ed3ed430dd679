import type { Content } from '../../domain/questions/rules.ts';
import type { BankFault, BankWarning } from './bank-problem.ts';
import type { BankPlace, BankSource } from './bank-question.ts';

/** What a file says of a question beside its content, as it stands there. */
export type DraftNotes = {
  explanation?: string | undefined;
  topic?: string | undefined;
  difficulty?: string | undefined;
  code?: string | undefined;
  source?: BankSource | undefined;
};

/** A question on its way from a file: read, but not held against the limits; without content when that could not be read. */
export type Draft = DraftNotes & {
  place: BankPlace;
  stem: string;
  content: Content | null;
  faults: BankFault[];
};

/** What the reader of a format hands on. */
export type Drafts = { drafts: Draft[]; warnings: BankWarning[] };
