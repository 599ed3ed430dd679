import { apiUser, chatOf, saveChat, userOf } from '../chats.ts';
import { formatText } from '../entities/format-text.ts';
import { storeFile } from '../files.ts';
import { apiDocument, photoSize } from '../files.ts';
import { imageSize } from '../image-size.ts';
import type { Upload } from '../api/upload.ts';
import { textFields } from '../methods/message-text.ts';
import { postMessage } from '../post-message.ts';
import type { Content } from '../post-message.ts';
import { badRequest, refusal } from '../refusal.ts';
import type { Bot, Chat, StoredMessage, StoredUser } from '../rows.ts';
import { sendUpdate } from '../updates.ts';
import { apiMessage } from '../views.ts';
import type { World } from '../world.ts';

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;

/** @throws Refusal 404 */
export function knownUser(world: World, id: number): StoredUser {
  const user = userOf(world, id);
  if (!user) throw refusal(404, `there is no user ${id}: PUT /sandbox/api/users/${id} makes one`);
  return user;
}

/**
 * A user who can still do something.
 * @throws Refusal 404, and 409 for a deleted account
 */
export function actingUser(world: World, id: number): StoredUser {
  const user = knownUser(world, id);
  if (user.deactivated) throw refusal(409, 'this account is deactivated');
  return user;
}

/** The message is put into the chat and goes to the bot. The chat is open from then on. */
function post(world: World, bot: Bot, chat: Chat, user: StoredUser, content: Content): StoredMessage {
  if (chat.blocked) throw refusal(409, 'the user has blocked the bot: unblock it first');
  saveChat(world, { ...chat, started: true });
  const message = postMessage(world, bot, chat, apiUser(user), content);
  sendUpdate(world, bot.id, 'message', apiMessage(world, message), chat.id);
  return message;
}

function replyFields(
  world: World,
  chat: Chat,
  replyTo: number | undefined,
): Pick<Content, 'reply_to_message'> {
  if (replyTo === undefined) return {};
  const message = world.messages.get(chat.bot, chat.id, replyTo);
  if (!message) throw refusal(404, `there is no message ${replyTo} to reply to`);
  const { reply_to_message: _, ...replied } = apiMessage(world, message);
  return { reply_to_message: replied };
}

function textContent(text: string): Content {
  const formatted = formatText(text);
  if (formatted.text === '') throw badRequest('the message is empty');
  if (formatted.text.length > MAX_TEXT) throw badRequest('the message is longer than 4096 characters');
  return textFields(formatted);
}

/** The user writes; commands, links and mentions are marked as Telegram does. */
export function writeMessage(
  world: World,
  bot: Bot,
  userId: number,
  input: { text: string; replyTo?: number | undefined },
): StoredMessage {
  const user = actingUser(world, userId);
  const chat = chatOf(world, bot.id, userId);
  return post(world, bot, chat, user, {
    ...textContent(input.text),
    ...replyFields(world, chat, input.replyTo),
  });
}

/** The user sends a picture or a file. */
export function sendFile(
  world: World,
  bot: Bot,
  userId: number,
  { file, kind, caption }: { file: Upload; kind: 'photo' | 'document'; caption: string },
): StoredMessage {
  const user = actingUser(world, userId);
  if (file.bytes.length === 0) throw badRequest('the file is empty');
  const image = kind === 'photo' ? imageSize(file.bytes) : undefined;
  if (kind === 'photo' && !image) throw badRequest('this is no PNG, JPEG or WebP picture: send it as a file');
  const formatted = formatText(caption);
  if (formatted.text.length > MAX_CAPTION) throw badRequest('the caption is longer than 1024 characters');
  const about = image ?? { name: file.name, mimeType: file.mimeType };
  const stored = storeFile(world, { bot: bot.id, kind, ...about }, file.bytes);
  return post(world, bot, chatOf(world, bot.id, userId), user, {
    ...(kind === 'photo' ? { photo: [photoSize(stored)] } : { document: apiDocument(stored) }),
    ...(formatted.text ? { caption: formatted.text } : {}),
    ...(formatted.entities.length > 0 ? { caption_entities: formatted.entities } : {}),
  });
}

/** The user shares a contact; `userId` is whose it is, the sender's own when absent. */
export function shareContact(
  world: World,
  bot: Bot,
  from: number,
  contact: { phoneNumber: string; userId?: number | undefined; firstName?: string | undefined },
): StoredMessage {
  const user = actingUser(world, from);
  return post(world, bot, chatOf(world, bot.id, from), user, {
    contact: {
      phone_number: contact.phoneNumber,
      first_name: contact.firstName ?? user.firstName,
      user_id: contact.userId ?? from,
    },
  });
}

/** The user writes in a group the bot is in; the bot is added with the first word. */
export function writeInGroup(
  world: World,
  bot: Bot,
  input: { userId: number; chatId: number; text: string; title?: string | undefined },
): StoredMessage {
  const user = actingUser(world, input.userId);
  const known = chatOf(world, bot.id, input.chatId);
  const members = [...new Set([...(known.members ?? []), user.id])];
  const chat = { ...known, members, ...(input.title === undefined ? {} : { title: input.title }) };
  return post(world, bot, chat, user, textContent(input.text));
}
