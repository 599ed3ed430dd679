import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertEntries } from '../../../src/db/queries/ledger.ts';
import { rollUp, rollUpNight } from '../../../src/domain/credit/roll-up.ts';
import { loadRulePack } from '../../../src/domain/rules/load-rule-pack.ts';
import json from '../../../content/rules/default.json' with { type: 'json' };
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits } from '../../support/roster.ts';

const PEOPLE = 12;
const night = (day: string) => new Date(`${day}T01:30:00+08:00`);
let database: TestDatabase;
let db: TestDatabase['db'];
let people: string[];
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  await loadRulePack(db, json, night('2026-10-01'));
  const unitId = (await layUnits(db)).a1;
  const added = [];
  for (let i = 0; i < PEOPLE; i += 1) added.push(await addPerson(db, { unitId, startsOn: '2026-01-01' }));
  people = added.map(({ personId }) => personId);
  await rollUpNight(db, pack, night('2026-11-01'));
});
afterAll(() => database.close());

const who = (n: number): string => people[n] ?? '';
const record = (
  personId: string,
  kind: string,
  at: Date,
  data: Record<string, unknown>,
  sourceId: string = newId(),
): Promise<string> => {
  const id = newId();
  const entry = { nature: 'fact' as const, sourceKind: 'test', recordedBy: null, confirmedBy: null };
  return db
    .transaction((tx) =>
      insertEntries(tx, [{ ...entry, id, personId, kind, occurredAt: at, sourceId, data }], pack.version, at),
    )
    .then(() => id);
};
/** The files without when they were made. */
const files = async (): Promise<Map<string, string>> => {
  const rows = await db.execute<{ key: string; row: string }>(sql`
    select person_id || ' ' || period as key, (to_jsonb(f) - 'computed_at')::text as row from credit_files f order by 1`);
  return new Map(rows.map(({ key, row }) => [key, row]));
};
/** A night, and that to make everything anew afterwards would change nothing. */
async function sleep(day: string) {
  const before = await files();
  const result = await rollUpNight(db, pack, night(day));
  const after = await files();
  expect(await rollUp(db, pack, night(day), night(day))).toMatchObject({ people: PEOPLE, changed: 0 });
  expect(await files()).toEqual(after);
  const changed = [...after].filter(([key, row]) => before.get(key) !== row).map(([key]) => key);
  return { ...result, keys: new Set(changed.map((key) => key.slice(0, 36))) };
}

test('a night on which nothing happened looks at nobody', async () => {
  expect(await sleep('2026-11-02')).toMatchObject({ people: 0, changed: 0 });
});

test('a fact brings up its person alone', async () => {
  await record(who(3), 'recognition', new Date('2026-11-02T10:00:00+08:00'), { text: '表彰' });
  expect(await sleep('2026-11-03')).toMatchObject({ people: 1, changed: 1, keys: new Set([who(3)]) });
});

test('what is due brings up its person on the day after, though nothing has come in', async () => {
  const opened = newId();
  const at = new Date('2026-11-03T10:00:00+08:00');
  await record(who(5), 'rectification-opened', at, { text: '公开栏', dueOn: '2026-11-05' }, opened);
  await sleep('2026-11-04');
  expect(await sleep('2026-11-05')).toMatchObject({ people: 0 });
  const result = await sleep('2026-11-06');
  expect(result).toMatchObject({ people: 1, changed: 1, keys: new Set([who(5)]) });
  expect(await sleep('2026-11-07')).toMatchObject({ people: 0 });
  const [file] = await db.execute<{ state: string }>(sql`
    select s->>'state' as state from credit_files, jsonb_array_elements(sections) s
    where person_id = ${who(5)} and period = '2026-Q4' and s->>'id' = 'rectification'`);
  expect(file?.state).toBe('attention');
});

