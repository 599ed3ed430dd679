import { readFile, rememberBotFile } from '../domain/notices/keep-file.ts';
import type { Db } from '../domain/db.ts';
import { leaseForUpload, type Delivery, type Outcome } from '../domain/deliveries/send-delivery.ts';
import type { Outgoing, OutgoingFile, Sender } from '../sender/create-sender.ts';
import type { Rendered } from './render-delivery.ts';

/** A flood wait tells the queue to hold as well as the row. */
export type SendOutcome = Outcome & { floodMs?: number };

/**
 * Sends one rendered message: one call, whatever comes of it. A file travels once a bot: after the first send Telegram's
 * own id is kept.
 */
export async function sendRendered(
  { db, clock, botId, sender }: { db: Db; clock: () => Date; botId: number; sender: Sender },
  delivery: Delivery,
  { view, fileId, written, edits }: Rendered,
): Promise<SendOutcome> {
  const kept = fileId === undefined ? undefined : await readFile(db, fileId, botId);
  const file: OutgoingFile | undefined = written
    ? {
        kind: 'document',
        name: written.name,
        telegramFileId: null,
        read: () => Promise.resolve(written.body),
      }
    : kept;
  const message: Outgoing = { ...view, ...(file ? { file } : {}), ...(edits ? { edits } : {}) };
  if (file?.telegramFileId === null) await leaseForUpload(db, delivery.id, clock());
  const result = await sender.send(delivery.chatId, message);
  if (
    result.kind === 'sent' &&
    fileId !== undefined &&
    result.telegramFileId &&
    file?.telegramFileId === null
  )
    await rememberBotFile(db, { botId, fileId, telegramFileId: result.telegramFileId });
  return result;
}
