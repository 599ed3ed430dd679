import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertEntries, type NewEntry } from '../../../src/db/queries/ledger.ts';
import { rollUp } from '../../../src/domain/credit/roll-up.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits } from '../../support/roster.ts';
import { AS_OF, createJudge, packWith, type Fact } from './judge-section.ts';

let database: TestDatabase;
let unitId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  unitId = (await layUnits(database.db)).a1;
});
afterAll(() => database.close());
const { judge, sectionOf } = createJudge(() => ({ db: database.db, unitId }));

describe('open items', () => {
  const open = packWith(
    {
      kind: 'open-items',
      opened: 'rectification-opened',
      closed: 'rectification-closed',
      extended: 'rectification-extended',
      dueField: 'dueOn',
    },
    ['rectification-opened', 'rectification-extended', 'rectification-closed'],
  );
  const opened = (source: string, at: string, dueOn: string): Fact => ({
    kind: 'rectification-opened',
    at,
    source,
    data: { dueOn },
  });
  /** A later day granted to the item of the first fact; `item` is filled in by the test. */
  const extended = (at: string, dueOn: string, item: string): Fact => ({
    kind: 'rectification-extended',
    at,
    source: `${item}-${at}`,
    data: { dueOn, item },
  });
  const closed = (source: string, at: string): Fact => ({ kind: 'rectification-closed', at, source });
  test.each<[string, Fact[], Record<string, unknown>]>([
    ['are none', [], { state: 'in-order', count: 0, open: 0, entries: [] }],
    [
      'are in time until their day is over',
      [opened('x', '2026-11-01', '2026-11-25')],
      { state: 'information', count: 1, open: 1, entries: [0] },
    ],
    [
      'are late the day after',
      [opened('x', '2026-11-01', '2026-11-24')],
      { state: 'attention', count: 1, open: 1, entries: [0] },
    ],
    [
      'are closed by the entry of the same source',
      [opened('x', '2026-11-01', '2026-11-10'), closed('x', '2026-11-20')],
      { state: 'in-order', count: 2, open: 0, entries: [1, 0] },
    ],
    [
      'are not closed by another one',
      [
        opened('x', '2026-11-01', '2026-11-10'),
        opened('y', '2026-11-01', '2026-12-10'),
        closed('y', '2026-11-20'),
      ],
      { state: 'attention', count: 3, open: 1, entries: [2, 1, 0] },
    ],
    [
      'are not closed yet by what comes later',
      [opened('x', '2026-11-01', '2026-11-30'), closed('x', '2026-11-26')],
      { state: 'information', count: 1, open: 1, entries: [0] },
    ],
    [
      'stay from an earlier quarter while they are open, and not after',
      [
        opened('x', '2026-05-01', '2026-12-31'),
        opened('y', '2026-05-02', '2026-06-30'),
        closed('y', '2026-06-20'),
      ],
      { state: 'information', count: 0, open: 1, entries: [0] },
    ],
  ])('%s', async (_what, facts, section) => {
    const judged = await judge(open, facts);
    const byTime = (places: unknown) => (places as number[]).toSorted((a, b) => b - a);
    expect({ ...judged, entries: byTime(judged.entries) }).toEqual({ id: 'tried', ...section });
  });

  test('are late by the newest day that was granted, for their own source only', async () => {
    const { personId } = await addPerson(database.db, { unitId, telegramId: null });
    const [late, other] = [newId(), newId()];
    const entry = ({ kind, at, data = {} }: Fact, sourceId: string): NewEntry => ({
      id: newId(),
      personId,
      kind,
      nature: 'conclusion',
      occurredAt: new Date(`${at}T12:00:00+08:00`),
      sourceKind: 'rectification',
      sourceId,
      recordedBy: null,
      confirmedBy: null,
      data,
    });
    const add = (...entries: NewEntry[]) =>
      database.db.transaction((tx) => insertEntries(tx, entries, '2026.1', AS_OF));
    await add(
      entry(opened('x', '2026-11-01', '2026-11-10'), late),
      entry(extended('2026-11-05', '2026-12-01', other), newId()),
    );
    expect(await sectionOf(personId, open)).toMatchObject({ state: 'attention', open: 1 });
    await add(entry(extended('2026-11-12', '2026-11-20', late), newId()));
    expect(await sectionOf(personId, open)).toMatchObject({ state: 'attention', open: 1 });
    await add(entry(extended('2026-11-21', '2026-11-25', late), newId()));
    expect(await sectionOf(personId, open)).toMatchObject({ state: 'information', open: 1 });
    await add(entry(extended('2026-11-26', '2026-11-01', late), newId()));
    expect(await sectionOf(personId, open)).toMatchObject({ state: 'information', open: 1 });
    // A day that was granted by mistake: it stands there, and counts for nothing.
    const granted = entry(extended('2026-11-22', '2026-11-30', late), newId());
    await add(granted);
    const nothing = { data: { corrects: granted.id, disregarded: true, item: late, dueOn: '2026-11-30' } };
    await add(entry({ kind: 'correction', at: '2026-11-23', ...nothing }, newId()));
    const later = new Date('2026-11-26T10:00:00+08:00');
    expect(await sectionOf(personId, open, later)).toMatchObject({ state: 'attention', open: 1 });
  });

  test('of one person are not closed by those of another', async () => {
    const source = 'shared';
    const [a, b] = [
      await addPerson(database.db, { unitId, telegramId: null }),
      await addPerson(database.db, { unitId, telegramId: null }),
    ];
    const sourceId = newId();
    const entry = (personId: string, kind: string): NewEntry => ({
      id: newId(),
      personId,
      kind,
      nature: 'fact',
      occurredAt: new Date('2026-11-01T12:00:00+08:00'),
      sourceKind: source,
      sourceId,
      recordedBy: null,
      confirmedBy: null,
      data: { dueOn: '2026-12-01' },
    });
    await database.db.transaction((tx) =>
      insertEntries(
        tx,
        [entry(a.personId, 'rectification-opened'), entry(b.personId, 'rectification-closed')],
        '2026.1',
        AS_OF,
      ),
    );
    expect(await sectionOf(a.personId, open)).toMatchObject({ state: 'information', open: 1 });
  });

  test('of somebody exempt stay what they are', async () => {
    const late = [opened('x', '2026-11-01', '2026-11-10')];
    expect(await judge(open, late, { exemptFrom: '2026-01-01' })).toMatchObject({ state: 'attention' });
  });
});

