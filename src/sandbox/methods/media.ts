import { flag } from '../params.ts';
import type { Params } from '../params.ts';
import { badRequest } from '../refusal.ts';
import { apiDocument, fileBytes, photoSize } from '../files.ts';
import { apiMessage } from '../views.ts';
import { mediaFields } from './media-fields.ts';
import { captionFields } from './message-text.ts';
import type { MethodContext, Methods } from './method.ts';
import { destination, send } from './send.ts';

/** What a bot may download is smaller than what it may send (core.telegram.org/bots/api#getfile). */
const MAX_DOWNLOAD = 20 * 1024 * 1024;

function sendMedia(context: MethodContext, params: Params, kind: 'photo' | 'document') {
  const caption = captionFields(params);
  const to = destination(context, params);
  const content = {
    ...mediaFields(context, params, kind, params[kind]),
    ...caption,
    ...(flag(params, 'show_caption_above_media') ? { show_caption_above_media: true as const } : {}),
    ...(flag(params, 'has_spoiler') ? { has_media_spoiler: true as const } : {}),
  };
  return apiMessage(context.world, send(context, to, content));
}

export const mediaMethods: Methods = {
  sendPhoto: (context, params) => sendMedia(context, params, 'photo'),
  sendDocument: (context, params) => sendMedia(context, params, 'document'),
  getFile({ world, bot }, params) {
    const file = typeof params.file_id === 'string' ? world.files.get(params.file_id) : undefined;
    if (!file || file.bot !== bot.id) throw badRequest('invalid file_id');
    if (!fileBytes(world, file.id)) throw badRequest('wrong file_id or the file is temporarily unavailable');
    if (file.size > MAX_DOWNLOAD) throw badRequest('file is too big');
    const shown = file.kind === 'photo' ? photoSize(file) : apiDocument(file);
    const { file_id, file_unique_id, file_size } = shown;
    return { file_id, file_unique_id, file_size, file_path: file.path };
  },
};
