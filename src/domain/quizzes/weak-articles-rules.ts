import { byId, groupBy } from './grouping-rules.ts';
import { MIN_PEOPLE, ofEnough, type Hidden, type Shown } from './hiding-rules.ts';
import { mean } from './moments-rules.ts';
import { firstEncounters, type Sitting } from './first-sitting-rules.ts';

/** An article and how its questions did in a group: `facility` 0–1 over `answers` first answers of `people` people. */
export type WeakArticle = { article: string; facility: number; answers: number; people: number };

/**
 * The `k` articles a group knows least, weakest first, by the mean share right of each person's first answer to each of
 * their questions. Hidden for a group of few people; an article that few of the group were asked about is left out. Equal
 * facility: the article with more answers first, as it is better known, then by name.
 */
export function weakestArticles(
  sittings: readonly Sitting[],
  articleOf: ReadonlyMap<string, string>,
  k: number,
): Hidden | Shown<{ articles: WeakArticle[] }> {
  const met = firstEncounters(sittings).flatMap(({ personId, itemId, share }) => {
    const article = articleOf.get(itemId);
    return article === undefined ? [] : [{ personId, article, share }];
  });
  return ofEnough(countPeople(met), () => ({
    articles: [...groupBy(met, ({ article }) => article)]
      .map(([article, answers]) => ({
        article,
        facility: mean(answers.map(({ share }) => share)),
        answers: answers.length,
        people: countPeople(answers),
      }))
      .filter(({ people }) => people >= MIN_PEOPLE)
      .toSorted((a, b) => a.facility - b.facility || b.answers - a.answers || byId(a.article, b.article))
      .slice(0, k),
  }));
}

const countPeople = (answers: readonly { personId: string }[]): number =>
  new Set(answers.map(({ personId }) => personId)).size;
