import type { Db } from '../../db/client.ts';
import { findFile, getFileBody, insertFile, putBotFile, type FileRow } from '../../db/queries/files.ts';
import type { Actor } from '../people/rules.ts';

export type KeptFile = Pick<FileRow, 'kind' | 'name'> & {
  /** The id this bot got for it before; null: the bytes have to go up. */
  telegramFileId: string | null;
  read: () => Promise<Uint8Array>;
};

/** Largest attachment, in bytes: what a village's line can take, far below the 20 MB a bot may download. */
export const FILE_LIMIT = 10 * 1024 * 1024;

/** Keeps an attachment whole, and what the uploading bot calls it. The id is the wizard's: keeping it twice is once. */
export async function keepFile(
  db: Db,
  author: Actor,
  file: FileRow & { body: Uint8Array; botId: number; telegramFileId: string },
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    await insertFile(tx, { ...file, uploadedBy: author.personId }, now);
    await putBotFile(tx, { botId: file.botId, fileId: file.id, telegramFileId: file.telegramFileId });
  });
}

/** A kept file for sending through one bot; undefined when there is none of this id. */
export async function readFile(db: Db, fileId: string, botId: number): Promise<KeptFile | undefined> {
  const row = await findFile(db, fileId, botId);
  return (
    row && {
      kind: row.kind,
      name: row.name,
      telegramFileId: row.telegramFileId,
      read: () => getFileBody(db, fileId),
    }
  );
}

/** After a bot has sent the bytes once, Telegram's id is enough for the rest. */
export const rememberBotFile = (
  db: Db,
  file: { botId: number; fileId: string; telegramFileId: string },
): Promise<void> => putBotFile(db, file);