test('an exemption brings up its person when it begins and when it has ended', async () => {
  await db.execute(sql`
    insert into exemptions (id, person_id, reason, starts_on, ends_on, approved_by)
    values (uuidv7(), ${who(7)}, 'illness', '2026-11-09', '2026-11-11', ${who(0)})`);
  expect(await sleep('2026-11-08')).toMatchObject({ people: 0 });
  expect(await sleep('2026-11-09')).toMatchObject({ people: 1, keys: new Set([who(7)]) });
  expect(await sleep('2026-11-10')).toMatchObject({ people: 0 });
  expect(await sleep('2026-11-11')).toMatchObject({ people: 1, keys: new Set([who(7)]) });
});

test('a late fact and a late correction reach the periods that are over, of their people alone', async () => {
  const at = new Date('2026-11-20T10:00:00+08:00');
  const quiz = await record(who(2), 'quiz-result', at, { correct: 1, total: 5, preset: 'daily', slot: 'x' });
  await rollUpNight(db, pack, night('2027-01-02'));
  const late = new Date('2027-02-10T10:00:00+08:00');
  await record(who(2), 'correction', late, { corrects: quiz, correct: 5, total: 5 });
  const days = new Date('2026-12-20T10:00:00+08:00');
  await db.transaction((tx) =>
    insertEntries(
      tx,
      [
        {
          id: newId(),
          personId: who(9),
          kind: 'recognition',
          nature: 'fact',
          occurredAt: days,
          sourceKind: 'test',
          sourceId: newId(),
          recordedBy: null,
          confirmedBy: null,
          data: { text: '表彰' },
        },
      ],
      pack.version,
      late,
    ),
  );
  const before = await files();
  const result = await rollUpNight(db, pack, night('2027-02-11'));
  const after = await files();
  const changed = [...after]
    .filter(([key, row]) => before.has(key) && before.get(key) !== row)
    .map(([key]) => key);
  const of = (n: number) => changed.filter((key) => key.startsWith(who(n))).map((key) => key.slice(37));
  expect(of(2)).toEqual(expect.arrayContaining(['2026', '2026-11', '2026-Q4']));
  expect(of(9)).toEqual(expect.arrayContaining(['2026', '2026-Q4']));
  expect(new Set(changed.map((key) => key.slice(0, 36)))).toEqual(new Set([who(2), who(9)]));
  expect(result.late?.length).toBeGreaterThan(0);
  const again = await rollUpNight(db, pack, night('2027-02-12'));
  expect((again.late ?? []).reduce((sum, one) => sum + one.changed, again.changed)).toBe(0);
});

test('what is recorded while a night is under way is in the file after the next one', async () => {
  const at = new Date(night('2027-02-13').getTime() + 5_000);
  await record(who(1), 'recognition', at, { text: '表彰' });
  await sleep('2027-02-13');
  expect(await sleep('2027-02-14')).toMatchObject({ people: 1, keys: new Set([who(1)]) });
  expect(await sleep('2027-02-15')).toMatchObject({ people: 0 });
});

test('a file that was made for an earlier day is what the ledger says again after the next night', async () => {
  const at = new Date('2027-02-20T10:00:00+08:00');
  await record(who(4), 'recognition', at, { text: '表彰' });
  await sleep('2027-02-21');
  const before = await files();
  const earlier = new Date('2027-02-18T23:59:59+08:00');
  expect(await rollUp(db, pack, earlier, night('2027-02-21'))).toMatchObject({ changed: 1 });
  expect(await files()).not.toEqual(before);
  await sleep('2027-02-22');
  expect(await files()).toEqual(before);
  // Over the end of a period: made anew once more as of its end.
  await sleep('2027-03-31');
  await record(who(4), 'recognition', new Date('2027-03-31T10:00:00+08:00'), { text: '表彰' });
  await sleep('2027-04-01');
  const ended = (await files()).get(`${who(4)} 2027-Q1`);
  await rollUp(db, pack, earlier, night('2027-04-01'));
  expect((await files()).get(`${who(4)} 2027-Q1`)).not.toBe(ended);
  await sleep('2027-04-02');
  expect((await files()).get(`${who(4)} 2027-Q1`)).toBe(ended);
});
