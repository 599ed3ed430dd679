import { v7 as newId } from 'uuid';
import { findTextProblem } from '../../domain/notices/rules.ts';
import {
  broadcastTextAsk,
  broadcastWord,
  captionAskView,
  fileName,
  fileProblemView,
} from '../../messages/broadcast.ts';
import { formatText } from '../../messages/formatted-text.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { FILE_LIMIT_MB, keepAttachment } from '../keep-attachment.ts';
import { say, replace, toast } from '../reply.ts';
import { FLOW, keepDraft, type Draft } from './draft.ts';
import { askUnits } from './units.ts';

export async function askText(ctx: BotContext, draft: Draft, begins = false): Promise<void> {
  await keepDraft(ctx, 'text', draft, begins);
  const name = draft.file ? fileName(ctx.language, draft.file) : undefined;
  await replace(ctx, broadcastTextAsk(ctx.language, name));
}

export const dropFile = (ctx: BotContext, draft: Draft): Promise<void> =>
  askText(ctx, { ...draft, file: null, album: null });

/** Goes on with a text that may go out; else says why not, and the step stays. */
export async function acceptText(
  ctx: BotContext,
  draft: Draft,
  said: Pick<Draft, 'text' | 'html' | 'templateId'>,
): Promise<boolean> {
  const problem = findTextProblem(said.text, draft.file !== null);
  if (problem) await say(ctx, textProblemView(ctx.language, problem, FLOW));
  else await askUnits(ctx, { ...draft, ...said, filling: null });
  return problem === undefined;
}

/** The text of a message with its format. */
export async function takeText(ctx: BotContext, draft: Draft): Promise<void> {
  const message = ctx.message;
  if (!message || !('text' in message)) return;
  await acceptText(ctx, draft, { ...formatText(message.text, message.entities), templateId: null });
}

/**
 * A photo or document becomes the notice's own, kept whole, with its caption as the text; without one the words are asked
 * for. Of an album the first stays.
 */
export async function takeAttachment(ctx: BotContext, draft: Draft): Promise<void> {
  const refuse = (problem: 'too-big' | 'lost' | 'not-text') =>
    say(ctx, fileProblemView(ctx.language, problem, FILE_LIMIT_MB));
  if (draft.album && draft.album.id === albumOf(ctx)) return sayOnlyOne(ctx, 'text', draft);
  const taken = await keepAttachment(ctx, newId());
  if (!taken.ok) return refuse(taken.problem);
  const albumId = albumOf(ctx);
  const kept = {
    ...draft,
    file: taken.file,
    album: albumId === undefined ? null : { id: albumId, told: false },
  };
  const message = ctx.message;
  const caption = message && 'caption' in message ? message.caption : undefined;
  const entities = message && 'caption_entities' in message ? message.caption_entities : undefined;
  if (caption !== undefined && caption.trim() !== '') {
    const said = { ...formatText(caption, entities), templateId: null };
    if (await acceptText(ctx, kept, said)) return;
    return keepDraft(ctx, 'text', kept);
  }
  await keepDraft(ctx, 'text', kept);
  await say(ctx, captionAskView(ctx.language, fileName(ctx.language, kept.file)));
}

const albumOf = (ctx: BotContext): string | undefined =>
  ctx.message && 'media_group_id' in ctx.message ? ctx.message.media_group_id : undefined;

/** Whether the message is one more of the album whose first is the notice's file. */
export const isOfAlbum = (ctx: BotContext, draft: Draft): boolean =>
  draft.album !== null && draft.album.id === albumOf(ctx);

/** Says once that the rest of an album is left out. */
export async function sayOnlyOne(ctx: BotContext, step: string, draft: Draft): Promise<void> {
  if (!draft.album || draft.album.told) return;
  await keepDraft(ctx, step, { ...draft, album: { ...draft.album, told: true } });
  await toast(ctx, broadcastWord(ctx.language, 'albumOne'));
}
