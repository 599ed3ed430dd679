import { z } from 'zod';
import { bilingualSchema, kebabSchema, provenance } from './provenance.ts';
import { fallingNumbers } from './reminder-rules.ts';
import { roleSchema } from './role.ts';

/** A line of the interview record. The cause is no such line: it stays on paper. */
export const interviewFieldSchema = z.strictObject({ id: kebabSchema, name: bilingualSchema });

/**
 * A kind of clean-government interview.
 *
 * `approvedBy` is null where no second person is needed. `fields` are ids of the pack's `interviewFields`.
 * `deadlineWorkingDays` is the time for a written answer, in working days. `noticeSays` completes the sentence of the
 * notice and gives away no cause: 「请您于…到…<zh>。」 and "Please come to … on … <en>."; kinds share one wording, so that
 * the words of the notice do not tell them apart.
 */
export const interviewKindSchema = z.strictObject({
  id: kebabSchema,
  name: bilingualSchema,
  orderedBy: z.array(roleSchema).min(1),
  approvedBy: z.array(roleSchema).min(1).nullable(),
  fields: z.array(kebabSchema).min(1),
  deadlineWorkingDays: z.int().positive().nullable(),
  noticeSays: bilingualSchema,
  ...provenance,
});

/**
 * Times of the interviews, all in working days: in which a second person may approve one that has no hour of its own,
 * in which the person may add a statement to the record, and how long before its end a written inquiry is reminded of.
 */
export const interviewRulesSchema = z.strictObject({
  approvalWorkingDays: z.int().positive(),
  statementWorkingDays: z.int().positive(),
  inquiryReminderWorkingDays: fallingNumbers,
  ...provenance,
});

/**
 * When an interview is suggested to whoever may order its kind; nothing is ordered by it. `days` are days of the calendar:
 * within which after a post began, or how long before a holiday or the end of the year. `roles` are whose posts count.
 */
export const interviewTriggerSchema = z.strictObject({
  id: kebabSchema,
  name: bilingualSchema,
  kind: kebabSchema,
  on: z.strictObject({
    event: z.enum(['post-started', 'holiday', 'year']),
    days: z.int().positive(),
  }),
  roles: z.array(roleSchema).min(1),
  ...provenance,
});

/** A kind this system does not do, and what it answers to who asks for it. */
export const refusedInterviewKindSchema = z.strictObject({
  id: kebabSchema,
  name: bilingualSchema,
  reason: bilingualSchema,
  ...provenance,
});
