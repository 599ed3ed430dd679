import { findRepeats } from './find-repeats.ts';
import type { RulePack } from './rule-pack-shape.ts';

type Fault = { path: (string | number)[]; message: string };

const repeated = (path: (string | number)[]): Fault => ({
  path,
  message: 'expected a value not used before',
});

/** What the required hours count must be a kind of evidence; a unit that is typed means one thing. */
export function checkHours({ hours, hourRecords }: RulePack): Fault[] {
  const known = new Set(hourRecords.evidence.map((kind) => kind.id));
  const units = hourRecords.conversion.flatMap((line) => line.units);
  return [
    ...hours.flatMap((rule, r) =>
      rule.counts.flatMap((kind, c) =>
        known.has(kind)
          ? []
          : [{ path: ['hours', r, 'counts', c], message: 'expected the id of a kind of evidence' }],
      ),
    ),
    ...(['evidence', 'conversion'] as const).flatMap((list) =>
      findRepeats<{ id: string }>(hourRecords[list], (item) => item.id).map((at) =>
        repeated(['hourRecords', list, at, 'id']),
      ),
    ),
    ...(new Set(units).size === units.length ? [] : [repeated(['hourRecords', 'conversion'])]),
  ];
}
