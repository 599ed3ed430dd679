import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { decideHours } from '../../../src/domain/study/decide-hours.ts';
import { readHoursOverview } from '../../../src/domain/study/hours-overview.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits, type Units } from '../../support/roster.ts';
import { exempt, giveKind, NOW, record } from './hours-stage.ts';

let database: TestDatabase;
let db: TestDatabase['db'];
let place: Units;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  place = await layUnits(db);
});
afterAll(() => database.close());

test('the figures of a unit count people by where they stand, name nobody, and hide what is about fewer than five', async () => {
  const secretary = await addPerson(db, { unitId: place.townA, roles: ['township-secretary'] });
  const overview = async () => (await readHoursOverview(db, secretary, pack, NOW))[0];
  expect(await overview()).toMatchObject({ total: null, units: [], others: null });
  const people: Actor[] = [];
  for (let i = 0; i < 6; i += 1) people.push(await addPerson(db, { unitId: place.a1 }));
  for (let i = 0; i < 3; i += 1) people.push(await addPerson(db, { unitId: place.a2 }));
  const [first, second, third] = people;
  if (!first || !second || !third) throw new Error('there are nine');
  for (const one of [first, second, third]) await giveKind(db, one, 'party-member');
  const head = await addPerson(db, { unitId: place.a1, roles: ['branch-secretary'] });
  const id = await record(db, first, { hours: 32 });
  await decideHours(db, head, id, { verdict: 'confirmed' }, NOW);
  await exempt(db, second, { from: '2026-11-01', until: null });
  const shown = await overview();
  expect(shown?.total).toEqual({ people: 11, met: 1, exempt: 1, open: 2, unknown: 7 });
  // Three people in a2 and the secretary are four: the only other village is counted with them.
  expect(shown?.units).toEqual([]);
  expect(shown?.others).toEqual(shown?.total);
  await addPerson(db, { unitId: place.a2 });
  const more = await overview();
  expect(more?.units).toEqual([{ name: 'a1', people: 7, met: 1, exempt: 1, open: 2, unknown: 3 }]);
  expect(more?.others).toMatchObject({ people: 5, unknown: 5 });
  for (const { name } of people) expect(JSON.stringify(more)).not.toContain(name);
  expect(await readHoursOverview(db, first, pack, NOW)).toEqual([]);
});
