import { bigint, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, id, instant } from './columns.ts';
import { organisationUnits } from './organisation-units.ts';
import { people } from './people.ts';

/**
 * The bots we speak through, by Telegram's id, as their tokens were configured at the last start. Each serves one
 * subtree (`unitId` null: whatever no other bot serves) and has a paced queue of its own: the way past one bot's limit.
 * `paused` holds its queue until somebody lets it go on; what is pending then goes out.
 */
export const bots = pgTable('bots', {
  id: bigint('id', { mode: 'number' }).primaryKey(),
  username: text('username').notNull(),
  unitId: uuid('unit_id').references(() => organisationUnits.id),
  pausedAt: instant('paused_at'),
  pausedWhy: text('paused_why'),
  seenAt: instant('seen_at').notNull(),
});

/** A photo or document of ours, kept whole: a file id of Telegram's is worth nothing to another bot. */
export const files = pgTable('files', {
  id: id(),
  kind: text('kind', { enum: ['photo', 'document'] }).notNull(),
  name: text('name').notNull(),
  mimeType: text('mime_type').notNull(),
  size: integer('size').notNull(),
  body: bytes('body').notNull(),
  uploadedBy: uuid('uploaded_by')
    .notNull()
    .references(() => people.id),
  createdAt: instant('created_at').notNull(),
});

/** What Telegram calls a file once a bot has sent it, so that the bytes travel once a bot and not once a person. */
export const botFiles = pgTable(
  'bot_files',
  {
    botId: bigint('bot_id', { mode: 'number' }).notNull(),
    fileId: uuid('file_id')
      .notNull()
      .references(() => files.id),
    telegramFileId: text('telegram_file_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.botId, t.fileId] }), index('bot_files_file').on(t.fileId)],
);
