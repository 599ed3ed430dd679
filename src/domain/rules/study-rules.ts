import { z } from 'zod';
import { bilingualSchema, kebabSchema, provenance } from './provenance.ts';
import { roleSchema } from './role.ts';
import { topicSchema } from './topic.ts';

/** Kinds of membership and rank that a duty to study can hang on; a roster may leave them unknown. */
export const memberKindSchema = z.enum([
  'party-member',
  'branch-committee',
  'township-leader',
  'civil-servant',
]);
export type MemberKind = z.infer<typeof memberKindSchema>;
export const MEMBER_KINDS: readonly MemberKind[] = memberKindSchema.options;

/** A person is meant when one of the roles or one of the member kinds fits. */
export const whoSchema = z
  .strictObject({
    roles: z.array(roleSchema).min(1).optional(),
    memberKinds: z.array(memberKindSchema).min(1).optional(),
  })
  .refine((who) => who.roles !== undefined || who.memberKinds !== undefined, 'expected roles or memberKinds');

/**
 * Study hours (学时) owed in a period. `orDays` is the other measure the text allows. `counts` are the kinds of evidence
 * (`hourRecords`) that count towards it. Where several rules fit a person, the largest number of hours is owed, not the
 * sum.
 */
export const hoursRuleSchema = z.strictObject({
  id: kebabSchema,
  name: bilingualSchema,
  who: whoSchema,
  hours: z.int().positive(),
  orDays: z.int().positive().optional(),
  counts: z.array(kebabSchema).min(1),
  period: z.literal('year'),
  ...provenance,
});

/** What study can be shown by. Only a kind that `feedsFile` enters the ledger: attendance does, time online does not. */
const evidenceKindSchema = z.strictObject({ id: kebabSchema, name: bilingualSchema, feedsFile: z.boolean() });

/** What a length of study counts as: `hours` for one of the `units`, which are what people type behind the number. */
const conversionSchema = z.strictObject({
  id: kebabSchema,
  name: bilingualSchema,
  units: z.array(z.string().trim().min(1)).min(1),
  hours: z.number().positive().multipleOf(0.5),
});

/** How study is recorded: the kinds of evidence, the county's conversion table and the most hours of one entry. */
export const hourRecordsSchema = z.strictObject({
  evidence: z.array(evidenceKindSchema).min(1),
  conversion: z.array(conversionSchema).min(1),
  mostHours: z.number().positive().max(999),
  ...provenance,
});

/**
 * A ground for exemption. `effects` says what leaves the person out while it lasts: reminders, denominators, the state
 * "missing data" of a file section; `liaison` hands the message to a person who visits or calls.
 */
export const exemptionRuleSchema = z.strictObject({
  id: kebabSchema,
  name: bilingualSchema,
  effects: z.array(z.enum(['reminders', 'denominators', 'missing-data', 'liaison'])).min(1),
  ...provenance,
});

/** How often a meeting is held. Only `remindRoles`, the organisers, hear that one is due. */
export const cadenceSchema = z.strictObject({
  id: kebabSchema,
  name: bilingualSchema,
  every: z.enum(['month', 'quarter', 'year']),
  times: z.int().positive(),
  remindRoles: z.array(roleSchema).min(1),
  ...provenance,
});

/** What may be seen of an answered question: right or wrong, what would have been right, and why. */
const shownSchema = z.strictObject({ marks: z.boolean(), key: z.boolean(), explanation: z.boolean() });
const minutes = z.int().positive();

/** How a quiz goes, whatever it is called. Times in minutes; null is "no limit". */
const settings = {
  timeLimit: minutes.nullable(),
  /**
   * What happens when time runs out (as in Moodle): what was chosen is handed in; it may still be handed in for `grace`
   * minutes, without another answer; or the attempt does not count.
   */
  overdue: z.enum(['submit', 'grace', 'abandon']),
  grace: z.int().nonnegative(),
  attempts: z.int().positive().nullable(),
  /** Between the end of one attempt and the beginning of the next. */
  pause: z.int().nonnegative(),
  grade: z.enum(['first', 'best', 'last', 'mean']),
  /** Share of the points, 0–1. */
  passMark: z.number().gt(0).lte(1),
  credit: z.enum(['all-or-nothing', 'partial']),
  /** An answer is final when it is given, or may be changed until everything is handed in. */
  answers: z.enum(['final', 'until-handed-in']),
  /** Whether people may say how sure they are of an answer when they give it; it teaches, and feeds no file. */
  confidence: z.boolean().default(false),
  /** So many wrong answers end the attempt. */
  lives: z.int().positive().nullable(),
  /** Whether its first attempt is a fact for the credit file; practice never is. */
  forFile: z.boolean(),
  /** While the attempt is open, once it has ended, and once the quiz has closed for everybody. */
  review: z.strictObject({ during: shownSchema, after: shownSchema, closed: shownSchema }),
};
export const quizSettingsSchema = z.object(settings);
export type QuizSettings = z.infer<typeof quizSettingsSchema>;

/**
 * A way to use the engine. `count` questions from each group of topics make a paper; what the groups are short of, or
 * where there are none, comes from the topics that the person picks, or from all of them.
 */
const quizPresetSchema = z
  .strictObject({
    name: bilingualSchema,
    items: z.int().positive().max(100),
    types: z
      .array(z.enum(['single', 'multiple', 'truefalse', 'case', 'fill', 'numeric', 'ordering', 'matching']))
      .min(1),
    blueprint: z.array(z.strictObject({ topics: z.array(topicSchema).min(1), count: z.int().positive() })),
    /** About this share of the items is drawn from the topics of the person's duties, within the blueprint. */
    dutyShare: z.number().min(0).max(1).default(0),
    ...settings,
    ...provenance,
  })
  .refine((quiz) => quiz.blueprint.reduce((sum, part) => sum + part.count, 0) <= quiz.items, {
    path: ['blueprint'],
    message: 'expected counts that add up to no more than items',
  })
  .refine((quiz) => !quiz.confidence || (!quiz.forFile && quiz.answers === 'final'), {
    path: ['confidence'],
    message: 'expected no mark of confidence in what is for the file, or where answers can be changed',
  });

/** One engine, six ways to use it. The file takes the first attempt of what counts, whatever the grade is by. */
export const quizPresetsSchema = z.strictObject({
  daily: quizPresetSchema,
  weekly: quizPresetSchema,
  topic: quizPresetSchema,
  challenge: quizPresetSchema,
  mock: quizPresetSchema,
  exam: quizPresetSchema.refine((quiz) => !quiz.confidence && quiz.dutyShare === 0, {
    message: 'expected a formal exam without a mark of confidence, drawn for all in the same way',
  }),
});

/** Topics that belong together, as people pick them. */
export const quizTopicsSchema = z.strictObject({
  id: kebabSchema,
  name: bilingualSchema,
  topics: z.array(topicSchema).min(1),
});