describe('a count, and what is not built', () => {
  test('inform and judge nothing', async () => {
    const count = packWith({ kind: 'count', entryKinds: ['interview-held'] }, [
      'interview-held',
      'interview-notified',
    ]);
    const facts: Fact[] = [
      { kind: 'interview-held', at: '2026-09-01' },
      { kind: 'interview-notified', at: '2026-10-02' },
      { kind: 'interview-held', at: '2026-10-05' },
      { kind: 'interview-held', at: '2026-11-05' },
    ];
    expect(await judge(count, facts)).toEqual({
      id: 'tried',
      state: 'information',
      count: 2,
      entries: [3, 2, 1],
    });
    expect(await judge(count, [])).toEqual({ id: 'tried', state: 'information', count: 0, entries: [] });
    const unbuilt = packWith({ kind: 'not-built' }, []);
    expect(await judge(unbuilt, facts)).toEqual({ id: 'tried', state: 'information', count: 0, entries: [] });
  });
});

test('somebody who never had a post has no file', async () => {
  const personId = newId();
  await database.db.execute(sql`
    insert into people (id, staff_no, name, pinyin, initials) values (${personId}, ${personId}, 'A', 'a', 'a')`);
  expect(await sectionOf(personId, packWith({ kind: 'not-built' }, []))).toEqual({});
});

test('the sections of the house are in their order, each once', async () => {
  const { personId } = await addPerson(database.db, { unitId, telegramId: null });
  await rollUp(database.db, { ...pack, version: '2026.99' }, AS_OF, AS_OF);
  const [row] = await database.db.execute<{ ids: string[] }>(sql`
    select jsonb_path_query_array(sections, '$[*].id') as ids from credit_files
    where person_id = ${personId} and rule_pack_version = '2026.99'`);
  expect(row?.ids).toEqual(pack.fileSections.toSorted((a, b) => a.order - b.order).map(({ id }) => id));
});
