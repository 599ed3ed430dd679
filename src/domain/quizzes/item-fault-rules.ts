import { DOUBTFUL_BELOW } from './item-statistics-rules.ts';

/** What the figures of a question suggest; only a person who reads the question can tell. */
export type ItemFault = 'inverse' | 'wrong-key' | 'too-hard' | 'below-guess' | 'weak';

export type ItemRow = {
  facility: number;
  discrimination: number | null;
  efficiency: number | null;
  /** What blind answers earn on average; null where nobody knows. */
  guess: number | null;
  options: readonly { right: boolean; people: number }[];
};

/**
 * Moodle, "Quiz report statistics": a facility of 5 % or less is "extremely difficult or something wrong with the question",
 * a negative discrimination means "question probably invalid".
 */
const HARDEST = 0.05;

/**
 * The faults that the figures suggest, the gravest first. `wrong-key`: more people took one wrong option than the right one,
 * of a question with one right option. `below-guess`: blind answers would have done better. `weak`: see `DOUBTFUL_BELOW`.
 */
export function itemFaults({ facility, discrimination, efficiency, guess, options }: ItemRow): ItemFault[] {
  const right = options.filter((option) => option.right);
  const most = Math.max(0, ...options.filter((option) => !option.right).map(({ people }) => people));
  const isInverse = discrimination !== null && discrimination < 0;
  return [
    ...(isInverse ? ['inverse' as const] : []),
    ...(right.length === 1 && most > (right[0]?.people ?? 0) ? ['wrong-key' as const] : []),
    ...(facility <= HARDEST ? ['too-hard' as const] : []),
    ...(guess !== null && guess > 0 && facility > HARDEST && facility < guess
      ? ['below-guess' as const]
      : []),
    ...(!isInverse && efficiency !== null && efficiency < DOUBTFUL_BELOW ? ['weak' as const] : []),
  ];
}

const GRAVITY: readonly ItemFault[] = ['inverse', 'wrong-key', 'too-hard', 'below-guess', 'weak'];
/** Smaller is graver. */
export const gravityOf = (faults: readonly ItemFault[]): number =>
  Math.min(...faults.map((fault) => GRAVITY.indexOf(fault)));
