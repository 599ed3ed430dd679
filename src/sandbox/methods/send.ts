import { botUser } from '../bots.ts';
import { chatOf, saveChat, writableChat } from '../chats.ts';
import { readMarkup } from '../keyboards.ts';
import type { Markup } from '../keyboards.ts';
import { flag, shaped } from '../params.ts';
import type { Params } from '../params.ts';
import { postMessage } from '../post-message.ts';
import type { Content } from '../post-message.ts';
import { badRequest } from '../refusal.ts';
import type { Chat, StoredMessage } from '../rows.ts';
import type { ApiMessage } from '../telegram.ts';
import { apiMessage, emitChat } from '../views.ts';
import type { MethodContext } from './method.ts';

/** Where and how to send: read and refused before anything is kept. */
export type Destination = {
  chat: Chat;
  markup: Markup;
  fields: Pick<Content, 'reply_to_message' | 'has_protected_content' | 'reply_markup'>;
};

/** The message this one answers. Answers to another chat's messages are not done: such a message is not found. */
function repliedTo({ world, bot }: MethodContext, params: Params, chat: Chat): StoredMessage | undefined {
  const reply = shaped(params, 'reply_parameters');
  if (!reply) return undefined;
  const isHere = reply.chat_id === undefined || String(reply.chat_id) === String(chat.id);
  const found = isHere ? world.messages.get(bot.id, chat.id, reply.message_id) : undefined;
  if (!found && !reply.allow_sending_without_reply) throw badRequest('message to be replied not found');
  return found;
}

/** Reads what all send methods share: the chat, the markup, the reply and the protection. */
export function destination(context: MethodContext, params: Params): Destination {
  const chat = writableChat(context.world, context.bot.id, params.chat_id);
  const markup = readMarkup(shaped(params, 'reply_markup'));
  const reply = repliedTo(context, params, chat);
  const { reply_to_message: _, ...replied } = reply ? apiMessage(context.world, reply) : {};
  return {
    chat,
    markup,
    fields: {
      ...(reply ? { reply_to_message: replied as ApiMessage } : {}),
      ...(flag(params, 'protect_content') ? { has_protected_content: true } : {}),
      ...(markup.inline ? { reply_markup: markup.inline } : {}),
    },
  };
}

/** Sends to a destination; a reply keyboard takes effect with the message. */
export function send(
  context: MethodContext,
  to: Destination,
  content: Content,
  pollId?: string,
): StoredMessage {
  const { world, bot } = context;
  const message = postMessage(world, bot, to.chat, botUser(bot), { ...content, ...to.fields }, pollId);
  if (to.markup.keyboard || to.markup.removeKeyboard) {
    const { keyboard: _, ...chat } = chatOf(world, bot.id, to.chat.id);
    saveChat(world, to.markup.keyboard ? { ...chat, keyboard: to.markup.keyboard } : chat);
    emitChat(world, bot, to.chat.id);
  }
  return message;
}
