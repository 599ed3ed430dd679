/** Longest words of an opinion and of a reason to return one, in characters. */
export const OPINION_LIMIT = 300;
export const RETURN_LIMIT = 200;

/**
 * Whether one more would be more than one in `oneOf` of those reviewed: a warning, never a refusal. The share is the rule
 * pack's (`reviews.capped`), with its source.
 */
export const passesCap = ({ reviewed, given }: { reviewed: number; given: number }, oneOf: number): boolean =>
  (given + 1) * oneOf > reviewed;

type Option = { id: string; text: { zh: string; en: string } };
type Item = {
  id: string;
  question: string | null;
  stem: { zh: string; en: string };
  options: readonly Option[];
};
type Question = { id: string; type: string; options?: readonly Option[] };
type Tally = { side: 'peer' | 'people'; item: string; option: string; n: number };

export type Compared = {
  stem: { zh: string; en: string };
  /** What the person said themselves; null where they were not asked, or it is not released. */
  own: { zh: string; en: string } | null;
  /** By side, the options that were chosen, in the order of the form; empty where there were too few votes. */
  peer: { text: { zh: string; en: string }; n: number }[];
  people: { text: { zh: string; en: string }; n: number }[];
};

/** What others said beside what the person said of themselves, item by item. No number is made of it. */
export function compareVotes(
  form: { questions: readonly Question[]; review?: readonly Item[] | undefined },
  answers: Readonly<Record<string, string | number>>,
  tallies: readonly Tally[],
  isReleased: boolean,
): Compared[] {
  return (form.review ?? []).map((item) => {
    const chosen = (side: Tally['side']) =>
      item.options.flatMap(({ id, text }) => {
        const found = tallies.find((one) => one.side === side && one.item === item.id && one.option === id);
        return found ? [{ text, n: found.n }] : [];
      });
    const question = form.questions.find(({ id }) => id === item.question);
    const own = question?.options?.find(({ id }) => id === answers[question.id]);
    return {
      stem: item.stem,
      own: isReleased ? (own?.text ?? null) : null,
      peer: chosen('peer'),
      people: chosen('people'),
    };
  });
}
