import type { Composer } from 'telegraf';
import { unpackCallback } from '../messages/callback-data.ts';
import type { BotContext } from './context.ts';

type Handler = (ctx: BotContext, parts: string[]) => Promise<void>;

/** The buttons of each composer, by action: a press is looked up, and does not have to pass every other button. */
const handlersOf = new WeakMap<Composer<BotContext>, Map<string, Handler>>();

/**
 * Handles presses of the buttons of one action; `parts` are what the button carried, to be checked by the handler.
 * @throws Error when the action has a handler in this composer, which is a mistake in the code
 */
export function onPress(composer: Composer<BotContext>, action: string, handle: Handler): void {
  const handlers = handlersOf.get(composer) ?? listen(composer);
  if (handlers.has(action)) throw new Error(`two handlers for the button ${action}`);
  handlers.set(action, handle);
}

function listen(composer: Composer<BotContext>): Map<string, Handler> {
  const handlers = new Map<string, Handler>();
  handlersOf.set(composer, handlers);
  composer.on('callback_query', (ctx, next) => {
    const { action, parts } = unpackCallback('data' in ctx.callbackQuery ? ctx.callbackQuery.data : '');
    const handle = handlers.get(action);
    return handle ? handle(ctx, parts) : next();
  });
  return handlers;
}

/** A small whole number of a button, e.g. a page or a position; undefined for anything else. */
export function readIndex(part: string | undefined): number | undefined {
  return part !== undefined && /^\d{1,10}$/.test(part) ? Number(part) : undefined;
}
