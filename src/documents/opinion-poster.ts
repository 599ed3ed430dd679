import { spellOutAll } from './printable.ts';
import { runWorker } from './run-worker.ts';

/** What stands on the paper that hangs in a village: whose it is, what it is for, and where the code leads. */
export type PosterFacts = {
  title: string;
  name: string;
  line: string;
  how: string;
  link: string;
};

/**
 * A code to be printed, as a PNG. Characters that the font lacks are spelled out.
 * @throws Error when it cannot be drawn
 */
export function makeOpinionPoster(
  { link, ...facts }: PosterFacts,
  spell: (character: string) => string,
): Promise<Uint8Array> {
  const { data } = spellOutAll(facts, spell);
  return runWorker(import.meta.url, 'poster-worker', { ...data, link } satisfies PosterFacts);
}
