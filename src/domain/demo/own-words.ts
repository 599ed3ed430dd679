import type { CountySeed } from '../people/county-seed.ts';
import { isUnder, type DemoPerson } from './demo-person.ts';

/** What somebody of the county would write, in words that the recipe itself has. */
export type OwnWords = { event: string; work: string; matters: readonly string[] };

/**
 * `event` is the title of a notice to the person's units, `work` the titles of all of them, `matters` the things that
 * the county is putting in order. Texts of people are made from them, since the recipe writes none.
 */
export function ownWords({ history, title }: CountySeed, person: DemoPerson, day: string): OwnWords {
  const titles = history.notices
    .filter(
      (notice) =>
        isUnder(person, notice.unit, day) ||
        person.posts.some((post) => notice.unit.startsWith(`${post.unitPath}/`)),
    )
    .map((notice) => notice.title);
  const matters = history.rectifications.map((item) => item.text);
  const fallback = title.zh;
  return {
    event: titles[0] ?? fallback,
    work: titles.join('\n') || fallback,
    matters: matters.length > 0 ? matters : [fallback],
  };
}
