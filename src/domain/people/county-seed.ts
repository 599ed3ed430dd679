import { z } from 'zod';
import { bilingualSchema, daySchema, kebabSchema } from '../rules/provenance.ts';
import { readContent } from '../rules/read-content.ts';
import { roleSchema } from '../rules/role.ts';
import { memberKindSchema } from '../rules/study-rules.ts';
import { checkCountySeed } from './check-county-seed.ts';
import { historyRecipeSchema } from './history-recipe.ts';

const words = z.string().trim().min(1);

/** A unit by its path of names from the county down, "样例县/青石镇/青石第一村"; its parent stands before it. */
const unitSchema = z.strictObject({ path: words, kind: z.enum(['county', 'township', 'village', 'branch']) });

/** A post from the day `since` to the day before `until`; the one without `until` is still held. */
const postSchema = z.strictObject({
  unit: words,
  title: words,
  titleEn: words,
  roles: z.array(roleSchema).min(1),
  since: daySchema,
  until: daySchema.optional(),
});

/**
 * Somebody on the sample roster. No `telegramId`: not bound yet. `blocked`: bound, but has blocked the bot.
 * `exempt.reason` is the id of an exemption of the rule pack, `until` the first day it no longer holds. Posts are in
 * the order they were held.
 */
const personSchema = z.strictObject({
  staffNo: z.string().regex(/^QS-\d{3}$/, 'expected a staff number, e.g. "QS-001"'),
  name: words,
  language: z.enum(['zh', 'en']),
  telegramId: z.int().positive().optional(),
  blocked: z.literal(true).optional(),
  exempt: z.strictObject({ reason: kebabSchema, until: daySchema }).optional(),
  memberKinds: z.array(memberKindSchema).min(1).optional(),
  posts: z.array(postSchema).min(1),
});

const countySeedShape = z.strictObject({
  version: z.int().positive(),
  title: bilingualSchema,
  units: z.array(unitSchema).min(1),
  people: z.array(personSchema).min(1),
  history: historyRecipeSchema,
});

/** A made-up county for trying and showing the bot; `checkCountySeed` says what must hold beyond the shapes. */
export const countySeedSchema = countySeedShape.superRefine((seed, context) => {
  for (const { path, message } of checkCountySeed(seed)) context.addIssue({ code: 'custom', path, message });
});

export type CountySeed = z.infer<typeof countySeedSchema>;

/**
 * @param json a parsed county file
 * @throws Error naming each wrong place by its path and what was expected
 */
export function readCountySeed(json: unknown): CountySeed {
  return readContent('county seed', countySeedSchema, json);
}
