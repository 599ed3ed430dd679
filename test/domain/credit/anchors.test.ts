import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql, type SQL } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../../src/db/client.ts';
import { insertEntries } from '../../../src/db/queries/ledger.ts';
import { anchorLedger } from '../../../src/domain/credit/anchor-ledger.ts';
import { verifyLedger } from '../../../src/domain/credit/verify-ledger.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { addPerson, layUnits } from '../../support/roster.ts';
import { createTestShelf } from '../../support/shelf.ts';

const shelf = createTestShelf();
let database: TestDatabase;
let owner: Database;
let unitId: string;
let auditorId: string;
const MONDAY = new Date('2026-11-23T18:45:00Z');
const dayAfter = (n: number) => new Date(MONDAY.getTime() + n * 86_400_000);

beforeAll(async () => {
  database = await createTestDatabase();
  owner = openDatabase({ url: database.ownerUrl, max: 2, role: 'owner' });
  unitId = (await layUnits(database.db)).a1;
  const auditor = await addPerson(database.db, { unitId, telegramId: 71, roles: ['auditor'] });
  auditorId = auditor.personId;
});
afterAll(async () => {
  await owner.close();
  await database.close();
});

/** Everything from before is gone, as far as the ledger is concerned. */
beforeEach(async () => {
  await tamper(
    sql`delete from ledger_anchor_heads`,
    sql`delete from ledger_anchors`,
    sql`delete from ledger_entries`,
    sql`delete from ledger_heads`,
    sql`delete from deliveries`,
  );
  for (const name of readdirSync(shelf.dir)) if (name.startsWith('anchor-')) rmSync(join(shelf.dir, name));
});

/** As a superuser who switched the triggers off. */
const tamper = (...statements: SQL[]) =>
  owner.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    for (const statement of statements) await tx.execute(statement);
  });

const append = (personId: string, n: number, now = MONDAY) =>
  database.db.transaction((tx) =>
    insertEntries(
      tx,
      Array.from({ length: n }, () => ({
        id: newId(),
        personId,
        kind: 'recognition',
        nature: 'fact' as const,
        occurredAt: now,
        sourceKind: 'test',
        sourceId: newId(),
        recordedBy: null,
        confirmedBy: null,
        data: { text: '表彰' },
      })),
      '2026.1',
      now,
    ),
  );
const addChain = async (n: number): Promise<string> => {
  const { personId } = await addPerson(database.db, { unitId, telegramId: null });
  await append(personId, n);
  return personId;
};
const check = async () => {
  const { faults, anchors } = await verifyLedger(database.db, shelf);
  return {
    faults: faults.map(({ personId, seq, fault, anchoredOn }) => ({ personId, seq, fault, anchoredOn })),
    anchors: anchors.faults,
  };
};
const SOUND = { faults: [], anchors: [] };
/** What stands from `seq` on is taken away, and the head is made to fit: a chain that is sound by itself. */
const cut = (personId: string, seq: number) =>
  tamper(
    sql`delete from ledger_entries where person_id = ${personId} and seq >= ${seq}`,
    sql`update ledger_heads h set seq = e.seq, hash = e.hash from ledger_entries e
      where h.person_id = ${personId} and e.person_id = ${personId} and e.seq = ${seq - 1}`,
  );

describe('an anchor', () => {
  test('is made once a day, names what grew, follows the one before, and is told to the auditors with its file', async () => {
    const [a, b] = [await addChain(3), await addChain(2)];
    expect(await anchorLedger(database.db, shelf, MONDAY)).toEqual({ made: true, number: 1, kept: 1 });
    expect(await anchorLedger(database.db, shelf, dayAfter(0.1))).toEqual({
      made: false,
      number: 1,
      kept: 0,
    });
    await append(a, 1, dayAfter(1));
    expect(await anchorLedger(database.db, shelf, dayAfter(1))).toEqual({ made: true, number: 2, kept: 1 });
    const heads = await database.db.execute(
      sql`select number, person_id as "personId", seq from ledger_anchor_heads order by number, seq desc`,
    );
    expect([...heads]).toEqual([
      { number: 1, personId: a, seq: 3 },
      { number: 1, personId: b, seq: 2 },
      { number: 2, personId: a, seq: 4 },
    ]);
    const rows = await database.db.execute(
      sql`select before, digest, chains, entries, day::text as day from ledger_anchors order by number`,
    );
    expect(rows[0]).toMatchObject({ before: '-', chains: 2, entries: 5, day: '2026-11-24' });
    expect(rows[1]).toMatchObject({ before: rows[0]?.['digest'], chains: 2, entries: 6, day: '2026-11-25' });
    const told = await database.db.execute(
      sql`select person_id as "personId", data from deliveries order by data`,
    );
    expect([...told]).toEqual([1, 2].map((number) => ({ personId: auditorId, data: { number } })));
    expect(await check()).toEqual(SOUND);
  });

  test('is written by two processes at once only once', async () => {
    await addChain(2);
    const made = await Promise.allSettled(
      Array.from({ length: 4 }, () => anchorLedger(database.db, shelf, MONDAY)),
    );
    expect(made.filter((one) => one.status === 'fulfilled' && one.value.made)).toHaveLength(1);
    expect(await anchorLedger(database.db, shelf, MONDAY)).toMatchObject({ made: false, number: 1 });
    expect(await check()).toEqual(SOUND);
  });

  test('whose file was lost before it was written gets it with the next run', async () => {
    await addChain(2);
    await anchorLedger(database.db, shelf, MONDAY);
    rmSync(join(shelf.dir, 'anchor-000001-2026-11-24.txt'));
    expect(await anchorLedger(database.db, shelf, dayAfter(0.01))).toMatchObject({ made: false, kept: 1 });
    expect(readFileSync(join(shelf.dir, 'anchor-000001-2026-11-24.txt'), 'utf8')).toMatch(
      /^qingfeng-anchor-1\nnumber 1\nday 2026-11-24\n/,
    );
  });
});

