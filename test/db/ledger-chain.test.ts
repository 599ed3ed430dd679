import { sql, type SQL } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../src/db/client.ts';
import { insertEntries, type NewEntry } from '../../src/db/queries/ledger.ts';
import { verifyLedger } from '../../src/domain/credit/verify-ledger.ts';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { addPerson, layUnits } from '../support/roster.ts';
import { createTestShelf } from '../support/shelf.ts';

const shelf = createTestShelf();
let database: TestDatabase;
let owner: Database;
let unitId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = openDatabase({ url: database.ownerUrl, max: 2, role: 'owner' });
  unitId = (await layUnits(database.db)).a1;
});
afterAll(async () => {
  await owner.close();
  await database.close();
});

const NOW = new Date('2026-11-25T02:00:00.123Z');
const entry = (personId: string, n: number): NewEntry => ({
  id: newId(),
  personId,
  kind: 'recognition',
  nature: 'fact',
  occurredAt: new Date(NOW.getTime() + n * 1_000),
  sourceKind: 'test',
  sourceId: newId(),
  recordedBy: n % 2 === 0 ? personId : null,
  confirmedBy: null,
  data: { text: `第 ${n} 项\n"quoted"`, n, nested: { b: 1, a: [1, 2] } },
});
const append = (entries: readonly NewEntry[]) =>
  database.db.transaction((tx) => insertEntries(tx, entries, '2026.1', NOW));

/** Somebody with a chain of five. */
async function chainOfFive(): Promise<string> {
  const { personId } = await addPerson(database.db, { unitId, telegramId: null });
  await append([1, 2, 3, 4, 5].map((n) => entry(personId, n)));
  return personId;
}
/** What is found wrong with one person's chain; chains broken by other tests stay out. */
async function faultsOf(personId: string) {
  const { faults } = await verifyLedger(database.db, shelf);
  return faults.filter((fault) => fault.personId === personId).map(({ seq, fault }) => ({ seq, fault }));
}
/** As a superuser who switched the triggers off. */
const tamper = (...statements: SQL[]) =>
  owner.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    for (const statement of statements) await tx.execute(statement);
  });
const rehash = (personId: string, seq: number) => sql`
  update ledger_entries e set hash = ledger_hash(e.prev_hash, e) where person_id = ${personId} and seq = ${seq}`;
const relink = (personId: string, seq: number) => sql`
  update ledger_entries e set prev_hash = (select hash from ledger_entries p where p.person_id = e.person_id and p.seq = ${seq - 1})
  where person_id = ${personId} and seq = ${seq}`;

describe('a chain of entries', () => {
  test('verifies after inserts, in any time zone of the session', async () => {
    const [a, b] = [await chainOfFive(), await chainOfFive()];
    expect(await faultsOf(a)).toEqual([]);
    expect(await faultsOf(b)).toEqual([]);
    const [row] = await owner.db.transaction(async (tx) => {
      await tx.execute(sql`set local timezone = 'America/New_York'`);
      await tx.execute(sql`set local datestyle = 'German'`);
      return tx.execute(sql`
        select count(*)::int as n, count(*) filter (where hash = ledger_hash(prev_hash, e))::int as good from ledger_entries e`);
    });
    expect(row).toEqual({ n: 10, good: 10 });
    const heads = await database.db.execute(sql`
      select h.seq, h.hash = (select hash from ledger_entries e where e.person_id = h.person_id and e.seq = 5) as same from ledger_heads h`);
    expect([...heads]).toEqual([
      { seq: 5, same: true },
      { seq: 5, same: true },
    ]);
  });

  test('has no gap and no fork after 60 inserts at once, and takes a source once', async () => {
    const { personId } = await addPerson(database.db, { unitId, telegramId: null });
    const entries = Array.from({ length: 60 }, (_, n) => entry(personId, n));
    const again = entries.slice(0, 20).map((one) => ({ ...one, id: newId() }));
    await Promise.all([...entries, ...again].map((one) => append([one])));
    const rows = await database.db.execute<{ seq: number }>(sql`
      select seq from ledger_entries where person_id = ${personId} order by seq`);
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    expect(await faultsOf(personId)).toEqual([]);
  });

  test('does not block another when both are written in bulk', async () => {
    const people = await Promise.all([chainOfFive(), chainOfFive(), chainOfFive()]);
    const bulk = (order: readonly string[]) => append(order.map((personId, n) => entry(personId, n)));
    await Promise.all(Array.from({ length: 12 }, (_, i) => bulk(i % 2 ? people : people.toReversed())));
    for (const personId of people) expect(await faultsOf(personId)).toEqual([]);
  });
});

