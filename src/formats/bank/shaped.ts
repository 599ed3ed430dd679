import type { Content } from '../../domain/questions/rules.ts';
import type { BankFault } from './bank-problem.ts';

/** The stem and the content of a question, or what hinders them. */
export type Shaped = { stem: string; content: Content | null; faults: BankFault[] };
export const refuse = (stem: string, ...faults: BankFault[]): Shaped => ({ stem, content: null, faults });
