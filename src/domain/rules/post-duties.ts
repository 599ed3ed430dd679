import { z } from 'zod';
import { bilingualSchema, kebabSchema, provenance } from './provenance.ts';
import { roleSchema } from './role.ts';

/**
 * "One post, two responsibilities": what a post is to do in its work, and for clean government. A post has it when its
 * title holds one of `titles`, e.g. "会计" in "村会计", or when it carries one of `roles`.
 */
const postDutySchema = z.strictObject({
  id: kebabSchema,
  name: bilingualSchema,
  titles: z.array(z.string().trim().min(2)).min(1),
  roles: z.array(roleSchema),
  business: bilingualSchema,
  clean: bilingualSchema,
  ...provenance,
});

/** The duties of all posts, a sheet a quarter; nobody is given one with fewer than `leastDaysLeft` days of it left. */
export const postDutiesSchema = z.strictObject({
  items: z.array(postDutySchema).min(1),
  leastDaysLeft: z.int().positive(),
  ...provenance,
});
