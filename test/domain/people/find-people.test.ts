import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPeople, findPerson } from '../../../src/domain/people/find-people.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { START } from '../../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { addPerson, layUnits, type Units } from '../../support/roster.ts';

const NOW = new Date(START);
let database: TestDatabase;
let db: TestDatabase['db'];
let units: Units;
let supervisor: Actor;
const ids: Record<string, string> = {};
const ROSTER: [key: string, place: keyof Units, name: string, staffNo: string][] = [
  ['zhang', 'a1', '张样一', 'QS-012'],
  ['zhang2', 'a2', '张样一', 'QS-112'],
  ['zeng', 'a1', '曾小飞', 'QS-013'],
  ['shan', 'a1', '单立文', 'QS-014'],
  ['lv', 'a2', '吕绿', 'QS-015'],
  ['ouyang', 'a2', '欧阳样明', 'QS-016'],
  ['percent', 'a2', '百分%之_一', 'QS_017'],
  ['slash', 'a2', '反斜\\杠', 'QS-018'],
  ['latin', 'a2', 'Aygul Memet', 'QS-019'],
  ['far', 'b1', '张样远', 'QS-020'],
];

beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  units = await layUnits(db);
  supervisor = await addPerson(db, { unitId: units.townA, roles: ['supervisor'], name: '王试明' });
  for (const [key, place, name, staffNo] of ROSTER)
    ids[key] = (await addPerson(db, { unitId: units[place], name, staffNo, telegramId: null })).personId;
});
afterAll(() => database.close());

const search = async (text: string, actor = supervisor) => {
  const { people } = await findPeople(db, actor, 'file.read', text, NOW);
  return people.map(({ id }) => Object.keys(ids).find((key) => ids[key] === id) ?? id).toSorted();
};

describe('people are found by', () => {
  test.each([
    ['the whole name', '张样一', ['zhang', 'zhang2']],
    ['a part of it', '样一', ['zhang', 'zhang2']],
    ['initials', 'zyy', ['zhang', 'zhang2']],
    ['the beginning of the initials', 'zy', ['zhang', 'zhang2']],
    ['initials in capitals', 'ZXF', ['zeng']],
    ['full pinyin in one word', 'zhangyangyi', ['zhang', 'zhang2']],
    ['full pinyin in syllables and capitals', 'Zhang Yang Yi', ['zhang', 'zhang2']],
    ['the beginning of the pinyin', 'zhangy', ['zhang', 'zhang2']],
    ['the surname as a surname is read', 'shan', ['shan']],
    ['ü written as v', 'lv', ['lv']],
    ['the initials of a double surname', 'oyym', ['ouyang']],
    ['the staff number', 'QS-013', ['zeng']],
    ['the staff number in small letters', 'qs-013', ['zeng']],
    ['a name in Latin letters', 'aygul', ['latin']],
    ['a text with spaces around', '  曾小飞 ', ['zeng']],
  ])('%s: %s', async (_what, text, found) => {
    expect(await search(text)).toEqual(found);
  });
});

describe('people are not found by', () => {
  test.each([
    ['a part of a staff number', 'QS-01'],
    ['a piece from the middle of the pinyin', 'angyang'],
    ['nothing', '   '],
    ['a wildcard for all', '%%'],
    ['a wildcard for one', '张_一'],
    ['SQL', "' or '1'='1"],
    ['a name nobody has', '赵不在'],
    ['a lone backslash at the end', '张\\'],
  ])('%s: %j', async (_what, text) => {
    expect(await search(text)).toEqual([]);
  });

  test('what another township calls them', async () => {
    expect(await search('张样远')).toEqual([]);
    expect(await search('QS-020')).toEqual([]);
    expect(await search('zyy')).not.toContain('far');
    const other = await addPerson(db, { unitId: units.townB, roles: ['supervisor'] });
    expect(await search('张', other)).toEqual(['far']);
    const county = await addPerson(db, { unitId: units.county, roles: ['supervisor'] });
    expect(await search('张', county)).toEqual(['far', 'zhang', 'zhang2']);
  });

  test('somebody without the right to', async () => {
    const cadre = await addPerson(db, { unitId: units.townA, roles: ['cadre'] });
    expect(await search('张样一', cadre)).toEqual([]);
    expect(await findPerson(db, cadre, 'file.read', ids['zhang'] ?? '', NOW)).toBeUndefined();
  });
});

describe('a character that means something to the search', () => {
  test.each([
    ['%', ['percent']],
    ['_', ['percent']],
    ['\\', ['slash']],
    ['%之_', ['percent']],
    ['QS_017', ['percent']],
  ])('is taken as it is: %s', async (text, found) => {
    expect(await search(text)).toEqual(found);
  });
});

describe('people of the same name', () => {
  test('are told apart by number and unit', async () => {
    const { people } = await findPeople(db, supervisor, 'file.read', '张样一', NOW);
    expect(people.map(({ staffNo, unitName }) => `${staffNo} ${unitName}`)).toEqual([
      'QS-012 townA / a1',
      'QS-112 townA / a2',
    ]);
  });

  test('beyond twenty are cut, and it is said so', async () => {
    const { people: few, more: none } = await findPeople(db, supervisor, 'file.read', '样', NOW);
    expect([few.length < 20, none]).toEqual([true, false]);
    for (let n = 1; n <= 21; n += 1)
      await addPerson(db, { unitId: units.a1, name: '李众', telegramId: null });
    const { people, more } = await findPeople(db, supervisor, 'file.read', '李众', NOW);
    expect([people.length, more]).toEqual([20, true]);
  });
});

describe('one person', () => {
  test('is there inside the scope, and nowhere else', async () => {
    const inside = await findPerson(db, supervisor, 'file.read', ids['zeng'] ?? '', NOW);
    expect(inside).toMatchObject({ name: '曾小飞', bound: false, reachable: false });
    expect(await findPerson(db, supervisor, 'file.read', ids['far'] ?? '', NOW)).toBeUndefined();
    expect(await findPerson(db, supervisor, 'people.manage', ids['zeng'] ?? '', NOW)).toBeUndefined();
  });

  test('leaves the scope with the last day of the post', async () => {
    const leaving = await addPerson(db, { unitId: units.a1, name: '钱样走', endsOn: '2026-11-26' });
    const at = (day: string) =>
      findPerson(db, supervisor, 'file.read', leaving.personId, new Date(`${day}T12:00:00+08:00`));
    expect(await at('2026-11-25')).toMatchObject({ name: '钱样走' });
    expect(await at('2026-11-26')).toBeUndefined();
  });
});
