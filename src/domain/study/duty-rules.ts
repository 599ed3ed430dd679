import type { DutyTopics } from '../rules/duty-topics.ts';

type Titled = { title: string; titleEn: string | null };

/** A duty with the post that carries it. */
export type Duty = { duty: DutyTopics; post: Titled };

/** The duties of these posts, each once, in the order of the rule pack. */
export function dutiesOf(duties: readonly DutyTopics[], posts: readonly Titled[]): Duty[] {
  return duties.flatMap((duty) => {
    const post = posts.find(({ title }) => duty.titles.some((word) => title.includes(word)));
    return post ? [{ duty, post: { title: post.title, titleEn: post.titleEn } }] : [];
  });
}

/** The topics of somebody's duties, each once. */
export const dutyTopicsOf = (duties: readonly DutyTopics[], posts: readonly Titled[]): string[] => [
  ...new Set(dutiesOf(duties, posts).flatMap(({ duty }) => duty.topics)),
];
