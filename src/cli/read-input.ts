import { readFile } from 'node:fs/promises';
import type { Words } from './words.ts';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

/** Reads a file that the operator named; a sentence where that does not work. */
export async function readInput(
  path: string,
  words: Words,
): Promise<{ ok: true; bytes: Uint8Array } | { ok: false; sentence: string }> {
  try {
    return { ok: true, bytes: await readFile(path) };
  } catch (error) {
    const code = codeOf(error);
    const sentence = code === 'ENOENT' ? words.files.missing(path) : words.files.unreadable(path, code);
    return { ok: false, sentence };
  }
}
