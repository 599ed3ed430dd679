import { z } from 'zod';
import { bilingualSchema, kebabSchema, provenance } from './provenance.ts';
import { whoSchema } from './study-rules.ts';

/** When the cadence of a kind binds a unit at all; without it, it binds every unit that has an organiser. */
const dutySchema = z
  .strictObject({
    /** So many registered members at least. */
    leastPeople: z.int().positive().optional(),
    /** Only units that held one within the last year, e.g. because they have groups. */
    onceHeld: z.literal(true).optional(),
    ...provenance,
  })
  .refine((duty) => duty.leastPeople !== undefined || duty.onceHeld !== undefined, 'expected a condition');

/**
 * A kind of meeting that can be held: the name and the source are those of its cadence. `who` leaves out people of the
 * unit who are not meant; `evidence` is what attendance counts as in study hours, by its length, or null for none.
 */
const meetingKindSchema = z.strictObject({
  cadence: kebabSchema,
  /** How long it usually takes. */
  minutes: z.int().positive(),
  evidence: kebabSchema.nullable(),
  who: whoSchema.optional(),
  duty: dutySchema.optional(),
});

/**
 * How meetings are held. The code shown in the room changes every `seconds`, and the one before is taken for
 * `graceSeconds` more; after `tries` wrong ones somebody waits `lockMinutes`. It can be shown `openBeforeMinutes` before
 * the beginning. The organiser is reminded `remindDaysBefore` days before a period ends without a meeting.
 */
export const meetingRulesSchema = z.strictObject({
  kinds: z.array(meetingKindSchema).min(1).max(8),
  excuses: z
    .array(z.strictObject({ id: kebabSchema, name: bilingualSchema }))
    .min(1)
    .max(3),
  roomCode: z.strictObject({
    digits: z.int().min(4).max(6),
    seconds: z.int().min(30).max(60),
    graceSeconds: z.int().nonnegative(),
    tries: z.int().positive(),
    lockMinutes: z.int().positive(),
  }),
  openBeforeMinutes: z.int().nonnegative(),
  remindDaysBefore: z.int().positive(),
  ...provenance,
});
