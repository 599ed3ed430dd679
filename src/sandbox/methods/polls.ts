import { apiPoll, closePoll } from '../polls.ts';
import { writableChat } from '../chats.ts';
import { integer, shaped } from '../params.ts';
import { readMarkup } from '../keyboards.ts';
import { replaceMessage } from '../post-message.ts';
import { badRequest } from '../refusal.ts';
import { apiMessage } from '../views.ts';
import type { Methods } from './method.ts';
import { readPoll } from './poll-fields.ts';
import { destination, send } from './send.ts';

export const pollMethods: Methods = {
  sendPoll(context, params) {
    const { world, bot } = context;
    const now = world.clock.seconds();
    const api = readPoll(params, now);
    const to = destination(context, params);
    const closesAt = api.close_date ?? (api.open_period === undefined ? undefined : now + api.open_period);
    const poll = { id: api.id, bot: bot.id, api, votes: {} };
    world.polls.set(api.id, closesAt === undefined ? poll : { ...poll, closesAt });
    return apiMessage(world, send(context, to, {}, api.id));
  },
  stopPoll({ world, bot }, params) {
    const chat = writableChat(world, bot.id, params.chat_id);
    const message = world.messages.get(bot.id, chat.id, integer(params, 'message_id') ?? 0);
    const poll = message?.pollId === undefined ? undefined : world.polls.get(message.pollId);
    if (!message?.fromBot || !poll) throw badRequest('message with poll to stop not found');
    if (poll.api.is_closed) throw badRequest('poll has already been closed');
    const closed = closePoll(world, poll);
    const { inline } = readMarkup(shaped(params, 'reply_markup'));
    const { reply_markup: _, ...rest } = message.api;
    replaceMessage(world, { ...message, api: inline ? { ...rest, reply_markup: inline } : rest });
    return apiPoll(closed);
  },
};
