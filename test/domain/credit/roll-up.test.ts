import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../src/db/client.ts';
import * as schema from '../../../src/db/schema/index.ts';
import { rollUp, rollUpNight } from '../../../src/domain/credit/roll-up.ts';
import { verifyLedger } from '../../../src/domain/credit/verify-ledger.ts';
import { isAllowedInput, type RulePack } from '../../../src/domain/rules/rule-pack.ts';
import { START } from '../../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { finishPaper as finishPaperOf } from '../../support/finish-paper.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits } from '../../support/roster.ts';
import { createTestShelf } from '../../support/shelf.ts';

const shelf = createTestShelf();
const NOW = new Date(START);
/** The next night, and the one after. */
const NIGHT = new Date('2026-11-26T01:30:00+08:00');
const PEOPLE = 80;
let database: TestDatabase;
let db: TestDatabase['db'];
beforeAll(async () => {
  database = await createTestDatabase({ county: true });
  ({ db } = database);
});
afterAll(() => database.close());

/** Every row of the files with the transaction that wrote it: a row written again as it was would show. */
const files = async (period = '2026-Q4', version = pack.version) =>
  new Map(
    (
      await db.execute<{ person: string; row: string }>(sql`
        select person_id as person, xmin::text || ' ' || f::text as row from credit_files f
        where period = ${period} and rule_pack_version = ${version}`)
    ).map(({ person, row }) => [person, row]),
  );
