import { isDeepStrictEqual } from 'node:util';
import { writableChat } from '../chats.ts';
import { readMarkup } from '../keyboards.ts';
import { flag, integer, shaped, text } from '../params.ts';
import type { Params } from '../params.ts';
import { replaceMessage } from '../post-message.ts';
import { badRequest } from '../refusal.ts';
import type { StoredMessage } from '../rows.ts';
import type { ApiMessage } from '../telegram.ts';
import { apiMessage } from '../views.ts';
import { mediaFields } from './media-fields.ts';
import { captionFields, messageText, textFields } from './message-text.ts';
import type { MethodContext, Methods } from './method.ts';

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current ' +
  'content and reply markup of the message';

/** The bot's own message that an edit names. */
function editable({ world, bot }: MethodContext, params: Params): StoredMessage {
  if (text(params, 'inline_message_id') !== undefined) throw badRequest('MESSAGE_ID_INVALID');
  const id = integer(params, 'message_id');
  if (id === undefined && params.chat_id === undefined)
    throw badRequest('message identifier is not specified');
  const chat = writableChat(world, bot.id, params.chat_id);
  const message = world.messages.get(bot.id, chat.id, id ?? 0);
  if (!message) throw badRequest('message to edit not found');
  if (!message.fromBot || message.api.forward_origin) throw badRequest("message can't be edited");
  return message;
}

/** Replaces the content named in `changes` (undefined removes) and the inline keyboard, and returns the message. */
function edit(context: MethodContext, params: Params, old: StoredMessage, changes: Partial<ApiMessage>) {
  const { inline } = readMarkup(shaped(params, 'reply_markup'));
  const { edit_date: editDate, ...before } = old.api;
  const entries = Object.entries({ ...before, ...changes, reply_markup: inline });
  const after = Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as ApiMessage;
  if (isDeepStrictEqual(before, after)) throw badRequest(NOT_MODIFIED);
  const seconds = context.world.clock.seconds();
  const onlyMarkup = isDeepStrictEqual(
    { ...before, reply_markup: inline },
    { ...after, reply_markup: inline },
  );
  const stamp = onlyMarkup ? editDate : seconds;
  const api = stamp === undefined ? after : { ...after, edit_date: stamp };
  return apiMessage(context.world, replaceMessage(context.world, { ...old, api }));
}

export const editMethods: Methods = {
  editMessageText(context, params) {
    const formatted = textFields(messageText(params));
    const old = editable(context, params);
    if (old.api.text === undefined) throw badRequest('there is no text in the message to edit');
    const preview = shaped(params, 'link_preview_options');
    return edit(context, params, old, {
      entities: undefined,
      ...formatted,
      link_preview_options: preview,
    });
  },
  editMessageCaption(context, params) {
    const caption = captionFields(params);
    const old = editable(context, params);
    if (!old.api.photo && !old.api.document) throw badRequest('there is no caption in the message to edit');
    return edit(context, params, old, { caption: undefined, caption_entities: undefined, ...caption });
  },
  editMessageReplyMarkup(context, params) {
    return edit(context, params, editable(context, params), {});
  },
  editMessageMedia(context, params) {
    const old = editable(context, params);
    if (old.pollId !== undefined) throw badRequest("message can't be edited");
    const media = shaped(params, 'media') ?? {
      type: '',
      media: '',
    };
    if (media.type !== 'photo' && media.type !== 'document')
      throw badRequest(`the sandbox takes photos and documents here, not "${media.type}"`);
    const file = mediaFields(context, params, media.type, media.media);
    return edit(context, params, old, {
      text: undefined,
      entities: undefined,
      link_preview_options: undefined,
      photo: undefined,
      document: undefined,
      caption: undefined,
      caption_entities: undefined,
      has_media_spoiler: flag(media, 'has_spoiler') || undefined,
      ...captionFields(media),
      ...file,
    });
  },
};
