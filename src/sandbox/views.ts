import { apiPoll } from './polls.ts';
import { viewBot } from './bots.ts';
import { chatOf, userOf } from './chats.ts';
import { commandsFor } from './commands.ts';
import type { SandboxChat, SandboxFile, SandboxMessage, SandboxPoll, SandboxUser } from './protocol.ts';
import type { Bot, Chat, StoredMessage } from './rows.ts';
import type { ApiMessage } from './telegram.ts';
import type { World } from './world.ts';

/** A stored message as the Bot API shows it: with its poll as it stands. */
export function apiMessage(world: World, message: StoredMessage): ApiMessage {
  const poll = message.pollId === undefined ? undefined : world.polls.get(message.pollId);
  return poll ? { ...message.api, poll: apiPoll(poll) } : message.api;
}

function viewFile(world: World, fileId: string): SandboxFile | undefined {
  const file = world.files.get(fileId);
  if (!file) return undefined;
  const { name, mimeType, size, width, height } = file;
  return { fileId, mimeType, size, ...defined({ name, width, height }) };
}

/** Without the keys that are undefined. */
function defined<T extends object>(value: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

function viewPoll(world: World, pollId: string, viewer: number): SandboxPoll | undefined {
  const stored = world.polls.get(pollId);
  if (!stored) return undefined;
  const poll = apiPoll(stored);
  const chosen = stored.votes[String(viewer)] ?? [];
  const revealed = poll.is_closed || chosen.length > 0;
  return {
    id: poll.id,
    question: poll.question,
    options: poll.options.map((option, i) => ({
      text: option.text,
      voters: option.voter_count,
      chosen: chosen.includes(i),
    })),
    quiz: poll.type === 'quiz',
    multiple: poll.allows_multiple_answers,
    anonymous: poll.is_anonymous,
    closed: poll.is_closed,
    ...(revealed ? defined({ correct: poll.correct_option_ids, explanation: poll.explanation }) : {}),
  };
}

/** A message as the page and the tests see it. */
export function viewMessage(world: World, message: StoredMessage): SandboxMessage {
  const { api } = message;
  const photo = api.photo?.at(-1);
  return {
    messageId: api.message_id,
    date: api.date,
    from: message.fromBot ? 'bot' : 'user',
    entities: (api.entities ?? api.caption_entities ?? []).map(({ type, offset, length, url, language }) => ({
      type,
      offset,
      length,
      ...defined({ url, language }),
    })),
    buttons: (api.reply_markup?.inline_keyboard ?? []).map((row) =>
      row.map(({ text, url, callback_data: callbackData }) => ({ text, ...defined({ url, callbackData }) })),
    ),
    protected: api.has_protected_content ?? false,
    ...defined({
      editDate: api.edit_date,
      text: api.text,
      caption: api.caption,
      photo: photo && viewFile(world, photo.file_id),
      document: api.document && viewFile(world, api.document.file_id),
      poll: message.pollId === undefined ? undefined : viewPoll(world, message.pollId, api.chat.id),
      replyTo: api.reply_to_message?.message_id,
      reaction: message.reaction,
      contact: api.contact && {
        phoneNumber: api.contact.phone_number,
        firstName: api.contact.first_name,
        ...defined({ userId: api.contact.user_id }),
      },
    }),
  };
}

/** A user as kept in the protocol; a group stands in for one under its id and title. */
export function viewUser(world: World, id: number, title?: string): SandboxUser {
  const user = userOf(world, id);
  if (!user) return { id, firstName: title ?? String(id), languageCode: 'zh' };
  const { deactivated: _, ...shown } = user;
  return shown;
}

/** One chat whole. */
export function viewChat(world: World, bot: Bot, chatId: number): SandboxChat {
  const chat: Chat = chatOf(world, bot.id, chatId);
  return {
    bot: viewBot(bot),
    user: viewUser(world, chatId, chat.title),
    blocked: chat.blocked,
    started: chat.started,
    messages: world.messages.list(bot.id, chatId).map((message) => viewMessage(world, message)),
    commands: commandsFor(world, bot, chatId),
    ...defined({ keyboard: chat.keyboard }),
  };
}

/** Tells listeners that a chat's state beside its messages changed. */
export function emitChat(world: World, bot: Bot, chatId: number): void {
  const { blocked, keyboard } = chatOf(world, bot.id, chatId);
  const commands = commandsFor(world, bot, chatId);
  world.events.emit({
    type: 'chat',
    bot: bot.id,
    user: chatId,
    blocked,
    commands,
    ...defined({ keyboard }),
  });
}
