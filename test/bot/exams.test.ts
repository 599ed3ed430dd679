import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endOverdue } from '../../src/domain/quizzes/end-attempt.ts';
import { remindExams } from '../../src/domain/exams/remind-exams.ts';
import { words } from '../loop/words.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { BRANCH_SECRETARY, CADRE, OTHER_CADRE, SECRETARY, startReceipts } from './receipts-stage.ts';

const w = words.zh;
const d = w.examDesk;
const START = '2026-11-25T10:00:00+08:00';
const MINUTE = 60_000;

let stage: Awaited<ReturnType<typeof startReceipts>>;
let secretary: BotPerson;
let cadre: BotPerson;
let branch: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  secretary = stage.person(SECRETARY);
  cadre = stage.person(CADRE);
  branch = stage.person(BRANCH_SECRETARY);
});
afterAll(() => stage.close());

/** Calls an exam about the Party Constitution for the first village and has everybody told; returns what was previewed. */
async function call(opens = d.now, closes = '11-27 18:00'): Promise<string> {
  await secretary.send('/exam');
  await secretary.press(d.call);
  await secretary.press('党章');
  await secretary.press(d.itemsButton(10));
  await secretary.press(d.minutesButton(15));
  await (opens === d.now ? secretary.press(d.now) : secretary.send(opens));
  await secretary.send(closes);
  await secretary.press('青石第一村');
  const { text } = await secretary.press(w.common.next);
  await secretary.press(w.common.confirmSend);
  await stage.deliver();
  return text;
}
const LETTERS = 'ABCDEFGHIJK';
/** The places of the right options of the open attempt's question, where it has options. */
async function keyOf(person: BotPerson, position: number) {
  const [row] = await stage.inspector.sql<{ type: string; key: number[] }[]>`
    select v.type, coalesce((select jsonb_agg(array_position(i.option_order, o.x::int) - 1 order by n)
        from jsonb_array_elements_text(v.answer) with ordinality as o(x, n)), '[]'::jsonb) as key
    from telegram_accounts c join papers p on p.person_id = c.person_id join attempts a on a.paper_id = p.id
    join quizzes q on q.id = p.quiz_id and q.preset = 'exam' join paper_items i on i.paper_id = p.id
    join question_versions v on v.id = i.question_version_id
    where c.telegram_id = ${person.id} and i.position = ${position} order by a.started_at desc, a.id desc limit 1`;
  if (!row) throw new Error('nothing is asked');
  return row;
}
const onlySingle = (only: boolean) => stage.inspector.sql`
  update questions q set status = case when ${!only} or exists (select 1 from question_versions v where v.question_id = q.id and v.type = 'single')
    then 'published' else 'retired' end`;
/** Answers the first `n` questions rightly, going on after each. */
async function answer(person: BotPerson, n: number): Promise<void> {
  for (let position = 0; position < n; position += 1) {
    const { key } = await keyOf(person, position);
    await person.press(LETTERS[key[0] ?? 0] ?? '');
    if (position + 1 < n) await person.press(w.quizzes.nextQuestion);
  }
}
async function handIn(person: BotPerson) {
  await person.press(w.quizzes.handIn);
  return person.press(w.quizzes.handInNow);
}
const sent = async (user: number, title: string) =>
  (await stage.client.calls(0)).filter(
    ({ params: { chat_id: chat, text } }) =>
      Number(chat) === user && typeof text === 'string' && text.includes(title),
  );

