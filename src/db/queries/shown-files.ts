import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, bigints } from './sql-values.ts';

export type NewShownFile = {
  id: string;
  requestId: string | null;
  readerId: string;
  /** Null of a table of many. */
  subjectId: string | null;
  botId: number;
  chatId: number;
  messageId: number;
  what: 'words' | 'card';
  deleteAt: Date;
};

/** A message that was shown again in its place keeps its time. */
export async function insertShownFile(db: Db | Tx, row: NewShownFile, now: Date): Promise<void> {
  await db.execute(sql`
    insert into shown_files (id, request_id, reader_id, subject_id, bot_id, chat_id, message_id, what, shown_at, delete_at)
    values (${row.id}, ${row.requestId}, ${row.readerId}, ${row.subjectId}, ${row.botId}, ${row.chatId}, ${row.messageId}, ${row.what}, ${at(now)},
      ${at(row.deleteAt)})
    on conflict do nothing`);
}

export type DueShownFile = { id: string; botId: number; chatId: number; messageId: number };

/** Messages of these bots whose time is over, the oldest first. */
export async function findDueShownFiles(
  db: Db,
  botIds: readonly number[],
  now: Date,
  limit: number,
): Promise<DueShownFile[]> {
  const rows = await db.execute<DueShownFile>(sql`
    select id, bot_id::float8 as "botId", chat_id::float8 as "chatId", message_id::float8 as "messageId" from shown_files
    where deleted_at is null and problem is null and delete_at <= ${at(now)} and bot_id = any(${bigints(botIds)})
    order by delete_at, id limit ${limit}`);
  return [...rows];
}

/** How it ended: gone, or why it stays. */
export async function markShownFile(db: Db, id: string, problem: string | null, now: Date): Promise<void> {
  await db.execute(sql`
    update shown_files set deleted_at = ${problem === null ? at(now) : null}, problem = ${problem}
    where id = ${id} and deleted_at is null and problem is null`);
}

/** Whether a picture of the file is still in the chat under this look. */
export async function isCardShown(tx: Tx, requestId: string, now: Date): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from shown_files where request_id = ${requestId} and what = 'card' and deleted_at is null and problem is null
      and delete_at > ${at(now)} limit 1`);
  return rows.length === 1;
}
