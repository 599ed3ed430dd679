import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { regradeDue } from '../../src/domain/quizzes/regrade.ts';
import { words } from '../loop/words.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { answer, goOn, papersOf } from './papers.ts';
import { startReceipts } from './receipts-stage.ts';

const EDITOR = 5_000_002;
const ADMIN = 5_000_001;
const w = words.zh;
const c = w.corrections;

let stage: Awaited<ReturnType<typeof startReceipts>>;
let editor: BotPerson;
let admin: BotPerson;
let learner: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  editor = stage.person(EDITOR);
  admin = stage.person(ADMIN);
});
afterAll(() => stage.close());

const regrade = async () => {
  stage.clock.advance(120_000);
  const done = await regradeDue(stage.db, stage.pack, stage.clock.now());
  await stage.deliver();
  return done;
};

describe('a wrong key', () => {
  test('is corrected from a report by one person: the key, the explanation, the reason, what it touches', async () => {
    const papers = papersOf(stage);
    await papers.keepOnly('single');
    const [account = 0] = await papers.learners();
    learner = stage.person(account);
    await learner.send('/quiz');
    const items = await papers.items(account);
    for (const item of items) {
      const wrong = item.key[0] === 0 ? 1 : 0;
      await answer(learner, item, item.position === 4 ? [wrong] : item.key);
      if (item.position < 4) await goOn(learner);
    }
    await learner.press(w.reports.report);
    await learner.press('答案不对');
    await learner.press(w.reports.send);
    const [row] = await stage.inspector.sql<{ option: number; key: number }[]>`
      select s.chosen[1] as option, (v.answer->>0)::int as key from question_reports r
      join answers s on s.attempt_id = r.attempt_id and s.position = r.position
      join question_versions v on v.id = r.question_version_id`;
    await editor.send('/reports');
    await editor.press('1');
    const ask = await editor.press(c.fix);
    expect(ask.text).toContain(c.title);
    expect(ask.text).toContain('现在的答案：');
    expect((await editor.press('ABCD'[row?.key ?? 0] ?? '')).text).toContain(c.keyProblems['same']);
    expect((await editor.send('Z')).text).toContain(c.keyProblems['not-an-option']);
    expect((await editor.send('ABCD'[row?.option ?? 0] ?? '')).text).toContain('解析也要改吗？');
    await editor.send('条例第一条 <b>');
    const preview = await editor.send('原文第一条');
    expect(preview.text).toMatch(
      /改为：[^]+解析：条例第一条 &lt;b&gt;\n依据：原文第一条\n涉及 \d+ 人的 \d+ 次作答/,
    );
    expect((await editor.press(w.common.submit)).text).toBe(c.proposed);
    await editor.press(c.goOn);
    expect(await editor.buttons()).toEqual(['1', c.tab(1), w.flagged.tab(0), w.doubtful.tab(0)]);
    await editor.press(c.tab(1));
    expect((await editor.press('1')).text).toContain(c.problems['own']);
    expect(await editor.buttons()).toEqual([w.common.return]);
  });

  test('is approved by another, who sees how many it touches before', async () => {
    await stage.deliver();
    expect(await stage.newest(ADMIN)).toMatch(/^📝 一道题的答案等您批准更正\n[^]+提出人：李试秋$/);
    const look = await admin.press(c.look);
    expect(look.text).toMatch(/涉及 \d+ 人的 \d+ 次作答/);
    expect(await admin.buttons()).toEqual([w.common.return, c.reject, c.approve]);
    const confirm = await admin.press(c.approve);
    expect(confirm.text).toMatch(/^<b>批准这条更正？<\/b>[^]+涉及 \d+ 人的 \d+ 次作答[^]+不能撤回。$/);
    const data = await admin.dataOf(c.approveNow);
    expect((await admin.press(c.approveNow)).text).toBe(c.approved);
    expect((await admin.pressData(data)).text).not.toContain(w.common.stale);
    await stage.deliver();
    expect(await stage.newest(EDITOR)).toMatch(/^您提出的答案更正已批准/);
    expect(await stage.newest(learner.id)).toContain('核对结果：答案有误，已经更正。');
    expect((await admin.send('/reports')).text).toBe(c.listEmpty);
  });

  test('is graded again, and each person hears before and after, the answer and its source, once', async () => {
    const done = await regrade();
    expect(done).toMatchObject({ corrections: 1 });
    expect(done.attempts).toBeGreaterThan(0);
    const text = await stage.newest(learner.id);
    expect(text).toMatch(
      /^一道题的答案更正了，您的成绩已重新计算\n题目：[^]+\n正确答案：[A-D]\. [^]+\n依据：/,
    );
    expect(text).toContain('每日一题 11 月 25 日（周三）：答对 4/5 → 5/5（80% → 100%）');
    expect((await learner.press(w.common.source)).text).toMatch(/—— 答对了[^]+条例第一条 &lt;b&gt;/);
    expect((await learner.press(c.seeResult)).text).toContain('5 题答对 5 题');
    expect(await regrade()).toEqual({ corrections: 0, attempts: 0, entries: 0, told: 0 });
  });

  test('that was not wrong is sent back with a reason, and may be proposed anew', async () => {
    const papers = papersOf(stage);
    const [account = 0] = await papers.learners();
    const other = stage.person(account);
    await other.send('/quiz');
    const [item] = await papers.items(account);
    if (!item) throw new Error('the paper is empty');
    await answer(other, item, item.key);
    await other.press(w.reports.report);
    await other.press('答案不对');
    await other.press(w.reports.send);
    await editor.send('/reports');
    await editor.press('1');
    await editor.press(c.fix);
    const letters = (await editor.buttons()).filter((label) => /^[A-D]$/.test(label));
    for (const letter of letters) if ((await editor.press(letter)).text.includes('解析也要改吗')) break;
    await editor.press(c.keep);
    await editor.send('x');
    await editor.press(w.common.submit);
    await stage.deliver();
    await admin.press(c.look);
    await admin.press(c.reject);
    expect((await admin.send('原文如此')).text).toBe(c.rejected);
    await stage.deliver();
    expect(await stage.newest(EDITOR)).toMatch(/^您提出的答案更正被退回[^]+原因：原文如此$/);
    await editor.send('/reports');
    await editor.press('1');
    expect((await editor.press(c.fix)).text).toContain(c.title);
    await editor.send('/cancel');
  });
});
