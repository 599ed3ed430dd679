import { z } from 'zod';

const words = z.string().trim().min(1);

/** Names things in content: lower-case English words joined by hyphens. */
export const kebabSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected kebab-case, e.g. "theme-day"');

/** A text in both languages of the house. */
export const bilingualSchema = z.strictObject({ zh: words, en: words });

/** A calendar day, "2026-11-23". */
export const daySchema = z.iso.date();

/** A law or a Party rule in one version, or the county's own practice. `inForceFrom` is null where it was not seen. */
export const documentSchema = z.strictObject({
  title: words,
  titleEn: words,
  version: words,
  inForceFrom: daySchema.nullable(),
  status: z.enum(['in-force', 're-verify', 'superseded']),
  supersededBy: words.optional(),
});

/**
 * Where a rule comes from. `document` and `version` name an entry of the pack's `documents`; `article` is "第二十条", or
 * null for a document without articles or where the number was not seen. `quote` is word for word from that article.
 */
export const sourceSchema = z.strictObject({
  document: words,
  version: words,
  article: words.nullable(),
  chapter: words.optional(),
  quote: words.optional(),
  note: bilingualSchema.optional(),
});

/**
 * The two fields of every rule. `verified` is true only where somebody read the text itself and it carries the rule's
 * core. Roles, record fields, hours of the day and thresholds are settings of the house even then.
 */
export const provenance = { source: sourceSchema, verified: z.boolean() };

export type Source = z.infer<typeof sourceSchema>;
