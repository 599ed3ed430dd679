import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytes, id, instant } from './columns.ts';
import { organisationUnits } from './organisation-units.ts';
import { people } from './people.ts';

/**
 * What anybody says about a village over its code, so that nobody who has the database can tell later who said what.
 *
 * - There is no row for an opinion. A topic is a number that goes up by one (*counts*), by village and month.
 * - A *giver* says that an account has spoken about a village on a day, which is what keeps it to once a day. The account
 *   stands there as HMAC-SHA-256 of the account and the village, under a key that HKDF makes of two halves: the bot's token,
 *   which is in no database, and 32 random bytes of that day (*days*). Two villages or two days of one account have nothing
 *   in common. The night after, the day's half and its givers are deleted: from then on nobody gets from a mark to an
 *   account, with the token neither.
 * - *Words* are a text for whoever sorts them: a random id, the topic, the day without the time. They are deleted when their
 *   time is over.
 * - Giver and count, and giver and words, are written in one transaction each, since neither may be there without the
 *   other; so `xmin` joins them until the giver is gone. Only a copy of the database that was made on that very day says
 *   so later, and only to somebody who has the bot's token as well and tries every account there is.
 * - The press and the text pass through the inbox, beside the account, until they are handled. A button carries the code
 *   and the topic sealed with a key of the bot's token, and is stored without its message, whose labels would tell. A text that
 *   cannot be kept is given up at once, so that none waits there for an operator. No wizard, no outbox row and no list of
 *   shown buttons knows of an opinion.
 */
export const voiceCodes = pgTable(
  'voice_codes',
  {
    id: id(),
    unitId: uuid('unit_id')
      .notNull()
      .references(() => organisationUnits.id),
    /** Hangs on a wall, so it is no secret: 12 characters behind "op-". */
    code: text('code').notNull().unique(),
    /** The bot whose link it is; by another one it does not open, or an account could speak once by each. */
    botId: bigint('bot_id', { mode: 'number' }).notNull(),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => people.id),
    createdAt: instant('created_at').notNull(),
    /** A renewed one is dead. */
    endedAt: instant('ended_at'),
  },
  (t) => [
    uniqueIndex('voice_codes_live')
      .on(t.unitId)
      .where(sql`${t.endedAt} is null`),
  ],
);

/** The database's half of a day's key. */
export const voiceDays = pgTable('voice_days', {
  day: date('day', { mode: 'string' }).primaryKey(),
  half: bytes('half').notNull(),
});

export const voiceGivers = pgTable(
  'voice_givers',
  {
    day: date('day', { mode: 'string' })
      .notNull()
      .references(() => voiceDays.day),
    unitId: uuid('unit_id')
      .notNull()
      .references(() => organisationUnits.id),
    account: text('account').notNull(),
    /** Whether words came with it. */
    worded: boolean('worded').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.day, t.unitId, t.account] }),
    check('voice_givers_account', sql`char_length(${t.account}) = 43`),
  ],
);

/** How often a topic was chosen; `month` is its first day. */
export const voiceCounts = pgTable(
  'voice_counts',
  {
    unitId: uuid('unit_id')
      .notNull()
      .references(() => organisationUnits.id),
    month: date('month', { mode: 'string' }).notNull(),
    topic: text('topic').notNull(),
    n: integer('n').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.unitId, t.month, t.topic] }),
    check('voice_counts_n', sql`${t.n} > 0`),
    check('voice_counts_month', sql`extract(day from ${t.month}) = 1`),
  ],
);

/** Random ids (v4): they say nothing about order. */
export const voiceWords = pgTable(
  'voice_words',
  {
    id: uuid('id').primaryKey(),
    unitId: uuid('unit_id')
      .notNull()
      .references(() => organisationUnits.id),
    topic: text('topic').notNull(),
    text: text('text').notNull(),
    receivedOn: date('received_on', { mode: 'string' }).notNull(),
    handledBy: uuid('handled_by').references(() => people.id),
    handledAt: instant('handled_at'),
  },
  (t) => [
    index('voice_words_unit').on(t.unitId, t.receivedOn),
    check('voice_words_text', sql`char_length(${t.text}) between 1 and 500`),
    check('voice_words_handled', sql`(${t.handledBy} is null) = (${t.handledAt} is null)`),
  ],
);
