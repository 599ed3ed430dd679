import * as fc from 'fast-check';
import {
  createEmptyCard,
  default_w,
  fsrs,
  get_fuzz_range,
  Rating,
  State,
  type Card,
  type Grade,
} from 'ts-fsrs';
import { describe, expect, test } from 'vitest';
import { addDays, startOfDay } from '../../../src/domain/schedule/calendar.ts';
import {
  firstReview,
  isLeech,
  LEECH_LAPSES,
  LONGEST_DAYS,
  ratingOf,
  retrievability,
  review,
  type Outcome,
  type ReviewCard,
} from '../../../src/domain/study/review-rules.ts';

const DAY_MS = 86_400_000;
const FIRST_DAY = '2026-11-23';
/** An instant of a local day: so many minutes after it began. */
const on = (day: string, minute = 720) => new Date(startOfDay(day).getTime() + minute * 60_000);

const outcome: fc.Arbitrary<Outcome> = fc.record({
  right: fc.boolean(),
  confidence: fc.constantFrom('sure', 'unsure', undefined),
});
/** Answers with the days since the one before and the minute of the day. */
const log = fc.array(
  fc.record({ outcome, days: fc.integer({ min: 1, max: 400 }), minute: fc.integer({ min: 0, max: 1439 }) }),
  { maxLength: 15 },
);

describe('a card', () => {
  test('is what ts-fsrs makes of the same answers', () => {
    const library = fsrs({ enable_short_term: false, enable_fuzz: false, maximum_interval: LONGEST_DAYS });
    fc.assert(
      fc.property(log, fc.integer({ min: 0, max: 1439 }), (answers, minute) => {
        let day = FIRST_DAY;
        let card = firstReview('c', on(day, minute));
        // The library's own card lives in UTC days at noon, where nothing is lost by rounding.
        const noon = (d: string) => new Date(`${d}T12:00:00Z`);
        let wanted: Card = library.next(createEmptyCard(noon(day)), noon(day), Rating.Again).card;
        for (const answer of answers) {
          day = addDays(day, answer.days);
          expect(retrievability(card, on(day, answer.minute))).toBe(
            library.get_retrievability(wanted, noon(day), false),
          );
          card = review(card, answer.outcome, on(day, answer.minute));
          wanted = library.next(wanted, noon(day), ratingOf(answer.outcome)).card;
          expect(card).toMatchObject({
            stability: wanted.stability,
            difficulty: wanted.difficulty,
            scheduledDays: wanted.scheduled_days,
            reps: wanted.reps,
            lapses: wanted.lapses,
            state: State[wanted.state],
            reviewedOn: day,
          });
        }
        expect(structuredClone(card)).toEqual(JSON.parse(JSON.stringify(card)));
      }),
    );
  });

  test('is due after the day it was answered, near what FSRS asked for and within a year', () => {
    fc.assert(
      fc.property(log, fc.string(), (answers, id) => {
        let day = FIRST_DAY;
        let card = firstReview(id, on(day));
        expect(card).toMatchObject({ dueOn: addDays(day, 1), reps: 1, lapses: 0, suspended: false });
        for (const answer of answers) {
          day = addDays(day, answer.days);
          card = review(card, answer.outcome, on(day, answer.minute));
          expect(card.dueOn > day).toBe(true);
          expect(card.dueOn <= addDays(day, LONGEST_DAYS)).toBe(true);
          const days = (Date.parse(card.dueOn) - Date.parse(day)) / DAY_MS;
          const { min_ivl, max_ivl } = get_fuzz_range(card.scheduledDays, answer.days, LONGEST_DAYS);
          if (card.scheduledDays < 2.5) expect(days).toBe(card.scheduledDays);
          else expect(days).toBeGreaterThanOrEqual(min_ivl);
          expect(days).toBeLessThanOrEqual(Math.max(max_ivl, card.scheduledDays));
        }
      }),
    );
  });

  test('is the same when an answer is taken twice, or another on the same local day', () => {
    fc.assert(
      fc.property(
        outcome,
        outcome,
        fc.nat({ max: 1439 }),
        fc.nat({ max: 1439 }),
        (one, other, early, late) => {
          const made = firstReview('c', on(FIRST_DAY, early));
          expect(review(made, other, on(FIRST_DAY, late))).toBe(made);
          const once = review(made, one, on('2026-11-26', early));
          expect(review(made, one, on('2026-11-26', late))).toEqual(once);
          expect(review(once, other, on('2026-11-26', late))).toBe(once);
          // A clock set back counts as the same day.
          expect(review(once, other, on('2026-11-24', late))).toBe(once);
        },
      ),
    );
  });

  test('counts local days: past midnight in China is the next one', () => {
    const made = firstReview('c', new Date('2026-11-23T15:59:00Z'));
    expect(made).toMatchObject({ reviewedOn: '2026-11-23', dueOn: '2026-11-24' });
    expect(review(made, { right: true }, new Date('2026-11-23T16:01:00Z'))).toMatchObject({
      reviewedOn: '2026-11-24',
      reps: 2,
    });
  });

  test('rests a year at most, however well it is known', () => {
    for (let i = 0; i < 20; i += 1) {
      const card = { ...firstReview(`c${i}`, on(FIRST_DAY)), stability: 3_000 };
      const after = review(card, { right: true }, on(addDays(FIRST_DAY, 200)));
      // The library keeps Good a day after Hard even at the limit; the day it is due is within it.
      expect(after.scheduledDays).toBe(LONGEST_DAYS + 1);
      expect(after.dueOn <= addDays(after.reviewedOn, LONGEST_DAYS)).toBe(true);
    }
  });

  test('does not come back on the same day as all others missed together', () => {
    const due = new Set(
      Array.from({ length: 30 }, (_, i) => {
        const card = { ...firstReview(`c${i}`, on(FIRST_DAY)), stability: 30, difficulty: 5 };
        return review(card, { right: true }, on('2026-12-23')).dueOn;
      }),
    );
    expect(due.size).toBeGreaterThan(5);
  });
});

