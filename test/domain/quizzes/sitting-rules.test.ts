import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countsWhenOver,
  deadlineOf,
  endOf,
  gradeOf,
  isComplete,
  mayBegin,
  phaseOf,
  shownOf,
  type Past,
  type QuizSettings,
} from '../../../src/domain/quizzes/sitting-rules.ts';
import { pack } from '../../support/pack.ts';

const T0 = new Date('2026-11-26T01:00:00Z');
const minutes = (n: number, from = T0) => new Date(from.getTime() + n * 60_000);
const { exam, daily } = pack.quizPresets;

const time = fc.integer({ min: -5_000, max: 5_000 }).map((n) => minutes(n));
const overdue = fc.constantFrom<QuizSettings['overdue']>('submit', 'grace', 'abandon');
const settings = fc.record({
  overdue,
  grace: fc.integer({ min: 0, max: 60 }),
  timeLimit: fc.option(fc.integer({ min: 1, max: 300 })),
});

describe('a deadline', () => {
  test('is the earlier of the own time and the end of the quiz', () => {
    expect(deadlineOf({ timeLimit: 40 }, T0, minutes(60))).toEqual(minutes(40));
    expect(deadlineOf({ timeLimit: 40 }, T0, minutes(30))).toEqual(minutes(30));
    expect(deadlineOf({ timeLimit: null }, T0, minutes(30))).toEqual(minutes(30));
    expect(deadlineOf({ timeLimit: null }, T0, null)).toBeNull();
  });

  test('itself is too late, one millisecond before is in time', () => {
    const at = { deadline: minutes(40), finished: false };
    expect(phaseOf(exam, at, new Date(minutes(40).getTime() - 1))).toBe('open');
    expect(phaseOf(exam, at, minutes(40))).toBe('over');
  });

  test('with grace leaves time to hand in, and none to answer', () => {
    const graced = { overdue: 'grace', grace: 5 } as const;
    const at = { deadline: minutes(40), finished: false };
    expect([39, 40, 44, 45].map((n) => phaseOf(graced, at, minutes(n)))).toEqual([
      'open',
      'grace',
      'grace',
      'over',
    ]);
  });

  test('is passed once: what is over stays over, and is over no sooner than its end', () => {
    fc.assert(
      fc.property(settings, time, fc.option(time), time, time, (rule, startedAt, closesAt, a, b) => {
        const deadline = deadlineOf(rule, startedAt, closesAt);
        const [early, late] = a < b ? [a, b] : [b, a];
        const [first, second] = [early, late].map((now) => phaseOf(rule, { deadline, finished: false }, now));
        const order = ['open', 'grace', 'over'];
        expect(order.indexOf(second ?? '')).toBeGreaterThanOrEqual(order.indexOf(first ?? ''));
        const end = endOf(rule, deadline);
        expect(second === 'over').toBe(end !== null && late >= end);
        if (rule.overdue !== 'grace') expect(second).not.toBe('grace');
        expect(phaseOf(rule, { deadline, finished: true }, late)).toBe('over');
      }),
    );
  });

  test('that passes counts what was chosen only where the quiz says so', () => {
    expect((['submit', 'grace', 'abandon'] as const).map((way) => countsWhenOver({ overdue: way }))).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('another attempt', () => {
  const window = { opensAt: T0, closesAt: minutes(600) };
  const done = (n: number) => ({ finishedAt: minutes(n) });

  test.each([
    ['before it opens', {}, [], -1, { ok: false, problem: 'not-yet', until: T0 }],
    ['when it opens', {}, [], 0, { ok: true }],
    ['when it has closed', {}, [], 600, { ok: false, problem: 'closed' }],
    ['when they are used up', { attempts: 2 }, [done(1), done(2)], 30, { ok: false, problem: 'used-up' }],
    [
      'before the pause is over',
      { pause: 30 },
      [done(1), done(10)],
      39,
      { ok: false, problem: 'wait', until: minutes(40) },
    ],
    ['after the pause', { pause: 30 }, [done(1), done(10)], 40, { ok: true }],
  ])('%s', (_, own, past, now, expected) => {
    const rule = { attempts: null, pause: 0, ...own };
    expect(mayBegin(rule, window, past, minutes(now))).toEqual(expected);
  });

  test('may always begin where there is no limit, no pause and no end', () => {
    fc.assert(
      fc.property(fc.array(time), time, (ends, now) => {
        const past = ends.filter((end) => end <= now).map((finishedAt) => ({ finishedAt }));
        expect(mayBegin({ attempts: null, pause: 0 }, { opensAt: now, closesAt: null }, past, now)).toEqual({
          ok: true,
        });
      }),
    );
  });
});

describe('a grade', () => {
  const past = (...shares: number[]): Past[] =>
    shares.map((share, n) => ({ share, counts: true, finishedAt: minutes(n) }));

  test('is the first, best, last or mean of what counts', () => {
    const three = past(0.5, 0.9, 0.7);
    expect(gradeOf('first', three)).toBe(0.5);
    expect(gradeOf('best', three)).toBe(0.9);
    expect(gradeOf('last', three)).toBe(0.7);
    expect(gradeOf('mean', three)).toBeCloseTo(0.7, 12);
    expect(gradeOf('best', [])).toBeUndefined();
    const [first, second] = past(0.2, 0.8);
    if (!first || !second) throw new Error('no attempts');
    expect(gradeOf('first', [{ ...first, counts: false }, second])).toBe(0.8);
    expect(gradeOf('mean', [{ ...first, finishedAt: null }, second])).toBe(0.8);
  });

  test('lies between the worst and the best, and nothing beats the best', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(share, { minLength: 1 }), (shares) => {
        const attempts = past(...shares);
        for (const way of ['first', 'best', 'last', 'mean'] as const) {
          const grade = gradeOf(way, attempts) ?? Number.NaN;
          expect(grade).toBeGreaterThanOrEqual(Math.min(...shares) - 1e-12);
          expect(grade).toBeLessThanOrEqual((gradeOf('best', attempts) ?? 0) + 1e-12);
        }
      }),
    );
  });

  test('completes by passing or by using the attempts up', () => {
    const rule = { grade: 'best', passMark: 0.6, attempts: 2 } as const;
    expect(isComplete(rule, past(0.6))).toEqual({ passed: true, complete: true });
    expect(isComplete(rule, past(0.59))).toEqual({ passed: false, complete: false });
    expect(isComplete(rule, past(0.1, 0.2))).toEqual({ passed: false, complete: true });
    // Three thirds are one, whatever the machine adds up to.
    expect(isComplete({ ...rule, passMark: 1 }, past(1 / 3 + 1 / 3 + 1 / 3))).toMatchObject({ passed: true });
  });
});

describe('what is shown', () => {
  const nothing = { marks: false, key: false, explanation: false };
  test('follows the moment', () => {
    const at = { finished: false, closesAt: minutes(60) };
    expect(shownOf(daily, at, T0)).toEqual(daily.review.during);
    expect(shownOf(exam, at, T0)).toEqual(nothing);
    expect(shownOf(exam, { ...at, finished: true }, T0)).toEqual(exam.review.after);
    expect(shownOf(exam, { ...at, finished: true }, minutes(60))).toEqual(exam.review.closed);
  });

  test('is nothing while an answer can still be changed, whatever the review says', () => {
    const open = { answers: 'until-handed-in', review: daily.review } as const;
    expect(shownOf(open, { finished: false, closesAt: null }, T0)).toEqual(nothing);
  });
});
