import { groupBy } from './grouping-rules.ts';
import { ofEnough, type Hidden, type Shown } from './hiding-rules.ts';

/** How sure a person said to be of an answer, before it was marked (Moodle's certainty-based marking, with two levels). */
export type Confidence = 'sure' | 'unsure';

/**
 * What an answer says together with its mark of confidence. A confident mistake is the one that matters: the person would
 * act on it. It goes to the training plan, never to a file.
 */
export type Standing = 'confident-right' | 'unsure-right' | 'unsure-wrong' | 'confident-mistake';

export type MarkedAnswer = {
  personId: string;
  /** What the shares are about: an article, or a topic. */
  article: string;
  right: boolean;
  confidence?: Confidence | undefined;
};

/** The shares of the four standings among the marked answers, adding up to 1, and how many answers were marked. */
export type ConfidenceFigures = { answers: number; shares: Record<Standing, number> };

export function standingOf(right: boolean, confidence: Confidence): Standing {
  if (right) return confidence === 'sure' ? 'confident-right' : 'unsure-right';
  return confidence === 'sure' ? 'confident-mistake' : 'unsure-wrong';
}

/** One person's own shares by article. Answers without a mark do not count; an article without any is left out. */
export function ownConfidence(answers: readonly MarkedAnswer[]): Map<string, ConfidenceFigures> {
  return new Map(
    [...markedByArticle(answers)].map(([article, marked]) => [article, figuresOf(marked)] as const),
  );
}

/** A group's shares by article, hidden for an article that few people marked answers on. */
export function groupConfidence(
  answers: readonly MarkedAnswer[],
): Map<string, Hidden | Shown<ConfidenceFigures>> {
  return new Map(
    [...markedByArticle(answers)].map(([article, marked]) => {
      const people = new Set(marked.map(({ personId }) => personId)).size;
      return [article, ofEnough(people, () => figuresOf(marked))] as const;
    }),
  );
}

type Marked = { personId: string; article: string; standing: Standing };

function markedByArticle(answers: readonly MarkedAnswer[]): Map<string, Marked[]> {
  const marked = answers.flatMap(({ personId, article, right, confidence }) =>
    confidence ? [{ personId, article, standing: standingOf(right, confidence) }] : [],
  );
  return groupBy(marked, ({ article }) => article);
}

function figuresOf(marked: readonly Marked[]): ConfidenceFigures {
  const share = (wanted: Standing) =>
    marked.filter(({ standing }) => standing === wanted).length / marked.length;
  return {
    answers: marked.length,
    shares: {
      'confident-right': share('confident-right'),
      'unsure-right': share('unsure-right'),
      'unsure-wrong': share('unsure-wrong'),
      'confident-mistake': share('confident-mistake'),
    },
  };
}