describe('an exam', () => {
  test('is previewed with exactly what will happen, told, entered by its rules, and begun by a second press', async () => {
    await onlySingle(true);
    const preview = await call();
    expect(preview).toContain('<b>请确认考试</b>\n正式考试 · 党章，10 题，限时 15 分钟');
    expect(preview).toContain('时间：确认后立即开始 到 11 月 27 日（周五）18:00\n参加：青石第一村，');
    expect(preview).toContain('得分 60% 为合格，只有一次机会，第一次成绩记入学习档案。');
    const told = await stage.newest(CADRE);
    expect(told).toContain(
      '📝 正式考试 · 党章\n请在 11 月 27 日（周五）18:00 前完成，还有 2 天\n10 题，限时 15 分钟',
    );
    expect((await sent(CADRE, '正式考试 · 党章')).at(-1)?.params['protect_content']).toBeTruthy();
    const rules = await cadre.press(w.exams.enter);
    expect(rules.text).toContain(w.exams.rules.clock);
    expect(rules.text).toContain('答案和依据在 11 月 27 日（周五）18:00 后可看');
    expect(await cadre.buttons()).toEqual([w.common.return, w.exams.begin]);
    expect(await stage.inspector.count('papers')).toBe(await papersBefore());
    const first = await cadre.press(w.exams.begin);
    expect(first.text).toContain(w.quizzes.title('正式考试 · 党章', 1, 10));
    expect(
      first.calls.filter(({ method }) => method === 'sendMessage').at(-1)?.params['protect_content'],
    ).toBeTruthy();
  });

  test('is gone on with after a restart, keeps its deadline, and takes a press of the last second', async () => {
    const [before] = await stage.inspector.sql`
      select a.deadline_at from attempts a join papers p on p.id = a.paper_id join quizzes q on q.id = p.quiz_id where q.preset = 'exam'`;
    await answer(cadre, 4);
    await stage.restartBeforeMark();
    await cadre.send('/exams');
    expect((await cadre.press('1')).text).toContain(w.exams.underWay('11 月 25 日（周三）10:15'));
    const resumed = await cadre.press(w.exams.goOn);
    expect(resumed.text).toContain(w.quizzes.title('正式考试 · 党章', 4, 10));
    stage.clock.advance(15 * MINUTE - 1_000);
    const { key } = await keyOf(cadre, 4);
    await cadre.press(w.quizzes.nextQuestion);
    await cadre.press(LETTERS[key[0] ?? 0] ?? '');
    expect(await cadre.buttons()).toContain(`✓ ${LETTERS[key[0] ?? 0] ?? ''}`);
    const [after] = await stage.inspector.sql`
      select a.deadline_at from attempts a join papers p on p.id = a.paper_id join quizzes q on q.id = p.quiz_id where q.preset = 'exam'`;
    expect(after).toEqual(before);
    stage.clock.advance(1_000);
    const late = await cadre.pressData((await cadre.dataOf('A')).replace(/:\d+$/, ':3'));
    expect(late.shown).toEqual([w.quizzes.over]);
  });

  test('whose time ran out is handed in, and its person hears what counts', async () => {
    stage.clock.advance(MINUTE);
    expect(await endOverdue(stage.db, stage.clock.now())).toBe(1);
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain(
      '考试时间到，已自动交卷\n正式考试 · 党章\n10 题中已作答 5 题',
    );
    const result = await cadre.press(w.quizzes.seeResult);
    expect(result.text).toContain('得分 50%，60% 为合格。\n这次没有达到合格线。');
    expect(result.text).toContain(w.quizzes.timeOver);
    expect(result.text).toContain('答案和依据在 11 月 27 日（周五）18:00 截止后可以查看。');
    expect(await cadre.buttons()).not.toContain(w.quizzes.seeWrong);
    expect(
      (await cadre.pressData((await cadre.dataOf(w.common.return)).replace('exam.list', 'quiz.wrong:x')))
        .shown,
    ).toEqual([w.common.stale]);
  });

  test('once it has closed shows answers and articles, and cannot be begun', async () => {
    stage.clock.set('2026-11-27T18:00:00+08:00');
    await cadre.send('/exams');
    const result = await cadre.press('1');
    expect(await cadre.buttons()).toContain(w.quizzes.seeWrong);
    expect(result.text).not.toContain('截止后可以查看');
    await cadre.press(w.quizzes.seeWrong);
    const other = stage.person(OTHER_CADRE);
    await other.send('/exams');
    expect((await other.press('1')).text).toContain('考试已于 11 月 27 日（周五）18:00 截止，您没有参加。');
    expect(await other.buttons()).toEqual([w.common.return]);
    stage.clock.set(START);
  });

  test('that was passed gives a certificate, which anybody can verify', async () => {
    await branch.send('/exams');
    await branch.press('1');
    await branch.press(w.exams.begin);
    await answer(branch, 8);
    const result = await handIn(branch);
    expect(result.text).toContain(w.quizzes.passed);
    const { calls } = await branch.press(w.exams.certificate);
    const file = calls.find(({ method }) => method === 'sendDocument');
    const code = /<code>([0-9A-Z]{5}-[0-9A-Z]{5})<\/code>/.exec(String(file?.params['caption']))?.[1] ?? '';
    expect(code).not.toBe('');
    const again = await branch.press(w.exams.certificate);
    expect(again.calls.some(({ params }) => String(params['caption']).includes(code))).toBe(true);
    const verified = await cadre.send(`/verify ${code.toLowerCase()}`);
    expect(verified.text).toContain('✅ <b>证书有效</b>\n姓名：何试敏');
    expect(verified.text).toContain('考试：正式考试 · 党章');
    expect(verified.text).not.toMatch(/%/u);
    expect((await cadre.send('/verify')).text).toBe(w.certificates.ask);
    expect((await cadre.send('/verify ABCDE-ABCDE')).text).toBe(w.certificates.unknown);
    expect((await cadre.send('/verify hello')).text).toBe(w.certificates.notACode('hello'));
  });

  test('is followed by its caller in shares, by names only on demand, and taken along without marks', async () => {
    await secretary.send('/exam');
    const board = await secretary.press('1');
    expect(board.text).toMatch(/应考 \d+ 人，已开始 2，已交卷 2/u);
    expect(board.text).toContain(d.board.foot);
    expect(board.text).toContain('合格率在 11 月 27 日（周五）18:00 截止后显示。');
    expect(board.text).not.toContain('何试敏');
    const names = await secretary.press(d.board.names);
    expect(names.text).toContain('高样田 · ');
    expect(names.text).not.toContain('林例平');
    await secretary.press(w.common.return);
    expect((await secretary.press(d.board.export)).text).toContain(d.purposeAsk);
    const { calls } = await secretary.press(d.purposes['archive'] ?? '');
    const file = calls.find(({ method }) => method === 'sendDocument');
    expect(String(file?.params['caption'])).toContain('完成情况，共');
    const [log] = await stage.inspector.sql`select purpose from access_log where action = 'exams.export'`;
    expect(log).toEqual({ purpose: 'archive' });
    await onlySingle(false);
  });
});

