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

/**
 * What anybody may say about a village over its code: one of the `topics`, once a day, of one village at most `mostADay`
 * a day. Words of up to `textLimit` characters are for sorting alone and are deleted after `keepTextDays` days. Topics named
 * by fewer than `leastShown` are not shown.
 */
export const opinionRulesSchema = z.strictObject({
  topics: z.array(named).min(2).max(9),
  mostADay: z.int().positive(),
  textLimit: z.int().min(1).max(500),
  keepTextDays: z.int().min(1).max(90),
  leastShown: z.int().min(5),
  ...provenance,
});
