import { z } from 'zod';
import { bilingualSchema, kebabSchema } from '../rules/provenance.ts';

const words = z.string().trim().min(1);
const share = z.number().min(0).max(1);
const range = (number: z.ZodNumber) =>
  z.strictObject({ min: number, max: number }).refine((it) => it.min <= it.max, 'expected min not above max');
/** Days back from the day of seeding; negative lies ahead. */
const daysAgo = z.int();
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day, e.g. "15:00"');

/**
 * What past a sample county is given, so that boards and files show something in the first minute. People are named by
 * staff number, units by path, days relative to the day of seeding; what is not named is drawn from `seed`, so the same
 * day gives the same history. Nothing is made for the time before a person held a post. Shares are 0–1.
 *
 * - quizzes: each bound person's number of daily papers within `days` and own level of right answers; `fewPapersShare`
 *   of the people get one or two papers only, `noPapersShare` none.
 * - notices: `dueInDays` is null without a deadline, `ackShare` null where nothing is to be acknowledged.
 * - meetings: of a kind that gives no study hours, those of the past with the organiser's list.
 * - studyHours: `decidedBy` confirmed the entry, or sent it back where `rejected` gives a reason; without it, it waits.
 * - studyPlans: a plan of content/cards that the person took up, with so many of its cards answered.
 * - rectifications: `dueInDays` counts ahead from the day of seeding, so a negative one has passed.
 */
export const historyRecipeSchema = z.strictObject({
  seed: z.int().positive(),
  days: z.int().positive(),
  quizzes: z.strictObject({
    papersPerPerson: range(z.int().nonnegative()),
    correctShare: range(share),
    fewPapersShare: share,
    noPapersShare: share,
  }),
  notices: z.array(
    z
      .strictObject({
        author: words,
        unit: words,
        title: words,
        text: words.max(500),
        textEn: words.max(800).optional(),
        daysAgo: daysAgo.nonnegative(),
        needsAcknowledgement: z.boolean(),
        dueInDays: z.int().nullable(),
        ackShare: share.nullable(),
      })
      .refine((notice) => (notice.ackShare !== null) === notice.needsAcknowledgement, {
        path: ['ackShare'],
        message: 'expected a share exactly where an acknowledgement is needed',
      }),
  ),
  meetings: z
    .array(
      z.strictObject({
        kind: kebabSchema,
        unit: words,
        heldBy: words,
        title: words.max(60),
        place: words.max(60),
        daysAgo,
        at: timeOfDay,
        minutes: z.int().positive(),
      }),
    )
    .default([]),
  assessmentCycles: z.array(
    z.strictObject({
      title: bilingualSchema,
      unit: words,
      form: kebabSchema,
      openedDaysAgo: z.int().nonnegative(),
      closesInDays: z.int(),
      submittedShare: share,
      draftShare: share,
    }),
  ),
  interviews: z.array(
    z.strictObject({
      staffNo: words,
      kind: kebabSchema,
      orderedBy: words,
      daysAgo,
      at: timeOfDay,
      minutes: z.int().positive(),
      place: words,
      state: z.enum(['announced', 'confirmed', 'move-asked', 'cannot-attend', 'held', 'cancelled']),
    }),
  ),
  studyHours: z.array(
    z
      .strictObject({
        staffNo: words,
        daysAgo: daysAgo.nonnegative(),
        evidence: kebabSchema,
        hours: z.number().positive().multipleOf(0.5),
        topic: words.max(60),
        decidedBy: words.optional(),
        rejected: words.max(100).optional(),
      })
      .refine((entry) => entry.rejected === undefined || entry.decidedBy !== undefined, {
        path: ['decidedBy'],
        message: 'expected who rejected it',
      })
      .refine((entry) => entry.decidedBy !== entry.staffNo, {
        path: ['decidedBy'],
        message: 'expected somebody else',
      }),
  ),
  studyPlans: z.array(z.strictObject({ staffNo: words, plan: kebabSchema, answered: z.int().positive() })),
  recognitions: z.array(z.strictObject({ staffNo: words, text: words, daysAgo: daysAgo.nonnegative() })),
  rectifications: z.array(
    z
      .strictObject({
        staffNo: words,
        reviewer: words,
        text: words,
        daysAgo: daysAgo.nonnegative(),
        dueInDays: z.int(),
        state: z.enum(['open', 'closed']),
        closedDaysAgo: daysAgo.nonnegative().optional(),
      })
      .refine((item) => (item.closedDaysAgo !== undefined) === (item.state === 'closed'), {
        path: ['closedDaysAgo'],
        message: 'expected exactly where the state is closed',
      })
      .refine((item) => (item.closedDaysAgo ?? 0) <= item.daysAgo, {
        path: ['closedDaysAgo'],
        message: 'expected a day not before it was opened',
      }),
  ),
});

export type HistoryRecipe = z.infer<typeof historyRecipeSchema>;
