import { z } from 'zod';
import { checkRulePack } from './check-rule-pack.ts';
import { fileSectionSchema, indicatorSchema, ledgerEntryKindSchema } from './file-section.ts';
import { interviewFieldSchema, interviewKindSchema, refusedInterviewKindSchema } from './interview-kind.ts';
import { bilingualSchema, documentSchema, kebabSchema, provenance } from './provenance.ts';
import { readContent } from './read-content.ts';
import { remindersSchema } from './reminder-rules.ts';
import { cadenceSchema, exemptionRuleSchema, hoursRuleSchema, quizDailySchema } from './study-rules.ts';

/** What must never feed a file, whatever an entry calls itself. */
const bannedInputSchema = z.strictObject({ id: kebabSchema, name: bilingualSchema });

/**
 * The rules of the house as data, in one version. Content under a version never changes: a change is a new version.
 * Beyond the shapes it is checked that ids are unique, that what is referred to exists, that every source names a listed
 * document in force, that a verified rule shows its evidence, and that no section reads what is not allowed.
 */
export const rulePackSchema = z
  .strictObject({
    id: kebabSchema,
    version: z.string().regex(/^\d{4}\.\d+$/, 'expected a version, e.g. "2026.1"'),
    title: bilingualSchema,
    documents: z.array(documentSchema).min(1),
    hours: z.array(hoursRuleSchema).min(1),
    exemptions: z.array(exemptionRuleSchema).min(1),
    cadences: z.array(cadenceSchema).min(1),
    interviewFields: z.array(interviewFieldSchema).min(1),
    interviewKinds: z.array(interviewKindSchema).min(1),
    refusedInterviewKinds: z.array(refusedInterviewKindSchema).min(1),
    quizDaily: quizDailySchema,
    fileSections: z.array(fileSectionSchema).min(1),
    indicators: z.array(indicatorSchema),
    overallIndex: z.strictObject({ enabled: z.boolean(), ...provenance }),
    inputAllowList: z.strictObject({ kinds: z.array(ledgerEntryKindSchema).min(1), ...provenance }),
    bannedInputs: z.strictObject({ inputs: z.array(bannedInputSchema).min(1), ...provenance }),
    reminders: remindersSchema,
  })
  .superRefine((pack, context) => {
    for (const { path, message } of checkRulePack(pack)) context.addIssue({ code: 'custom', path, message });
  });

export type RulePack = z.infer<typeof rulePackSchema>;

/**
 * @param json a parsed rule pack file, or the body of a stored one
 * @throws Error naming each wrong place by its path and what was expected
 */
export function readRulePack(json: unknown): RulePack {
  return readContent('rule pack', rulePackSchema, json);
}

/** Whether an entry of this kind may stand in a credit file under this pack. */
export function isAllowedInput(pack: RulePack, kind: string): boolean {
  const allowed: readonly string[] = pack.inputAllowList.kinds;
  return allowed.includes(kind) && !pack.bannedInputs.inputs.some((banned) => banned.id === kind);
}
