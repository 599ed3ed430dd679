import { z } from 'zod';
import { bilingualSchema, kebabSchema, provenance } from './provenance.ts';

/**
 * A kind of notice. `answers` are the buttons beside "received"; none at all where nothing is to be confirmed. `unknown`
 * says what happens to a message of which nobody knows whether it arrived: `hold` leaves it to a person, `resend` sends
 * it again (a second copy is better than none). Only a kind that `mayBeUrgent` may pass the quiet hours.
 */
export const noticeKindSchema = z.strictObject({
  id: kebabSchema,
  name: bilingualSchema,
  needsAcknowledgement: z.boolean(),
  answers: z.array(z.enum(['question', 'cannot-attend'])),
  unknown: z.enum(['hold', 'resend']),
  mayBeUrgent: z.boolean(),
  ...provenance,
});

/**
 * `approvalAbove`: more recipients than this, or an urgent notice, need a second person. `weeklyCap`: so many notices of
 * one sender to one person in seven days, after which the bot proposes to merge. `visitAfterDays`: who has not confirmed
 * so long after the last reminder is handed to a person who visits or calls.
 */
export const noticeRulesSchema = z.strictObject({
  approvalAbove: z.int().positive(),
  weeklyCap: z.int().positive(),
  visitAfterDays: z.int().positive(),
  deadlineWorkingDays: z.array(z.int().positive()).min(1),
  ...provenance,
});

export type NoticeKind = z.infer<typeof noticeKindSchema>;
