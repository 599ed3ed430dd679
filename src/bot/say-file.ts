import { readFile, rememberBotFile } from '../domain/notices/keep-file.ts';
import type { View } from '../messages/view.ts';
import type { BotContext } from './context.ts';
import { fitsCaption, markup, noteShown, prefaced, say, sayAsIs } from './reply.ts';

/** Says something with a kept file above it: the id this bot knows it by, or the bytes, once. */
export async function sayFile(ctx: BotContext, fileId: string, given: View): Promise<void> {
  const botId = ctx.botInfo.id;
  const file = await readFile(ctx.services.db, fileId, botId);
  if (!file) return say(ctx, given);
  const view = prefaced(ctx, given);
  const caption = view.text;
  const fits = fitsCaption(caption);
  const input = file.telegramFileId ?? { source: Buffer.from(await file.read()), filename: file.name };
  const extra = {
    parse_mode: 'HTML',
    ...(view.protect ? { protect_content: true } : {}),
    ...(fits ? { caption } : {}),
    ...(fits && view.buttons.length > 0 ? { reply_markup: markup(view) } : {}),
  } as const;
  const sent =
    file.kind === 'photo'
      ? await ctx.replyWithPhoto(input, extra)
      : await ctx.replyWithDocument(input, extra);
  const telegramFileId = 'photo' in sent ? sent.photo.at(-1)?.file_id : sent.document.file_id;
  if (file.telegramFileId === null && telegramFileId)
    await rememberBotFile(ctx.services.db, { botId, fileId, telegramFileId });
  await (fits ? noteShown(ctx, sent.message_id, view) : sayAsIs(ctx, view));
}
