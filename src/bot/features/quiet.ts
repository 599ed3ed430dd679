import { Composer } from 'telegraf';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import {
  findOwnQuietHours,
  readQuietHours,
  setQuietHours,
  type QuietHours,
} from '../../domain/people/quiet-hours.ts';
import { quietSetView, quietView } from '../../messages/quiet.ts';
import type { BotContext } from '../context.ts';
import { endFlow, keepStep, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say } from '../reply.ts';

const FLOW = 'quiet';

/** When nobody but an urgent notice may speak to this person: typed, from a button, or as the rules have it. */
export function createQuietFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('quiet', (ctx) => ask(ctx));
  onPress(composer, 'quiet.open', (ctx) => ask(ctx));
  onPress(composer, 'quiet.set', (ctx, [first, last]) => {
    const [from, to] = [fullHour(first), fullHour(last)];
    return from !== undefined && to !== undefined ? set(ctx, { from, to }) : saysStale(ctx);
  });
  onPress(composer, 'quiet.usual', (ctx) => set(ctx, null));
  return {
    composer,
    flows: { [FLOW]: { text: takeHours, resume: (ctx) => ask(ctx), start: (ctx) => ask(ctx) } },
  };
}

/** A button's whole hour as a time of day, "22:00". */
function fullHour(part: string | undefined): string | undefined {
  const hour = readIndex(part);
  return hour !== undefined && hour < 24 ? `${String(hour).padStart(2, '0')}:00` : undefined;
}

async function ask(ctx: BotContext, problem?: string): Promise<void> {
  const own = await findOwnQuietHours(ctx.services.db, ctx.actor);
  await keepStep(ctx, FLOW, 'hours', {});
  await say(ctx, quietView(ctx.language, own, ctx.services.pack.reminders.quietHours, problem));
}

async function takeHours(ctx: BotContext, _conversation: Conversation, text: string): Promise<void> {
  const hours = readQuietHours(text);
  await (hours ? set(ctx, hours) : ask(ctx, text));
}

async function set(ctx: BotContext, hours: QuietHours | null): Promise<void> {
  await setQuietHours(ctx.services.db, ctx.actor, hours);
  endFlow(ctx, FLOW);
  await replace(ctx, quietSetView(ctx.language, hours, ctx.services.pack.reminders.quietHours));
}
