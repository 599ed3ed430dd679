import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  listTemplates,
  readTemplate,
  retireTemplate,
  saveTemplate,
} from '../../../src/domain/notices/templates.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { startCast, type Cast } from './cast.ts';

let cast: Cast;
let county: Actor;
let stranger: Actor;
beforeAll(async () => {
  cast = await startCast();
  county = await cast.add('county', { roles: ['township-secretary'] });
  stranger = await cast.add('other', { roles: ['township-secretary'] });
});
afterAll(() => cast.close());

const save = (author: Actor, name: string, body: string, id = newId()) =>
  saveTemplate(cast.db, author, { id, name, body }, cast.clock.now());
const names = async (author: Actor) => {
  const { rows } = await listTemplates(cast.db, author, 0);
  return rows.map(({ name, version }) => `${name} ${version}`).toSorted();
};

describe('templates', () => {
  test('of a name get a new version with each change, and the earlier ones stay as they were', async () => {
    const id = newId();
    expect(await save(cast.author, '防汛 值守', '{{村名}}值守。', id)).toEqual({ ok: true, version: 1 });
    expect(await save(cast.author, '防汛 值守', '{{村名}}值守。', id)).toEqual({ ok: true, version: 1 });
    expect(await save(cast.author, ' 防汛  值守 ', '{{村名}}今晚值守。')).toEqual({ ok: true, version: 2 });
    expect(await save(cast.author, '防汛 值守', '{{村名}}今晚值守。')).toEqual({ ok: true, version: 2 });
    const rows = await cast.db.execute(
      cast.sql`select version, body from notice_templates where name = '防汛 值守' order by version`,
    );
    expect([...rows]).toEqual([
      { version: 1, body: '{{村名}}值守。' },
      { version: 2, body: '{{村名}}今晚值守。' },
    ]);
    expect(await names(cast.author)).toEqual(['防汛 值守 2']);
    expect(await readTemplate(cast.db, cast.author, id)).toBeUndefined();
    await expect(cast.db.execute(cast.sql`update notice_templates set body = 'x'`)).rejects.toThrow();
  });

  test('are used by the units below, and retired by their own', async () => {
    await save(county, '县里的', '全县统一的话。');
    expect(await names(stranger)).toEqual(['县里的 1']);
    expect(await names(cast.author)).toEqual(['县里的 1', '防汛 值守 2']);
    const shared = (await listTemplates(cast.db, stranger, 0)).rows[0];
    const now = cast.clock.now();
    expect(await retireTemplate(cast.db, stranger, shared?.id ?? '', now)).toBe(false);
    expect(await retireTemplate(cast.db, county, shared?.id ?? '', now)).toBe(true);
    expect(await names(stranger)).toEqual([]);
    expect(await save(county, '县里的', '全县统一的话。')).toEqual({ ok: true, version: 2 });
    expect(await names(stranger)).toEqual(['县里的 2']);
  });

  test('hold nothing that may not be sent, and belong to who may send', async () => {
    const cadre = await cast.add('a');
    expect(await save(cadre, '名', '文')).toEqual({ ok: false, problem: 'not-allowed' });
    expect(await save(cast.author, '', '文')).toEqual({ ok: false, problem: 'name' });
    expect(await save(cast.author, '名', '【秘密】')).toMatchObject({ ok: false, problem: 'text' });
    expect((await listTemplates(cast.db, cadre, 0)).total).toBe(0);
  });
});
