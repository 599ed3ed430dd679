import { z } from 'zod';
import { bilingualSchema, kebabSchema, provenance } from './provenance.ts';

const named = z.strictObject({ id: kebabSchema, name: bilingualSchema });

/**
 * Democratic review (民主评议). Others may vote for `days` days after the self-assessment has closed; a side with fewer than
 * `leastVotes` is not shown. A committee gives one of the `grades`, and is warned, no more, where the `capped` one would go to
 * more than one in `oneOf` of those reviewed.
 */
export const reviewRulesSchema = z
  .strictObject({
    days: z.int().min(1).max(31),
    leastVotes: z.int().min(5),
    grades: z.array(named).min(2).max(6),
    capped: z.strictObject({ grade: kebabSchema, oneOf: z.int().min(2) }),
    ...provenance,
  })
  .refine(({ grades, capped }) => grades.some(({ id }) => id === capped.grade), {
    path: ['capped', 'grade'],
    message: 'expected the id of a grade',
  });
