import { byId, groupBy } from './grouping-rules.ts';
import { MIN_PEOPLE, ofEnough, type Hidden, type Shown } from './hiding-rules.ts';
import { mean } from './moments-rules.ts';
import { firstEncounters, type Sitting } from './first-sitting-rules.ts';

/**
 * An article and how its questions did in a group: `facility` 0–1 over `answers` first answers of `people` people, of
 * which so many were wrong though said to be sure (left out where few people said how sure they were).
 */
export type WeakArticle = {
  article: string;
  facility: number;
  answers: number;
  people: number;
  sureMistakes?: number | undefined;
};

/** A mistake that somebody was sure of counts this much more than another: they would act on it. */
const SURE_WEIGHT = 0.5;
const needOf = ({ facility, answers, sureMistakes = 0 }: WeakArticle): number =>
  1 - facility + (SURE_WEIGHT * sureMistakes) / answers;

/**
 * The `k` that need most, the neediest first; none that few people were asked about. Equal need: the article with more
 * answers first, as it is better known, then by name.
 */
export const chooseWeakest = <Article extends WeakArticle>(
  articles: readonly Article[],
  k: number,
): Article[] =>
  articles
    .filter(({ people }) => people >= MIN_PEOPLE)
    .toSorted((a, b) => needOf(b) - needOf(a) || b.answers - a.answers || byId(a.article, b.article))
    .slice(0, k);

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
    articles: chooseWeakest(
      [...groupBy(met, ({ article }) => article)].map(([article, answers]) => ({
        article,
        facility: mean(answers.map(({ share }) => share)),
        answers: answers.length,
        people: countPeople(answers),
      })),
      k,
    ),
  }));
}

const countPeople = (answers: readonly { personId: string }[]): number =>
  new Set(answers.map(({ personId }) => personId)).size;
