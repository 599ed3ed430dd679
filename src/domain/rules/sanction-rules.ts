import { z } from 'zod';
import { bilingualSchema, kebabSchema, provenance } from './provenance.ts';

/**
 * A kind of sanction that the competent organ can have decided on, and for how many months it has an effect, counted from the day
 * of the decision. A kind whose period was not seen in a text is not listed, and cannot be recorded then.
 */
export const sanctionKindSchema = z.strictObject({
  id: kebabSchema,
  name: bilingualSchema,
  months: z.int().min(1).max(120),
  ...provenance,
});

export type SanctionKind = z.infer<typeof sanctionKindSchema>;
