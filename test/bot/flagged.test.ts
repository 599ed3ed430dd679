import { afterAll, beforeAll, expect, test } from 'vitest';
import { supersedeDocument } from '../../src/domain/questions/supersede-document.ts';
import { plans } from '../support/plans.ts';
import { words } from '../loop/words.ts';
import { startReceipts } from './receipts-stage.ts';

const EDITOR = 5_000_002;
const ADMIN = 5_000_001;
const w = words.zh.flagged;
const { common } = words.zh;

let stage: Awaited<ReturnType<typeof startReceipts>>;
beforeAll(async () => void (stage = await startReceipts()));
afterAll(() => stage.close());

test('a superseded law: the editor is told, verifies a question, another approves; a second one is retired', async () => {
  const [editor, admin] = [stage.person(EDITOR), stage.person(ADMIN)];
  const title = '中华人民共和国村民委员会组织法';
  const [law] = await stage.inspector.sql<
    { version: string }[]
  >`select version from documents where title = ${title}`;
  const done = await supersedeDocument(
    stage.db,
    {
      old: { title, version: law?.version ?? '' },
      by: { title, version: '2026-11-01' },
      effectiveOn: '2026-11-01',
    },
    { pack: stage.pack, plans },
    stage.clock.now(),
  );
  if (!done.ok) throw new Error(done.problem);
  expect(done.cards).toBeGreaterThan(10);
  await stage.deliver();
  expect(await stage.newest(EDITOR)).toContain(
    `${done.questions} 道题待复核，${done.cards} 张学习卡随之停用`,
  );
  expect((await editor.press(w.look)).text).toContain(w.listTitle(done.questions));
  const { text } = await editor.press('1');
  expect(text).toMatch(
    /^<b>待复核<\/b> · [^]+原依据：《中华人民共和国村民委员会组织法》[^]+现行文件：《[^]+》2026-11-01$/,
  );
  await editor.press(w.right);
  await editor.press(w.samePlace);
  const preview = await editor.send('村民委员会每届任期 <五年>。');
  expect(preview.text).toContain('<blockquote>村民委员会每届任期 &lt;五年&gt;。</blockquote>');
  expect((await editor.press(common.submit)).text).toBe(w.proposed);
  await editor.press(w.goOn);
  expect((await editor.press('1')).text).toContain(w.own);
  expect(await editor.buttons()).toEqual([common.return]);

  await admin.send('/reports');
  expect((await admin.press(w.tab(done.questions))).text).toContain(`1. ${w.waits}`);
  expect((await admin.press('1')).text).toContain(w.proposedBy('李试秋'));
  const approve = await admin.dataOf(w.approve);
  expect((await admin.press(w.approve)).text).toBe(w.approved);
  expect((await admin.pressData(approve)).text).toBe(w.done);

  await editor.send('/reports');
  await editor.press(w.tab(done.questions - 1));
  await editor.press('1');
  expect((await editor.press(w.retire)).text).toContain('停用这道题？');
  expect((await editor.press(w.retireNow)).text).toBe(w.retired);
  const states = await stage.inspector.sql`
    select count(*) filter (where status = 'flagged')::int as flagged, count(*) filter (where status = 'retired')::int as retired from questions`;
  expect(states[0]).toEqual({ flagged: done.questions - 2, retired: 1 });
});
