import { ofEnough, type Hidden, type Shown } from './hiding-rules.ts';
import { firstEncounters, type Sitting } from './first-sitting-rules.ts';

/** How many people took an option at their first meeting with the question; `share` of those who met it, 0–1. */
export type OptionCount = { option: number; right: boolean; people: number; share: number };

/**
 * Who took which option of a choice question, in the order of its options: a wrong option nobody takes distracts nobody,
 * one that more take than the right one points at a wrong key. Where several may be chosen the shares add up to more
 * than 1. `unanswered` counts those who chose nothing.
 */
export function optionCounts(
  sittings: readonly Sitting[],
  question: { itemId: string; options: number; answer: readonly number[] },
): Hidden | Shown<{ options: OptionCount[]; unanswered: number }> {
  const met = firstEncounters(sittings).filter(({ itemId }) => itemId === question.itemId);
  return ofEnough(met.length, () => ({
    options: Array.from({ length: question.options }, (_, option) => {
      const people = met.filter(({ chosen }) => chosen.includes(option)).length;
      return { option, right: question.answer.includes(option), people, share: people / met.length };
    }),
    unanswered: met.filter(({ chosen }) => chosen.length === 0).length,
  }));
}