describe('published figures of FSRS-6', () => {
  // Default parameters of FSRS-6 (ts-fsrs, fsrs-rs and the wiki of fsrs4anki, "The Algorithm").
  const w = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614,
    0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ];
  const at = (i: number) => w[i] ?? Number.NaN;

  test('the parameters and the first mistake: S₀(Again) = w₀, D₀(Again) = w₄', () => {
    expect(default_w).toEqual(w);
    expect(firstReview('c', on(FIRST_DAY))).toMatchObject({ stability: 0.212, difficulty: 6.4133 });
  });

  // fsrs-rs, src/inference.rs (quoted in FSRS-6.test.ts of ts-fsrs, "memory state[long-term]"): Again, then Good after 0, 1,
  // 3, 8 and 21 days gives stability 53.335106 and difficulty 6.3574867. The Good of the same day leaves the stability and
  // moves the difficulty to w₇·D₀(Easy) + (1 − w₇)·w₄ with D₀(Easy) = w₄ − e^(3·w₅) + 1; here a card that stands there.
  test('the memory after Again and five times Good', () => {
    const easy = at(4) - Math.exp(3 * at(5)) + 1;
    let card: ReviewCard = {
      ...firstReview('c', on(FIRST_DAY)),
      difficulty: at(7) * easy + (1 - at(7)) * at(4),
    };
    let day = FIRST_DAY;
    for (const days of [1, 3, 8, 21]) {
      day = addDays(day, days);
      card = review(card, { right: true }, on(day));
    }
    expect(card.stability).toBeCloseTo(53.335106, 4);
    expect(card.difficulty).toBeCloseTo(6.3574867, 5);
  });

  // The formulas of the wiki by hand: R = (1 + F·t/S)^−w₂₀ with F = 0.9^(−1/w₂₀) − 1;
  // S′ = S·(1 + e^w₈·(11 − D)·S^−w₉·(e^(w₁₀·(1−R)) − 1)·(w₁₅ if Hard); D rises for Hard by w₆·(10 − D)/9 and is then drawn
  // to D₀(Easy) by w₇; S′ after Again is min(S, w₁₁·D^−w₁₂·((S + 1)^w₁₃ − 1)·e^(w₁₄·(1−R))).
  test.each([
    [{ right: true }, 1],
    [{ right: true, confidence: 'sure' }, 1],
    [{ right: true, confidence: 'unsure' }, at(15)],
  ] as const)('the stability one day after a mistake when %j', (answer, bonus) => {
    const [S, D] = [at(0), at(4)];
    const R = (1 + (0.9 ** (-1 / at(20)) - 1) / S) ** -at(20);
    const card = firstReview('c', on(FIRST_DAY));
    expect(retrievability(card, on('2026-11-24'))).toBeCloseTo(R, 7);
    const wanted =
      S * (1 + Math.exp(at(8)) * (11 - D) * S ** -at(9) * (Math.exp(at(10) * (1 - R)) - 1) * bonus);
    expect(review(card, answer, on('2026-11-24')).stability).toBeCloseTo(wanted, 6);
  });

  test('the stability and difficulty after a second mistake', () => {
    const [S, D] = [20, 5];
    const R = (1 + ((0.9 ** (-1 / at(20)) - 1) * 30) / S) ** -at(20);
    const card = { ...firstReview('c', on(FIRST_DAY)), stability: S, difficulty: D };
    const after = review(card, { right: false, confidence: 'sure' }, on(addDays(FIRST_DAY, 30)));
    const wanted = at(11) * D ** -at(12) * ((S + 1) ** at(13) - 1) * Math.exp(at(14) * (1 - R));
    expect(after.stability).toBeCloseTo(Math.min(S, wanted), 6);
    const easy = at(4) - Math.exp(3 * at(5)) + 1;
    expect(after.difficulty).toBeCloseTo(at(7) * easy + (1 - at(7)) * (D + (2 * at(6) * (10 - D)) / 9), 6);
    expect(after.lapses).toBe(1);
  });

  test('after as many days as its stability a card is known with 90 %', () => {
    for (const stability of [1, 7, 30, 365]) {
      const card = { ...firstReview('c', on(FIRST_DAY)), stability };
      expect(retrievability(card, on(addDays(FIRST_DAY, stability)))).toBeCloseTo(0.9, 7);
    }
  });
});

