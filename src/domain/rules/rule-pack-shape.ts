import { z } from 'zod';
import { alertRulesSchema } from './alert-rules.ts';
import { dutyTopicsSchema } from './duty-topics.ts';
import { fileAccessSchema, objectionRulesSchema, recusalSchema } from './file-access-rules.ts';
import { fileSectionSchema, indicatorSchema, ledgerEntryKindSchema } from './file-section.ts';
import { formRulesSchema } from './form-rules.ts';
import {
  interviewFieldSchema,
  interviewKindSchema,
  interviewRulesSchema,
  interviewTriggerSchema,
  refusedInterviewKindSchema,
} from './interview-kind.ts';
import { meetingRulesSchema } from './meeting-rules.ts';
import { noticeKindSchema, noticeRulesSchema } from './notice-rules.ts';
import { postDutiesSchema } from './post-duties.ts';
import { bilingualSchema, documentSchema, kebabSchema, provenance } from './provenance.ts';
import { sanctionKindSchema } from './sanction-rules.ts';
import { remindersSchema } from './reminder-rules.ts';
import { opinionRulesSchema, reviewRulesSchema } from './democratic-review-rules.ts';
import { retentionSchema } from './retention-rules.ts';
import { reviewBookSchema } from './review-book-rules.ts';
import {
  cadenceSchema,
  exemptionRuleSchema,
  hoursRuleSchema,
  quizPresetsSchema,
  quizTopicsSchema,
  hourRecordsSchema,
} from './study-rules.ts';

/** What must never feed a file, whatever an entry calls itself. */
const bannedInputSchema = z.strictObject({ id: kebabSchema, name: bilingualSchema });

/** A rule pack as far as shapes go; `rulePackSchema` also checks what holds between its parts. */
export const rulePackShape = z.strictObject({
  id: kebabSchema,
  version: z.string().regex(/^\d{4}\.\d+$/, 'expected a version, e.g. "2026.1"'),
  title: bilingualSchema,
  documents: z.array(documentSchema).min(1),
  hours: z.array(hoursRuleSchema).min(1),
  hourRecords: hourRecordsSchema,
  exemptions: z.array(exemptionRuleSchema).min(1),
  cadences: z.array(cadenceSchema).min(1),
  meetings: meetingRulesSchema,
  interviewFields: z.array(interviewFieldSchema).min(1),
  interviewKinds: z.array(interviewKindSchema).min(1),
  interviewRules: interviewRulesSchema,
  interviewTriggers: z.array(interviewTriggerSchema),
  refusedInterviewKinds: z.array(refusedInterviewKindSchema).min(1),
  forms: formRulesSchema,
  alerts: alertRulesSchema,
  sanctions: z.array(sanctionKindSchema).min(1).max(12),
  quizPresets: quizPresetsSchema,
  quizTopics: z.array(quizTopicsSchema).min(1).max(8),
  dutyTopics: z.array(dutyTopicsSchema),
  postDuties: postDutiesSchema,
  reviewBook: reviewBookSchema,
  fileSections: z.array(fileSectionSchema).min(1),
  fileAccess: fileAccessSchema,
  recusal: recusalSchema,
  objections: objectionRulesSchema,
  retention: retentionSchema,
  reviews: reviewRulesSchema,
  opinions: opinionRulesSchema,
  indicators: z.array(indicatorSchema),
  overallIndex: z.strictObject({ enabled: z.boolean(), ...provenance }),
  inputAllowList: z.strictObject({ kinds: z.array(ledgerEntryKindSchema).min(1), ...provenance }),
  bannedInputs: z.strictObject({ inputs: z.array(bannedInputSchema).min(1), ...provenance }),
  noticeKinds: z.array(noticeKindSchema).min(1),
  noticeRules: noticeRulesSchema,
  reminders: remindersSchema,
});

export type RulePack = z.infer<typeof rulePackShape>;
