import { bigint, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { instant } from './columns.ts';

/**
 * When a group last had a question to warm up with, and which ones it had. Nothing of who asked, voted, or how: Telegram
 * counts the votes, without names.
 */
export const groupWarmUps = pgTable(
  'group_warm_ups',
  {
    botId: bigint('bot_id', { mode: 'number' }).notNull(),
    chatId: bigint('chat_id', { mode: 'number' }).notNull(),
    at: instant('at').notNull(),
    /** The update that asked: the same again, after a crash, gets the same question. */
    updateId: bigint('update_id', { mode: 'number' }).notNull(),
    /** Versions of the last questions, the newest first. */
    recent: uuid('recent')
      .array()
      .notNull()
      .default(sql`'{}'`),
  },
  (t) => [primaryKey({ columns: [t.botId, t.chatId] })],
);
