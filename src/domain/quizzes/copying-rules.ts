import { takesSeveral, type QuestionType } from '../questions/rules.ts';
import { byId, groupBy } from './grouping-rules.ts';

/** A person's answers to choice questions. `response` names what was chosen, the same way for everybody ("0,2"). */
export type Sheet = {
  personId: string;
  answers: readonly { itemId: string; response: string; right: boolean; pressedAt: Date }[];
};

/**
 * Two people whose mistakes agree: a question to ask them, never a finding and never a penalty. They may have studied from
 * the same wrong note. `sameMistakes` of the `sharedMistakes` (items both had wrong) are word for word the same; `close` of
 * those were pressed at nearly the same time. `chance` is the probability that any pair of independent people in this
 * comparison agrees so often, at most 1.
 */
export type AlikePair = {
  people: readonly [string, string];
  sharedMistakes: number;
  sameMistakes: number;
  close: number;
  chance: number;
  items: string[];
};

/** What it takes to ask. All conditions must hold. */
export const ALIKE = {
  /** The least number of the same mistakes: Harpp, Hogan and Jennings, J. Chem. Educ. 73 (1996). */
  sameMistakes: 6,
  /** The largest `chance`: one comparison in a hundred would ask a pair of independent people. */
  chance: 0.01,
  /** Presses this near each other are close, and this share of the same mistakes must be. */
  closeSeconds: 120,
  closeShare: 0.5,
};

/** No item is taken as stronger evidence than this: unlikely as a mistake may look, people do not err at random. */
const LEAST_AGREEMENT = 0.25;

/** In how many ways a choice question can be answered wrongly. */
export function wrongWays(question: {
  type: QuestionType;
  options: readonly unknown[];
  answer: readonly number[];
}): number {
  const n = question.options.length;
  return takesSeveral(question) ? 2 ** n - 2 : n - 1;
}

/**
 * The pairs to ask, the least likely by chance first. Error similarity analysis (Bellezza and Bellezza, Teaching of
 * Psychology 16, 1989): of N items both had wrong, k wrong in the same way, what is the probability of k or more? Right
 * answers count for nothing, as people are supposed to know the same things. The probability of agreeing differs by item
 * (the generalised binomial test of van der Linden and Sotaridona, J. Educ. Behav. Stat. 31, 2006) and comes from what
 * everybody but the pair chose, so that a mistake many make is no evidence. Multiplied by the number of pairs (Bonferroni).
 * Items not in `ways` (`wrongWays` by item) and those only one of the two had are not compared.
 */
export function findAlikePairs(
  sheets: readonly Sheet[],
  ways: ReadonlyMap<string, number>,
  limits: typeof ALIKE = ALIKE,
): AlikePair[] {
  const errors = sheets.map(({ personId, answers }) => {
    const wrong = answers.filter(({ right, itemId }) => !right && ways.has(itemId));
    return { personId, wrong: new Map(wrong.map((it) => [it.itemId, it])) };
  });
  const byItem = groupBy(
    errors.flatMap(({ wrong }) => [...wrong.values()]),
    ({ itemId }) => itemId,
  );
  // Whoever made too few mistakes is compared with everybody all the same, to no avail: it need not be done.
  const able = errors.filter(({ wrong }) => wrong.size >= limits.sameMistakes);
  const comparisons = (errors.length * (errors.length - 1)) / 2;
  return able
    .flatMap((a, i) => able.slice(i + 1).map((b) => [a, b] as const))
    .flatMap(([a, b]): AlikePair[] => {
      const shared = bothWrong(a.wrong, b.wrong);
      const same = shared.filter(({ mine, theirs }) => mine.response === theirs.response);
      const close = same.filter((it) => secondsApart(it) <= limits.closeSeconds).length;
      if (same.length < limits.sameMistakes || close < limits.closeShare * same.length) return [];
      const odds = shared.map(({ mine, theirs }) => {
        const others = (byItem.get(mine.itemId) ?? []).filter((it) => it !== mine && it !== theirs);
        const responses = others.map(({ response }) => response);
        return agreement(responses, ways.get(mine.itemId) ?? 1);
      });
      const chance = Math.min(1, atLeast(same.length, odds) * comparisons);
      if (chance > limits.chance) return [];
      return [
        {
          people: byId(a.personId, b.personId) < 0 ? [a.personId, b.personId] : [b.personId, a.personId],
          sharedMistakes: shared.length,
          sameMistakes: same.length,
          close,
          chance,
          items: same.map(({ mine }) => mine.itemId).toSorted(byId),
        },
      ];
    })
    .toSorted((a, b) => a.chance - b.chance || byId(a.people.join(), b.people.join()));
}

type Answer = Sheet['answers'][number];
type Shared = { mine: Answer; theirs: Answer };

function bothWrong(one: ReadonlyMap<string, Answer>, other: ReadonlyMap<string, Answer>): Shared[] {
  return [...one.values()].flatMap((mine) => {
    const theirs = other.get(mine.itemId);
    return theirs ? [{ mine, theirs }] : [];
  });
}

const secondsApart = ({ mine, theirs }: Shared): number =>
  Math.abs(mine.pressedAt.getTime() - theirs.pressedAt.getTime()) / 1000;

/**
 * The probability that two more people who both err make the same mistake, given the mistakes of others: the mean of Σp²
 * when p is learnt from them, with a Dirichlet prior that counts all unseen mistakes as one seen (Perks, J. Inst. Actuaries
 * 73, 1947). With no others it is (1 + 1 / ways) / 2 and not 1 / ways: of mistakes nobody was seen to make, one may be the
 * obvious one. So a small group gives little evidence.
 */
export function agreement(mistakes: readonly string[], ways: number): number {
  const seen = [...groupBy(mistakes, (response) => response).values()].map((list) => list.length);
  const all = Math.max(ways, seen.length);
  const counts = [...seen, ...Array.from({ length: all - seen.length }, () => 0)].map((n) => n + 1 / all);
  const sum = counts.reduce((total, a) => total + a * (a + 1), 0);
  const size = mistakes.length + 1;
  return Math.min(1, Math.max(LEAST_AGREEMENT, sum / (size * (size + 1))));
}

/** The probability that at least `k` of independent events with these probabilities happen, added up one by one. */
export function atLeast(k: number, odds: readonly number[]): number {
  let exactly = [1];
  for (const p of odds)
    exactly = Array.from(
      { length: exactly.length + 1 },
      (_, n) => (exactly[n] ?? 0) * (1 - p) + (exactly[n - 1] ?? 0) * p,
    );
  return exactly.slice(k).reduce((sum, chance) => sum + chance, 0);
}
