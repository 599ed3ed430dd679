import { knownChat, saveChat, userOf, writableChat, apiChat } from '../chats.ts';
import { integer, shaped, text } from '../params.ts';
import type { Params } from '../params.ts';
import { removeMessage, replaceMessage } from '../post-message.ts';
import { badRequest } from '../refusal.ts';
import type { Chat, StoredMessage } from '../rows.ts';
import type { MethodContext, Methods } from './method.ts';

const MAX_AGE_SECONDS = 48 * 3600;
const ACTIONS = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]);

const named = ({ world, bot }: MethodContext, chat: Chat, params: Params): StoredMessage | undefined =>
  world.messages.get(bot.id, chat.id, integer(params, 'message_id') ?? 0);

/** A bot may delete in a private chat what is not older than 48 hours, whoever wrote it. */
function deletable({ world }: MethodContext, message: StoredMessage): boolean {
  const isYoung = world.clock.seconds() - message.api.date < MAX_AGE_SECONDS;
  return isYoung && (message.fromBot || message.api.chat.id > 0);
}

function setPinned(
  context: MethodContext,
  params: Params,
  change: (pinned: number[], id: number) => number[],
) {
  const { world, bot } = context;
  const chat = writableChat(world, bot.id, params.chat_id);
  const id = integer(params, 'message_id') ?? chat.pinned?.at(-1);
  if (id === undefined || !world.messages.get(bot.id, chat.id, id))
    throw badRequest('message to pin not found');
  saveChat(world, { ...chat, pinned: change(chat.pinned ?? [], id) });
  return true;
}

export const messageMethods: Methods = {
  deleteMessage(context, params) {
    const chat = writableChat(context.world, context.bot.id, params.chat_id);
    const message = named(context, chat, params);
    if (!message) throw badRequest('message to delete not found');
    if (!deletable(context, message)) throw badRequest("message can't be deleted for everyone");
    removeMessage(context.world, message);
    return true;
  },
  deleteMessages(context, params) {
    const chat = writableChat(context.world, context.bot.id, params.chat_id);
    const ids = shaped(params, 'message_ids') ?? [];
    if (ids.length === 0) throw badRequest('message identifiers are not specified');
    if (ids.length > 100) throw badRequest('too many message identifiers specified');
    const found = ids.flatMap((id) => context.world.messages.get(context.bot.id, chat.id, id) ?? []);
    if (!found.every((message) => deletable(context, message)))
      throw badRequest("message can't be deleted for everyone");
    for (const message of found) removeMessage(context.world, message);
    return true;
  },
  sendChatAction({ world, bot }, params) {
    const chat = writableChat(world, bot.id, params.chat_id);
    const action = text(params, 'action') ?? '';
    if (!ACTIONS.has(action)) throw badRequest('wrong parameter action in request');
    world.events.emit({ type: 'typing', bot: bot.id, user: chat.id });
    return true;
  },
  setMessageReaction(context, params) {
    const chat = writableChat(context.world, context.bot.id, params.chat_id);
    const message = named(context, chat, params);
    if (!message) throw badRequest('message to react not found');
    const [first, second] = shaped(params, 'reaction') ?? [];
    if (second) throw badRequest('too many reactions specified');
    if (first && first.type !== 'emoji') throw badRequest('REACTION_INVALID');
    const { reaction: _, ...rest } = message;
    replaceMessage(context.world, first?.emoji ? { ...rest, reaction: first.emoji } : rest);
    return true;
  },
  pinChatMessage: (context, params) =>
    setPinned(context, params, (pinned, id) => [...pinned.filter((it) => it !== id), id]),
  unpinChatMessage: (context, params) =>
    setPinned(context, params, (pinned, id) => pinned.filter((it) => it !== id)),
  unpinAllChatMessages({ world, bot }, params) {
    saveChat(world, { ...writableChat(world, bot.id, params.chat_id), pinned: [] });
    return true;
  },
  getChatMember({ world, bot }, params) {
    const chat = knownChat(world, bot.id, params.chat_id);
    const user = userOf(world, integer(params, 'user_id') ?? 0);
    if (!user || (chat.id !== user.id && !chat.members?.includes(user.id)))
      throw badRequest('member not found');
    const { id, firstName } = user;
    return { status: 'member', user: { id, is_bot: false, first_name: firstName } };
  },
  getChat({ world, bot }, params) {
    const chat = knownChat(world, bot.id, params.chat_id);
    return {
      ...apiChat(world, chat),
      accent_color_id: 0,
      max_reaction_count: 11,
      accepted_gift_types: {
        unlimited_gifts: false,
        limited_gifts: false,
        unique_gifts: false,
        premium_subscription: false,
        gifts_from_channels: false,
      },
    };
  },
};
