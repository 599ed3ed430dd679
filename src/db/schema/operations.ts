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
} from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/**
 * The inbox: an update is at the disk before Telegram is told that we have it, so a crash between the two loses nothing.
 * The set of ids is what refuses a repeat (ids may restart); the body is dropped once the update is done. An update is in
 * the hands of one process, which is alive as long as the server knows a connection by its name (`application_name`):
 * whoever finds a dead one's updates takes them over. So all processes log in as one role, which sees its own
 * connections, and no pooler stands between.
 */
export const processedUpdates = pgTable(
  'processed_updates',
  {
    botId: bigint('bot_id', { mode: 'number' }).notNull(),
    updateId: bigint('update_id', { mode: 'number' }).notNull(),
    body: jsonb('body').$type<unknown>(),
    state: text('state', { enum: ['received', 'done', 'failed'] }).notNull(),
    tries: integer('tries').notNull().default(0),
    /** The `application_name` of the process that has it in hand. */
    takenBy: text('taken_by').notNull().default(''),
    receivedAt: instant('received_at').notNull(),
    doneAt: instant('done_at'),
  },
  (t) => [
    primaryKey({ columns: [t.botId, t.updateId] }),
    index('processed_updates_open')
      .on(t.receivedAt)
      .where(sql`${t.state} = 'received'`),
  ],
);

/** A wizard in progress, one a chat. It outlives restarts; `last_update_id` makes a repeated update harmless. */
export const conversations = pgTable('conversations', {
  chatId: bigint('chat_id', { mode: 'number' }).primaryKey(),
  flow: text('flow').notNull(),
  step: text('step').notNull(),
  data: jsonb('data').$type<Record<string, unknown>>().notNull(),
  lastUpdateId: bigint('last_update_id', { mode: 'number' }).notNull(),
  expiresAt: instant('expires_at').notNull(),
  /** The messages whose buttons answer this step; they go once it is answered. */
  promptIds: bigint('prompt_ids', { mode: 'number' })
    .array()
    .notNull()
    .default(sql`'{}'`),
});

/** A tick of the timetable: whoever inserts the row makes the run. */
export const scheduleSlots = pgTable(
  'schedule_slots',
  {
    job: text('job').notNull(),
    slot: instant('slot').notNull(),
    state: text('state', { enum: ['claimed', 'done', 'failed', 'skipped'] }).notNull(),
    claimedBy: text('claimed_by').notNull(),
    claimedAt: instant('claimed_at').notNull(),
    finishedAt: instant('finished_at'),
    result: jsonb('result').$type<Record<string, unknown>>(),
  },
  (t) => [
    primaryKey({ columns: [t.job, t.slot] }),
    index('schedule_slots_open')
      .on(t.claimedAt)
      .where(sql`${t.state} = 'claimed'`),
    check('schedule_slots_state', sql`${t.state} in ('claimed','done','failed','skipped')`),
  ],
);

/**
 * Which processes are alive: each says so every few seconds, by the database's clock, and a stale row counts for
 * nothing. This is how one process knows of the others, wherever they run.
 */
export const heartbeats = pgTable(
  'heartbeats',
  {
    role: text('role').notNull(),
    instance: text('instance').notNull(),
    beatAt: instant('beat_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.role, t.instance] })],
);

/**
 * One row: the server and the history in which this database last was in use. Another server (a dump was restored) or another
 * timeline (a log was replayed up to a point) means that it is a restored one: what went out since the backup is not known
 * here. While `held_at` is set nothing is sent by itself.
 */
export const databaseMarks = pgTable(
  'database_marks',
  {
    one: boolean('one').primaryKey().default(true),
    systemId: text('system_id').notNull(),
    timeline: integer('timeline').notNull(),
    seenAt: instant('seen_at').notNull(),
    heldAt: instant('held_at'),
    heldWhy: text('held_why'),
  },
  (t) => [
    check('database_marks_one', sql`${t.one}`),
    check('database_marks_held', sql`(${t.heldAt} is null) = (${t.heldWhy} is null)`),
  ],
);
