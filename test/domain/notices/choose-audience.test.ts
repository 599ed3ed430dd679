import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkList, listSelectors } from '../../../src/domain/notices/choose-audience.ts';
import {
  audienceOf,
  draftOfAudience,
  EMPTY_AUDIENCE,
  LIST_LIMIT,
} from '../../../src/domain/notices/audience.ts';
import { previewAudience } from '../../../src/domain/notices/send-notice.ts';
import { startCast, type Cast } from './cast.ts';

let cast: Cast;
beforeAll(async () => {
  cast = await startCast();
});
afterAll(() => cast.close());

describe('an uploaded list', () => {
  test('is checked line by line within the scope of its author', async () => {
    const [first, second] = [await cast.add('a'), await cast.add('aBranch')];
    const outside = await cast.add('otherVillage');
    const entries = [first.staffNo, second.staffNo.toLowerCase(), 'T-9999', outside.staffNo, first.staffNo];
    const lines = entries.map((staffNo, i) => ({ line: i + 2, staffNo }));
    expect(await checkList(cast.db, cast.author, lines, cast.clock.now())).toEqual({
      ok: true,
      staffNos: [first.staffNo, second.staffNo],
      unknown: [
        { line: 4, staffNo: 'T-9999' },
        { line: 5, staffNo: outside.staffNo },
      ],
      repeated: 1,
    });
    const nobody = await checkList(cast.db, first, lines, cast.clock.now());
    expect(nobody).toMatchObject({ staffNos: [] });
  });

  test('names so many at most', async () => {
    const lines = Array.from({ length: LIST_LIMIT + 1 }, (_, i) => ({ line: i, staffNo: `X-${i}` }));
    expect(await checkList(cast.db, cast.author, lines, cast.clock.now())).toEqual({
      ok: false,
      problem: 'too-many',
      count: LIST_LIMIT + 1,
      limit: LIST_LIMIT,
    });
  });
});

test('an audience counts a branch with its village', async () => {
  await cast.add('a');
  await cast.add('aBranch');
  await cast.add('b');
  const chosen = { ...EMPTY_AUDIENCE, unitIds: [cast.units.a, cast.units.b] };
  const found = await previewAudience(cast.db, cast.author, chosen, cast.pack, cast.clock.now());
  expect(found.units).toBe(2);
});

describe('conditions to choose from', () => {
  test('are those of the author’s own units', async () => {
    const [inside, outside] = [await cast.add('b'), await cast.add('otherVillage')];
    for (const [person, tag] of [
      [inside, '防汛队员'],
      [outside, '外乡标签'],
    ] as const)
      await cast.db.execute(
        cast.sql`insert into person_tags (person_id, tag, added_at) values (${person.personId}, ${tag}, now())`,
      );
    const now = cast.clock.now();
    expect(await listSelectors(cast.db, cast.author, 'tag', now)).toEqual([{ by: 'tag', tag: '防汛队员' }]);
    expect(await listSelectors(cast.db, cast.author, 'post', now)).toEqual([{ by: 'post', title: 'post' }]);
    expect(await listSelectors(cast.db, inside, 'role', now)).toEqual([]);
  });
});

test('an audience goes back to the draft that it was made of', () => {
  const draft = {
    unitIds: [cast.units.a, cast.units.b],
    staffNos: ['T-0001'],
    narrow: [
      { by: 'role', role: 'cadre' },
      { by: 'tag', tag: '防汛队员' },
    ],
    except: [{ by: 'unit', unitId: cast.units.aBranch }],
  } as const;
  const audience = audienceOf(draft);
  expect(audience && draftOfAudience(audience)).toEqual(draft);
});
