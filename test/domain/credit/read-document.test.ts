import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertEntries, type NewEntry } from '../../../src/db/queries/ledger.ts';
import { entriesOfPeriod, openItemsOf } from '../../../src/domain/credit/document-rules.ts';
import { readDocument, readOwnDocument } from '../../../src/domain/credit/read-document.ts';
import { objectToEntry } from '../../../src/domain/credit/object-to-entry.ts';
import { openFile } from '../../../src/domain/credit/open-file.ts';
import { rollUp } from '../../../src/domain/credit/roll-up.ts';
import { loadRulePack } from '../../../src/domain/rules/load-rule-pack.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import json from '../../../content/rules/default.json' with { type: 'json' };
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits } from '../../support/roster.ts';

const NOW = new Date('2026-11-25T10:00:00+08:00');
const MINUTE = 60_000;

let database: TestDatabase;
let db: TestDatabase['db'];
let cadre: Actor;
let supervisor: Actor;
let colleague: Actor;
let stranger: Actor;
let quiz: NewEntry;
const entry = (kind: string, at: string, more: Partial<NewEntry> = {}): NewEntry => ({
  id: newId(),
  personId: cadre.personId,
  kind,
  nature: 'fact',
  occurredAt: new Date(`${at}T12:00:00+08:00`),
  sourceKind: 'test',
  sourceId: newId(),
  recordedBy: supervisor.personId,
  confirmedBy: null,
  data: {},
  ...more,
});
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  await loadRulePack(db, json, NOW);
  const units = await layUnits(db);
  cadre = await addPerson(db, { unitId: units.a1, name: '张样一' });
  supervisor = await addPerson(db, { unitId: units.townA, roles: ['supervisor'], name: '周试纪' });
  // Not the author of what is under objection.
  colleague = await addPerson(db, { unitId: units.townA, roles: ['supervisor'], name: '郑试检' });
  stranger = await addPerson(db, { unitId: units.townB, roles: ['supervisor'] });
  quiz = entry('quiz-result', '2026-10-15', { data: { correct: 2, total: 5 } });
  const done = newId();
  const hours = newId();
  const entries = [
    quiz,
    entry('study-hours', '2026-10-16', { sourceKind: 'study-hours', sourceId: hours, data: { hours: 8 } }),
    entry('correction', '2026-10-17', { sourceKind: 'study-hours', data: { hours: 4, replaces: hours } }),
    entry('correction', '2026-11-01', { data: { corrects: quiz.id, before: 2, correct: 3, total: 5 } }),
    entry('rectification-opened', '2026-06-01', { data: { text: 'late', dueOn: '2026-11-20' } }),
    entry('rectification-opened', '2026-11-02', { data: { text: 'soon', dueOn: '2026-12-01' } }),
    entry('rectification-opened', '2026-11-03', {
      sourceId: done,
      data: { text: 'done', dueOn: '2026-11-10' },
    }),
    entry('rectification-closed', '2026-11-04', { sourceId: done, data: { text: 'done' } }),
  ];
  await db.transaction((tx) => insertEntries(tx, entries, pack.version, NOW));
  const said = { id: newId(), entryId: quiz.id, text: 'The key was wrong' };
  await objectToEntry(db, cadre, said, pack, NOW);
  const before = new Date('2026-09-30T23:00:00+08:00');
  await rollUp(db, pack, before, before);
  await rollUp(db, pack, NOW, NOW);
});
afterAll(() => database.close());

const read = (actor: Actor, personId = cadre.personId, now = NOW) =>
  readDocument(db, actor, { personId, action: 'file.export' }, pack, now);
const logged = () =>
  db.execute<{ actor: string; purpose: string; period: string }>(sql`
    select actor_id as actor, purpose, detail->>'period' as period from access_log where action = 'file.export' order by at, id`);

