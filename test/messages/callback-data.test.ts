import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isId, packCallback, unpackCallback } from '../../src/messages/callback-data.ts';
import { everyView, ID } from './every-view.ts';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));
/** An action in the source: a noun, a dot, a verb. */
const ACTION = /'([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)'/g;

const actionsIn = (room: string): Set<string> => {
  const files = readdirSync(join(SRC, room), { recursive: true, encoding: 'utf8' });
  const code = files.filter((name) => name.endsWith('.ts') && !name.startsWith('locales'));
  return new Set(
    code.flatMap((name) =>
      [...readFileSync(join(SRC, room, name), 'utf8').matchAll(ACTION)].map((match) => match[1] ?? ''),
    ),
  );
};
const buttons = [...everyView('zh'), ...everyView('en')].flatMap((view) => view.buttons.flat());

describe('the data of a button', () => {
  test('is at most 64 bytes for every button there is, with real ids', () => {
    expect(buttons.length).toBeGreaterThan(200);
    const sizes = buttons.map(({ data }) => Buffer.byteLength(data));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(64);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1);
  });

  test('was tried for every action that messages/ can make', () => {
    const tried = new Set(buttons.map(({ data }) => unpackCallback(data).action));
    expect([...actionsIn('messages')].filter((action) => !tried.has(action))).toEqual([]);
  });

  test('names an action that the bot knows', () => {
    const known = actionsIn('bot');
    const dead = buttons.map(({ data }) => unpackCallback(data).action).filter((it) => !known.has(it));
    expect([...new Set(dead)]).toEqual([]);
  });

  test('carries nothing about a person but an id', () => {
    expect(buttons.filter(({ data }) => /[^\x21-\x7e]/.test(data))).toEqual([]);
  });

  test('comes back as it went in', () => {
    const part = fc.oneof(fc.uuid(), fc.nat().map(String), fc.stringMatching(/^[a-z]{1,8}(-[a-z]{1,8})?$/));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 1 }), fc.nat({ max: 99 }), (parts, n) => {
        const { action, parts: read } = unpackCallback(packCallback('quiz.press', ...parts, n));
        expect(action).toBe('quiz.press');
        expect(read).toEqual([...parts, String(n)]);
      }),
    );
  });

  test('over the limit is refused where it is made', () => {
    expect(() => packCallback('file.section', ID, 'a'.repeat(40))).toThrow(/over 64 bytes/);
  });

  test('that was forged never restores to an id without being one', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 64 }), (data) => {
        for (const part of unpackCallback(data).parts)
          if (isId(part)) expect(part).toMatch(/^[0-9a-f-]{36}$/);
      }),
    );
    const [restored] = unpackCallback(`quiz.next:~${'_'.repeat(21)}w`).parts;
    expect(isId(restored)).toBe(true);
  });
});