describe('verify finds', () => {
  const fields: [string, SQL][] = [
    ['id', sql`uuidv7()`],
    ['kind', sql`'clearing'`],
    ['nature', sql`'conclusion'`],
    ['occurred_at', sql`occurred_at + interval '1 microsecond'`],
    ['recorded_at', sql`recorded_at - interval '1 day'`],
    ['source_kind', sql`'other'`],
    ['source_id', sql`uuidv7()`],
    ['rule_pack_version', sql`'2027.1'`],
    ['recorded_by', sql`person_id`],
    ['confirmed_by', sql`person_id`],
    ['data', sql`data || '{"n": 4}'`],
    ['hash', sql`'0' || hash`],
  ];
  test.each(fields)('an entry whose %s was edited', async (field, value) => {
    const personId = await chainOfFive();
    await tamper(sql`
      update ledger_entries set ${sql.identifier(field)} = ${value} where person_id = ${personId} and seq = 3`);
    expect(await faultsOf(personId)).toEqual([{ seq: 3, fault: 'hash' }]);
  });

  test('an edit whose hash was made anew, at the next entry', async () => {
    const personId = await chainOfFive();
    await tamper(
      sql`update ledger_entries set data = '{}' where person_id = ${personId} and seq = 3`,
      rehash(personId, 3),
    );
    expect(await faultsOf(personId)).toEqual([{ seq: 4, fault: 'link' }]);
  });

  test('an edit with everything behind it made anew, at the head', async () => {
    const personId = await chainOfFive();
    await tamper(
      sql`update ledger_entries set data = '{}' where person_id = ${personId} and seq = 4`,
      rehash(personId, 4),
      relink(personId, 5),
      rehash(personId, 5),
    );
    expect(await faultsOf(personId)).toEqual([{ seq: 5, fault: 'head' }]);
  });

  test('a deleted entry', async () => {
    const personId = await chainOfFive();
    await tamper(sql`delete from ledger_entries where person_id = ${personId} and seq = 2`);
    expect(await faultsOf(personId)).toEqual([{ seq: 3, fault: 'gap' }]);
  });

  test('a deleted entry whose neighbours were joined', async () => {
    const personId = await chainOfFive();
    await tamper(
      sql`delete from ledger_entries where person_id = ${personId} and seq = 4`,
      sql`update ledger_entries e set prev_hash = (select hash from ledger_entries p where p.person_id = e.person_id and p.seq = 3)
        where person_id = ${personId} and seq = 5`,
      rehash(personId, 5),
    );
    expect(await faultsOf(personId)).toEqual([{ seq: 5, fault: 'gap' }]);
  });

  test('two entries that changed places', async () => {
    const personId = await chainOfFive();
    const move = (from: number, to: number) =>
      sql`update ledger_entries set seq = ${to} where person_id = ${personId} and seq = ${from}`;
    await tamper(move(2, 99), move(3, 2), move(99, 3));
    expect(await faultsOf(personId)).toEqual([{ seq: 2, fault: 'hash' }]);
  });

  const forge = (personId: string, seq: number) => sql`
    insert into ledger_entries (id, person_id, seq, kind, nature, occurred_at, recorded_at, source_kind, source_id, rule_pack_version, data, prev_hash)
    select uuidv7(), ${personId}, ${seq}, 'recognition', 'fact', now(), now(), 'test', uuidv7(), '2026.1', '{}',
      coalesce((select hash from ledger_entries where person_id = ${personId} order by seq desc limit 1), '')`;

  test('an entry put at the end past the trigger', async () => {
    const personId = await chainOfFive();
    await tamper(forge(personId, 6), rehash(personId, 6));
    expect(await faultsOf(personId)).toEqual([{ seq: 6, fault: 'head' }]);
  });

  test('a first entry of somebody who has no head', async () => {
    const { personId } = await addPerson(database.db, { unitId, telegramId: null });
    await tamper(forge(personId, 1), rehash(personId, 1));
    expect(await faultsOf(personId)).toEqual([{ seq: 1, fault: 'head' }]);
  });

  test('a tail that was cut, and a whole chain that is gone', async () => {
    const [tail, all] = [await chainOfFive(), await chainOfFive()];
    await tamper(
      sql`delete from ledger_entries where person_id = ${tail} and seq = 5`,
      sql`delete from ledger_entries where person_id = ${all}`,
    );
    expect(await faultsOf(tail)).toEqual([{ seq: 5, fault: 'head' }]);
    expect(await faultsOf(all)).toEqual([{ seq: 1, fault: 'head' }]);
  });

  test('nothing wrong with anybody else', async () => {
    const personId = await chainOfFive();
    expect(await faultsOf(personId)).toEqual([]);
    const { faults, chains } = await verifyLedger(database.db, shelf);
    expect(faults.length).toBeGreaterThan(15);
    expect(chains).toBeGreaterThan(faults.length);
  });
});
