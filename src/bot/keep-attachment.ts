import { FILE_LIMIT, keepFile } from '../domain/notices/keep-file.ts';
import type { BotContext } from './context.ts';
import { downloadFile } from './download-file.ts';

export const FILE_LIMIT_MB = FILE_LIMIT / 2 ** 20;

type Attachment = {
  fileId: string;
  kind: 'photo' | 'document';
  name: string;
  mimeType: string;
  size: number;
};
export type AttachedFile = { id: string; kind: 'photo' | 'document'; name: string };
export type KeptAttachment =
  { ok: true; file: AttachedFile } | { ok: false; problem: 'too-big' | 'lost' | 'not-text' };

function attachmentOf(ctx: BotContext): Attachment | undefined {
  const message = ctx.message;
  if (message && 'photo' in message) {
    const best = message.photo.findLast((it) => (it.file_size ?? 0) <= FILE_LIMIT);
    return (
      best && { fileId: best.file_id, kind: 'photo', name: 'photo.jpg', mimeType: 'image/jpeg', size: 0 }
    );
  }
  if (!message || !('document' in message)) return undefined;
  const { file_id, file_name, mime_type, file_size = 0 } = message.document;
  const name = file_name?.trim() || 'file';
  return {
    fileId: file_id,
    kind: 'document',
    name,
    mimeType: mime_type ?? 'application/octet-stream',
    size: file_size,
  };
}

/**
 * Keeps the photo or document of this message whole, with the id this bot knows it by.
 * @param id the file's; kept twice under one id is once
 */
export async function keepAttachment(ctx: BotContext, id: string): Promise<KeptAttachment> {
  const attachment = attachmentOf(ctx);
  if (!attachment) return { ok: false, problem: 'not-text' };
  if (attachment.size > FILE_LIMIT) return { ok: false, problem: 'too-big' };
  const got = await downloadFile(ctx, attachment.fileId, FILE_LIMIT);
  if (!got.ok) return got;
  const { kind, name, mimeType, fileId: telegramFileId } = attachment;
  const row = { id, kind, name, mimeType, size: got.bytes.length, body: got.bytes };
  await keepFile(ctx.services.db, ctx.actor, { ...row, botId: ctx.botInfo.id, telegramFileId }, ctx.now);
  return { ok: true, file: { id, kind, name } };
}
