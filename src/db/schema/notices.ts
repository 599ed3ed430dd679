import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { files } from './bots.ts';
import { id, instant } from './columns.ts';
import { organisationUnits } from './organisation-units.ts';
import { people } from './people.ts';

/**
 * What is said to many. The id is made when the wizard opens, so sending twice is the same row.
 *
 *   awaiting-approval → scheduled | sending | rejected | cancelled
 *   scheduled → sending | cancelled         (at `sendAt`; the audience is frozen there)
 *   sending → cancelled | withdrawn          (rows still pending are cancelled; sent ones can be withdrawn)
 *
 * "Sent" is no state of its own: it is `sending` with no row pending. `audience`, `check` and `repeat` are shapes of
 * domain/notices; they are checked when read.
 */
export const notices = pgTable(
  'notices',
  {
    id: id(),
    authorId: uuid('author_id')
      .notNull()
      .references(() => people.id),
    /** Kind id of the rule pack: what is asked for, and what happens to rows whose outcome is unknown. */
    kind: text('kind').notNull().default('notice'),
    state: text('state', {
      enum: ['awaiting-approval', 'scheduled', 'sending', 'rejected', 'cancelled', 'withdrawn'],
    })
      .notNull()
      .default('sending'),
    /** Plain text, for lists and exports. */
    text: text('text').notNull(),
    /** The same as Telegram HTML; null where the text has no format. */
    html: text('html'),
    version: integer('version').notNull().default(1),
    fileId: uuid('file_id').references(() => files.id),
    templateId: uuid('template_id').references(() => noticeTemplates.id),
    audience: jsonb('audience').$type<unknown>(),
    needsAcknowledgement: boolean('needs_acknowledgement').notNull(),
    check: jsonb('check').$type<unknown>(),
    /** Why it passes the quiet hours; null: it does not. */
    urgentReason: text('urgent_reason'),
    policy: text('policy', { enum: ['hold', 'resend'] })
      .notNull()
      .default('hold'),
    /** Rides in the recipients' next digest instead of a message of its own. */
    inDigest: boolean('in_digest').notNull().default(false),
    createdAt: instant('created_at').notNull().defaultNow(),
    sendAt: instant('send_at'),
    /** When the audience was frozen and queued; when it will be, until then. */
    sentAt: instant('sent_at').notNull(),
    dueAt: instant('due_at'),
    repeat: jsonb('repeat').$type<unknown>(),
    /** The repeating notice this is one occurrence of. */
    seriesId: uuid('series_id'),
    decidedBy: uuid('decided_by').references(() => people.id),
    decidedAt: instant('decided_at'),
    decisionReason: text('decision_reason'),
    endedBy: uuid('ended_by').references(() => people.id),
    endedAt: instant('ended_at'),
  },
  (t) => [
    index('notices_author').on(t.authorId, t.sentAt),
    index('notices_waiting')
      .on(t.sendAt)
      .where(sql`${t.state} = 'scheduled'`),
    check(
      'notices_state',
      sql`${t.state} in ('awaiting-approval','scheduled','sending','rejected','cancelled','withdrawn')`,
    ),
    check('notices_decider', sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.authorId}`),
  ],
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

/** What a notice said, version by version: the first text, each correction, the withdrawal. */
export const noticeVersions = pgTable(
  'notice_versions',
  {
    noticeId: uuid('notice_id')
      .notNull()
      .references(() => notices.id),
    version: integer('version').notNull(),
    change: text('change', { enum: ['first', 'correction', 'withdrawal'] }).notNull(),
    text: text('text').notNull(),
    html: text('html'),
    by: uuid('by')
      .notNull()
      .references(() => people.id),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.noticeId, t.version] })],
);

/** A text with named variables ({{村}}), shared by who writes for a unit. A changed one is a new version. */
export const noticeTemplates = pgTable(
  'notice_templates',
  {
    id: id(),
    unitId: uuid('unit_id')
      .notNull()
      .references(() => organisationUnits.id),
    name: text('name').notNull(),
    version: integer('version').notNull(),
    body: text('body').notNull(),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => people.id),
    createdAt: instant('created_at').notNull(),
    retiredAt: instant('retired_at'),
  },
  (t) => [unique('notice_templates_version').on(t.unitId, t.name, t.version)],
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
    /** Who recorded "told in person"; null for a button. */
    recordedBy: uuid('recorded_by').references(() => people.id),
    note: text('note'),
    /** The text that was acknowledged. */
    version: integer('version').notNull().default(1),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.noticeId, t.personId] }),
    check(
      'acknowledgements_state',
      sql`${t.state} in ('seen','understood','question','cannot-attend','exempt','past-due')`,
    ),
    check('acknowledgements_via', sql`(${t.via} = 'liaison') = (${t.recordedBy} is not null)`),
  ],
);

/** The sender's status message of a notice on its way, edited at a calm pace until nothing is pending. */
export const noticeProgress = pgTable(
  'notice_progress',
  {
    noticeId: uuid('notice_id')
      .notNull()
      .references(() => notices.id),
    botId: bigint('bot_id', { mode: 'number' }).notNull(),
    chatId: bigint('chat_id', { mode: 'number' }).notNull(),
    messageId: bigint('message_id', { mode: 'number' }).notNull(),
    startedAt: instant('started_at').notNull(),
    shownAt: instant('shown_at'),
    doneAt: instant('done_at'),
  },
  (t) => [
    primaryKey({ columns: [t.noticeId, t.chatId] }),
    index('notice_progress_open')
      .on(t.startedAt)
      .where(sql`${t.doneAt} is null`),
  ],
);
