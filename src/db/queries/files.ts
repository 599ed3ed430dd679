import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at } from './sql-values.ts';

export type FileRow = {
  id: string;
  kind: 'photo' | 'document';
  name: string;
  mimeType: string;
  size: number;
};

/** Keeps a file's bytes. They go as base64 text, since the driver would send a byte array element by element. */
export async function insertFile(
  tx: Db | Tx,
  file: FileRow & { body: Uint8Array; uploadedBy: string },
  now: Date,
): Promise<void> {
  const body = Buffer.from(file.body).toString('base64');
  await tx.execute(sql`
    insert into files (id, kind, name, mime_type, size, body, uploaded_by, created_at)
    values (${file.id}, ${file.kind}, ${file.name}, ${file.mimeType}, ${file.size}, decode(${body}, 'base64'), ${file.uploadedBy}, ${at(now)})
    on conflict (id) do nothing`);
}

/** A file's description, with the id that this bot got for it from Telegram before, if any. */
export async function findFile(
  db: Db | Tx,
  id: string,
  botId: number,
): Promise<(FileRow & { telegramFileId: string | null }) | undefined> {
  const [row] = await db.execute<FileRow & { telegramFileId: string | null }>(sql`
    select f.id, f.kind, f.name, f.mime_type as "mimeType", f.size, b.telegram_file_id as "telegramFileId"
    from files f left join bot_files b on b.file_id = f.id and b.bot_id = ${botId} where f.id = ${id}`);
  return row;
}

export async function getFileBody(db: Db, id: string): Promise<Uint8Array> {
  const [row] = await db.execute<{ body: string }>(
    sql`select encode(body, 'base64') as body from files where id = ${id}`,
  );
  if (!row) throw new Error(`file ${id} is gone`);
  return Buffer.from(row.body, 'base64');
}

export async function putBotFile(
  db: Db | Tx,
  { botId, fileId, telegramFileId }: { botId: number; fileId: string; telegramFileId: string },
): Promise<void> {
  await db.execute(sql`
    insert into bot_files (bot_id, file_id, telegram_file_id) values (${botId}, ${fileId}, ${telegramFileId})
    on conflict (bot_id, file_id) do update set telegram_file_id = excluded.telegram_file_id`);
}
