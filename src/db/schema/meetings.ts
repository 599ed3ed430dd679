import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { organisationUnits } from './organisation-units.ts';
import { people } from './people.ts';

/**
 * A meeting of a unit, or a training class for its people. What happened is in the attendance of each person.
 *
 *   planned → closed | cancelled
 */
export const meetings = pgTable(
  'meetings',
  {
    id: id(),
    /** A kind of the rule pack's meetings, e.g. "theme-day", or "class". */
    kind: text('kind').notNull(),
    rulePackVersion: text('rule_pack_version').notNull(),
    /** Whose people are meant; a cadence is kept for this unit. */
    unitId: uuid('unit_id')
      .notNull()
      .references(() => organisationUnits.id),
    heldBy: uuid('held_by')
      .notNull()
      .references(() => people.id),
    title: text('title').notNull(),
    place: text('place').notNull(),
    startsAt: instant('starts_at').notNull(),
    minutes: integer('minutes').notNull(),
    /** The study hours that attendance gives, and as what; none for most kinds. */
    evidence: text('evidence'),
    hours: numeric('hours', { precision: 4, scale: 1, mode: 'number' }),
    /** Of a class: what it is about in a few sentences, how many can come, and until when they say so. */
    about: text('about'),
    seats: integer('seats'),
    signUpUntil: instant('sign_up_until'),
    /** What the codes shown in the room are derived from; never leaves the database but for that. */
    secret: text('secret').notNull(),
    /** Since when the code of the room counts. */
    openedAt: instant('opened_at'),
    /** How often it was moved: the sequence of its calendar entry. */
    moves: smallint('moves').notNull().default(0),
    state: text('state', { enum: ['planned', 'closed', 'cancelled'] }).notNull(),
    closedAt: instant('closed_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('meetings_unit').on(t.unitId, t.startsAt),
    index('meetings_coming')
      .on(t.startsAt)
      .where(sql`${t.state} = 'planned'`),
    check('meetings_state', sql`${t.state} in ('planned', 'closed', 'cancelled')`),
    check('meetings_closed', sql`(${t.state} = 'closed') = (${t.closedAt} is not null)`),
    check('meetings_hours', sql`(${t.hours} is null) = (${t.evidence} is null)`),
    check('meetings_class', sql`(${t.kind} = 'class') = (${t.seats} is not null)`),
    check('meetings_sign_up', sql`(${t.seats} is null) = (${t.signUpUntil} is null)`),
    check('meetings_lengths', sql`${t.minutes} > 0 and (${t.seats} is null or ${t.seats} > 0)`),
  ],
);

/** Who is expected: frozen when a meeting is planned; of a class, who has a seat. `excuse` is why somebody need not come. */
export const meetingInvitees = pgTable(
  'meeting_invitees',
  {
    meetingId: uuid('meeting_id')
      .notNull()
      .references(() => meetings.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    /** An exemption of the rule pack that was known, or what the person answered. */
    excuse: text('excuse'),
    answeredAt: instant('answered_at'),
  },
  (t) => [
    primaryKey({ columns: [t.meetingId, t.personId] }),
    index('meeting_invitees_person').on(t.personId),
  ],
);

/**
 * Who was there, as it was recorded: append-only, the row with the largest `n` holds. After the closing a row is a
 * correction, and has its reason.
 */
export const meetingAttendance = pgTable(
  'meeting_attendance',
  {
    meetingId: uuid('meeting_id').notNull(),
    personId: uuid('person_id').notNull(),
    n: integer('n').notNull(),
    state: text('state', { enum: ['present', 'excused', 'absent'] }).notNull(),
    /** Of who is excused: an excuse or an exemption of the rule pack; of a correction: why. */
    reason: text('reason'),
    via: text('via', { enum: ['code', 'list', 'closing', 'correction'] }).notNull(),
    markedBy: uuid('marked_by')
      .notNull()
      .references(() => people.id),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.meetingId, t.personId, t.n] }),
    foreignKey({
      name: 'meeting_attendance_invitee',
      columns: [t.meetingId, t.personId],
      foreignColumns: [meetingInvitees.meetingId, meetingInvitees.personId],
    }),
    index('meeting_attendance_person').on(t.personId),
    check('meeting_attendance_state', sql`${t.state} in ('present', 'excused', 'absent')`),
    check('meeting_attendance_via', sql`${t.via} in ('code', 'list', 'closing', 'correction')`),
    check('meeting_attendance_code', sql`${t.via} <> 'code' or ${t.markedBy} = ${t.personId}`),
    check(
      'meeting_attendance_reason',
      sql`${t.reason} is not null or ${t.state} <> 'excused' and ${t.via} <> 'correction'`,
    ),
  ],
);

/** Somebody says that a row about them is not right; it stays attached to that row. */
export const meetingObjections = pgTable(
  'meeting_objections',
  {
    meetingId: uuid('meeting_id').notNull(),
    personId: uuid('person_id').notNull(),
    n: integer('n').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.meetingId, t.personId, t.n] }),
    foreignKey({
      name: 'meeting_objections_row',
      columns: [t.meetingId, t.personId, t.n],
      foreignColumns: [meetingAttendance.meetingId, meetingAttendance.personId, meetingAttendance.n],
    }),
  ],
);

/** How often somebody typed a wrong code lately. */
export const codeFailures = pgTable('code_failures', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => people.id),
  failures: integer('failures').notNull(),
  since: instant('since').notNull(),
});
