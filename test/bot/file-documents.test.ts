import { afterAll, beforeAll, expect, test, vi } from 'vitest';
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

test('the whole file comes as a PDF to whose it is, and is not offered of anybody else', async () => {
  const cadre = stage.person(A.cadre);
  await cadre.send('/myfile');
  const [paper] = files((await cadre.press(w.credit.paper)).calls);
  expect(paper).toMatchObject({ method: 'sendDocument', status: 200 });
  expect(String(paper?.params['protect_content'])).toBe('true');
  const supervisor = stage.person(A.supervisor);
  await supervisor.send('/file QS-018');
  await supervisor.press(w.credit.purposes['routine-check'] ?? '');
  expect(await supervisor.buttons()).not.toContain(w.credit.paper);
});

test('everything that is held about somebody comes as a book to themselves, and is logged', async () => {
  const [book] = files((await stage.person(A.cadre).send('/mydata')).calls);
  expect(book).toMatchObject({ method: 'sendDocument', status: 200 });
  expect(String(book?.params['protect_content'])).toBe('true');
  expect(String(book?.params['caption'])).toContain('关于您的全部数据');
  expect(await log('data.export')).toEqual([{ staffNo: 'QS-018', purpose: null }]);
});

test('whoever has no file of their own gets none', async () => {
  for (const data of ['file.card', 'file.pdf']) {
    const { calls } = await stage.person(5_000_001).pressData(data);
    expect(files(calls)).toEqual([]);
  }
});
