import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { correctNotice, withdrawNotice } from '../../src/domain/notices/amend-notice.ts';
import { findActor } from '../../src/domain/people/find-actor.ts';
import { packCallback } from '../../src/messages/callback-data.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { BRANCH_SECRETARY, CADRE, OTHER_CADRE, SECRETARY, startReceipts, TEXT } from './receipts-stage.ts';

let stage: Awaited<ReturnType<typeof startReceipts>>;
let cadre: BotPerson;
let other: BotPerson;
let secretary: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  [cadre, other, secretary] = [stage.person(CADRE), stage.person(OTHER_CADRE), stage.person(SECRETARY)];
});
afterAll(() => stage.close());

const answersOf = async (noticeId: string): Promise<string[]> =>
  (
    await stage.inspector.sql<{ state: string }[]>`
      select state from acknowledgements where notice_id = ${noticeId} order by at, person_id`
  ).map(({ state }) => state);
const author = async () => {
  const found = await findActor(stage.db, SECRETARY, stage.clock.now());
  if (!found) throw new Error('the secretary is bound');
  return found;
};
const correct = async (id: string, text: string) => {
  await correctNotice(stage.db, await author(), { id, text, html: null }, stage.clock.now());
  await stage.deliver();
};

describe('a notice as its recipient has it', () => {
  test('says until when, and has the buttons of its kind', async () => {
    await stage.notice();
    const text = await stage.newest(CADRE);
    expect(text).toContain('请于 11 月 30 日（周一）18:00 前确认，还有 5 天');
    expect(text).toContain(TEXT);
    expect(await cadre.buttons()).toEqual(['收到', '有疑问']);
    await stage.notice({ kind: 'activity' });
    expect(await cadre.buttons()).toEqual(['收到', '有疑问', '不能参加']);
    await stage.notice({ kind: 'information', deadlineWorkingDays: null, text: '情况通报：道路已修好。' });
    expect(await stage.newest(CADRE)).toContain('道路已修好');
    const { messages } = await cadre.chat();
    expect(messages.at(-1)?.buttons).toEqual([]);
  });

  test('is confirmed by a press, in place, and a second press changes nothing', async () => {
    const id = await stage.notice();
    const data = await cadre.dataOf('收到');
    const pressed = await cadre.press('收到');
    expect(pressed.text).toContain('✓ 您已确认收到');
    expect(pressed.calls.map(({ method }) => method)).toContain('editMessageText');
    await cadre.pressData(data);
    expect(await answersOf(id)).toEqual(['understood']);
  });

  test('opened from the list counts as seen, and stays to be confirmed', async () => {
    const id = await stage.notice({ text: '请查收：列表里的通知。' });
    await cadre.send('/notices');
    const opened = await cadre.press('1. 请查收：列表里的通知。');
    expect(opened.text).toContain('列表里的通知');
    expect(await answersOf(id)).toEqual(['seen']);
    expect((await cadre.send('/notices')).text).toContain('1. 请查收：列表里的通知。 · 待确认');
    await cadre.press('1. 请查收：列表里的通知。');
    await cadre.press('收到');
    expect(await answersOf(id)).toEqual(['understood']);
  });

  test('tells the author who cannot attend', async () => {
    await stage.notice({ kind: 'activity', text: '周四上午开会。' });
    expect((await cadre.press('不能参加')).text).toContain('✓ 已告诉发送人您不能参加');
    await stage.deliver();
    expect(await stage.newest(SECRETARY)).toContain('青石第一村 林例平：不能参加');
  });
});

describe('a notice with a question', () => {
  const check = { question: '值守从几点开始？', options: ['18:00', '20:00'], answer: 1 };

  test('is confirmed by the right answer; a wrong one is told what was meant, and tries again', async () => {
    const id = await stage.notice({ check });
    const text = await stage.newest(CADRE);
    expect(text).toContain('A. 18:00\nB. 20:00');
    expect(await cadre.buttons()).toEqual(['A', 'B', '有疑问']);
    const wrong = await cadre.press('A');
    expect(wrong.text).toContain('您选的是「A. 18:00」。通知的意思是「B. 20:00」，请再看一眼');
    expect(await answersOf(id)).toEqual(['seen']);
    expect((await cadre.press('B')).text).toContain('✓ 您已确认收到');
    expect(await answersOf(id)).toEqual(['understood']);
  });

  test('cannot be confirmed by a button that it does not have', async () => {
    const id = await stage.notice({ check });
    const forged = (await cadre.dataOf('A'))
      .replace('notice.check', 'notice.answer')
      .replace(/:0:1$/, ':understood:1');
    await cadre.pressData(forged);
    expect(await answersOf(id)).toEqual([]);
  });
});

