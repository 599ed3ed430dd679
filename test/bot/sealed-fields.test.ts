import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/db/client.ts';
import { SEALED_FIELDS } from '../../src/db/sealed-fields.ts';
import { openFieldKeys } from '../../src/field-keys.ts';
import { rollUp } from '../../src/domain/credit/roll-up.ts';
import { findOwnObjections } from '../../src/db/queries/objections.ts';
import { findRecordVersions } from '../../src/db/queries/interview-records.ts';
import { verifyRecords } from '../../src/domain/interviews/verify-records.ts';
import { noteKeys } from '../../src/domain/keys/note-keys.ts';
import { listKeys, makeKey, reseal } from '../../src/domain/keys/rotate-keys.ts';
import { verifyLedger } from '../../src/domain/credit/verify-ledger.ts';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { FIELD_KEYS, testKeys } from '../support/field-keys.ts';
import { createTestShelf } from '../support/shelf.ts';
import { CADRE, SECRETARY, startReceipts } from './receipts-stage.ts';

const shelf = createTestShelf();
const dir = mkdtempSync(join(tmpdir(), 'qingfeng-rotated-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const w = words.zh;
const SUPERVISOR = 5_000_007;
/** Typed by people in every place that is sealed. */
const SECRET = '灶台边第三只陶罐';

let stage: Awaited<ReturnType<typeof startReceipts>>;
let cadre: BotPerson;
let supervisor: BotPerson;
let secretary: BotPerson;
let interviewId = '';
beforeAll(async () => {
  stage = await startReceipts();
  [cadre, supervisor, secretary] = [stage.person(CADRE), stage.person(SUPERVISOR), stage.person(SECRETARY)];
});
afterAll(() => stage.close());

/** An interview of the supervisor with the cadre. */
async function arranged(startsInHours: number): Promise<string> {
  const [row] = await stage.inspector.sql<{ id: string }[]>`
    insert into interviews (id, kind, rule_pack_version, person_id, ordered_by, starts_at, minutes, place, state, created_at)
    select uuidv7(), 'reminder', ${stage.pack.version}, s.id, o.id, ${new Date(stage.clock.now().getTime() + startsInHours * 3_600_000)}, 30,
      '镇政府203室', 'announced', ${stage.clock.now()} from people s, people o where s.staff_no = 'QS-018' and o.staff_no = 'QS-007' returning id`;
  return row?.id ?? '';
}

/** Where a text stands in the clear, in any column that can hold one. */
async function findPlain(text: string): Promise<string[]> {
  const { sql } = stage.inspector;
  const columns = await sql<{ table: string; column: string }[]>`
    select c.table_name as table, c.column_name as column from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type in ('text', 'jsonb', 'json', 'character varying', 'ARRAY', 'bytea')`;
  expect(columns.length).toBeGreaterThan(200);
  const found: string[] = [];
  for (const { table, column } of columns) {
    const [row] = await sql<{ n: number }[]>`
      select count(*)::int as n from ${sql(table)} where strpos(${sql(column)}::text, ${text}) > 0`;
    if ((row?.n ?? 0) > 0) found.push(`${table}.${column}`);
  }
  return found;
}

test('what people type into it stands nowhere in the clear, and they read it as they wrote it', async () => {
  const { sql, personId } = stage.inspector;
  // An objection, and its answer.
  const [entry] = await sql<{ id: string }[]>`
    select id from ledger_entries where person_id = ${await personId('QS-018')} order by seq limit 1`;
  await cadre.pressData(packCallback('file.object-to', entry?.id ?? ''));
  expect((await cadre.send(`${SECRET}一`)).text).toContain(w.credit.objected);
  expect(
    (await findOwnObjections(stage.db, await personId('QS-018'), { offset: 0, limit: 9 })).rows[0]?.text,
  ).toBe(`${SECRET}一`);

  // The record of an interview, the statement, and what is added.
  interviewId = await arranged(-1);
  await supervisor.pressData(packCallback('interview.open', interviewId));
  await supervisor.press('记录谈话');
  await supervisor.press('下一步');
  await supervisor.send(`${SECRET}二`);
  expect(await findPlain(SECRET)).toEqual([]);
  await supervisor.press('没有');
  await supervisor.press('确认发送');
  await stage.deliver();
  expect(await stage.newest(CADRE)).toContain(`${SECRET}二`);
  await cadre.press('写说明');
  await cadre.send(`${SECRET}三`);
  await cadre.press('提交');
  await stage.deliver();
  expect(await stage.newest(SUPERVISOR)).toContain(`${SECRET}三`);

  // Why somebody cannot come; it is copied into the round that ends.
  const move = await arranged(48);
  await cadre.pressData(packCallback('interview.answer', move, 'move-asked', 0));
  await cadre.send(`${SECRET}四`);
  await stage.deliver();
  expect(await stage.newest(SUPERVISOR)).toContain(`${SECRET}四`);

  // Rectification: evidence.
  await supervisor.send('/rectify');
  await supervisor.press(w.rectifications.start);
  await supervisor.send('QS-018');
  await supervisor.press('1');
  await supervisor.send('补齐公开栏');
  await supervisor.send('2026-12-05');
  await supervisor.press(w.rectifications.reviewerMe);
  await supervisor.press(w.common.confirmSend);
  const [item] = await sql<{ id: string }[]>`select id from rectification_items where text = '补齐公开栏'`;
  await cadre.pressData(packCallback('task.evidence', item?.id ?? ''));
  await cadre.send(`${SECRET}五`);
  expect((await supervisor.pressData(packCallback('task.trail', item?.id ?? '', 0))).text).toContain(
    `${SECRET}五`,
  );

  // Why a look stays sealed, and relatives.
  await supervisor.send('/file QS-019');
  await supervisor.press(w.credit.purposes['talk-preparation'] ?? '');
  await supervisor.send(`${SECRET}六`);
  const [look] = await sql<{ id: string }[]>`select id from file_access_requests where state = 'asked'`;
  expect((await secretary.pressData(packCallback('access.check', look?.id ?? ''))).text).toContain(
    `${SECRET}六`,
  );
  await supervisor.send('/relatives');
  await supervisor.press(w.fileAccess.declare);
  await supervisor.send('林例平 QS-018');
  await supervisor.press('B');
  await supervisor.press(w.common.submit);
  const [relation] = await sql<{ kind: string }[]>`select kind from relations`;
  expect(relation?.kind).toMatch(/^v1:/);

  const night = new Date(stage.clock.now().getTime() + 60_000);
  await rollUp(stage.db, stage.pack, night, night);
  expect(await findPlain(SECRET)).toEqual([]);
}, 120_000);

test('what the ledger sealed of it can be checked as before', async () => {
  const { records, faults } = await verifyRecords(stage.db);
  expect(records).toBe(2);
  expect(faults).toEqual([]);
  expect((await verifyLedger(stage.db, shelf)).faults).toEqual([]);
  const [fact] = await stage.inspector.sql<{ hash: string }[]>`
    select data->>'recordHash' as hash from ledger_entries where kind = 'interview-held' and source_id = ${interviewId}`;
  const versions = await findRecordVersions(stage.db, interviewId);
  expect(versions.at(-1)?.hash).toBe(fact?.hash);
});

test('a value put into another row does not open, and the check names it', async () => {
  const { sql } = stage.inspector;
  const rows = await sql<{ id: string; body: string; version: number }[]>`
    select id, body, version from interview_records order by version`;
  const [one, two] = rows;
  await sql`update interview_records set body = ${one?.body ?? ''} where id = ${two?.id ?? ''}`;
  expect((await verifyRecords(stage.db)).faults).toEqual([{ interviewId, version: 2 }]);
  await sql`update interview_records set body = ${two?.body ?? ''} where id = ${two?.id ?? ''}`;
  expect((await verifyRecords(stage.db)).faults).toEqual([]);
});

test('every column of the list is there, with the row it is bound to', async () => {
  for (const { table, column, row } of Object.values(SEALED_FIELDS))
    await stage.inspector.sql.unsafe(`select x.${column}, ${row} from ${table} x limit 0`);
});

test('a machine without the keys is turned away, before it seals with its own', async () => {
  const now = stage.clock.now();
  expect(await noteKeys(stage.db, testKeys, now)).toMatchObject({ ok: true });
  const stranger = openFieldKeys(join(dir, 'stranger'), []);
  const missing = [testKeys.current().id];
  expect(await noteKeys(stage.db, stranger, now)).toEqual({ ok: false, missing });
  expect(stranger.ids()).toEqual([]);
});

test('rotation seals everything anew, also what was never sealed; it goes on where it was stopped', async () => {
  const { inspector, ownerUrl } = stage;
  const { sql } = inspector;
  const now = stage.clock.now();
  const [plain] = await sql<{ id: string }[]>`
    insert into relations (id, person_id, relative_id, kind, declared_by, declared_at)
    select uuidv7(), s.id, o.id, 'spouse', o.id, ${now} from people s, people o where s.staff_no = 'QS-020' and o.staff_no = 'QS-021' returning id`;
  expect(await makeKey(stage.db, testKeys, now)).toEqual({ ok: false });
  const before = await listKeys(stage.db, testKeys);
  expect(before.plain).toBeGreaterThanOrEqual(1);
  // A key that is added behind the old one in the environment.
  const both = openFieldKeys('', [FIELD_KEYS, Buffer.alloc(32, 'a newer key').toString('base64')]);
  expect(await noteKeys(stage.db, both, now)).toMatchObject({ ok: true });
  const stopped = reseal(ownerUrl, both, now, () => {
    throw new Error('stopped');
  });
  await expect(stopped).rejects.toThrow('stopped');
  const { done, left } = await reseal(ownerUrl, both, now);
  expect(done).toBeGreaterThan(0);
  expect(left).toBe(0);
  expect(await reseal(ownerUrl, both, now)).toEqual({ done: 0, left: 0 });
  const after = await listKeys(stage.db, both);
  expect(after).toMatchObject({ plain: 0 });
  expect(after.keys.find(({ isCurrent }) => isCurrent)?.values).toBe(
    before.plain + before.keys.reduce((sum, { values }) => sum + values, 0),
  );
  expect(after.keys.find(({ id }) => id === testKeys.current().id)?.values).toBe(0);

  const rotated = openDatabase({ url: stage.appUrl, keys: both });
  try {
    expect((await verifyRecords(rotated.db)).faults).toEqual([]);
    const [row] = await sql<{ kind: string }[]>`select kind from relations where id = ${plain?.id ?? ''}`;
    expect(row?.kind).toMatch(/^v1:/);
    const own = await findOwnObjections(rotated.db, await stage.inspector.personId('QS-018'), {
      offset: 0,
      limit: 9,
    });
    expect(own.rows[0]?.text).toBe(`${SECRET}一`);
  } finally {
    await rotated.close();
  }
});
