import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIST } from '../bench/product.ts';
import { ROOT } from '../bench/stage.ts';
import type { Sabotage } from './fault.ts';

/** Inside the project, so that packages are found, and ignored by git. */
const FOLDER = join(ROOT, 'node_modules/.cache/faults');
/** What the compiled product reads beside its own folder. */
const BESIDE = ['content', 'drizzle', 'package.json'];

/**
 * A copy of the compiled product with one thing broken in it.
 * @returns its folder, and how to remove it
 * @throws Error when the text to be replaced is not there, or there more than once: the sabotage is out of date
 */
export function breakBuild(sabotage: Sabotage, label: string): { build: string; remove: () => void } {
  const home = join(FOLDER, label);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const build = join(home, 'dist');
  cpSync(DIST, build, { recursive: true });
  for (const entry of BESIDE) symlinkSync(join(ROOT, entry), join(home, entry));
  const [before, after] = aroundPlace(sabotage);
  writeFileSync(join(build, sabotage.file), `${before}${sabotage.put}${after}`);
  return { build, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/**
 * What the compiled file has before and after the text that a sabotage replaces.
 * @throws Error when the text is not there, or there more than once: the sabotage is out of date
 */
export function aroundPlace({ name, file, find }: Sabotage): [string, string] {
  const path = join(DIST, file);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const [before, after, ...more] = text.split(find);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`"${name}" is out of date: its text is not in ${file} just once:\n${find}`);
  return [before, after];
}