describe('a notice that changed', () => {
  test('is read in the new words before it is confirmed', async () => {
    const id = await stage.notice();
    const old = await cadre.dataOf('收到');
    await other.press('收到');
    await correct(id, '值守改到明晚 18:00。');
    // As a press that was on its way while the message was edited.
    const pressed = await cadre.pressData(old);
    expect(pressed.text).toContain('这条通知刚更正过');
    expect(await answersOf(id)).toEqual(['understood']);
    expect((await cadre.press('收到')).text).toContain('✓ 您已确认收到');

    const { messages } = await other.chat();
    expect(messages.at(-1)?.text).toContain('更正通知');
    expect(messages.at(-1)?.text).toContain('您确认的是第 1 版');
    expect((await other.press('收到')).text).toContain('✓ 您已确认收到');
    const versions = await stage.inspector.sql<{ version: number }[]>`
      select version from acknowledgements where notice_id = ${id}`;
    expect(versions.map(({ version }) => version)).toEqual([2, 2]);
  });

  test('by being withdrawn says so wherever it is looked at', async () => {
    const id = await stage.notice({ text: '撤回前的内容。' });
    const old = await cadre.dataOf('收到');
    await withdrawNotice(stage.db, await author(), id, stage.clock.now());
    const pressed = await cadre.pressData(old);
    expect(pressed.text).toContain('通知已撤回');
    await stage.deliver();
    expect((await other.chat()).messages.at(-1)?.text).toContain('不要按它办理');
    expect(await answersOf(id)).toEqual([]);
  });
});

describe('a question to the author', () => {
  test('goes there and back in one chat each, and ends in "understood"', async () => {
    const id = await stage.notice();
    expect((await cadre.press('有疑问')).text).toContain('请把疑问写成一条消息发出来');
    expect((await cadre.send('手机 13812345678 可以吗')).text).toContain('手机号码');
    expect((await cadre.send('值守几点开始？')).text).toContain('已转给发送人');
    expect(await answersOf(id)).toEqual(['question']);
    await stage.deliver();
    expect(await stage.newest(SECRETARY)).toContain('青石第一村 林例平 有疑问');
    expect(await secretary.buttons()).toEqual(['回复', '看回执']);
    // The receipts come beside the question, which stays to be answered.
    const receipts = await secretary.press('看回执');
    expect(receipts.calls.map(({ method }) => method)).toEqual(['sendMessage', 'answerCallbackQuery']);
    expect((await secretary.chat()).messages.at(-2)?.text).toContain('林例平 有疑问');

    expect((await secretary.press('回复')).text).toContain('对方说：「值守几点开始？」');
    expect((await secretary.send('晚上八点。')).text).toContain('已回复 林例平');
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain('刘试芳 的回复');
    expect(await stage.newest(CADRE)).toContain('晚上八点。');
    expect(await cadre.buttons()).toEqual(['回复', '已明白']);
    const done = await cadre.press('已明白');
    expect(done.text).toContain('晚上八点。');
    expect(done.text).toContain('✓ 您已确认收到');
    expect(await answersOf(id)).toEqual(['understood']);
  });

  test('is asked once, also when the update comes twice', async () => {
    const id = await stage.notice();
    await cadre.press('有疑问');
    await cadre.send('带什么工具？');
    await stage.restartBeforeMark();
    const [row] = await stage.inspector.sql<{ n: number }[]>`
      select count(*)::int as n from notice_messages where notice_id = ${id}`;
    expect(row?.n).toBe(1);
  });

  test('cannot be put into somebody else’s thread', async () => {
    const id = await stage.notice();
    const [victim] = await stage.inspector.sql<{ id: string }[]>`
      select person_id as id from telegram_accounts where telegram_id = ${BRANCH_SECRETARY}`;
    const reply = await cadre.pressData(packCallback('thread.reply', id, victim?.id ?? ''));
    expect(reply.text).toContain('按钮已经失效');
  });
});
