import type { Composer, MiddlewareFn } from 'telegraf';
import { unpackCallback } from '../messages/callback-data.ts';
import type { BotContext } from './context.ts';

type Handler = (ctx: BotContext, parts: string[]) => Promise<void>;

/** The buttons of each composer, by action. */
const handlersOf = new WeakMap<Composer<BotContext>, Map<string, Handler>>();

const twice = (action: string): Error => new Error(`two handlers for the button ${action}`);

/**
 * Handles presses of the buttons of one action; `parts` are what the button carried, to be checked by the handler.
 * @throws Error when the action has a handler in this composer, which is a mistake in the code
 */
export function onPress(composer: Composer<BotContext>, action: string, handle: Handler): void {
  const handlers = handlersOf.get(composer) ?? new Map<string, Handler>();
  if (handlers.has(action)) throw twice(action);
  handlersOf.set(composer, handlers.set(action, handle));
}

/**
 * Takes every press straight to its handler. To pass it through all the composers first, as telegraf does by itself, took
 * more than what most handlers do: a hundred promises, each of which lives until the press is answered.
 * @param otherwise for a press of no button that we make
 * @throws Error when an action has handlers in two composers
 */
export function pressesOf(
  composers: readonly Composer<BotContext>[],
  otherwise: (ctx: BotContext) => Promise<void>,
): MiddlewareFn<BotContext> {
  const all = new Map<string, Handler>();
  for (const composer of composers)
    for (const [action, handle] of handlersOf.get(composer) ?? []) {
      if (all.has(action)) throw twice(action);
      all.set(action, handle);
    }
  return (ctx, next) => {
    if (!ctx.callbackQuery) return next();
    const { action, parts } = unpackCallback('data' in ctx.callbackQuery ? ctx.callbackQuery.data : '');
    const handle = all.get(action);
    return handle ? handle(ctx, parts) : otherwise(ctx);
  };
}

/** A small whole number of a button, e.g. a page or a position; undefined for anything else. */
export function readIndex(part: string | undefined): number | undefined {
  return part !== undefined && /^\d{1,10}$/.test(part) ? Number(part) : undefined;
}
