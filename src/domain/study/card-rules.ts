/** How a person stands to a card; one that is not listed has not been shown. */
export type CardMark = { card: string; state: 'answered' | 'skipped' | 'later'; day: string };

/**
 * The card to show next: the first that was not answered and not put off; then what was put off on another day; then what
 * was skipped, so that a skipped card comes last and one put off today does not come back today.
 *
 * @param cards ids in the order of the plan, those that can be asked at present
 * @returns undefined where nothing is left, at least for today
 */
export function nextCard(
  cards: readonly string[],
  marks: readonly CardMark[],
  today: string,
): string | undefined {
  const stateOf = new Map(marks.map((mark) => [mark.card, mark]));
  const isLeft = (card: string) => stateOf.get(card)?.state !== 'answered';
  const isOf = (state: CardMark['state']) => (card: string) => {
    const mark = stateOf.get(card);
    return mark?.state === state && mark.day < today;
  };
  const left = cards.filter(isLeft);
  return (
    left.find((card) => !stateOf.has(card)) ??
    left.find(isOf('later')) ??
    left.find((card) => stateOf.get(card)?.state === 'skipped')
  );
}

/** How far a plan is: cards answered of those that it has. No day counts, and none is missed. */
export const progressOf = (
  cards: readonly string[],
  marks: readonly CardMark[],
): { answered: number; total: number } => {
  const answered = new Set(marks.filter(({ state }) => state === 'answered').map(({ card }) => card));
  return { answered: cards.filter((card) => answered.has(card)).length, total: cards.length };
};

/** A local time of day as people type it: "12:30", "7", "7：30"; undefined for anything else. */
export function readTimeOfDay(text: string): string | undefined {
  const [, hour = '', minute = '00'] = /^(\d{1,2})(?::(\d{2}))?$/u.exec(text.normalize('NFKC').trim()) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return `${hour.padStart(2, '0')}:${minute}`;
}
