import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededNumbers, shuffled } from '../../../src/domain/quizzes/rules.ts';
import { addDays, startOfDay } from '../../../src/domain/schedule/calendar.ts';
import { pickDue } from '../../../src/domain/study/due-rules.ts';
import {
  firstReview,
  retrievability,
  review,
  type ReviewCard,
} from '../../../src/domain/study/review-rules.ts';

const TODAY = '2026-11-23';
const NOON = 12 * 3_600_000;
const noonOf = (day: string) => new Date(startOfDay(day).getTime() + NOON);
const NOW = noonOf(TODAY);

const card = (it: Partial<ReviewCard> & { id: string }): ReviewCard => ({
  ...firstReview(it.id, noonOf('2026-10-01')),
  reps: 3,
  difficulty: 5,
  ...it,
});
/** Cards seen in the last two months and due from a month ago to a fortnight ahead. */
const cards = fc
  .array(
    fc.record({
      seen: fc.integer({ min: 0, max: 60 }),
      due: fc.integer({ min: -30, max: 14 }),
      stability: fc.double({ min: 0.1, max: 60, noNaN: true }),
      reps: fc.integer({ min: 1, max: 5 }),
      suspended: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  .map((list) =>
    list.map(({ seen, due, ...rest }, i) =>
      card({
        id: `c${i}`,
        ...rest,
        reviewedOn: addDays(TODAY, -seen),
        // Nothing seen today is due today.
        dueOn: addDays(TODAY, seen === 0 ? Math.max(1, due) : due),
      }),
    ),
  );
const cap = fc.integer({ min: 0, max: 12 });
const ids = (list: readonly ReviewCard[]) => list.map(({ id }) => id).toSorted();

describe('the reviews of a day', () => {
  test('are at most the cap, with those already done', () => {
    fc.assert(
      fc.property(cards, cap, (list, most) => {
        const { today } = pickDue(list, { now: NOW, cap: most });
        const done = list.filter((it) => it.reviewedOn === TODAY && it.reps > 1).length;
        expect(today.length).toBeLessThanOrEqual(Math.max(0, most - done));
      }),
    );
  });

  test('and the rest are all that was due: nothing is lost, nothing comes twice', () => {
    fc.assert(
      fc.property(cards, cap, (list, most) => {
        const { today, later } = pickDue(list, { now: NOW, cap: most });
        const due = list.filter((it) => !it.suspended && it.dueOn <= TODAY);
        expect(ids([...today, ...later])).toEqual(ids(due));
        const byId = new Map(list.map((it) => [it.id, it]));
        for (const it of today) expect(it).toBe(byId.get(it.id));
        for (const it of later) expect({ ...it, dueOn: byId.get(it.id)?.dueOn }).toEqual(byId.get(it.id));
      }),
    );
  });

  test('move the rest ahead without filling a day beyond the cap, and leave no free day out', () => {
    fc.assert(
      fc.property(cards, fc.integer({ min: 1, max: 12 }), (list, most) => {
        const { later } = pickDue(list, { now: NOW, cap: most });
        const active = list.filter((it) => !it.suspended);
        const before = (day: string) => active.filter(({ dueOn }) => dueOn === day).length;
        const moved = (day: string) => later.filter(({ dueOn }) => dueOn === day).length;
        const last = later.map(({ dueOn }) => dueOn).reduce((a, b) => (a > b ? a : b), TODAY);
        for (let day = addDays(TODAY, 1); day <= last; day = addDays(day, 1)) {
          expect(moved(day) === 0 || before(day) + moved(day) <= most).toBe(true);
          if (day < last) expect(before(day) + moved(day)).toBeGreaterThanOrEqual(most);
        }
        expect(later.every(({ dueOn }) => dueOn > TODAY)).toBe(true);
      }),
    );
  });

  test('come by how likely they are still known', () => {
    fc.assert(
      fc.property(cards, cap, (list, most) => {
        const { today, later } = pickDue(list, { now: NOW, cap: most });
        for (const part of [today, later]) {
          const known = part.map((it) => retrievability(it, NOW));
          expect(known).toEqual(known.toSorted((a, b) => b - a));
        }
        // At most one place in five goes to a card less likely known than one that has to wait.
        const best = Math.max(-1, ...later.map((it) => retrievability(it, NOW)));
        const kept = today.filter((it) => retrievability(it, NOW) < best).length;
        if (most > 0) expect(kept).toBeLessThanOrEqual(Math.floor(most / 5));
      }),
    );
  });

  test('do not depend on the order of the cards', () => {
    fc.assert(
      fc.property(cards, cap, fc.string(), (list, most, seed) => {
        const plan = pickDue(list, { now: NOW, cap: most });
        expect(pickDue(shuffled(list, seededNumbers(seed)), { now: NOW, cap: most })).toEqual(plan);
      }),
    );
  });

  test('asked again after the move give the same cards', () => {
    fc.assert(
      fc.property(cards, fc.integer({ min: 1, max: 12 }), (list, most) => {
        const plan = pickDue(list, { now: NOW, cap: most });
        const moved = new Map(plan.later.map((it) => [it.id, it]));
        const stored = list.map((it) => moved.get(it.id) ?? it);
        expect(pickDue(stored, { now: NOW, cap: most })).toEqual({ today: plan.today, later: [] });
      }),
    );
  });
});

test('of 23 cards after an absence, ten a day are asked, and none twice', () => {
  let stored = Array.from({ length: 23 }, (_, i) =>
    card({ id: `c${i}`, reviewedOn: '2026-10-01', dueOn: addDays('2026-10-05', i), stability: 4 + i }),
  );
  const asked: string[][] = [];
  for (const day of [TODAY, addDays(TODAY, 1), addDays(TODAY, 2)]) {
    const now = noonOf(day);
    const { today, later } = pickDue(stored, { now, cap: 10 });
    // The day after a first answer nothing answered is due again: all were right.
    const done = new Map(
      today.map((it) => [it.id, { ...review(it, { right: true }, now), dueOn: '2027-01-01' }]),
    );
    const moved = new Map(later.map((it) => [it.id, it]));
    stored = stored.map((it) => done.get(it.id) ?? moved.get(it.id) ?? it);
    asked.push(today.map(({ id }) => id));
    expect(pickDue(stored, { now, cap: 10 })).toEqual({ today: [], later: [] });
  }
  expect(asked.map((list) => list.length)).toEqual([10, 10, 3]);
  expect(new Set(asked.flat()).size).toBe(23);
});

test('a card long forgotten is asked although fresher ones fill the day, every day', () => {
  const old = card({ id: 'old', reviewedOn: '2026-06-01', dueOn: '2026-06-02', stability: 0.2 });
  const fresh = Array.from({ length: 40 }, (_, i) =>
    card({ id: `c${i}`, reviewedOn: '2026-11-20', dueOn: TODAY, stability: 3 }),
  );
  const { today } = pickDue([...fresh, old], { now: NOW, cap: 5 });
  expect(today.at(-1)).toBe(old);
  expect(today).toHaveLength(5);
});

test('a first mistake of today takes no place, a review does', () => {
  const due = ['a', 'b', 'c'].map((id) => card({ id, dueOn: TODAY }));
  const seen = { reviewedOn: TODAY, dueOn: addDays(TODAY, 1) };
  expect(pickDue([...due, card({ id: 'new', ...seen, reps: 1 })], { now: NOW, cap: 3 }).today).toHaveLength(
    3,
  );
  expect(pickDue([...due, card({ id: 'old', ...seen })], { now: NOW, cap: 3 }).today).toHaveLength(2);
});

test('a mistake that was sure comes before everything else', () => {
  const plain = Array.from({ length: 9 }, (_, i) =>
    card({ id: `c${i}`, reviewedOn: '2026-11-20', dueOn: TODAY, stability: 9 }),
  );
  const sure = card({ id: 'sure', reviewedOn: '2026-11-20', dueOn: TODAY, stability: 1, sureMistake: true });
  expect(pickDue([...plain, sure], { now: NOW, cap: 4 }).today[0]).toBe(sure);
});

test('a share of the places is kept for the duty of a post, and given to others where it has nothing', () => {
  const list = Array.from({ length: 20 }, (_, i) =>
    card({ id: `c${String(i).padStart(2, '0')}`, reviewedOn: '2026-11-01', dueOn: TODAY, stability: 20 - i }),
  );
  const pick = (ids: string[]) =>
    pickDue(list, { now: NOW, cap: 5, duty: { ids: new Set(ids), share: 0.4 } }).today.map(({ id }) => id);
  const last = ['c17', 'c18', 'c19'];
  expect(pick(last).filter((id) => last.includes(id))).toEqual(['c17', 'c18']);
  expect(pick(last)).toHaveLength(5);
  expect(pick([])).toHaveLength(5);
});
