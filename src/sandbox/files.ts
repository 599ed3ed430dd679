import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredFile } from './rows.ts';
import type { ApiDocument, PhotoSize } from './telegram.ts';
import type { World } from './world.ts';

/** What a caller brings; width and height in pixels for a photo. */
export type NewFile = {
  bot: number;
  kind: 'photo' | 'document';
  name?: string;
  mimeType: string;
  width?: number;
  height?: number;
};

const PREFIX = { photo: 'AgACAgUAAxk', document: 'BQACAgUAAxk' };

const diskPath = (dataDir: string, id: string) => join(dataDir, 'files', id);

/** What kind of file an upload says it is, without what may follow it (`; charset=…`). */
export const mimeTypeOf = ({ type }: File): string =>
  type.split(';')[0]?.trim() || 'application/octet-stream';

/** Keeps a file's bytes (on disk when there is a data directory) and what is known of it. */
export function storeFile(world: World, file: NewFile, bytes: Uint8Array): StoredFile {
  const id = PREFIX[file.kind] + randomBytes(36).toString('base64url');
  const uniqueId = `AQAD${randomBytes(9).toString('base64url')}`;
  const extension = /\.[a-z0-9]{1,8}$/i.exec(file.name ?? '')?.[0] ?? '';
  const folder = file.kind === 'photo' ? 'photos' : 'documents';
  const path = `${folder}/file_${world.files.size + 1}${file.kind === 'photo' ? '.jpg' : extension}`;
  if (world.dataDir === undefined) world.fileBytes.set(id, bytes);
  else {
    mkdirSync(join(world.dataDir, 'files'), { recursive: true });
    writeFileSync(diskPath(world.dataDir, id), bytes);
  }
  return world.files.set(id, { ...file, id, uniqueId, size: bytes.length, path });
}

/** A file's bytes, or undefined when they are gone. */
export function fileBytes(world: World, id: string): Uint8Array | undefined {
  if (world.dataDir === undefined) return world.fileBytes.get(id);
  const path = diskPath(world.dataDir, id);
  return world.files.has(id) && existsSync(path) ? readFileSync(path) : undefined;
}

/** A stored photo as the Bot API shows it. */
export const photoSize = (file: StoredFile): PhotoSize => ({
  file_id: file.id,
  file_unique_id: file.uniqueId,
  width: file.width ?? 0,
  height: file.height ?? 0,
  file_size: file.size,
});

/** A stored document as the Bot API shows it. */
export const apiDocument = (file: StoredFile): ApiDocument => ({
  file_id: file.id,
  file_unique_id: file.uniqueId,
  ...(file.name === undefined ? {} : { file_name: file.name }),
  mime_type: file.mimeType,
  file_size: file.size,
});
