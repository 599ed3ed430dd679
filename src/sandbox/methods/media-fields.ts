import { isUpload } from '../api/upload.ts';
import type { Upload } from '../api/upload.ts';
import { apiDocument, photoSize, storeFile } from '../files.ts';
import { imageSize } from '../image-size.ts';
import type { Params } from '../params.ts';
import { badRequest, refusal } from '../refusal.ts';
import type { StoredFile } from '../rows.ts';
import type { ApiDocument, PhotoSize } from '../telegram.ts';
import type { MethodContext } from './method.ts';

const MAX_UPLOAD = 50 * 1024 * 1024;
const MAX_PHOTO = 10 * 1024 * 1024;
const KIND_NAMES = { photo: 'Photo', document: 'Document' };
/** Key of the call's uploads that are named by `attach://`. */
export const ATTACHED = '\0attached';

function upload({ world, bot }: MethodContext, kind: 'photo' | 'document', file: Upload): StoredFile {
  if (file.bytes.length === 0) throw badRequest('file must be non-empty');
  if (file.bytes.length > MAX_UPLOAD) throw refusal(413, 'Request Entity Too Large');
  if (kind === 'document')
    return storeFile(world, { bot: bot.id, kind, name: file.name, mimeType: file.mimeType }, file.bytes);
  if (file.bytes.length > MAX_PHOTO) throw badRequest('file is too big');
  const image = imageSize(file.bytes);
  if (!image) throw badRequest('IMAGE_PROCESS_FAILED');
  const { width, height } = image;
  if (width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height))
    throw badRequest('PHOTO_INVALID_DIMENSIONS');
  return storeFile(world, { bot: bot.id, kind, ...image }, file.bytes);
}

/**
 * The file a parameter stands for: an upload, `attach://name` of one, or the id of a file the bot has seen.
 * @throws Refusal in Telegram's words; an address to fetch is refused, the sandbox reaches no other server.
 */
function fileOf(
  context: MethodContext,
  params: Params,
  kind: 'photo' | 'document',
  value: unknown,
): StoredFile {
  if (isUpload(value)) return upload(context, kind, value);
  if (typeof value !== 'string' || value === '') throw badRequest(`there is no ${kind} in the request`);
  if (value.startsWith('attach://')) {
    const attached = params[ATTACHED] instanceof Map ? params[ATTACHED] : new Map<string, unknown>();
    const file: unknown = attached.get(value.slice('attach://'.length));
    if (!isUpload(file)) throw badRequest(`there is no ${kind} in the request`);
    return upload(context, kind, file);
  }
  if (/^https?:\/\//i.test(value)) throw badRequest('failed to get HTTP URL content');
  const known = context.world.files.get(value);
  if (!known || known.bot !== context.bot.id) throw badRequest('wrong file identifier/HTTP URL specified');
  if (known.kind !== kind)
    throw badRequest(`can't use file of type ${KIND_NAMES[known.kind]} as ${KIND_NAMES[kind]}`);
  return known;
}

/** The file as the field of a message that carries it. */
export function mediaFields(
  context: MethodContext,
  params: Params,
  kind: 'photo' | 'document',
  value: unknown,
): { photo?: PhotoSize[]; document?: ApiDocument } {
  const file = fileOf(context, params, kind, value);
  return kind === 'photo' ? { photo: [photoSize(file)] } : { document: apiDocument(file) };
}
