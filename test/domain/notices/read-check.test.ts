import { describe, expect, test } from 'vitest';
import { readCheck } from '../../../src/domain/notices/read-check.ts';

const problemOf = (text: string) => {
  const read = readCheck(text);
  return read.ok ? undefined : read.problem;
};

describe('a typed question', () => {
  test.each([
    '明天几点集合？\n8 点\n9 点*\n10 点',
    ' 明天几点集合？ \n\n8 点\n✓ 9 点\n10 点\n',
    '明天几点集合？\nA. 8 点\nB. 9 点 √\nC、10 点',
    '明天几点集合？\nA. 8 点\n*B. 9 点\nC. 10 点',
    '明天几点集合？\nA. 8 点\nB.* 9 点\nC. 10 点',
  ])('is read as people write it: %j', (text) => {
    expect(readCheck(text)).toEqual({
      ok: true,
      check: { question: '明天几点集合？', options: ['8 点', '9 点', '10 点'], answer: 1 },
    });
  });

  test('says what is wrong with it', () => {
    expect(problemOf('几点？\n9 点*')).toBe('options');
    expect(problemOf('几点？\na\nb\nc\nd\ne*')).toBe('options');
    expect(problemOf('几点？\n8 点\n9 点')).toBe('answers');
    expect(problemOf('几点？\n8 点*\n9 点*')).toBe('answers');
    expect(problemOf(`${'问'.repeat(201)}\na\nb*`)).toBe('length');
    expect(problemOf(`问？\n${'a'.repeat(61)}\nb*`)).toBe('length');
    expect(problemOf('问？\n*\nb')).toBe('length');
    expect(problemOf('打给谁？\n13800138000*\n镇政府')).toBe('text');
  });
});
