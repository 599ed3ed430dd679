import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { insertCarried } from '../../../src/db/queries/deliveries.ts';
import { digestTimes } from '../../../src/domain/deliveries/rules.ts';
import { settleDeliveries, sweepDeliveries } from '../../../src/domain/deliveries/send-delivery.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { addPerson, layUnits } from '../../support/roster.ts';
import { later, LEASE, NOW, outboxHands, sent } from './outbox.ts';

let database: TestDatabase;
let db: TestDatabase['db'];
let person: Awaited<ReturnType<typeof addPerson>>;
let unitId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  unitId = (await layUnits(db)).a1;
  person = await addPerson(db, { unitId });
});
afterAll(() => database.close());
beforeEach(async () => void (await db.execute(sql`delete from deliveries`)));

const { take } = outboxHands(() => ({ db, personId: person.personId }));

/** A line for the digest of the day, which is due at once. */
const add = (key: string, to = person.personId) =>
  db.transaction((tx) =>
    insertCarried(
      tx,
      sql`select ${to}::uuid as person_id, null::uuid as subject_id, ${key}::text as once_key, '{}'::jsonb as data`,
      { kind: 'duties', now: NOW },
      digestTimes('00:00', NOW),
    ),
  );
const rows = async () => [
  ...(await db.execute<{ id: string; key: string; state: string; carried: boolean }>(sql`
    select id, once_key as key, state, carrier_id is not null as carried from deliveries order by kind <> 'digest', once_key`)),
];
const takeDigest = async () => take((await rows())[0]?.id ?? '');

describe('a line of a digest', () => {
  test('is told with it, and not twice', async () => {
    await add('a');
    const digest = await takeDigest();
    const [, line] = await rows();
    await settleDeliveries(db, [{ delivery: digest, outcome: sent, said: [line?.id ?? ''] }], NOW);
    expect((await rows()).map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(await sweepDeliveries(db, later(60))).toMatchObject({ strays: 0 });
  });

  /** A line of a transaction that was under way when the digest was put into words. */
  const addLate = () =>
    db.execute(sql`
      insert into deliveries (id, kind, person_id, once_key, data, priority, policy, carrier_id, bot_id, state, not_before, created_at)
      select ${newId()}::uuid, kind, person_id, 'late', data, priority, policy, carrier_id, bot_id, 'pending', not_before, created_at
      from deliveries where once_key = 'a'`);
  const saidSoFar = async () => (await rows()).slice(1).map(({ id }) => id);

  test('that came too late to be in it goes by itself', async () => {
    await add('a');
    const digest = await takeDigest();
    const said = await saidSoFar();
    await addLate();
    await settleDeliveries(db, [{ delivery: digest, outcome: sent, said }], NOW);
    expect((await rows()).slice(1)).toMatchObject([
      { key: 'a', state: 'sent', carried: true },
      { key: 'late', state: 'pending', carried: false },
    ]);
  });

  test('that came after it was sent is let go by the sweeper', async () => {
    await add('a');
    const digest = await takeDigest();
    await settleDeliveries(db, [{ delivery: digest, outcome: sent, said: await saidSoFar() }], NOW);
    await addLate();
    expect(await sweepDeliveries(db, later(60))).toMatchObject({ strays: 1 });
    expect((await rows()).at(-1)).toMatchObject({ key: 'late', state: 'pending', carried: false });
    expect(await sweepDeliveries(db, later(120))).toMatchObject({ strays: 0 });
  });

  test('that nobody knew of is known not to be said when its sender comes back with nothing', async () => {
    await add('a');
    const digest = await takeDigest();
    expect(await sweepDeliveries(db, later(LEASE + 1))).toMatchObject({ unknown: 1 });
    expect((await rows()).map(({ state }) => state)).toEqual(['unknown', 'unknown']);
    const nothing = { kind: 'dropped', problem: 'nothing to say any more' } as const;
    await settleDeliveries(db, [{ delivery: digest, outcome: nothing, said: [] }], later(LEASE + 2));
    expect(await rows()).toMatchObject([
      { state: 'cancelled' },
      { key: 'a', state: 'pending', carried: false },
    ]);
  });

  test('for somebody without an account says at once that it reaches nobody', async () => {
    const nobody = await addPerson(db, { unitId, telegramId: null });
    await add('b', nobody.personId);
    expect((await rows()).map(({ state }) => state)).toEqual(['unreachable', 'unreachable']);
  });
});
