import { sql } from 'drizzle-orm';
import { check, integer, pgTable, primaryKey, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { meetings } from './meetings.ts';
import { people } from './people.ts';

/**
 * Who wants a seat of a class. `place` is the order they came in; who has a seat is among those expected
 * (`meeting_invitees`) as well. Whoever comes back after leaving is behind everybody.
 *
 *   seated | waiting → withdrawn;  waiting → seated
 */
export const classSignUps = pgTable(
  'class_sign_ups',
  {
    meetingId: uuid('meeting_id')
      .notNull()
      .references(() => meetings.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    place: integer('place').notNull(),
    state: text('state', { enum: ['seated', 'waiting', 'withdrawn'] }).notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.meetingId, t.personId] }),
    unique('class_sign_ups_place').on(t.meetingId, t.place),
    check('class_sign_ups_state', sql`${t.state} in ('seated', 'waiting', 'withdrawn')`),
  ],
);

/** That somebody has answered about a class: once, and not what. */
export const classFeedbackGivers = pgTable(
  'class_feedback_givers',
  {
    meetingId: uuid('meeting_id')
      .notNull()
      .references(() => meetings.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
  },
  (t) => [primaryKey({ columns: [t.meetingId, t.personId] })],
);

/** What was answered about a class, with nothing that leads to a person: no name, no time, and a random id (UUIDv4). */
export const classFeedback = pgTable(
  'class_feedback',
  {
    id: id(),
    meetingId: uuid('meeting_id')
      .notNull()
      .references(() => meetings.id),
    score: smallint('score').notNull(),
    words: text('words'),
  },
  (t) => [check('class_feedback_score', sql`${t.score} between 1 and 5`)],
);
