import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { openText, sealText } from '../../src/db/field-cipher.ts';
import { openFieldKeys } from '../../src/field-keys.ts';
import { testKeys } from '../support/field-keys.ts';

const dir = mkdtempSync(join(tmpdir(), 'qingfeng-keys-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('whatever is sealed opens again at its place, and is sealed anew each time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const sealed = sealText(testKeys, 'objections.text:1', text);
      expect(sealed).toMatch(/^v1:[0-9a-f]{16}:[A-Za-z0-9+/]+=*$/);
      expect(openText(testKeys, 'objections.text:1', sealed)).toBe(text);
      expect(sealText(testKeys, 'objections.text:1', text)).not.toBe(sealed);
    }),
  );
});

test('a value that was moved to another row or column, or changed, does not open', () => {
  const sealed = sealText(testKeys, 'objections.text:1', '那天断网');
  for (const place of ['objections.text:2', 'objection_answers.text:1'])
    expect(() => openText(testKeys, place, sealed)).toThrow('was changed or moved');
  const at = sealed.length - 6;
  const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
  expect(() => openText(testKeys, 'objections.text:1', changed)).toThrow('was changed or moved');
  expect(() => openText(testKeys, 'objections.text:1', 'v1:0123456789abcdef:AAAA')).toThrow('is not here');
});

test('what was stored before there were keys is read as it is', () => {
  expect(openText(testKeys, 'objections.text:1', 'v1: 我的意见')).toBe('v1: 我的意见');
});

test('the folder: nothing is made by reading, keys are for their owner alone, and others find a new one', () => {
  const here = openFieldKeys(join(dir, 'keys'), []);
  expect(here.ids()).toEqual([]);
  expect(readdirSync(dir)).toEqual([]);
  expect(() => here.current()).toThrow('no key');
  const first = here.make();
  const there = openFieldKeys(join(dir, 'keys'), []);
  const sealed = sealText(there, 'relations.kind:1', 'spouse');
  expect(sealed).toContain(`v1:${first}:`);
  const second = here.make();
  expect(here.ids()).toEqual([first, second]);
  expect(here.current().id).toBe(second);
  // The other process has not looked again yet; what it meets makes it look.
  expect(openText(there, 'relations.kind:1', sealText(here, 'relations.kind:1', 'sibling'))).toBe('sibling');
  expect(openText(here, 'relations.kind:1', sealed)).toBe('spouse');
  for (const name of readdirSync(join(dir, 'keys')))
    expect(statSync(join(dir, 'keys', name)).mode & 0o777).toBe(0o600);
  expect(statSync(join(dir, 'keys')).mode & 0o777).toBe(0o700);
});

test('from the environment the last one is the current', () => {
  const [one, two] = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 2).toString('base64')];
  const both = openFieldKeys('', [one, two]);
  expect(both.origin).toBe('settings');
  expect(both.ids().at(-1)).toBe(both.current().id);
  expect(openFieldKeys('', [two]).current().id).toBe(both.current().id);
});
