import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { answer, papersOf } from './papers.ts';
import { startReceipts } from './receipts-stage.ts';

const EDITOR = 5_000_002;
const w = words.zh;

let stage: Awaited<ReturnType<typeof startReceipts>>;
let editor: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  editor = stage.person(EDITOR);
});
afterAll(() => stage.close());

/** Somebody with the first question of today's paper answered. */
async function learner(): Promise<BotPerson> {
  const papers = papersOf(stage);
  const [account = 0] = await papers.learners();
  const person = stage.person(account);
  await person.send('/quiz');
  const [item] = await papers.items(account);
  if (!item) throw new Error('the paper is empty');
  await answer(person, item, item.key);
  return person;
}

const reports = () => stage.inspector.sql`select * from question_reports order by created_at, id`;

describe('a mistake in a question', () => {
  test('is reported under the answer in a sentence, once, and reaches the editor', async () => {
    await papersOf(stage).keepOnly('single');
    const person = await learner();
    expect(await person.buttons()).toEqual([w.common.source, w.reports.report, w.quizzes.nextQuestion]);
    const begin = await person.dataOf(w.reports.report);
    expect((await person.press(w.reports.report)).text).toContain('这道题哪里有误？');
    await person.press('答案不对');
    expect((await person.send('条例写的是五年 <b>')).text).toBe(w.reports.reported);
    expect(await reports()).toMatchObject([{ kind: 'key', words: '条例写的是五年 <b>', state: 'open' }]);
    await person.pressData(begin);
    await person.press('其他');
    expect((await person.press(w.reports.send)).text).toBe(w.reports.reportedBefore);
    expect(await reports()).toHaveLength(1);
    await stage.deliver();
    expect(await stage.newest(EDITOR)).toMatch(
      /^📝 有人反映一道题有误\n[^]+\n反映：答案不对\n「条例写的是五年 <b>」$/,
    );
  });

  test('shows the editor the question, its key and source, nothing of the person, and no figures of few', async () => {
    const { text } = await editor.press(w.reports.look);
    expect(text).toMatch(
      /^<b>答案不对<\/b> · \S+\n「条例写的是五年 &lt;b&gt;」\n\n[^]+✓ [A-D]\. [^]+依据：[^]+<blockquote>/,
    );
    const [row] = await reports();
    const [{ name = '' } = {}] = await stage.inspector
      .sql`select name from people where id = ${String(row?.['reporter_id'])}`;
    expect(text).not.toContain(String(name));
    expect(await editor.buttons()).toEqual([
      w.reports.right,
      w.corrections.fix,
      w.reports.retire,
      w.common.return,
    ]);
    expect((await editor.press(w.common.return)).text).toContain('<b>题目有误的反映</b>（1 条）');
    const log = await stage.inspector
      .sql`select action from access_log where action like 'reports.%' order by at, id`;
    expect(log.map(({ action }) => String(action))).toEqual(['reports.read', 'reports.list']);
  });

  test('is answered in words, which the person gets once', async () => {
    const [row] = await reports();
    await editor.press('1');
    const right = await editor.dataOf(w.reports.right);
    await editor.press(w.reports.right);
    expect((await editor.send('见第十一条第二款')).text).toBe(w.reports.answered);
    expect((await editor.pressData(right)).text).toBe(w.reports.answeredBefore('题目没有错', '李试秋'));
    await stage.deliver();
    const [{ account } = { account: 0 }] = await stage.inspector.sql<{ account: number }[]>`
      select telegram_id::float8 as account from telegram_accounts where person_id = ${String(row?.['reporter_id'])} and revoked_at is null`;
    expect(await stage.newest(account)).toMatch(
      /^您反映的题目有答复了\n题目：[^]+\n核对结果：题目没有错。\n说明：见第十一条第二款$/,
    );
    expect((await editor.press(w.reports.goOn)).text).toBe(w.reports.listEmpty);
  });

  test('may retire the question, after a confirmation, and everybody who reported it hears so', async () => {
    const [first, second] = [await learner(), await learner()];
    for (const person of [first, second]) {
      await person.press(w.reports.report);
      await person.press('表述不清');
      await person.press(w.reports.send);
    }
    await stage.inspector.sql`
      update question_reports set question_version_id = (select question_version_id from question_reports where state = 'open' order by id limit 1)
      where state = 'open'`;
    expect((await editor.send('/reports')).text).toContain('（同题 2 条）');
    await editor.press('2');
    const data = await editor.dataOf(w.reports.retire);
    expect((await editor.press(w.reports.retire)).text).toContain('停用这道题？');
    expect((await editor.press(w.reports.retireNow)).text).toBe(w.reports.retiredDone);
    expect((await editor.pressData(data)).text).toContain('已停用');
    await stage.deliver();
    for (const person of [first, second]) expect(await stage.newest(person.id)).toContain('这道题已经停用');
    const retired = await stage.inspector.sql`
      select q.status from questions q join question_versions v on v.question_id = q.id
      join question_reports r on r.question_version_id = v.id where r.answer = 'retired'`;
    expect(retired.map(({ status }) => String(status))).toEqual(['retired', 'retired']);
  });

  test('cannot be reported before the key is shown, nor by anybody else', async () => {
    const person = await learner();
    const [attemptId = ''] = (await person.dataOf(w.reports.report)).split(':').slice(1);
    const before = await stage.inspector.count('question_reports');
    expect((await stage.person(5_000_019).pressData(`report.begin:${attemptId}:0`)).text).toBe(
      w.common.stale,
    );
    expect((await person.pressData(`report.begin:${attemptId}:1`)).text).toBe(w.common.stale);
    await person.pressData('quiz.start:mock');
    await person.press('A');
    expect(await person.buttons()).not.toContain(w.reports.report);
    const [exam] = await stage.inspector.sql<{ id: string }[]>`
      select a.id from attempts a join papers p on p.id = a.paper_id join quizzes q on q.id = p.quiz_id
      where q.preset = 'mock' and a.finished_at is null order by a.started_at desc limit 1`;
    expect((await person.pressData(packCallback('report.begin', exam?.id ?? '', 0))).text).toBe(
      w.common.stale,
    );
    expect(await stage.inspector.count('question_reports')).toBe(before);
  });

  test('can be reported from a study card as well', async () => {
    const person = stage.person(5_000_018);
    await person.send('/study');
    const submits = (await person.buttons()).includes(w.common.submit);
    await person.press('A');
    if (submits) await person.press(w.common.submit);
    await person.press(w.reports.report);
    await person.press('依据不对');
    expect((await person.press(w.reports.send)).text).toBe(w.reports.reported);
    expect((await reports()).at(-1)).toMatchObject({ kind: 'source', attempt_id: null });
  });

  test('is nothing that a cadre or an editor of a part of the county can retire', async () => {
    const [open] = await stage.inspector.sql<
      { id: string }[]
    >`select id from question_reports where state = 'open'`;
    expect((await stage.person(5_000_018).send('/reports')).text).toContain(w.common.notAllowed);
    const deputy = await stage.inspector.personId('QS-006');
    await stage.inspector.sql`update posts set roles = '{editor}' where person_id = ${deputy}`;
    const part = stage.person(5_000_006);
    await part.send('/reports');
    await part.press('1');
    expect(await part.buttons()).toEqual([w.reports.right, w.common.return]);
    expect((await part.pressData(packCallback('reports.retire-now', open?.id ?? ''))).text).toBe(
      w.common.stale,
    );
  });
});

test('in English it says the same', async () => {
  await editor.send('/language');
  await editor.press('English');
  const { text } = await editor.send('/reports');
  expect(text).toContain('<b>Reported questions</b> (1)');
  await editor.press('1');
  await editor.press('It is right');
  expect((await editor.send('See article 11')).text).toBe(words.en.reports.answered);
});
