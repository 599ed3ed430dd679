import { z } from 'zod';
import { provenance } from './provenance.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day, e.g. "07:30"');
const max = z.int().nonnegative();
/** The largest first, so that the reminders come in the order they are written. */
export const fallingNumbers = z
  .array(z.int().positive())
  .min(1)
  .refine(
    (list) => list.every((n, i) => i === 0 || n < (list[i - 1] ?? 0)),
    'expected falling numbers, e.g. [7, 2]',
  );

/**
 * When the bot speaks again without being asked. Hours and days are counted on the clock, `max` is per person and
 * matter; after it a person takes over. Nothing but an urgent notice goes out in the quiet hours (over midnight when
 * `from` is later than `to`); what falls into them waits until they end. `weekday` is 1 (Monday) to 7.
 */
export const remindersSchema = z.strictObject({
  ackReminder: z.strictObject({ afterHours: z.int().positive(), minGapHours: z.int().positive(), max }),
  assessmentReminder: z.strictObject({ daysBefore: fallingNumbers, max }),
  interviewReminder: z.strictObject({ hoursBefore: fallingNumbers, max }),
  rectificationReminder: z.strictObject({ daysBefore: fallingNumbers, max }),
  studyReminder: z.strictObject({ every: z.literal('week'), weekday: z.int().min(1).max(7), at: timeOfDay }),
  /** When what can wait is said, in one message a day. */
  digestAt: timeOfDay,
  quietHours: z.strictObject({ from: timeOfDay, to: timeOfDay, timeZone: z.literal('Asia/Shanghai') }),
  ...provenance,
});
