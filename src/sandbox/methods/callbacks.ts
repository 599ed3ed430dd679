import { checkedLink } from '../entities/links.ts';
import { flag, text } from '../params.ts';
import { answerPress } from '../presses.ts';
import { badRequest } from '../refusal.ts';
import type { Methods } from './method.ts';

export const callbackMethods: Methods = {
  answerCallbackQuery({ world, bot }, params) {
    const answer = text(params, 'text');
    const url = text(params, 'url');
    if (answer !== undefined && [...answer].length > 200) throw badRequest('MESSAGE_TOO_LONG');
    if (url && !/^(https?:\/\/)?t\.me\/\w+\?start=|^tg:/i.test(checkedLink(url) ?? ''))
      throw badRequest('URL_INVALID');
    answerPress(world, bot.id, text(params, 'callback_query_id') ?? '', {
      ...(answer ? { text: answer } : {}),
      ...(flag(params, 'show_alert') ? { alert: true } : {}),
      ...(url ? { url } : {}),
    });
    return true;
  },
};
