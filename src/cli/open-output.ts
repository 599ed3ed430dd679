import { open } from 'node:fs/promises';
import type { Words } from './words.ts';

/** A new file that only its owner may read; undefined where none is asked for, a sentence where it cannot be made. */
export async function openOutput(path: string | true | undefined, words: Words) {
  if (path === undefined) return undefined;
  const name = String(path);
  try {
    return await open(name, 'wx', 0o600);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return code === 'EEXIST' ? words.files.exists(name) : words.files.unwritable(name, code);
  }
}