const countEntries = async (): Promise<number> => {
  const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n from ledger_entries`);
  return row?.n ?? -1;
};
/** Somebody of the county finishes a paper. */
const finishPaper = (personId: string, at: Date) => finishPaperOf(db, personId, newId(), at);
const somebody = async (offset = 0): Promise<string> => {
  const [row] = await db.execute<{ id: string }>(sql`
    select id from people where staff_no like 'QS-0%' order by staff_no offset ${offset} limit 1`);
  return row?.id ?? '';
};
const changedIn = (before: Map<string, string>, after: Map<string, string>) =>
  [...after].filter(([person, row]) => before.get(person) !== row).map(([person]) => person);

describe('a roll-up', () => {
  test('run again adds no fact and rewrites no row', async () => {
    await rollUp(db, pack, NIGHT, NIGHT);
    const before = { files: await files(), entries: await countEntries() };
    expect(before.files.size).toBe(PEOPLE);
    const again = await rollUp(db, pack, NIGHT, new Date(NIGHT.getTime() + 60_000));
    expect(again).toEqual({ period: '2026-Q4', facts: {}, people: PEOPLE, changed: 0 });
    expect({ files: await files(), entries: await countEntries() }).toEqual(before);
  });

  test('takes a late fact into the file of its person, and touches nobody else', async () => {
    const before = await files();
    const personId = await somebody(20);
    await finishPaper(personId, new Date('2026-11-01T12:00:00+08:00'));
    const result = await rollUp(db, pack, NIGHT, NIGHT);
    expect(result).toMatchObject({ facts: { 'quiz-result': 1 }, changed: 1 });
    expect(changedIn(before, await files())).toEqual([personId]);
    expect((await verifyLedger(db, shelf)).faults).toEqual([]);
  });

  test('leaves out what has not happened by the time it is made for', async () => {
    const personId = await somebody(21);
    await finishPaper(personId, NIGHT);
    expect(await rollUp(db, pack, NIGHT, NIGHT)).toMatchObject({ facts: {}, changed: 0 });
    const later = new Date(NIGHT.getTime() + 1);
    expect(await rollUp(db, pack, later, later)).toMatchObject({ facts: { 'quiz-result': 1 }, changed: 1 });
  });

  test('of another version of the pack, or of another quarter, stands beside the first', async () => {
    const before = await files();
    const next: RulePack = { ...pack, version: '2027.1' };
    expect(await rollUp(db, next, NIGHT, NIGHT)).toMatchObject({ facts: {}, changed: PEOPLE });
    expect(await rollUp(db, next, NIGHT, NIGHT)).toMatchObject({ changed: 0 });
    const spring = new Date('2027-02-01T01:30:00+08:00');
    expect(await rollUp(db, pack, spring, spring)).toMatchObject({ period: '2027-Q1', changed: PEOPLE });
    expect(await files()).toEqual(before);
    expect((await files('2026-Q4', '2027.1')).size).toBe(PEOPLE);
    expect((await files('2027-Q1')).size).toBe(PEOPLE);
  });

  test('five times at once is one', async () => {
    const people = [await somebody(30), await somebody(31), await somebody(32)];
    for (const personId of people) await finishPaper(personId, new Date('2026-11-02T12:00:00+08:00'));
    const results = await Promise.all(Array.from({ length: 5 }, () => rollUp(db, pack, NIGHT, NIGHT)));
    expect(results.reduce((sum, it) => sum + (it.facts['quiz-result'] ?? 0), 0)).toBe(3);
    expect(await rollUp(db, pack, NIGHT, NIGHT)).toMatchObject({ facts: {}, changed: 0 });
    expect((await verifyLedger(db, shelf)).faults).toEqual([]);
  });
});

describe('readers', () => {
  test('see nothing of a roll-up that is not done, and then all of it', async () => {
    const [first, last] = [await somebody(40), await somebody(41)];
    for (const personId of [first, last]) await finishPaper(personId, new Date('2026-11-03T12:00:00+08:00'));
    const before = { files: await files(), entries: await countEntries() };
    const blocker = openDatabase({ url: database.appUrl, max: 1 });
    let running: Promise<unknown> | undefined;
    await blocker.db.transaction(async (tx) => {
      await tx.execute(sql`select 1 from credit_files where person_id = ${last} for update`);
      running = rollUp(db, pack, NIGHT, NIGHT);
      const isBlocked = async (): Promise<boolean> => {
        const [row] = await db.execute<{ n: number }>(sql`
          select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`);
        return row?.n === 1;
      };
      await expect.poll(isBlocked, { timeout: 20_000 }).toBe(true);
      // The facts are written, and the first person's file: neither shows.
      expect({ files: await files(), entries: await countEntries() }).toEqual(before);
    });
    await running;
    await blocker.close();
    expect(changedIn(before.files, await files()).toSorted()).toEqual([first, last].toSorted());
    expect(await countEntries()).toBe(before.entries + 2);
  });

  test('see nothing at all of one that failed', async () => {
    await finishPaper(await somebody(42), new Date('2026-11-04T12:00:00+08:00'));
    const before = { files: await files(), entries: await countEntries() };
    const fileSections = pack.fileSections.map((section) =>
      section.rule.kind === 'share'
        ? { ...section, rule: { ...section.rule, goodField: 'preset' as 'correct' } }
        : section,
    );
    await expect(rollUp(db, { ...pack, fileSections }, NIGHT, NIGHT)).rejects.toThrow();
    expect({ files: await files(), entries: await countEntries() }).toEqual(before);
  });
});

describe('the nightly roll-up', () => {
  test('brings the last day of a quarter into its files on the first nights of the next', async () => {
    const personId = await somebody(50);
    const lastNight = new Date('2026-12-31T01:30:00+08:00');
    await rollUpNight(db, pack, lastNight);
    const before = await files();
    await finishPaper(personId, new Date('2026-12-31T20:00:00+08:00'));
    const result = await rollUpNight(db, pack, new Date('2027-01-01T01:30:00+08:00'));
    expect(result).toMatchObject({
      period: '2027-Q1',
      facts: { 'quiz-result': 1 },
    });
    // Every period that ended with the year.
    expect(result.late?.map(({ period }) => period)).toEqual(
      expect.arrayContaining(['2026-12', '2026', '2026-Q4']),
    );
    const after = await files();
    expect(changedIn(before, after)).toContain(personId);
    expect(after.get(personId)).not.toBe(before.get(personId));
    const again = await rollUpNight(db, pack, new Date('2027-01-01T01:31:00+08:00'));
    expect(again.changed + (again.late ?? []).reduce((sum, { changed }) => sum + changed, 0)).toBe(0);
  });
});

describe('what enters a file', () => {
  test('is on the list of the pack, kind by kind and word by word', async () => {
    const rows = await db.execute<{ kind: string; keys: string[] }>(sql`
      select kind, jsonb_agg(distinct key order by key) as keys from ledger_entries, jsonb_object_keys(data) key group by kind`);
    expect(rows.filter((row) => !isAllowedInput(pack, row.kind))).toEqual([]);
    // No time spent, no count of logins, no speed of an answer: what is not listed here does not stand in a file.
    expect(Object.fromEntries(rows.map((row) => [row.kind, row.keys.join(' ')]))).toEqual({
      'quiz-result': 'correct preset slot total',
      'notice-acknowledged': 'state via',
      'interview-notified': 'interviewKind',
      'interview-held': 'interviewKind',
      'self-assessment-submitted': 'cycle',
      'rectification-opened': 'dueOn text',
      'rectification-closed': 'text',
      recognition: 'text',
      'study-hours': 'evidence hours text',
      'post-started': 'title unit',
      'post-ended': 'title unit',
    });
  });

  test('is nothing of a kind that the pack does not list, even where the facts are there', async () => {
    const own = await createTestDatabase();
    const unitId = (await layUnits(own.db)).a1;
    const { personId } = await addPerson(own.db, { unitId, startsOn: '2026-01-01', endsOn: '2026-11-01' });
    const narrow: RulePack = { ...pack, inputAllowList: { ...pack.inputAllowList, kinds: ['post-ended'] } };
    expect(await rollUp(own.db, narrow, NOW, NOW)).toMatchObject({ facts: { 'post-ended': 1 } });
    const kinds = await own.db.execute(sql`select kind from ledger_entries where person_id = ${personId}`);
    expect([...kinds]).toEqual([{ kind: 'post-ended' }]);
    expect(await rollUp(own.db, pack, NOW, NOW)).toMatchObject({ facts: { 'post-started': 1 } });
    await own.close();
  });
});

test('80 people take as many statements as one', async () => {
  const count = async (url: string): Promise<string[]> => {
    const said: string[] = [];
    const client = postgres(url, { max: 1, connection: { role: 'qingfeng_app' } });
    const counting = drizzle(client, { schema, logger: { logQuery: (query) => void said.push(query) } });
    await rollUp(counting, { ...pack, version: '2027.1' }, NIGHT, NIGHT);
    await client.end();
    return said;
  };
  const small = await createTestDatabase();
  await addPerson(small.db, { unitId: (await layUnits(small.db)).a1 });
  const [one, eighty] = [await count(small.appUrl), await count(database.appUrl)];
  await small.close();
  expect((await files('2026-Q4', '2027.1')).size).toBe(PEOPLE);
  expect(eighty).toEqual(one);
  // The facts, and for the month, the quarter and the year the memory, the files and the period.
  expect(eighty).toHaveLength(10);
});
