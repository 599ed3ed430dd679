import { z } from 'zod';
import { bilingualSchema, kebabSchema, provenance } from './provenance.ts';

/** Telegram lets a bot delete what it sent for 48 hours; the job that does it needs a few minutes of them. */
const MOST_MINUTES = 47 * 60;

/**
 * When the subject hears of a look. `sealed`: after so many days, for a reason that the requester typed and only where a
 * second person approved.
 */
const tellingSchema = z.discriminatedUnion('when', [
  z.strictObject({ when: z.literal('at-once') }),
  z.strictObject({ when: z.literal('after'), days: z.int().positive() }),
  z.strictObject({ when: z.literal('sealed'), days: z.int().positive() }),
]);

/** `minutes`: so long what is shown stays in the chat. */
const purposePolicySchema = z
  .strictObject({
    approval: z.boolean(),
    told: tellingSchema,
    minutes: z.int().positive().max(MOST_MINUTES),
  })
  .refine(({ approval, told }) => approval || told.when !== 'sealed', {
    path: ['approval'],
    message: 'expected true where the look is sealed',
  });

/** What it takes to look at somebody else's file, purpose by purpose. `approvalHours`: so long an approval holds. */
export const fileAccessSchema = z.strictObject({
  purposes: z.strictObject({
    'routine-check': purposePolicySchema,
    'talk-preparation': purposePolicySchema,
    appointment: purposePolicySchema,
    objection: purposePolicySchema,
  }),
  approvalHours: z.int().positive(),
  ...provenance,
});

/** Relatives who keep away from each other's files. */
export const recusalSchema = z.strictObject({
  relatives: z.array(z.strictObject({ id: kebabSchema, name: bilingualSchema })).min(1),
  ...provenance,
});

/** Working days within which an objection is answered, and before which those who may answer are reminded. */
export const objectionRulesSchema = z
  .strictObject({
    answerWorkingDays: z.int().positive(),
    remindWorkingDaysBefore: z.int().positive(),
    ...provenance,
  })
  .refine((rules) => rules.remindWorkingDaysBefore < rules.answerWorkingDays, {
    path: ['remindWorkingDaysBefore'],
    message: 'expected fewer days than there are to answer in',
  });

export type FileAccessRules = z.infer<typeof fileAccessSchema>;
/** Why a file is opened; asked with one tap, and written to the access log. */
export type Purpose = keyof FileAccessRules['purposes'];
export const PURPOSES = Object.keys(fileAccessSchema.shape.purposes.shape) as readonly Purpose[];
export const isPurpose = (word: string): word is Purpose => (PURPOSES as readonly string[]).includes(word);

const DAY_MS = 86_400_000;

/** From when the subject knows of a look. */
export function tellAt({ told }: FileAccessRules['purposes'][Purpose], usedAt: Date): Date {
  return told.when === 'at-once' ? usedAt : new Date(usedAt.getTime() + told.days * DAY_MS);
}
