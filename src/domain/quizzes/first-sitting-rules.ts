import { byId } from './grouping-rules.ts';

/**
 * One sitting of a paper. `outOf` is what an answer could have earned, above 0; an answer never given has mark 0. `place` is
 * the same thing for everybody who sat the quiz: the question of a fixed paper, the position in a drawn one.
 */
export type Sitting = {
  id: string;
  personId: string;
  startedAt: Date;
  answers: readonly {
    itemId: string;
    place: string;
    mark: number;
    outOf: number;
    /** Indexes of the chosen options; nothing where a question has none, or was not answered. */
    chosen?: readonly number[] | undefined;
  }[];
};

/**
 * An answer beside the rest of its paper, all as shares: `share` of the answer and `rest` of everything else that was right
 * (undefined when there was nothing else), `part` of the grade it earned and `weight` it could have earned.
 */
export type Weighed = {
  itemId: string;
  place: string;
  chosen: readonly number[];
  share: number;
  rest: number | undefined;
  part: number;
  weight: number;
};

/** Each person's first sitting, by start. Later ones are taught by the first, and tell little about a question. */
export function firstSittings(sittings: readonly Sitting[]): Sitting[] {
  const first = new Map<string, Sitting>();
  for (const sitting of byStart(sittings))
    if (!first.has(sitting.personId)) first.set(sitting.personId, sitting);
  return [...first.values()];
}

/**
 * Papers drawn at random differ by person, so the rest of a paper is measured as a share of what the rest could earn:
 * (total − mark) / (all − outOf). In a paper that is the same for all this is Moodle's rest mark on another scale, which no
 * correlation notices. For a randomly drawn question Moodle compares with the whole total, the question included, which
 * flatters it; leaving the item out is the corrected item–total correlation (Henrysson, Psychometrika 28, 1963).
 */
export function weigh({ answers }: Pick<Sitting, 'answers'>): Weighed[] {
  const total = answers.reduce((sum, { mark }) => sum + mark, 0);
  const all = answers.reduce((sum, { outOf }) => sum + outOf, 0);
  return answers.map(({ itemId, place, mark, outOf, chosen = [] }) => ({
    itemId,
    place,
    chosen,
    share: mark / outOf,
    rest: answers.length > 1 ? (total - mark) / (all - outOf) : undefined,
    part: mark / all,
    weight: outOf / all,
  }));
}

/** Each person's first answer to each item, from whichever paper it was drawn for. */
export function firstEncounters(sittings: readonly Sitting[]): (Weighed & { personId: string })[] {
  const first = new Map<string, Weighed & { personId: string }>();
  for (const sitting of byStart(sittings))
    for (const answer of weigh(sitting)) {
      const key = JSON.stringify([sitting.personId, answer.itemId]);
      if (!first.has(key)) first.set(key, { ...answer, personId: sitting.personId });
    }
  return [...first.values()];
}

/** By start, and at the same instant by id: the order in which rows were read decides nothing. */
function byStart(sittings: readonly Sitting[]): Sitting[] {
  return sittings.toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime() || byId(a.id, b.id));
}