describe('the own file as a document', () => {
  test('has each entry with what was entered and said about it later', async () => {
    const document = await readOwnDocument(db, cadre, pack, NOW);
    if (!document) throw new Error('there is no file');
    expect(document).toMatchObject({ name: '张样一', period: '2026-Q4', beforePeriod: '2026-Q3' });
    const study = document.sections.find(({ id }) => id === 'study');
    expect(study?.before).toBe('missing-data');
    expect(study?.entries).toMatchObject([
      {
        id: quiz.id,
        recordedByName: '周试纪',
        corrections: [{ data: { before: 2, correct: 3 } }],
        objections: [{ text: 'The key was wrong' }],
      },
      { kind: 'study-hours', corrections: [{ data: { hours: 4 } }], objections: [] },
    ]);
    const [head] = await db.execute<{ seq: number; hash: string }>(
      sql`select seq, hash from ledger_heads where person_id = ${cadre.personId}`,
    );
    expect(document.chain).toEqual(head);
  });

  test('tells what is open, the earliest due first, and what belongs to the period', async () => {
    const document = await readOwnDocument(db, cadre, pack, NOW);
    if (!document) throw new Error('there is no file');
    const open = openItemsOf(document, '2026-11-25');
    expect(open.map((item) => [item.entry.data['text'], item.dueOn, item.overdue])).toEqual([
      ['late', '2026-11-20', true],
      ['soon', '2026-12-01', false],
    ]);
    const texts = entriesOfPeriod(document).map(({ data }) => data['text']);
    expect(texts).toContain('done');
    expect(texts).not.toContain('late');
    expect(new Set(entriesOfPeriod(document).map(({ id }) => id)).size).toBe(texts.length);
  });

  test('goes by the newest day that was granted, and leaves out what is to be disregarded', async () => {
    const { personId } = await addPerson(db, { unitId: cadre.posts[0]?.unitId ?? '' });
    const item = newId();
    const about = { personId, recordedBy: null };
    const put = entry('rectification-opened', '2026-11-02', {
      ...about,
      sourceId: item,
      data: { text: 'put off', dueOn: '2026-11-10' },
    });
    const wrong = entry('rectification-opened', '2026-11-03', {
      ...about,
      data: { text: 'wrong', dueOn: '2026-11-10' },
    });
    const later = { ...about, data: { text: 'put off', dueOn: '2026-12-05', item } };
    const nothing = { ...about, data: { ...wrong.data, corrects: wrong.id, disregarded: true } };
    const entries = [
      put,
      wrong,
      entry('rectification-extended', '2026-11-09', later),
      entry('correction', '2026-11-12', nothing),
    ];
    await db.transaction((tx) => insertEntries(tx, entries, pack.version, NOW));
    await rollUp(db, pack, NOW, NOW);
    const document = await readOwnDocument(db, { personId, posts: [] }, pack, NOW);
    if (!document) throw new Error('there is no file');
    const open = openItemsOf(document, '2026-11-25');
    expect(open.map((one) => [one.entry.id, one.dueOn, one.overdue])).toEqual([
      [put.id, '2026-12-05', false],
    ]);
    const section = document.sections.find((one) => one.id === 'rectification');
    expect(section).toMatchObject({ state: 'information', open: 1 });
  });

  test('of whoever has none is none', async () => {
    const personId = newId();
    expect(await readOwnDocument(db, { personId, posts: [] }, pack, NOW)).toBeUndefined();
  });
});

describe("somebody's file as a document", () => {
  test('is there under a look in progress, which is logged, and for nobody else', async () => {
    const before = (await logged()).length;
    for (const [actor, personId] of [
      [colleague, cadre.personId],
      [stranger, cadre.personId],
      [cadre, supervisor.personId],
      [supervisor, supervisor.personId],
    ] as const)
      expect(await read(actor, personId)).toEqual({ ok: false, problem: 'not-found' });
    expect(await logged()).toHaveLength(before);
    const question = {
      id: newId(),
      personId: cadre.personId,
      purpose: 'routine-check',
      reason: null,
    } as const;
    expect(await openFile(db, colleague, question, pack, NOW)).toMatchObject({ ok: true });
    expect(await read(colleague)).toMatchObject({ ok: true, document: { name: '张样一' } });
    expect((await logged()).slice(before)).toEqual([
      { actor: colleague.personId, purpose: 'routine-check', period: '2026-Q4' },
    ]);
    const later = new Date(NOW.getTime() + 31 * MINUTE);
    expect(await read(colleague, cadre.personId, later)).toEqual({ ok: false, problem: 'not-found' });
  });

  test('shows the rules of the version it was made under', async () => {
    const [first] = pack.fileSections;
    if (!first) throw new Error('the pack has no section');
    const renamed = [{ ...first, name: { zh: '改名', en: 'Renamed' } }];
    const later = { ...pack, version: '2027.1', fileSections: renamed };
    const document = await readOwnDocument(db, cadre, later, NOW);
    expect(document?.sections).toHaveLength(pack.fileSections.length);
    expect(document?.sections[0]?.name).toEqual(first.name);
  });
});
