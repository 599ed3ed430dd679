import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openOutlines } from '../../src/documents/outlines.ts';
import { FONT_FILES, isPrintable, spellOut, spellOutAll } from '../../src/documents/printable.ts';
import { spellCharacter } from '../../src/domain/people/name-pinyin.ts';

const font = openOutlines(readFileSync(FONT_FILES.regular));
const numbersOf = (path: string): number[] => (path.match(/-?[\d.]+/g) ?? []).map(Number);

test('a square character has closed outlines within its square', () => {
  const { path, width, squared } = font.outline('口');
  expect([width, squared]).toEqual([1, 1000]);
  // An outer frame and an inner one.
  expect([path.match(/M/g)?.length, path.match(/Z/g)?.length]).toEqual([2, 2]);
  for (const number of numbersOf(path)) expect(Math.abs(number)).toBeLessThanOrEqual(1000);
});

test('characters stand beside each other; also those made of parts', () => {
  const [one, two] = [font.outline('口'), font.outline('口口')];
  expect(two.width).toBe(2 * one.width);
  expect(two.path.startsWith(one.path)).toBe(true);
  expect(Math.max(...numbersOf(two.path))).toBe(Math.max(...numbersOf(one.path)) + 1000);
  for (const character of 'éàü①②·…—永䶮㛃') expect(font.outline(character).path).toMatch(/^M.*Z$/s);
});

test('a blank has no outline, and what is no font is refused', () => {
  expect(font.outline(' ')).toMatchObject({ path: '' });
  expect(() => openOutlines(Buffer.alloc(64))).toThrow('the font has no table');
});

test('characters that the font lacks are spelled: by pinyin where there is one, else by number', () => {
  expect([...'䶮㛃'].every((one) => isPrintable(one) && isPrintable(one, 'bold'))).toBe(true);
  expect(spellOut('刘𠮷㐂 · 好\u200d\ufe0f', spellCharacter)).toBe('刘(U+20BB7 U+3402) · 好');
  expect(spellOut('一\n二\u0000三', spellCharacter)).toBe('一 二 三');
  expect(spellOutAll({ a: ['𠮷', 1, null] }, spellCharacter)).toEqual({
    data: { a: ['(U+20BB7)', 1, null] },
    spelled: true,
  });
  expect(spellOutAll(['好'], spellCharacter)).toEqual({ data: ['好'], spelled: false });
});
