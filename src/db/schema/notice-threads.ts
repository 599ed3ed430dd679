import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { notices } from './notices.ts';
import { people } from './people.ts';

/** What a recipient and the sender say to each other about a notice: one thread a recipient, inside the bot. */
export const noticeMessages = pgTable(
  'notice_messages',
  {
    id: id(),
    noticeId: uuid('notice_id')
      .notNull()
      .references(() => notices.id),
    /** The recipient whose thread it is. */
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    fromId: uuid('from_id')
      .notNull()
      .references(() => people.id),
    text: text('text').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('notice_messages_thread').on(t.noticeId, t.personId, t.at)],
);

/** First answers to a notice's one comprehension question: the place of the option. They teach; nothing is scored. */
export const noticeCheckAnswers = pgTable(
  'notice_check_answers',
  {
    noticeId: uuid('notice_id')
      .notNull()
      .references(() => notices.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    chosen: integer('chosen').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.noticeId, t.personId] })],
);

/** Somebody whom no message reaches, or who does not answer, handed to a person who visits or calls. */
export const noticeVisits = pgTable(
  'notice_visits',
  {
    noticeId: uuid('notice_id')
      .notNull()
      .references(() => notices.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    liaisonId: uuid('liaison_id')
      .notNull()
      .references(() => people.id),
    why: text('why', { enum: ['unreachable', 'unconfirmed'] }).notNull(),
    state: text('state', { enum: ['open', 'told', 'not-met'] }).notNull(),
    note: text('note'),
    createdAt: instant('created_at').notNull(),
    doneAt: instant('done_at'),
  },
  (t) => [
    primaryKey({ columns: [t.noticeId, t.personId] }),
    index('notice_visits_liaison').on(t.liaisonId, t.state),
    check('notice_visits_done', sql`(${t.state} = 'open') = (${t.doneAt} is null)`),
  ],
);
