import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { listLooks, LOOKS_A_PAGE } from '../../domain/credit/list-looks.ts';
import { isOwnEntry, objectToEntry, OBJECTION_LIMIT, readOwnSection } from '../../domain/credit/read-file.ts';
import { isId } from '../../messages/callback-data.ts';
import { creditWord, objectAskView, objectedView, objectWhichView } from '../../messages/credit.ts';
import { looksView } from '../../messages/file-access.ts';
import type { BotContext } from '../context.ts';
import { showOwnFile } from '../credit/show-own.ts';
import { allow, endFlow, keepStep, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say } from '../reply.ts';

const OBJECTION = 'objection';

/** One's own file: what is in it, objections to it, and who has looked at it. */
export function createOwnFileFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('myfile', showOwnFile);
  onPress(composer, 'file.own', showOwnFile);
  composer.command('access', (ctx) => showLooks(ctx, ['0']));
  onPress(composer, 'access.list', showLooks);
  onPress(composer, 'file.object', async (ctx, [section = '']) => {
    if (!(await allow(ctx, 'file.read-own'))) return;
    const read = await readOwnSection(ctx.services.db, ctx.actor, section);
    await (read ? replace(ctx, objectWhichView(ctx.language, read.entries)) : saysStale(ctx));
  });
  onPress(composer, 'file.object-to', async (ctx, [entryId]) => {
    if (!(await allow(ctx, 'file.read-own'))) return;
    if (!isId(entryId) || !(await isOwnEntry(ctx.services.db, ctx.actor, entryId))) return saysStale(ctx);
    await keepStep(ctx, OBJECTION, 'text', { id: newId(), entryId }, true);
    await say(ctx, objectAskView(ctx.language));
  });
  return {
    composer,
    flows: {
      [OBJECTION]: {
        text: takeObjection,
        resume: (ctx) => say(ctx, objectAskView(ctx.language)),
        start: showOwnFile,
      },
    },
  };
}

async function showLooks(ctx: BotContext, [pageText]: string[]): Promise<void> {
  if (!(await allow(ctx, 'file.read-own'))) return;
  const page = readIndex(pageText) ?? 0;
  const { rows, total } = await listLooks(ctx.services.db, ctx.actor, page, ctx.now);
  // Past the end of a list that was longer, it begins anew.
  if (rows.length === 0 && page > 0) return showLooks(ctx, ['0']);
  await replace(ctx, looksView(ctx.language, rows, { total, page, pages: Math.ceil(total / LOOKS_A_PAGE) }));
}

async function takeObjection(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  const { id, entryId } = z.object({ id: z.string(), entryId: z.string() }).parse(data);
  if (text.trim() === '' || [...text.trim()].length > OBJECTION_LIMIT)
    return say(ctx, { text: creditWord(ctx.language, 'objectProblem'), buttons: [] });
  const attached = await objectToEntry(ctx.services.db, ctx.actor, { id, entryId, text }, ctx.now);
  await (attached ? say(ctx, objectedView(ctx.language)) : saysStale(ctx));
  endFlow(ctx, OBJECTION);
}
