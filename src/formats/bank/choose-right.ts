import type { BankFault } from './bank-problem.ts';

/** An option of GIFT or Moodle; `weight` in per cent of the mark. */
export type WeighedOption = { text: string; weight: number; feedback: string };

type Right = { ok: true; answer: number[]; isMultiple: boolean } | { ok: false; fault: BankFault };

/**
 * Which options are right: the one with the whole mark, or those that share it.
 * @param isSingle what the file says of it; undefined where only the weights tell
 */
export function chooseRight(options: readonly WeighedOption[], isSingle?: boolean): Right {
  const where = (test: (weight: number) => boolean) =>
    options.flatMap(({ weight }, at) => (test(weight) ? [at] : []));
  const full = where((weight) => weight >= 100);
  const some = where((weight) => weight > 0);
  if (isSingle === false) return some.length > 0 ? { ok: true, answer: some, isMultiple: true } : NONE;
  if (full.length > 1) return { ok: false, fault: { code: 'two-right-in-single', right: full.length } };
  if (full.length === 1) return { ok: true, answer: full, isMultiple: false };
  return some.length > 1 && isSingle === undefined ? { ok: true, answer: some, isMultiple: true } : NONE;
}
const NONE: Right = { ok: false, fault: { code: 'no-answer' } };

/** One explanation of what a file says to everybody, of the right options, and of each wrong one with its name. */
export function gatherFeedback(general: string, options: readonly WeighedOption[]): string | undefined {
  const right = options.filter(({ weight, feedback }) => weight > 0 && feedback !== '');
  const wrong = options.filter(({ weight, feedback }) => weight <= 0 && feedback !== '');
  const lines = [
    general,
    ...right.map(({ feedback }) => feedback),
    ...wrong.map(({ text, feedback }) => `${text}：${feedback}`),
  ];
  return [...new Set(lines.filter((line) => line !== ''))].join('\n') || undefined;
}
