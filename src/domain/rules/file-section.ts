import { z } from 'zod';
import { bilingualSchema, kebabSchema, provenance } from './provenance.ts';

/** Every kind of entry a ledger may hold. A rule pack can allow fewer, never more. */
export const ledgerEntryKindSchema = z.enum(
  [
    'quiz-result',
    'study-hours',
    'notice-acknowledged',
    'interview-notified',
    'interview-held',
    'inquiry-answered',
    'self-assessment-submitted',
    'review-conclusion',
    'rectification-opened',
    'rectification-extended',
    'rectification-closed',
    'recognition',
    'clearing',
    'correction',
    'objection',
    'objection-answer',
    'post-started',
    'post-ended',
    'form-chosen',
    'alert-accepted',
    'sanction',
  ],
  {
    error: ({ input }) =>
      `expected a kind of entry that may stand in a file; ${JSON.stringify(input)} is none`,
  },
);

/**
 * What a share may be a share of. Other numbers of an entry, such as hours, are shown and never added up into a state. As with the
 * kinds, a new one is written down here and nowhere else.
 */
const countedFieldSchema = z.enum(['correct', 'total'], {
  error: ({ input }) => `expected a field that may be counted; ${JSON.stringify(input)} may not`,
});

const entryKinds = z.array(ledgerEntryKindSchema).min(1);

/**
 * How the entries of a section become its state: in-order, attention, missing-data, not-enough or information. Only a
 * person decides what follows from it.
 *
 * - share: sum of `goodField` ÷ sum of `totalField` over the data of the period's entries. No entry: missing-data;
 *   fewer than `enoughFrom` entries: not-enough; below `attentionBelow` (0–1): attention; otherwise in-order.
 * - present: at least one entry within the period, its calendar year, or ever: in-order; none: missing-data.
 * - open-items: an opened entry is closed by the closed entry of the same source. One open past the day in its
 *   `dueField` ("2026-11-23"): attention; open in time: information; otherwise in-order. An entry of the kind `extended`
 *   whose data name the source as `item` has the later day that holds instead.
 * - in-effect: an entry has an effect up to and with the day in its `untilField`. One in effect: attention; otherwise
 *   in-order. What is over stays among the section's entries.
 * - count: how many entries the period has; always information.
 * - not-built: this system does not collect it yet; always information, and says so.
 */
const sectionRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('share'),
    entryKind: ledgerEntryKindSchema,
    goodField: countedFieldSchema,
    totalField: countedFieldSchema,
    attentionBelow: z.number().gt(0).lt(1),
    enoughFrom: z.int().positive(),
  }),
  z.strictObject({ kind: z.literal('present'), entryKinds, within: z.enum(['period', 'year', 'ever']) }),
  z.strictObject({
    kind: z.literal('open-items'),
    opened: ledgerEntryKindSchema,
    closed: ledgerEntryKindSchema,
    extended: ledgerEntryKindSchema.optional(),
    dueField: z.string().min(1),
  }),
  z.strictObject({ kind: z.literal('in-effect'), entryKinds, untilField: z.string().min(1) }),
  z.strictObject({ kind: z.literal('count'), entryKinds }),
  z.strictObject({ kind: z.literal('not-built') }),
]);

/** A section of the credit file; `inputs` are the entries it lists, its rule reads some of them. */
export const fileSectionSchema = z.strictObject({
  id: kebabSchema,
  name: bilingualSchema,
  order: z.int().positive(),
  inputs: z.array(ledgerEntryKindSchema),
  rule: sectionRuleSchema,
  ...provenance,
});

/** A published indicator: the section it reads and its weight in the overall index, should that be on. */
export const indicatorSchema = z.strictObject({
  id: kebabSchema,
  name: bilingualSchema,
  section: kebabSchema,
  weight: z.number().gt(0).lte(1),
  ...provenance,
});

export type LedgerEntryKind = z.infer<typeof ledgerEntryKindSchema>;
export type SectionRule = z.infer<typeof sectionRuleSchema>;
export type FileSection = z.infer<typeof fileSectionSchema>;

/** The kinds of entries a section's rule reads. */
export function kindsRead(rule: SectionRule): LedgerEntryKind[] {
  switch (rule.kind) {
    case 'share':
      return [rule.entryKind];
    case 'present':
    case 'in-effect':
    case 'count':
      return rule.entryKinds;
    case 'open-items':
      return [rule.opened, rule.closed, ...(rule.extended ? [rule.extended] : [])];
    case 'not-built':
      return [];
  }
}