describe('a change', () => {
  test('for some people is told to them without its reason, and counts', async () => {
    await onlySingle(true);
    await call('11-26 09:00', '11-28 18:00');
    await secretary.press(d.seeBoard);
    await secretary.press(d.board.adjust);
    const matched = await secretary.send('QS-018 高样田 谁也不是');
    expect(matched.text).toContain('<b>可以调整：2 人</b>\n不能调整：1 个\n谁也不是：名单里没有此人');
    await secretary.press(d.adjust.minutes);
    await secretary.press(d.minutesButton(20));
    const preview = await secretary.send('手骨折，打字慢');
    expect(preview.text).toContain('为 2 人加时 20 分钟。\n原因：手骨折，打字慢');
    expect((await secretary.press(w.common.confirm)).text).toBe(d.adjust.done(2));
    await stage.deliver();
    const told = await stage.newest(CADRE);
    expect(told).toContain('您的考试安排有变');
    expect(told).toContain('10 题，限时 35 分钟');
    expect(told).not.toContain('骨折');
    await secretary.press(d.seeBoard);
    await secretary.press(d.board.extend);
    expect((await secretary.send('11-29 18:00')).text).toContain(
      '截止时间从 11 月 28 日（周六）18:00 改到 11 月 29 日（周日）18:00',
    );
    await secretary.press(w.common.confirm);
    await stage.deliver();
    expect(await stage.newest(OTHER_CADRE)).toContain('到 11 月 29 日（周日）18:00 之间完成');
  });

  test('before it opens can be that it is cancelled, which everybody hears', async () => {
    await secretary.press(d.seeBoard);
    const ask = await secretary.press(d.cancelExam);
    expect(ask.text).toContain('取消这场考试');
    expect((await secretary.press(d.cancelExam)).text).toContain('考试已取消');
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain('考试已取消\n正式考试 · 党章');
    await cadre.send('/exams');
    expect((await cadre.press('1')).text).toContain('考试已取消');
    await onlySingle(false);
  });

  test('a reminder comes in the digest, before the day it closes', async () => {
    await onlySingle(true);
    await call();
    stage.clock.set('2026-11-26T07:08:00+08:00');
    expect(await remindExams(stage.db, stage.pack, stage.clock.now())).toBeGreaterThan(0);
    stage.clock.set('2026-11-26T07:31:00+08:00');
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain('考试还没有完成');
    await cadre.press(w.exams.enter);
    expect(await cadre.buttons()).toEqual([w.common.return, w.exams.begin]);
    stage.clock.set(START);
    await onlySingle(false);
  });
});

/** Papers of anybody's exams: none before the first is begun. */
async function papersBefore(): Promise<number> {
  const [row] = await stage.inspector.sql<{ n: number }[]>`
    select count(*)::int as n from papers p join quizzes q on q.id = p.quiz_id where q.preset <> 'exam'`;
  return row?.n ?? -1;
}
