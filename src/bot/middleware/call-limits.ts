import type { MiddlewareFn } from 'telegraf';
import { callSignal } from '../call-signal.ts';
import type { BotContext } from '../context.ts';

/** telegraf would wait 500 s for an answer. */
const CALL_TIMEOUT_MS = 15_000;

/** Gives every call of this update up after 15 s. telegraf makes a client per update, so it is done here. */
export const limitCalls: MiddlewareFn<BotContext> = (ctx, next) => {
  const call = ctx.telegram.callApi.bind(ctx.telegram);
  ctx.telegram.callApi = (method, payload, options = {}) =>
    call(method, payload, { signal: callSignal(AbortSignal.timeout(CALL_TIMEOUT_MS)), ...options });
  return next();
};
