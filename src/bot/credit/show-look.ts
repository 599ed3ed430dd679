import type { Look, FileOpened, SectionLooked } from '../../domain/credit/open-file.ts';
import { noteShownFile } from '../../domain/credit/shown-files.ts';
import { creditWord, fileSummary, noFileView, sectionView } from '../../messages/credit.ts';
import { accessWord, recusedView } from '../../messages/file-access.ts';
import type { View } from '../../messages/view.ts';
import type { BotContext } from '../context.ts';
import { saysStale } from '../flow.ts';
import { replace, say, toast } from '../reply.ts';
import { fileViewOf } from './file-view.ts';

type Show = (ctx: BotContext, view: View) => Promise<void>;

/** Shows something of somebody else's, and remembers the message, which is taken out of the chat in time. */
export async function showPassing(
  ctx: BotContext,
  show: Show,
  view: View,
  about: { requestId: string | null; subjectId: string; minutes: number },
): Promise<void> {
  await show(ctx, view);
  if (!ctx.shown) return;
  const message = { botId: ctx.botInfo.id, messageId: ctx.shown.id };
  await noteShownFile(ctx.services.db, ctx.actor, { ...about, ...message }, ctx.now);
}

/**
 * The summary of somebody else's file. As a rule in a new message: what was sent before cannot be given the protection
 * against forwarding afterwards.
 */
export async function showLook(
  ctx: BotContext,
  { request, file, name, minutes }: Look,
  show: Show = say,
): Promise<void> {
  if (!file) return show(ctx, noFileView(ctx.language, name));
  const view = fileSummary(ctx.language, fileViewOf(ctx, file, minutes));
  await showPassing(ctx, show, view, { requestId: request.id, subjectId: request.subjectId, minutes });
}

/** Its section in place of the summary. */
export async function showSectionLook(
  ctx: BotContext,
  { read, request, minutes }: SectionLooked,
  section: string,
): Promise<void> {
  const file = fileViewOf(ctx, read.file, minutes);
  const view = file.sections.find((one) => one.id === section);
  if (!view) return saysStale(ctx);
  const about = { requestId: request.id, subjectId: request.subjectId, minutes };
  await showPassing(ctx, replace, sectionView(ctx.language, file, view, read.entries), about);
}

type Problem = Extract<FileOpened, { ok: false }>['problem'];

/** Why a file is not opened: outside the scope nobody exists, recusal is said plainly. */
export async function sayBarred(
  ctx: BotContext,
  problem: Exclude<Problem, 'reason-needed' | 'purpose-needed'>,
): Promise<void> {
  if (problem === 'not-found')
    return replace(ctx, { text: creditWord(ctx.language, 'notFound'), buttons: [] });
  if (problem === 'expired') return toast(ctx, accessWord(ctx.language, 'expired'), true);
  await replace(ctx, recusedView(ctx.language, problem));
}
