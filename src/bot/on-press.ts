import type { Composer } from 'telegraf';
import { unpackCallback } from '../messages/callback-data.ts';
import type { BotContext } from './context.ts';

/** Handles presses of the buttons of one action; `parts` are what the button carried, to be checked by the handler. */
export function onPress(
  composer: Composer<BotContext>,
  action: string,
  handle: (ctx: BotContext, parts: string[]) => Promise<void>,
): void {
  const pattern = new RegExp(`^${action.replaceAll('.', '\\.')}(?::|$)`);
  composer.action(pattern, (ctx) =>
    handle(ctx, unpackCallback('data' in ctx.callbackQuery ? ctx.callbackQuery.data : '').parts),
  );
}

/** A small whole number of a button, e.g. a page or a position; undefined for anything else. */
export function readIndex(part: string | undefined): number | undefined {
  return part !== undefined && /^\d{1,10}$/.test(part) ? Number(part) : undefined;
}
