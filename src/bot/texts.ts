import { Composer } from 'telegraf';
import type { Conversation } from '../domain/conversations/keep-conversation.ts';
import { peopleWord } from '../messages/people.ts';
import type { BotContext } from './context.ts';
import { askAgain, currentFlow, explainStep, saysExpired, saysStale, type Flow } from './flow.ts';
import { answerByText } from './quizzes/typed-answer.ts';
import { searchRoster } from './features/people.ts';
import { onPress } from './on-press.ts';
import { say } from './reply.ts';
import { answerCardByText } from './study/typed-card.ts';

/** Longest text that is looked at; the rest of a longer one is refused by each step's own limit. */
const clean = (text: string): string => text.replaceAll('\0', '').toWellFormed().normalize('NFC');

/** A command as Telegram marks it; one that is known has been handled before. */
const COMMAND = /^\/[a-z0-9_]{1,32}(@\w+)?(\s|$)/i;

/**
 * What a text means, in this order: the step of the wizard in progress, an answer to the open
 * question, a name an administrator looks for. Anything else gets a hint.
 */
export function createTexts(flows: Record<string, Flow>): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('text', async (ctx) => {
    const text = clean(ctx.message.text);
    const conversation = await currentFlow(ctx);
    const flow = conversation && flows[conversation.flow];
    if (conversation && flow)
      return conversation.expired
        ? saysExpired(ctx, conversation.flow)
        : takeStep(ctx, flow, conversation, text);
    if (await answerCardByText(ctx, text)) return;
    if (await answerByText(ctx, text)) return;
    if (text.length <= 40 && !text.startsWith('/') && (await searchRoster(ctx, text))) return;
    await say(ctx, { text: peopleWord(ctx.language, 'unknownText'), buttons: [] });
  });
  composer.on('message', async (ctx) => {
    const conversation = await currentFlow(ctx);
    const flow = conversation && flows[conversation.flow];
    if (conversation && flow)
      return conversation.expired ? saysExpired(ctx, conversation.flow) : takeFile(ctx, flow, conversation);
    await say(ctx, { text: peopleWord(ctx.language, 'unknownText'), buttons: [] });
  });
  onPress(composer, 'flow.again', async (ctx, [name = '']) => {
    const flow = Object.hasOwn(flows, name) ? flows[name] : undefined;
    await (flow?.start ? flow.start(ctx) : saysStale(ctx));
  });
  return composer;
}

function takeFile(ctx: BotContext, flow: Flow, conversation: Conversation): Promise<void> {
  if (!flow.file) return explainStep(ctx, flow, conversation, 'noFiles');
  return conversation.lastUpdateId === ctx.update.update_id
    ? askAgain(ctx, flow, conversation)
    : flow.file(ctx, conversation);
}

async function takeStep(
  ctx: BotContext,
  flow: Flow,
  conversation: Conversation,
  text: string,
): Promise<void> {
  // The same update again, after a crash between the step and its answer: show where we are, do not step twice.
  if (conversation.lastUpdateId === ctx.update.update_id) return askAgain(ctx, flow, conversation);
  if (COMMAND.test(text)) return explainStep(ctx, flow, conversation, 'unknownCommand');
  await flow.text(ctx, conversation, text);
}
