import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const BOT = fileURLToPath(new URL('../../src/bot/', import.meta.url));
/** A call that answers to a button, or a line of a wizard's table of buttons. */
const ACTION = /(?:\bon[A-Z]\w*\(\s*(?:composer,\s*)?|^\s*\[)'([a-z-]+\.[a-z-]+)'/gm;

/** The names of all button actions the bot handles, as they stand in its code. */
export function buttonActions(): string[] {
  const files = readdirSync(BOT, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const names = files.flatMap((path) =>
    [...readFileSync(BOT + path, 'utf8').matchAll(ACTION)].map(([, name]) => name ?? ''),
  );
  return [...new Set(names)].toSorted();
}
