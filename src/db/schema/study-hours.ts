import { sql } from 'drizzle-orm';
import {
  check,
  date,
  foreignKey,
  index,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { people } from './people.ts';
import { isReader, isUnderReader, readableWhere } from './reader-policies.ts';

/** Membership and rank as the organisation has registered them: what a duty to study hangs on. Ids of the rule pack. */
export const personMemberKinds = pgTable(
  'person_member_kinds',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    kind: text('kind').notNull(),
    registeredBy: uuid('registered_by').references(() => people.id),
    registeredAt: instant('registered_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.kind] }),
    ...readableWhere(
      isReader('person_member_kinds.person_id'),
      isUnderReader('person_member_kinds.person_id', 'hours.overview'),
    ),
  ],
);

/**
 * Study hours (学时) as somebody recorded them: append-only. A correction is a new entry that names the one it replaces
 * and is of the same event.
 *
 *   recorded (no row in study_hour_decisions) → confirmed | rejected, once
 *
 * An event counts once for a person: as the newest confirmed entry of it says. So a correction counts from its
 * confirmation on, and a rejected one leaves what was.
 */
export const studyHours = pgTable(
  'study_hours',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    /** The local day of the study, the last one of several; it counts in that day's year. */
    day: date('day', { mode: 'string' }).notNull(),
    /** In 学时, by halves; 0 only as a correction: it was not attended after all. */
    hours: numeric('hours', { precision: 4, scale: 1, mode: 'number' }).notNull(),
    /** Kind of evidence of the rule pack, e.g. "concentrated". */
    evidence: text('evidence').notNull(),
    topic: text('topic').notNull(),
    /** What was attended; follows from person, day, kind and topic where a person records it alone. */
    eventId: uuid('event_id').notNull(),
    replaces: uuid('replaces'),
    recordedBy: uuid('recorded_by')
      .notNull()
      .references(() => people.id),
    rulePackVersion: text('rule_pack_version').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [
    unique('study_hours_parties').on(t.id, t.personId, t.recordedBy),
    unique('study_hours_event').on(t.id, t.personId, t.eventId),
    foreignKey({
      name: 'study_hours_replaced',
      columns: [t.replaces, t.personId, t.eventId],
      foreignColumns: [t.id, t.personId, t.eventId],
    }),
    index('study_hours_person').on(t.personId, t.day),
    index('study_hours_events').on(t.personId, t.eventId),
    check('study_hours_halves', sql`${t.hours} >= 0 and ${t.hours} * 2 = trunc(${t.hours} * 2)`),
    check('study_hours_none', sql`${t.hours} > 0 or ${t.replaces} is not null`),
    check('study_hours_other', sql`${t.replaces} <> ${t.id}`),
    ...readableWhere(
      isReader('study_hours.person_id'),
      isReader('study_hours.recorded_by'),
      isUnderReader('study_hours.person_id', 'hours.overview'),
    ),
  ],
);

/**
 * The answer to an entry, once and for good. The database itself refuses that somebody decides on what is about them or
 * what they wrote.
 */
export const studyHourDecisions = pgTable(
  'study_hour_decisions',
  {
    entryId: uuid('entry_id').primaryKey(),
    personId: uuid('person_id').notNull(),
    recordedBy: uuid('recorded_by').notNull(),
    verdict: text('verdict', { enum: ['confirmed', 'rejected'] }).notNull(),
    reason: text('reason'),
    decidedBy: uuid('decided_by')
      .notNull()
      .references(() => people.id),
    decidedAt: instant('decided_at').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'study_hour_decisions_entry',
      columns: [t.entryId, t.personId, t.recordedBy],
      foreignColumns: [studyHours.id, studyHours.personId, studyHours.recordedBy],
    }),
    index('study_hour_decisions_decided').on(t.decidedAt),
    check('study_hour_decisions_verdict', sql`${t.verdict} in ('confirmed', 'rejected')`),
    check('study_hour_decisions_reason', sql`(${t.verdict} = 'rejected') = (${t.reason} is not null)`),
    check(
      'study_hour_decisions_other',
      sql`${t.decidedBy} <> ${t.personId} and ${t.decidedBy} <> ${t.recordedBy}`,
    ),
    ...readableWhere(
      isReader('study_hour_decisions.person_id'),
      isReader('study_hour_decisions.recorded_by'),
      isUnderReader('study_hour_decisions.person_id', 'hours.overview'),
    ),
  ],
);
