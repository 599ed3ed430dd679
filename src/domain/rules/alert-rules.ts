import { z } from 'zod';
import { ledgerEntryKindSchema, type LedgerEntryKind } from './file-section.ts';
import { bilingualSchema, kebabSchema, provenance } from './provenance.ts';

/**
 * What makes a rule propose an alert.
 *
 * - rectification-overdue: something was not closed more than so many days after the day it was due.
 * - section-attention: a section asked for attention in so many ended quarters in a row.
 * - objection-unanswered: an objection has no answer more than so many days after its term.
 */
const causeSchema = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('rectification-overdue'), days: z.int().nonnegative() }),
  z.strictObject({
    event: z.literal('section-attention'),
    sections: z.array(kebabSchema).min(1),
    quarters: z.int().min(2).max(8),
  }),
  z.strictObject({ event: z.literal('objection-unanswered'), days: z.int().nonnegative() }),
]);

/**
 * A rule that proposes an alert about somebody to a supervisor, who accepts or dismisses it. `inputs` are the kinds of entries
 * it rests on, all of the pack's allow-list. `feedsFile`: an accepted one is an entry of the person's file.
 */
const alertRuleSchema = z.strictObject({
  id: kebabSchema,
  name: bilingualSchema,
  colour: kebabSchema,
  on: causeSchema,
  inputs: z.array(ledgerEntryKindSchema).min(1),
  feedsFile: z.boolean(),
  ...provenance,
});

export const alertRulesSchema = z.strictObject({
  colours: z.array(z.strictObject({ id: kebabSchema, name: bilingualSchema })).min(1),
  rules: z.array(alertRuleSchema),
  ...provenance,
});

export type AlertRule = z.infer<typeof alertRuleSchema>;

/** The kinds of entries that a cause reads; those of a section are the section's. */
export function kindsBehind(
  on: AlertRule['on'],
  inputsOf: (section: string) => readonly LedgerEntryKind[],
): LedgerEntryKind[] {
  switch (on.event) {
    case 'rectification-overdue':
      return ['rectification-opened', 'rectification-extended', 'rectification-closed'];
    case 'section-attention':
      return on.sections.flatMap(inputsOf);
    case 'objection-unanswered':
      return ['objection', 'objection-answer'];
  }
}
