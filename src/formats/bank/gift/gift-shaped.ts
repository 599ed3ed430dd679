import type { Content } from '../../../domain/questions/rules.ts';
import type { BankFault } from '../bank-problem.ts';

/** A question of GIFT as one of ours, or what hinders it. */
export type GiftShaped = {
  stem: string;
  content: Content | null;
  faults: BankFault[];
  explanation: string | undefined;
  /** Answers that are right in part, which are left out. */
  partial: string[];
};
