import { apiChat, apiUser, chatOf, saveChat } from '../chats.ts';
import { botUser } from '../bots.ts';
import { apiPoll } from '../polls.ts';
import { replaceMessage } from '../post-message.ts';
import { pressButton } from '../presses.ts';
import { badRequest, refusal } from '../refusal.ts';
import type { Bot, Press, StoredMessage } from '../rows.ts';
import { sendUpdate } from '../updates.ts';
import { emitChat } from '../views.ts';
import type { World } from '../world.ts';
import { actingUser } from './write.ts';

function messageIn(world: World, bot: Bot, chatId: number, messageId: number): StoredMessage {
  const message = world.messages.get(bot.id, chatId, messageId);
  if (!message) throw refusal(404, `there is no message ${messageId} in this chat`);
  return message;
}

/** The user presses an inline button that the message has at this moment, as an app would let them. */
export function press(
  world: World,
  bot: Bot,
  chatId: number,
  input: { messageId: number; data: string; userId?: number | undefined },
): Press {
  const message = messageIn(world, bot, chatId, input.messageId);
  const buttons = message.api.reply_markup?.inline_keyboard.flat() ?? [];
  if (!buttons.some((button) => button.callback_data === input.data))
    throw refusal(409, `message ${input.messageId} has no button "${input.data}"`);
  if (chatOf(world, bot.id, chatId).blocked) throw refusal(409, 'the user has blocked the bot');
  return pressButton(world, message, actingUser(world, input.userId ?? chatId).id, input.data);
}

/** The user answers a poll; an empty choice takes the answer back where the poll allows that. */
export function vote(
  world: World,
  bot: Bot,
  chatId: number,
  input: { messageId: number; options: number[]; userId?: number | undefined },
): void {
  const message = messageIn(world, bot, chatId, input.messageId);
  const user = actingUser(world, input.userId ?? chatId);
  const poll = message.pollId === undefined ? undefined : world.polls.get(message.pollId);
  if (!poll) throw refusal(409, `message ${input.messageId} has no poll`);
  const { api } = poll;
  const before = poll.votes[String(user.id)] ?? [];
  if (api.is_closed) throw refusal(409, 'the poll is closed');
  if (before.length > 0 && !api.allows_revoting) throw refusal(409, 'this poll takes one answer');
  const options = [...new Set(input.options)].sort((a, b) => a - b);
  if (options.some((option) => option < 0 || option >= api.options.length))
    throw badRequest(`options are 0 to ${api.options.length - 1}`);
  if (options.length > 1 && !api.allows_multiple_answers) throw badRequest('this poll takes one option');
  const voted = world.polls.set(poll.id, { ...poll, votes: { ...poll.votes, [String(user.id)]: options } });
  replaceMessage(world, message);
  if (!api.is_anonymous)
    sendUpdate(
      world,
      bot.id,
      'poll_answer',
      {
        poll_id: poll.id,
        user: apiUser(user),
        option_ids: options,
        option_persistent_ids: options.map((i) => api.options[i]?.persistent_id ?? ''),
      },
      chatId,
    );
  sendUpdate(world, bot.id, 'poll', apiPoll(voted), `poll:${poll.id}`);
}

/** The user blocks the bot or takes it back; the bot hears of a change. */
export function setBlocked(world: World, bot: Bot, userId: number, blocked: boolean): void {
  const user = actingUser(world, userId);
  const chat = chatOf(world, bot.id, userId);
  if (chat.blocked === blocked) return;
  saveChat(world, { ...chat, blocked });
  emitChat(world, bot, userId);
  const member = { status: 'member', user: botUser(bot) };
  const kicked = { status: 'kicked', user: botUser(bot), until_date: 0 };
  const change = {
    chat: apiChat(world, chat),
    from: apiUser(user),
    date: world.clock.seconds(),
    old_chat_member: blocked ? member : kicked,
    new_chat_member: blocked ? kicked : member,
  };
  sendUpdate(world, bot.id, 'my_chat_member', change, userId);
}
