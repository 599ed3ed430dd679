import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyseItems } from '../../src/domain/quizzes/analyse-items.ts';
import { words } from '../loop/words.ts';
import { startReceipts } from './receipts-stage.ts';

const EDITOR = 5_000_002;
const w = words.zh.doubtful;

let stage: Awaited<ReturnType<typeof startReceipts>>;
beforeAll(async () => void (stage = await startReceipts()));
afterAll(() => stage.close());

test('an editor looks at questions with doubtful figures, corrects one, and takes all of them along as a file', async () => {
  const editor = stage.person(EDITOR);
  await editor.send('/reports');
  expect((await editor.press(w.tab(0))).text).toBe(w.listEmpty);
  const done = await analyseItems(stage.db, stage.clock.now());
  expect(done.items).toBeGreaterThan(50);
  await stage.inspector.sql`
    update item_statistics set discrimination = -0.5, efficiency = -0.5 where question_version_id = (
      select s.question_version_id from item_statistics s join question_versions v on v.id = s.question_version_id
      where v.type = 'single' order by s.question_version_id limit 1)`;
  const { text } = await editor.pressData('doubtful.list:0');
  expect(text).toMatch(/^<b>数据可疑的题目<\/b>（\d+ 题）\n\n1\. 会的人反而答错 · /);
  const card = await editor.press('1');
  expect(card.text).toMatch(
    /^<b>题目数据<\/b> · \S+\n⚠ 会的人反而答错\n[^]+✓ [A-F]\. [^]+ · \d+ 人[^]+区分度 -0\.\d\d，区分效率 -\d\.\d\d/,
  );
  expect((await editor.press(words.zh.corrections.fix)).text).toContain(words.zh.corrections.title);
  await editor.send('/cancel');
  await editor.pressData('doubtful.list:0');
  const { calls } = await editor.press(w.export);
  expect(calls.find(({ method }) => method === 'sendDocument')?.params).toMatchObject({
    caption: w.caption(done.items),
    protect_content: true,
  });
  expect((await editor.press(w.quizzes)).text).toMatch(
    /^<b>测验数据<\/b>（\d+ 次）\n\n每日一题 2026-11-2\d：\d+ 人，平均 \d+%，一致性 /,
  );
  expect((await stage.person(5_000_001).pressData('doubtful.list:0')).text).toContain(
    words.zh.common.notAllowed,
  );
});
