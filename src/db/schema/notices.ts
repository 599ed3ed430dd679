import { sql } from 'drizzle-orm';
import { boolean, check, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { organisationUnits } from './organisation-units.ts';
import { people } from './people.ts';

/** What is said to many. The id is made when the wizard opens, so sending twice is the same row. */
export const notices = pgTable(
  'notices',
  {
    id: id(),
    authorId: uuid('author_id')
      .notNull()
      .references(() => people.id),
    text: text('text').notNull(),
    needsAcknowledgement: boolean('needs_acknowledgement').notNull(),
    sentAt: instant('sent_at').notNull(),
    dueAt: instant('due_at'),
  },
  (t) => [index('notices_author').on(t.authorId, t.sentAt)],
);

/** The units the author named; the people are frozen as delivery rows in the same transaction. */
export const noticeUnits = pgTable(
  'notice_units',
  {
    noticeId: uuid('notice_id')
      .notNull()
      .references(() => notices.id),
    unitId: uuid('unit_id')
      .notNull()
      .references(() => organisationUnits.id),
  },
  (t) => [primaryKey({ columns: [t.noticeId, t.unitId] })],
);

/** The frozen audience: who was meant, from which village, and whether a message could be queued at all. */
export const noticeRecipients = pgTable(
  'notice_recipients',
  {
    noticeId: uuid('notice_id')
      .notNull()
      .references(() => notices.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    unitId: uuid('unit_id')
      .notNull()
      .references(() => organisationUnits.id),
    exempt: boolean('exempt').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.noticeId, t.personId] }),
    index('notice_recipients_person').on(t.personId),
  ],
);

/** A recipient's answer; no row means pending. Only what was pressed, never how fast. */
export const acknowledgements = pgTable(
  'acknowledgements',
  {
    noticeId: uuid('notice_id')
      .notNull()
      .references(() => notices.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    state: text('state', {
      enum: ['seen', 'understood', 'question', 'cannot-attend', 'exempt', 'past-due'],
    }).notNull(),
    via: text('via', { enum: ['button', 'liaison'] }).notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.noticeId, t.personId] }),
    check(
      'acknowledgements_state',
      sql`${t.state} in ('seen','understood','question','cannot-attend','exempt','past-due')`,
    ),
  ],
);
