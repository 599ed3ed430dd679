import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SayError } from './read-options.ts';
import type { Words } from './words.ts';

const MARK = '.qingfeng-demo';
const PARTS = ['logs', 'postgres', 'redis', 'sandbox'];

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/**
 * The demo's data directory, taken for this process. `reset` deletes what earlier runs left in it, and nothing else.
 * @returns its absolute path and how to give it back
 * @throws SayError when another demo runs on it, or when `reset` is asked for a directory no demo made
 */
export function takeDataDir(
  wanted: string,
  reset: boolean,
  words: Words,
): { dir: string; release: () => void } {
  const dir = resolve(wanted);
  const mark = join(dir, MARK);
  const pid = existsSync(mark) ? Number(readFileSync(mark, 'utf8')) || 0 : 0;
  if (pid > 0 && pid !== process.pid && isAlive(pid)) throw new SayError(words.running(dir));
  if (reset) {
    if (existsSync(dir) && !existsSync(mark)) throw new SayError(words.notOurs(dir));
    for (const part of PARTS) rmSync(join(dir, part), { recursive: true, force: true });
  }
  mkdirSync(dir, { recursive: true });
  writeFileSync(mark, String(process.pid));
  return { dir, release: () => writeFileSync(mark, '0') };
}
