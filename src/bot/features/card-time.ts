import { Composer } from 'telegraf';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { readTimeOfDay } from '../../domain/study/card-rules.ts';
import { readCardTime, setCardTime } from '../../domain/study/offer-cards.ts';
import { cardTimeSetView, cardTimeView } from '../../messages/study.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { replace, say } from '../reply.ts';

const FLOW = 'card-time';

/** When the daily card comes: typed, from a button, with the digest, or not at all. */
export function createCardTimeFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'study.time', (ctx) => ask(ctx));
  onPress(composer, 'study.at', async (ctx, [hour = '', minute = '']) => {
    if (!(await allow(ctx, 'study.cards'))) return;
    if (hour === 'digest' || hour === 'off') return set(ctx, hour === 'off' ? hour : null);
    const time = readTimeOfDay(`${hour}:${minute.padStart(2, '0')}`);
    await (time === undefined ? saysStale(ctx) : set(ctx, time));
  });
  return {
    composer,
    flows: { [FLOW]: { text: takeTime, resume: (ctx) => ask(ctx), start: (ctx) => ask(ctx) } },
  };
}

async function ask(ctx: BotContext, problem?: string): Promise<void> {
  if (!(await allow(ctx, 'study.cards'))) return;
  const own = await readCardTime(ctx.services.db, ctx.actor);
  await keepStep(ctx, FLOW, 'time', {});
  await say(ctx, cardTimeView(ctx.language, own, problem));
}

async function takeTime(ctx: BotContext, _conversation: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'study.cards'))) return;
  const time = readTimeOfDay(text);
  await (time === undefined ? ask(ctx, text) : set(ctx, time));
}

async function set(ctx: BotContext, time: string | null): Promise<void> {
  await setCardTime(ctx.services.db, ctx.actor, time);
  endFlow(ctx, FLOW);
  await replace(ctx, cardTimeSetView(ctx.language, time));
}
