import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import json from '../../../content/rules/default.json' with { type: 'json' };
import { insertEntries } from '../../../src/db/queries/ledger.ts';
import { readOwnDocument } from '../../../src/domain/credit/read-document.ts';
import { rollUpNight } from '../../../src/domain/credit/roll-up.ts';
import { loadRulePack } from '../../../src/domain/rules/load-rule-pack.ts';
import { cardFacts, documentState } from '../../../src/messages/credit-card.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits } from '../../support/roster.ts';
import { createJudge, packWith, type Fact } from './judge-section.ts';

const night = (day: string) => new Date(`${day}T01:30:00+08:00`);
let database: TestDatabase;
let db: TestDatabase['db'];
let unitId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  await loadRulePack(db, json, night('2026-06-01'));
  unitId = (await layUnits(db)).a1;
});
afterAll(() => database.close());
const { judge } = createJudge(() => ({ db, unitId }));

describe('what is in effect', () => {
  const tried = packWith({ kind: 'in-effect', entryKinds: ['sanction'], untilField: 'effectiveUntil' }, [
    'sanction',
    'clearing',
  ]);
  const until = (at: string, effectiveUntil: string): Fact => ({
    kind: 'sanction',
    at,
    data: { effectiveUntil },
  });
  // The files are made on 25 November.
  test.each<[string, Fact[], Record<string, unknown>]>([
    ['is nothing', [], { state: 'in-order', count: 0, open: 0, entries: [] }],
    [
      'is so on its last day',
      [until('2026-05-26', '2026-11-25')],
      { state: 'attention', count: 0, open: 1, entries: [0] },
    ],
    [
      'is not on the day after, and stays in the list',
      [until('2026-05-25', '2026-11-24')],
      { state: 'in-order', count: 0, open: 0, entries: [0] },
    ],
    [
      'is counted beside what is over',
      [until('2026-11-02', '2027-11-01'), until('2024-01-10', '2025-01-09')],
      { state: 'attention', count: 1, open: 1, entries: [0, 1] },
    ],
    [
      'is not what has not been decided yet',
      [until('2026-11-26', '2027-11-25')],
      { state: 'in-order', count: 0, open: 0, entries: [] },
    ],
    [
      'is none of the other entries of the section',
      [{ kind: 'clearing', at: '2026-11-01', data: { effectiveUntil: '2027-11-25' } }],
      { state: 'in-order', count: 0, open: 0, entries: [0] },
    ],
  ])('%s', async (_what, facts, section) => {
    expect(await judge(tried, facts)).toEqual({ id: 'tried', ...section });
  });
});

describe('a sanction in the files of the house', () => {
  const record = (personId: string, kind: string, at: string, data: Record<string, unknown>, on: Date) => {
    const id = newId();
    const entry = {
      id,
      personId,
      kind,
      nature: 'conclusion' as const,
      occurredAt: new Date(`${at}T00:00:00+08:00`),
      sourceKind: 'sanction',
      sourceId: newId(),
      recordedBy: null,
      confirmedBy: null,
      data,
    };
    return db.transaction((tx) => insertEntries(tx, [entry], pack.version, on)).then(() => id);
  };
  const warning = {
    kind: 'government-warning',
    name: { zh: '政务警告', en: 'government warning' },
    organ: 'X',
    documentNo: 'X〔2026〕1号',
    decidedOn: '2026-06-16',
    effectiveUntil: '2026-12-15',
  };
  const stateOf = async (personId: string, period = '2026-Q4') => {
    const [row] = await db.execute<{
      state: string;
      open: number;
      entries: string[];
      stale: string | null;
    }>(sql`
      select s->>'state' as state, (s->>'open')::int as open, s->'entries' as entries, stale_on::text as stale
      from credit_files, jsonb_array_elements(sections) s
      where person_id = ${personId} and period = ${period} and rule_pack_version = ${pack.version} and s->>'id' = 'sanctions'`);
    return row;
  };

  test('is flagged by itself until its last day, and not from the night after; others are left alone', async () => {
    const [one, other] = [
      await addPerson(db, { unitId, startsOn: '2026-01-01' }),
      await addPerson(db, { unitId, startsOn: '2026-01-01' }),
    ];
    await rollUpNight(db, pack, night('2026-06-10'));
    await rollUpNight(db, pack, night('2026-10-02'));
    // Recorded half a year after it was decided.
    const id = await record(one.personId, 'sanction', '2026-06-16', warning, night('2026-12-10'));
    await rollUpNight(db, pack, night('2026-12-11'));
    expect(await stateOf(one.personId)).toEqual({
      state: 'attention',
      open: 1,
      entries: [id],
      stale: '2026-12-16',
    });
    // The quarter in which it was decided looks at its own last day.
    expect(await stateOf(one.personId, '2026-Q2')).toMatchObject({ state: 'attention', open: 1 });
    // On the last day nothing changes; what follows is done without any new entry.
    expect(await rollUpNight(db, pack, night('2026-12-15'))).toMatchObject({ people: 0 });
    expect(await rollUpNight(db, pack, night('2026-12-16'))).toMatchObject({ people: 1, changed: 1 });
    expect(await stateOf(one.personId)).toEqual({ state: 'in-order', open: 0, entries: [id], stale: null });
    expect(await stateOf(other.personId)).toMatchObject({ state: 'in-order', open: 0, entries: [] });
    expect(await rollUpNight(db, pack, night('2026-12-17'))).toMatchObject({ people: 0 });
    expect(await stateOf(one.personId, '2026-Q2')).toMatchObject({ state: 'attention', open: 1 });

    const document = await readOwnDocument(db, one, pack, night('2026-12-17'));
    if (!document) throw new Error('there is no file');
    const section = document.sections.find((it) => it.id === 'sanctions');
    if (!section) throw new Error('there is no section');
    expect(documentState('zh', section)).toBe('正常');
    expect(section.entries).toHaveLength(1);
    expect(cardFacts('zh', document, '2026-12-17').sections.at(-1)).toMatchObject({
      name: '处分影响期',
      level: 3,
    });
  });

  test('is flagged on the card while it is in effect, and not once it is to be disregarded', async () => {
    const one = await addPerson(db, { unitId, startsOn: '2026-01-01' });
    const id = await record(
      one.personId,
      'sanction',
      '2026-12-16',
      { ...warning, decidedOn: '2026-12-16', effectiveUntil: '2027-06-15' },
      night('2026-12-17'),
    );
    await rollUpNight(db, pack, night('2026-12-18'));
    const document = await readOwnDocument(db, one, pack, night('2026-12-18'));
    if (!document) throw new Error('there is no file');
    expect(cardFacts('zh', document, '2026-12-18').sections.at(-1)).toMatchObject({
      state: '请关注（影响期内 1 项）',
      level: 1,
    });
    await record(
      one.personId,
      'correction',
      '2026-12-18',
      { corrects: id, disregarded: true },
      night('2026-12-18'),
    );
    await rollUpNight(db, pack, night('2026-12-19'));
    expect(await stateOf(one.personId)).toMatchObject({
      state: 'in-order',
      open: 0,
      entries: [id],
      stale: null,
    });
  });
});
