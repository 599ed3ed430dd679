import { findRepeats } from './find-repeats.ts';
import type { RulePack } from './rule-pack-shape.ts';

type Fault = { path: (string | number)[]; message: string };

const repeated = (path: (string | number)[]): Fault => ({
  path: ['meetings', ...path],
  message: 'expected a value not used before',
});

/** A kind of meeting has a cadence of the pack, once, and what it counts as is a kind of evidence. */
export function checkMeetings({ meetings, cadences, hourRecords }: RulePack): Fault[] {
  const known = new Set(cadences.map(({ id }) => id));
  const evidence = new Set(hourRecords.evidence.map(({ id }) => id));
  return [
    ...meetings.kinds.flatMap((kind, k): Fault[] => [
      ...(known.has(kind.cadence)
        ? []
        : [{ path: ['meetings', 'kinds', k, 'cadence'], message: 'expected the id of a cadence' }]),
      ...(kind.evidence === null || evidence.has(kind.evidence)
        ? []
        : [
            {
              path: ['meetings', 'kinds', k, 'evidence'],
              message: 'expected the id of a kind of evidence',
            },
          ]),
    ]),
    ...findRepeats(meetings.kinds, ({ cadence }) => cadence).map((at) => repeated(['kinds', at, 'cadence'])),
    ...findRepeats(meetings.excuses, ({ id }) => id).map((at) => repeated(['excuses', at, 'id'])),
  ];
}