describe('verify finds by the anchors', () => {
  let personId: string;
  beforeEach(async () => {
    personId = await addChain(5);
    await addChain(2);
    await anchorLedger(database.db, shelf, MONDAY);
    await append(personId, 3, dayAfter(1));
    await anchorLedger(database.db, shelf, dayAfter(1));
    expect(await check()).toEqual(SOUND);
  });

  test('a tail that was cut with its head, at the first missing entry', async () => {
    await cut(personId, 7);
    expect(await check()).toEqual({
      faults: [{ personId, seq: 7, fault: 'tail', anchoredOn: '2026-11-25' }],
      anchors: [],
    });
  });

  test('a tail that was cut and grown again', async () => {
    await cut(personId, 4);
    await append(personId, 9, dayAfter(2));
    expect(await check()).toEqual({
      faults: [{ personId, seq: 5, fault: 'anchor', anchoredOn: '2026-11-24' }],
      anchors: [],
    });
  });

  test('a whole chain that was taken away', async () => {
    await tamper(
      sql`delete from ledger_entries where person_id = ${personId}`,
      sql`delete from ledger_heads where person_id = ${personId}`,
    );
    expect((await check()).faults).toEqual([{ personId, seq: 1, fault: 'tail', anchoredOn: '2026-11-24' }]);
  });

  test('the cut also where the anchors of the database were made to fit, by the files outside', async () => {
    await cut(personId, 7);
    await tamper(
      sql`update ledger_anchor_heads a set seq = h.seq, hash = h.hash from ledger_heads h
        where a.number = 2 and a.person_id = ${personId} and h.person_id = ${personId}`,
    );
    const found = await check();
    expect(found.faults).toEqual([{ personId, seq: 7, fault: 'tail', anchoredOn: '2026-11-25' }]);
    expect(found.anchors).toEqual([{ number: 2, day: '2026-11-25', fault: 'changed' }]);
  });

  test('anchors that were taken out of the database, by the files outside', async () => {
    await cut(personId, 7);
    await tamper(
      sql`delete from ledger_anchor_heads where number = 2`,
      sql`delete from ledger_anchors where number = 2`,
    );
    const found = await check();
    expect(found.faults).toEqual([{ personId, seq: 7, fault: 'tail', anchoredOn: '2026-11-25' }]);
    expect(found.anchors).toEqual([{ number: 2, day: '2026-11-25', fault: 'missing' }]);
  });

  test('an anchor that was left out of the middle', async () => {
    await tamper(
      sql`delete from ledger_anchor_heads where number = 1`,
      sql`delete from ledger_anchors where number = 1`,
    );
    rmSync(join(shelf.dir, 'anchor-000001-2026-11-24.txt'));
    expect(await check()).toEqual({ faults: [], anchors: [{ number: 1, day: null, fault: 'missing' }] });
  });

  test('counts of an anchor that were changed, and takes no notice of a file that was', async () => {
    await tamper(sql`update ledger_anchors set entries = entries - 1 where number = 1`);
    const file = join(shelf.dir, 'anchor-000002-2026-11-25.txt');
    writeFileSync(file, readFileSync(file, 'utf8').replace('chains 2', 'chains 3'));
    expect(await check()).toEqual({
      faults: [],
      anchors: [{ number: 1, day: '2026-11-24', fault: 'changed' }],
    });
  });

  test('a signature by a key that is nobody of ours', async () => {
    await tamper(sql`update ledger_anchors set key_id = '00112233aabbccdd' where number = 2`);
    expect((await check()).anchors).toEqual([{ number: 2, day: '2026-11-25', fault: 'key' }]);
  });
});

test('the running bot can change neither anchors nor what they name', async () => {
  await addChain(1);
  await anchorLedger(database.db, shelf, MONDAY);
  for (const statement of [
    sql`update ledger_anchors set digest = ''`,
    sql`delete from ledger_anchors`,
    sql`update ledger_anchor_heads set seq = 0`,
    sql`delete from ledger_anchor_heads`,
    sql`delete from ledger_checks`,
  ])
    await expect(database.db.execute(statement)).rejects.toMatchObject({ cause: { code: '42501' } });
  await expect(owner.db.execute(sql`delete from ledger_anchors`)).rejects.toMatchObject({
    cause: { message: expect.stringContaining('append-only') as string },
  });
});
