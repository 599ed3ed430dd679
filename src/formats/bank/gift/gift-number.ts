import type { GIFTQuestion, NumericalFormat } from 'gift-pegjs';
import { unitIn } from '../mark-words.ts';
import { roundOff } from '../round-off.ts';
import type { GiftNotes } from './gift-notes.ts';
import type { GiftShaped } from './gift-shaped.ts';

type NumberChoices = Extract<GIFTQuestion, { type: 'Numerical' }>['choices'];

/** A number with its range; of several the one with the whole mark. */
export function shapeNumber(choices: NumberChoices, stem: string, notes: GiftNotes): Partial<GiftShaped> {
  const weighed = Array.isArray(choices)
    ? choices.map((one) => ({
        value: 'text' in one ? one.text : one,
        weight: 'weight' in one ? (one.weight ?? (one.isCorrect ? 100 : 0)) : 100,
      }))
    : [{ value: choices, weight: 100 }];
  const full = weighed.filter(({ weight }) => weight >= 100);
  const [first] = full;
  const number = first && readRange(first.value);
  if (!number) return { faults: [{ code: 'no-answer' }] };
  if (full.length > 1) return { faults: [{ code: 'two-right-in-single', right: full.length }] };
  const partial = weighed.filter(({ weight }) => weight > 0 && weight < 100);
  return {
    content: { type: 'numeric', ...number, unit: notes.said.get('unit')?.[0] ?? unitIn(stem) },
    partial: partial.map(({ value }) => String(readRange(value)?.answer ?? '')),
  };
}

function readRange({
  number,
  range,
  numberLow,
  numberHigh,
}: NumericalFormat): { answer: number; tolerance: number } | null {
  if (number !== undefined) return { answer: number, tolerance: Math.abs(range ?? 0) };
  if (numberLow === undefined || numberHigh === undefined) return null;
  return {
    answer: roundOff((numberLow + numberHigh) / 2),
    tolerance: roundOff(Math.abs(numberHigh - numberLow) / 2),
  };
}
