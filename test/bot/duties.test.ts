import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSheets } from '../../src/domain/duties/make-sheets.ts';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { BRANCH_SECRETARY, CADRE, OTHER_CADRE, SECRETARY, startReceipts } from './receipts-stage.ts';

const w = words.zh;
const d = w.duties;

let stage: Awaited<ReturnType<typeof startReceipts>>;
let cadre: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  cadre = stage.person(CADRE);
});
afterAll(() => stage.close());
const sql = () => stage.inspector.sql;
const make = () => makeSheets(stage.db, stage.pack, stage.clock.now());

test('everybody whose post has duties gets one sheet a quarter, and whoever is exempt none', async () => {
  const exempt = await stage.inspector.personId('QS-019');
  await sql()`insert into exemptions (id, person_id, reason, starts_on, ends_on) values (uuidv7(), ${exempt}, 'on-leave', '2026-11-01', '2026-12-10')`;
  expect((await cadre.send('/duties')).text).toBe(d.none);
  const made = await make();
  expect(made).toBeGreaterThan(50);
  expect(await make()).toBe(0);
  expect(await sql()`select 1 from duty_sheets where person_id = ${exempt}`).toHaveLength(0);
  const [row] = await sql()`
    select count(*)::int as sheets, count(distinct person_id)::int as people,
      (select count(*)::int from deliveries where kind = 'duties') as told,
      (select bool_and(n = 2) from (select count(*) as n from duty_items where n < 2 group by sheet_id) x) as both from duty_sheets`;
  expect(row).toEqual({ sheets: made, people: made, told: made, both: true });
  expect((await stage.person(OTHER_CADRE).send('/duties')).text).toBe(d.none);
});

test('a duty is marked as done with words, once also after a crash, and taken back until the quarter ends', async () => {
  const { text } = await cadre.send('/duties');
  expect(text).toContain('一岗双责 · 2026 年第四季度');
  expect(text).toContain('1. 【业务】');
  expect(text).toContain('2. 【廉政】');
  await cadre.press('2');
  const data = await cadre.dataOf(d.mark);
  await cadre.press(d.mark);
  expect((await cadre.send('已经逐条对照')).text).toBe(d.marked);
  await stage.restartBeforeMark();
  expect(await sql()`select 1 from duty_marks`).toHaveLength(1);
  expect((await cadre.send('/duties')).text).toContain('✓ 2. 【廉政】');
  // The old button shows how it stands, and asks for nothing again.
  expect((await cadre.pressData(data)).text).toContain('情况：已经逐条对照');
  const undo = await cadre.dataOf(d.undo);
  await cadre.pressTogether([undo, undo]);
  expect(
    (await sql()`select done from duty_marks order by at, id`).map(({ done }) => done as boolean),
  ).toEqual([true, false]);
  await cadre.pressData(data);
  await cadre.send('补充完成');
  const now = stage.clock.now();
  stage.clock.set('2027-01-01T09:00:00+08:00');
  expect((await cadre.pressData(undo)).shown).toEqual([w.common.stale]);
  expect((await cadre.send('/duties')).text).toBe(d.none);
  stage.clock.set(now.toISOString());
});

test('nobody marks the duty of somebody else', async () => {
  const [sheet] = await sql()<{ id: string }[]>`
    select id from duty_sheets where person_id = ${await stage.inspector.personId('QS-017')}`;
  for (const action of ['duty.open', 'duty.done', 'duty.undo', 'duty.file'])
    expect((await cadre.pressData(packCallback(action, sheet?.id ?? '', 0))).shown).toEqual([w.common.stale]);
});

test('whoever leads sees counts in the order of the names, and names of their own units only', async () => {
  const secretary = stage.person(SECRETARY);
  await secretary.send('/duties');
  const { text } = await secretary.press(d.overview);
  expect(text).toContain(d.unitsTitle);
  const names = [...text.matchAll(/^\d+\. (.+?)：/gmu)].map(([, name]) => name ?? '');
  expect(names.length).toBeGreaterThan(2);
  const [ordered] = await sql()<{ names: string[] }[]>`
    select array_agg(name order by name collate "zh-x-icu") as names from unnest(${names}::text[]) name`;
  expect(names).toEqual(ordered?.names);
  const [village, other] = await Promise.all(
    ['青石第一村', '白水乡'].map(
      async (name) =>
        (await sql()<{ id: string }[]>`select id from organisation_units where name = ${name}`)[0]?.id ?? '',
    ),
  );
  const { text: open } = await secretary.pressData(packCallback('duty.names', village ?? ''));
  expect(open).toContain('林例平：1 项');
  // On leave: neither counted nor named.
  expect(open).not.toContain('高样田');
  expect((await secretary.pressData(packCallback('duty.names', other ?? ''))).shown).toEqual([
    w.common.stale,
  ]);
  const branch = stage.person(BRANCH_SECRETARY);
  expect((await branch.pressData('duty.units:0')).text).toContain('1. 青石第一村');
  expect((await cadre.pressData('duty.units:0')).text).toContain(w.common.notAllowed);
});

test('no sheet is made in the last days of a quarter, and one is for the next', async () => {
  await sql()`delete from exemptions where reason = 'on-leave'`;
  stage.clock.set('2026-12-20T07:11:00+08:00');
  expect(await make()).toBe(0);
  stage.clock.set('2027-01-01T07:11:00+08:00');
  expect(await make()).toBeGreaterThan(50);
});
