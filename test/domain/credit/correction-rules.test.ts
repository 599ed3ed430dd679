import { describe, expect, test } from 'vitest';
import {
  changeableIn,
  correctedId,
  correctionData,
  readChange,
  type Correctable,
} from '../../../src/domain/credit/correction-rules.ts';

const entry = (kind: string, data: Correctable['data'], corrected: Correctable['corrected'] = null) => ({
  id: 'e',
  kind,
  data,
  corrected,
});
const quiz = entry('quiz-result', { correct: 1, total: 5, preset: 'daily' });
const hours = entry('study-hours', { hours: 2, evidence: 'concentrated' });
const praise = entry('recognition', { text: 'flood' });
const held = entry('interview-held', { interviewKind: 'routine' });

describe('what can be put right', () => {
  test.each([
    [quiz, 'count'],
    [hours, 'hours'],
    [praise, 'text'],
    [held, null],
  ] as const)('%o: %s', (one, kind) => {
    expect(changeableIn(one)).toBe(kind);
  });

  test.each([
    [quiz, '4', { kind: 'count', correct: 4 }],
    [quiz, '1', undefined],
    [quiz, '6', undefined],
    [quiz, '2.5', undefined],
    [quiz, '-1', undefined],
    [hours, '4.5', { kind: 'hours', hours: 4.5 }],
    [hours, '2', undefined],
    [hours, '501', undefined],
    [praise, ' storm ', { kind: 'text', text: 'storm' }],
    [praise, 'flood', undefined],
    [praise, ' ', undefined],
    [praise, 'x'.repeat(501), undefined],
    [held, '1', undefined],
  ])('in %o by "%s" is %o', (one, typed, change) => {
    expect(readChange(one, typed)).toEqual(change);
  });
});

describe('a correcting entry', () => {
  test('says all that the entry says, with the change, and names both', () => {
    expect(correctionData(quiz, { kind: 'count', correct: 4 }, 'o', null)).toEqual({
      correct: 4,
      total: 5,
      preset: 'daily',
      corrects: 'e',
      objection: 'o',
    });
  });

  test('goes on from what was corrected before, and takes back that it was disregarded', () => {
    const before = entry('study-hours', { hours: 2 }, { hours: 3, corrects: 'e', disregarded: true });
    expect(readChange(before, '2')).toEqual({ kind: 'hours', hours: 2 });
    expect(correctionData(before, { kind: 'hours', hours: 2 }, 'o', null)).toEqual({
      hours: 2,
      corrects: 'e',
      objection: 'o',
    });
  });

  test('of a correction corrects what that one had corrected', () => {
    const correction = entry('correction', { corrects: 'first', correct: 0, total: 5, before: 1 });
    expect(correctedId(correction)).toBe('first');
    expect(correctionData(correction, { kind: 'count', correct: 2 }, 'o', quiz.data)).toEqual({
      correct: 2,
      total: 5,
      corrects: 'first',
      objection: 'o',
    });
    expect(correctionData(correction, { kind: 'disregard' }, 'o', quiz.data)).toEqual({
      ...quiz.data,
      corrects: 'first',
      objection: 'o',
    });
  });
});
