import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { packCallback } from '../../src/messages/callback-data.ts';
import { table } from '../../src/messages/locales/zh/credit-documents.ts';
import { words } from '../loop/words.ts';
import { startBot } from '../support/bot.ts';
import type { BotStage } from '../support/bot.ts';
import { A } from './townships.ts';

// Each picture is made by a thread that has its fonts and libraries to load first.
vi.setConfig({ testTimeout: 120_000 });
const w = words.zh;

let stage: BotStage;
beforeAll(async () => {
  stage = await startBot();
});
afterAll(() => stage.close());

const files = (calls: { method: string; params: Record<string, unknown> }[]) =>
  calls.filter(({ method }) => method === 'sendPhoto' || method === 'sendDocument');
const log = (action: string) =>
  stage.inspector.sql<{ staffNo: string; purpose: string | null }[]>`
    select p.staff_no as "staffNo", l.purpose from access_log l join people p on p.id = l.subject_person_id
    where l.action = ${action} order by l.at, l.id`;

test("one's own file comes as a picture, which cannot be forwarded, without a trace", async () => {
  const cadre = stage.person(A.cadre);
  await cadre.send('/myfile');
  const { calls } = await cadre.press(w.credit.picture);
  const [photo] = files(calls);
  expect(photo).toMatchObject({ method: 'sendPhoto', status: 200 });
  expect(String(photo?.params['caption'])).toContain('（QS-018）· 廉政信用档案 · 2026 年第四季度');
  expect(String(photo?.params['protect_content'])).toBe('true');
  expect(await log('file.card')).toEqual([]);
});

test("somebody's file comes as a picture while the purpose holds, and leaves a trace each time", async () => {
  const supervisor = stage.person(A.supervisor);
  await supervisor.send('/file QS-018');
  await supervisor.press(w.credit.purposes['talk-preparation'] ?? '');
  const [photo] = files((await supervisor.press(w.credit.picture)).calls);
  expect(String(photo?.params['protect_content'])).toBe('true');
  expect(await log('file.card')).toEqual([{ staffNo: 'QS-018', purpose: 'talk-preparation' }]);
  const button = await supervisor.dataOf(w.credit.picture);
  stage.clock.advance(31 * 60_000);
  const late = await supervisor.pressData(button);
  expect(files(late.calls)).toEqual([]);
  expect(late.text).toContain(w.credit.purposes['talk-preparation'] === undefined ? '?' : '请选择用途');
  expect(await log('file.card')).toHaveLength(1);
});

test('nobody without the right gets one', async () => {
  const id = await stage.inspector.personId('QS-018');
  for (const account of [A.secretary + 4, 5_000_019]) {
    const { calls } = await stage.person(account).pressData(packCallback('file.card', id ?? ''));
    expect(files(calls)).toEqual([]);
  }
  expect(await log('file.card')).toHaveLength(1);
});

test('the whole file comes as a PDF to whose it is, and is not offered of anybody else', async () => {
  const cadre = stage.person(A.cadre);
  await cadre.send('/myfile');
  const [paper] = files((await cadre.press(w.credit.paper)).calls);
  expect(paper).toMatchObject({ method: 'sendDocument', status: 200 });
  expect(String(paper?.params['protect_content'])).toBe('true');
  const supervisor = stage.person(A.supervisor);
  await supervisor.send('/file QS-018');
  await supervisor.press(w.credit.purposes['talk-preparation'] ?? '');
  expect(await supervisor.buttons()).toContain(w.credit.picture);
  expect(await supervisor.buttons()).not.toContain(w.credit.paper);
});

test('the files of a scope come as a table for a purpose, each with a trace', async () => {
  const supervisor = stage.person(A.supervisor);
  await supervisor.send('/file');
  await supervisor.press(table.button);
  const [sheet] = files((await supervisor.press(w.credit.purposes['appointment'] ?? '')).calls);
  expect(sheet).toMatchObject({ method: 'sendDocument', status: 200 });
  const traces = await log('file.export-unit');
  expect(traces.length).toBeGreaterThan(10);
  expect(new Set(traces.map(({ staffNo }) => staffNo)).size).toBe(traces.length);
  expect(traces.map(({ staffNo }) => staffNo)).not.toContain('QS-007');
  expect(traces.map(({ staffNo }) => staffNo)).not.toContain('QS-046');
  expect(String(sheet?.params['caption'])).toContain(`${traces.length} 份档案`);
  await supervisor.send('/cancel');
  const { calls } = await stage.person(A.cadre).pressData('file.table:appointment');
  expect(files(calls)).toEqual([]);
});