test.each([
  [{ right: false }, Rating.Again],
  [{ right: false, confidence: 'sure' }, Rating.Again],
  [{ right: false, confidence: 'unsure' }, Rating.Again],
  [{ right: true, confidence: 'unsure' }, Rating.Hard],
  [{ right: true, confidence: 'sure' }, Rating.Good],
  [{ right: true }, Rating.Good],
] satisfies [Outcome, Grade][])('%j is rated %i', (answer, rating) => {
  expect(ratingOf(answer)).toBe(rating);
});

test('doubt brings a question back sooner than certainty, and a mistake soonest', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 90, noNaN: true }),
      fc.integer({ min: 1, max: 120 }),
      (stability, days) => {
        const card = { ...firstReview('c', on(FIRST_DAY)), stability, difficulty: 5 };
        const after = (answer: Outcome) => review(card, answer, on(addDays(FIRST_DAY, days))).scheduledDays;
        const [wrong, unsure, sure] = [
          { right: false },
          { right: true, confidence: 'unsure' as const },
          { right: true },
        ].map(after);
        expect(wrong).toBeLessThanOrEqual(unsure ?? 0);
        expect(unsure).toBeLessThanOrEqual(sure ?? 0);
      },
    ),
  );
});

test('a question missed too often is suspended for the person, and stays so', () => {
  let card = firstReview('c', on(FIRST_DAY));
  let day = FIRST_DAY;
  for (let lapse = 1; lapse <= LEECH_LAPSES; lapse += 1) {
    expect(card).toMatchObject({ suspended: false, lapses: lapse - 1 });
    expect(isLeech(card)).toBe(false);
    day = addDays(day, 5);
    card = review(card, { right: false }, on(day));
  }
  expect(isLeech(card)).toBe(true);
  expect(card.suspended).toBe(true);
  expect(review(card, { right: true }, on(addDays(day, 5))).suspended).toBe(true);
  const set = { ...firstReview('c', on(FIRST_DAY)), suspended: true };
  expect(review(set, { right: true }, on(day)).suspended).toBe(true);
  expect(isLeech({ lapses: 7 }, 8)).toBe(false);
  expect(isLeech({ lapses: 8 }, 8)).toBe(true);
});
