import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { acknowledgeNotice } from '../../domain/notices/acknowledge-notice.ts';
import { receivedNotice } from '../../domain/notices/received-notice.ts';
import {
  listThreads,
  readAnswer,
  readThread,
  THREADS_A_PAGE,
  writeInThread,
} from '../../domain/notices/talk-about-notice.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  askedView,
  questionAskView,
  repliedView,
  replyAskView,
  threadListView,
  threadView,
  threadWordView,
} from '../../messages/notice-threads.ts';
import { noticeView, outdatedText } from '../../messages/notices.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'notice-thread';
/** The id of the word is made when it is asked for: sending it twice stores one. */
const draftSchema = z.object({ id: z.string(), noticeId: z.string(), recipientId: z.string() });

/** Questions about a notice and the answers to them, between a recipient and the author, inside the bot. */
export function createNoticeThreadsFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'thread.ask', (ctx, [noticeId]) => begin(ctx, noticeId, ctx.actor.personId));
  onPress(composer, 'thread.reply', (ctx, [noticeId, recipientId]) => begin(ctx, noticeId, recipientId));
  onPress(composer, 'thread.understood', (ctx, [wordId, version]) =>
    acknowledge(ctx, wordId, readIndex(version) ?? 1),
  );
  onPress(composer, 'thread.list', (ctx, [noticeId, page]) => showList(ctx, noticeId, readIndex(page) ?? 0));
  onPress(composer, 'thread.open', async (ctx, [noticeId, personId]) => {
    if (!(await allow(ctx, 'notices.send'))) return;
    const thread =
      isId(noticeId) && isId(personId)
        ? await readThread(ctx.services.db, ctx.actor, noticeId, personId)
        : undefined;
    await (thread ? replace(ctx, threadView(ctx.language, thread, ctx.actor.personId)) : saysStale(ctx));
  });
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = {
  text: takeWord,
  resume: (ctx, { data }) => ask(ctx, draftSchema.parse(data)),
};

async function begin(
  ctx: BotContext,
  noticeId: string | undefined,
  recipientId: string | undefined,
): Promise<void> {
  if (!(await allow(ctx, 'notices.read'))) return;
  if (!isId(noticeId) || !isId(recipientId)) return saysStale(ctx);
  await ask(ctx, { id: newId(), noticeId, recipientId }, true);
}

async function ask(ctx: BotContext, draft: z.infer<typeof draftSchema>, begins = false): Promise<void> {
  const thread = await readThread(ctx.services.db, ctx.actor, draft.noticeId, draft.recipientId);
  if (!thread) return saysStale(ctx);
  if (begins) await keepStep(ctx, FLOW, 'text', draft, true);
  const other = thread.messages.findLast(({ fromId }) => fromId !== ctx.actor.personId);
  const name = thread.isAuthor ? thread.recipient.name : (other?.fromName ?? '');
  await say(
    ctx,
    other ? replyAskView(ctx.language, name, other.text) : questionAskView(ctx.language, thread.noticeText),
  );
}

async function takeWord(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  const { db } = ctx.services;
  const draft = draftSchema.parse(data);
  const { noticeId, recipientId } = draft;
  const said = await writeInThread(db, ctx.actor, { ...draft, text }, ctx.now);
  if (!said.ok && said.problem === 'text') return say(ctx, textProblemView(ctx.language, said.text, FLOW));
  endFlow(ctx, FLOW);
  if (!said.ok) return saysStale(ctx);
  if (recipientId === ctx.actor.personId) return say(ctx, askedView(ctx.language, noticeId));
  const thread = await readThread(db, ctx.actor, noticeId, recipientId);
  await say(ctx, repliedView(ctx.language, noticeId, thread?.recipient.name ?? ''));
}

/** The recipient has no question any more: the notice counts as understood, unless there is something to read or answer first. */
async function acknowledge(ctx: BotContext, wordId: string | undefined, version: number): Promise<void> {
  if (!(await allow(ctx, 'notices.read'))) return;
  const { db, pack } = ctx.services;
  const word = isId(wordId) ? await readAnswer(db, ctx.actor, wordId) : undefined;
  if (!word) return saysStale(ctx);
  const given = { noticeId: word.noticeId, answer: 'understood', version } as const;
  const done = await acknowledgeNotice(db, ctx.actor, given, pack, ctx.now);
  if (!done.ok && done.problem === 'not-found') return saysStale(ctx);
  if (!done.ok && done.problem === 'outdated') await toast(ctx, outdatedText(ctx.language), true);
  if (done.ok && done.notice.state === 'sending')
    return replace(ctx, threadWordView(ctx.language, word, true));
  const notice = receivedNotice(done.notice, pack);
  await say(ctx, noticeView(ctx.language, notice, { now: ctx.now }));
}

async function showList(ctx: BotContext, noticeId: string | undefined, page: number): Promise<void> {
  if (!(await allow(ctx, 'notices.send'))) return;
  if (!isId(noticeId)) return saysStale(ctx);
  const { rows, total, waiting } = await listThreads(ctx.services.db, ctx.actor, noticeId, page);
  const pages = Math.ceil(total / THREADS_A_PAGE);
  const where = { total, waiting, page, pages, size: THREADS_A_PAGE };
  await replace(ctx, threadListView(ctx.language, noticeId, rows, where));
}
