import { TelegramError, type MiddlewareFn } from 'telegraf';
import { callBotApi } from '../../call-bot-api.ts';
import { callSignal } from '../call-signal.ts';
import type { BotContext } from '../context.ts';

/** telegraf would wait 500 s for an answer. */
const CALL_TIMEOUT_MS = 15_000;

/** What never carries a file, and is most of what is said. */
const PLAIN = new Set([
  'sendMessage',
  'editMessageText',
  'editMessageCaption',
  'editMessageReplyMarkup',
  'answerCallbackQuery',
]);

/**
 * Gives every call of this update up after 15 s, and makes those without a file the short way. telegraf makes a client per
 * update, so it is done here.
 */
export const limitCalls: MiddlewareFn<BotContext> = (ctx, next) => {
  const { telegram } = ctx;
  const call = telegram.callApi.bind(telegram);
  const callPlain = async (method: string, payload: object): Promise<unknown> => {
    const { apiRoot, agent } = telegram.options;
    const answer = await callBotApi(
      { apiRoot, token: telegram.token, agent },
      method,
      payload,
      CALL_TIMEOUT_MS,
    );
    if (answer.ok) return answer.result;
    throw new TelegramError(answer, { method, payload });
  };
  // telegraf ties each payload and each result to its method; what a plain call returns is what Telegram says.
  telegram.callApi = ((method, payload, options = {}) =>
    PLAIN.has(method)
      ? callPlain(method, payload)
      : call(method, payload, {
          signal: callSignal(AbortSignal.timeout(CALL_TIMEOUT_MS)),
          ...options,
        })) as typeof call;
  return next();
};
