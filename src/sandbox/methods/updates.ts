import { saveBot } from '../bots.ts';
import { integer, shaped } from '../params.ts';
import type { Params } from '../params.ts';
import { refusal } from '../refusal.ts';
import type { Bot } from '../rows.ts';
import type { World } from '../world.ts';
import type { Methods } from './method.ts';

const MAX_WAIT_SECONDS = 50;

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** Keeps `allowed_updates` when the call names them; an empty list means Telegram's default set again. */
export function keepAllowedUpdates(world: World, bot: Bot, params: Params): Bot {
  const allowed = shaped(params, 'allowed_updates');
  if (!allowed) return bot;
  const { allowedUpdates: _, ...rest } = bot;
  return saveBot(world, allowed.length > 0 ? { ...rest, allowedUpdates: allowed } : rest);
}

export const updateMethods: Methods = {
  getUpdates({ world, bot, polls, gone }, params) {
    if (bot.webhook)
      throw refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    keepAllowedUpdates(world, bot, params);
    return polls.wait(bot.id, {
      offset: integer(params, 'offset') ?? 0,
      limit: clamp(integer(params, 'limit') ?? 100, 1, 100),
      timeoutMs: clamp(integer(params, 'timeout') ?? 0, 0, MAX_WAIT_SECONDS) * 1000,
      gone,
    });
  },
};
