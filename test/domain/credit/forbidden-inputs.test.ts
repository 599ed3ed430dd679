import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import json from '../../../content/rules/default.json' with { type: 'json' };
import { insertEntries } from '../../../src/db/queries/ledger.ts';
import { rollUp } from '../../../src/domain/credit/roll-up.ts';
import { ALWAYS_BANNED } from '../../../src/domain/rules/forbidden-inputs.ts';
import { isAllowedInput, readRulePack, type RulePack } from '../../../src/domain/rules/rule-pack.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits } from '../../support/roster.ts';

/** What somebody would write into a pack to let it in: where, and the place that is named when they do. */
const WAYS: [string, (raw: typeof json, id: string) => void, string][] = [
  [
    'an allowed kind',
    (raw, id) => raw.inputAllowList.kinds.push(id),
    `inputAllowList.kinds[${json.inputAllowList.kinds.length}]`,
  ],
  [
    'an input of a section',
    (raw, id) => Object.assign(raw.fileSections[0] ?? {}, { inputs: ['post-started', 'post-ended', id] }),
    'fileSections[0].inputs[2]',
  ],
  [
    'an entry that a rule reads',
    (raw, id) => Object.assign(raw.fileSections[3]?.rule ?? {}, { entryKinds: [id] }),
    'fileSections[3].rule.entryKinds[0]',
  ],
  [
    'a field that is summed up',
    (raw, id) => Object.assign(raw.fileSections[2]?.rule ?? {}, { goodField: id }),
    'fileSections[2].rule.goodField',
  ],
  ['an indicator', (raw, id) => Object.assign(raw.indicators[0] ?? {}, { id }), 'indicators[0].id'],
  [
    'evidence of study that feeds the file',
    (raw, id) => Object.assign(raw.hourRecords.evidence[0] ?? {}, { id, feedsFile: true }),
    'hourRecords.evidence[0].id',
  ],
];
const cases = ALWAYS_BANNED.flatMap((id) => WAYS.map(([what, put, place]) => ({ id, what, put, place })));

const messageOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return '';
};

describe('at load', () => {
  test.each(cases)('$id as $what is refused at its place', ({ id, put, place }) => {
    const raw = structuredClone(json);
    put(raw, id);
    const line = messageOf(() => readRulePack(raw))
      .split('\n')
      .find((one) => one.trim().startsWith(`${place}: `));
    expect(line).toContain(`"${id}"`);
    expect(line).toMatch(/: expected /);
  });

  test.each(['onlineTime', 'Reply_Speed', 'STREAKS'])('%s is no other name for it', (id) => {
    const raw = structuredClone(json);
    Object.assign(raw.indicators[0] ?? {}, { id: id.toLowerCase().replace('_', '-') });
    expect(messageOf(() => readRulePack(raw))).toContain('must never feed a file');
  });

  test.each(ALWAYS_BANNED)('a pack cannot lift the ban on %s', (id) => {
    const raw = structuredClone(json);
    raw.bannedInputs.inputs = raw.bannedInputs.inputs.filter((one) => one.id !== id);
    expect(messageOf(() => readRulePack(raw))).toContain(
      `bannedInputs.inputs: expected "${id}" among what is banned`,
    );
  });
});

describe('in the roll-up', () => {
  const NOW = new Date('2026-11-25T10:00:00+08:00');
  let database: TestDatabase;
  let personId: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    const unitId = (await layUnits(database.db)).a1;
    ({ personId } = await addPerson(database.db, { unitId }));
    await rollUp(database.db, pack, NOW, NOW);
  });
  afterAll(() => database.close());
  const everything = async () => [
    ...(await database.db.execute(
      sql`select xmin::text, f::text as row from credit_files f union all select '', e::text from ledger_entries e order by 1, 2`,
    )),
  ];

  test.each(cases)('$id as $what is refused, and nothing is written', async ({ id, put }) => {
    const raw = structuredClone(json);
    put(raw, id);
    // Around the schema, as a mistake in the code would come.
    const careless = { ...(raw as unknown as RulePack), version: '2027.1' };
    const before = await everything();
    const where = new RegExp(`^Nothing was rolled up:\n[^]*"${id}" must never feed a file`);
    await expect(rollUp(database.db, careless, NOW, NOW)).rejects.toThrow(where);
    expect(await everything()).toEqual(before);
    expect(isAllowedInput(careless, id)).toBe(false);
  });

  test('an entry that got into the ledger all the same is in no section of any file', async () => {
    const sections = async () => [
      ...(await database.db.execute(
        sql`select period, sections from credit_files where person_id = ${personId} order by period`,
      )),
    ];
    const before = await sections();
    const entries = ALWAYS_BANNED.map((kind) => ({
      id: newId(),
      personId,
      kind,
      nature: 'fact' as const,
      occurredAt: new Date(NOW.getTime() - 1_000),
      sourceKind: 'test',
      sourceId: newId(),
      recordedBy: null,
      confirmedBy: null,
      data: { correct: 5, total: 5, hours: 9 },
    }));
    await database.db.transaction((tx) => insertEntries(tx, entries, pack.version, NOW));
    await rollUp(database.db, pack, NOW, NOW);
    expect(before).toHaveLength(3);
    expect(await sections()).toEqual(before);
  });
});
