import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf, readCode, shownCode } from '../../../src/domain/exams/code-rules.ts';
import { findChangeProblem } from '../../../src/domain/exams/exam-change-rules.ts';
import {
  checkPool,
  findWindowProblem,
  itemsOf,
  paperOf,
  stateOf,
  usualMinutes,
} from '../../../src/domain/exams/exam-rules.ts';
import { pack } from '../../support/pack.ts';

const at = (time: string): Date => new Date(`2026-11-${time}+08:00`);
const NOW = at('25T10:00');
const { exam } = pack.quizPresets;

describe('a paper', () => {
  test('of everything keeps the proportions of the blueprint and has the number asked for', () => {
    const { least, most } = itemsOf(exam);
    fc.assert(
      fc.property(fc.integer({ min: least, max: most }), (items) => {
        const lines = paperOf(pack, null, items)?.blueprint ?? [];
        expect(lines.reduce((sum, { count }) => sum + count, 0)).toBe(items);
        for (const { topics, count } of lines) {
          const whole = exam.blueprint.find((line) => line.topics[0] === topics[0])?.count ?? 0;
          expect(Math.abs(count - (whole * items) / exam.items)).toBeLessThan(1);
        }
      }),
    );
    expect(paperOf(pack, null, exam.items)?.blueprint.map(({ count }) => count)).toEqual([10, 12, 8]);
  });

  test('of a group of topics asks about nothing else; of an unknown one there is none', () => {
    const group = pack.quizTopics[0];
    expect(paperOf(pack, group?.id ?? '', 7)?.blueprint).toEqual([{ topics: group?.topics, count: 7 }]);
    expect(paperOf(pack, 'astrology', 7)).toBeUndefined();
  });

  test('needs a pool for each of its lines, and says how much rests on what is being revised', () => {
    const question = (topic: string, documentStatus = 'in-force', type = 'single') => ({
      topic,
      type,
      documentStatus,
    });
    const paper = {
      types: ['single' as const],
      blueprint: [
        { topics: ['a'], count: 2 },
        { topics: ['b', 'c'], count: 1 },
      ],
      items: 3,
    };
    const bank = [
      question('a'),
      question('a', 're-verify'),
      question('c'),
      question('b', 'in-force', 'fill'),
    ];
    expect(checkPool(bank, paper)).toEqual({ pool: 3, revised: 1, short: null });
    expect(checkPool(bank.slice(1), paper).short).toEqual({ wanted: 2, there: 1 });
  });

  test('takes about as long as the preset gives, in fives', () => {
    expect([5, 10, 20, 30].map((items) => usualMinutes(exam, items))).toEqual([10, 15, 30, 40]);
  });
});

describe('a window', () => {
  const minutes = 30;
  test.each([
    ['is open for a day', at('26T09:00'), at('27T09:00'), undefined],
    ['is over', at('24T09:00'), at('25T10:00'), 'past'],
    ['is as long as the time limit', at('26T09:00'), at('26T09:30'), undefined],
    ['is a second too short', at('26T09:00'), new Date(at('26T09:30').getTime() - 1_000), 'too-short'],
    ['ends before it begins', at('28T09:00'), at('27T09:00'), 'too-short'],
    ['is open for weeks', at('26T09:00'), new Date('2026-12-28T09:00+08:00'), 'too-long'],
  ])('that %s', (_, opensAt, closesAt, problem) => {
    expect(findWindowProblem({ opensAt, closesAt, minutes }, NOW)).toBe(problem);
  });
});

describe('where somebody stands', () => {
  const base = {
    cancelled: false,
    excused: false,
    opensAt: at('25T09:00'),
    closesAt: at('26T09:00'),
    begun: false,
    finished: false,
  };
  test('follows from the window, and from what they did', () => {
    expect(stateOf(base, NOW)).toBe('open');
    expect(stateOf(base, at('25T08:59'))).toBe('coming');
    expect(stateOf(base, base.opensAt)).toBe('open');
    expect(stateOf(base, base.closesAt)).toBe('missed');
    expect(stateOf({ ...base, begun: true }, base.closesAt)).toBe('under-way');
    expect(stateOf({ ...base, begun: true, finished: true, excused: true }, NOW)).toBe('finished');
    expect(stateOf({ ...base, excused: true }, NOW)).toBe('excused');
    expect(stateOf({ ...base, excused: true, cancelled: true }, NOW)).toBe('cancelled');
  });

  test('says what can be changed for them', () => {
    const who = { closesAt: at('26T09:00'), extraMinutes: 10, minutes: 40 };
    const minutes = (extraMinutes: number) => ({ kind: 'minutes' as const, extraMinutes });
    const window = (to: string) => ({ kind: 'window' as const, opensAt: at('25T09:00'), closesAt: at(to) });
    const excused = { kind: 'excused' as const };
    const problem = (
      state: Parameters<typeof findChangeProblem>[0]['state'],
      change: Parameters<typeof findChangeProblem>[1],
    ) => findChangeProblem({ ...who, state }, change, NOW);
    for (const change of [minutes(5), window('29T09:00'), excused]) {
      expect(problem('finished', change)).toBe('finished');
      expect(problem('cancelled', change)).toBe('cancelled');
    }
    expect(problem('open', minutes(5))).toBeUndefined();
    expect(problem('under-way', minutes(10))).toBe('not-longer');
    expect(problem('under-way', minutes(11))).toBeUndefined();
    expect(problem('excused', minutes(11))).toBe('excused');
    expect(findChangeProblem({ ...who, state: 'missed', closesAt: NOW }, minutes(5), NOW)).toBe('over');
    expect(problem('missed', window('29T09:00'))).toBeUndefined();
    expect(problem('excused', window('29T09:00'))).toBeUndefined();
    expect(problem('under-way', window('26T09:00'))).toBe('not-longer');
    expect(problem('under-way', window('26T09:01'))).toBeUndefined();
    expect(problem('open', window('25T09:49'))).toBe('past');
    expect(
      findChangeProblem({ ...who, state: 'open' }, { ...window('25T10:30'), opensAt: at('25T10:00') }, NOW),
    ).toBe('too-short');
    expect(problem('under-way', excused)).toBe('under-way');
    expect(problem('open', excused)).toBeUndefined();
  });
});

describe('a code', () => {
  test('is ten letters that cannot be mistaken, and is read however it is typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10, maxLength: 16 }), (bytes) => {
        const code = codeOf(bytes);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
        for (const typed of [
          code,
          shownCode(code),
          code.toLowerCase(),
          ` ${code.slice(0, 3)} ${code.slice(3)}`,
        ])
          expect(readCode(typed)).toBe(code);
      }),
    );
    expect(readCode('o1il0-ABCDE')).toBe('01110ABCDE');
    expect(readCode('７Ｋ３ＱＤ－０Ｘ９ＺＭ')).toBe('7K3QD0X9ZM');
    for (const text of ['', 'UUUUUUUUUU', '7K3QD0X9Z', '7K3QD0X9ZMM', "7K3QD0X9Z'"])
      expect(readCode(text)).toBeUndefined();
  });

  test('needs its random bytes', () => {
    expect(() => codeOf(new Uint8Array(9))).toThrow(RangeError);
  });
});
