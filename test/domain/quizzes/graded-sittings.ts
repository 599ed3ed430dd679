import * as fc from 'fast-check';
import type { Sitting } from '../../../src/domain/quizzes/first-sitting-rules.ts';

const START = Date.parse('2026-11-23T01:00:00Z');

/** A sitting of a fixed paper: the marks of its questions q0, q1, … in order. */
export function sat(person: string, marks: readonly number[], outOf: readonly number[], minute = 0): Sitting {
  return {
    id: `${person}@${minute}`,
    personId: person,
    startedAt: new Date(START + minute * 60_000),
    answers: marks.map((mark, i) => ({ itemId: `q${i}`, place: `q${i}`, mark, outOf: outOf[i] ?? 1 })),
  };
}

/** A fixed paper of two to six questions and the marks, in halves, of `people` people. */
export const quiz = (people = { min: 5, max: 14 }): fc.Arbitrary<Sitting[]> =>
  fc
    .tuple(
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 6 }),
      fc.integer(people),
      fc.infiniteStream(fc.nat({ max: 8 })),
    )
    .map(([outOf, n, halves]) =>
      Array.from({ length: n }, (_, i) =>
        sat(
          `p${i}`,
          outOf.map((most) => (Number(halves.next().value) % (2 * most + 1)) / 2),
          outOf,
        ),
      ),
    );
