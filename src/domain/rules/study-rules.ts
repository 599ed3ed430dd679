import { z } from 'zod';
import { bilingualSchema, kebabSchema, provenance } from './provenance.ts';
import { roleSchema } from './role.ts';

/** Kinds of membership and rank that a duty to study can hang on; a roster may leave them unknown. */
const memberKindSchema = z.enum(['party-member', 'branch-committee', 'township-leader', 'civil-servant']);

/** A person is meant when one of the roles or one of the member kinds fits. */
const whoSchema = z
  .strictObject({
    roles: z.array(roleSchema).min(1).optional(),
    memberKinds: z.array(memberKindSchema).min(1).optional(),
  })
  .refine((who) => who.roles !== undefined || who.memberKinds !== undefined, 'expected roles or memberKinds');

/**
 * Study hours (学时) owed in a period. `orDays` is the other measure the text allows. Where several rules fit a person,
 * the largest number of hours is owed, not the sum.
 */
export const hoursRuleSchema = z.strictObject({
  id: kebabSchema,
  name: bilingualSchema,
  who: whoSchema,
  hours: z.int().positive(),
  orDays: z.int().positive().optional(),
  period: z.literal('year'),
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

const topicSchema = z.enum([
  'constitution-programme',
  'membership',
  'organisation',
  'cadres',
  'discipline-organs',
  'branch',
  'discipline-general',
  'discipline-political',
  'discipline-organisation',
  'discipline-integrity',
  'discipline-mass',
  'discipline-work',
  'discipline-life',
  'integrity-code',
  'member-education',
  'sanctions',
  'supervision',
  'village-self-government',
  'village-election',
  'village-affairs-openness',
  'collective-assets',
  'rural-revitalisation',
]);

/** The daily paper: `count` questions from each group of topics; `passMark` is the share of right answers, 0–1. */
export const quizDailySchema = z
  .strictObject({
    items: z.int().positive(),
    blueprint: z
      .array(z.strictObject({ topics: z.array(topicSchema).min(1), count: z.int().positive() }))
      .min(1),
    passMark: z.number().gt(0).lte(1),
    attemptsCounted: z.literal('first'),
    ...provenance,
  })
  .refine((quiz) => quiz.blueprint.reduce((sum, part) => sum + part.count, 0) === quiz.items, {
    path: ['blueprint'],
    message: 'expected counts that add up to items',
  });
