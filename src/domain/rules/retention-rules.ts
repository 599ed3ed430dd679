import { z } from 'zod';
import { provenance } from './provenance.ts';

/**
 * What is taken out when its time is over. What stands in a file, was sent, decided or looked at is not among it: entries,
 * logs and trails are never deleted.
 */
const FORGOTTEN = [
  'failed-updates',
  'drafts',
  'shown-buttons',
  'invitations',
  'failed-codes',
  'question-drafts',
  'dismissed-proposals',
] as const;

/** A suggestion of the yearly trigger must not come back while its year lasts. */
const LEAST_DAYS: Partial<Record<(typeof FORGOTTEN)[number], number>> = { 'dismissed-proposals': 400 };

const termSchema = z
  .strictObject({ what: z.enum(FORGOTTEN), days: z.int().positive(), ...provenance })
  .refine(({ what, days }) => days >= (LEAST_DAYS[what] ?? 1), {
    path: ['days'],
    message: 'expected 400 days or more, so that it is not suggested anew',
  });

/** How many days each of them is kept after it was of use. */
export const retentionSchema = z
  .array(termSchema)
  .refine(
    (terms) =>
      terms.length === FORGOTTEN.length && new Set(terms.map(({ what }) => what)).size === terms.length,
    `expected a term for each of ${FORGOTTEN.join(', ')}`,
  );
