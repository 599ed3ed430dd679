import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { words } from '../loop/words.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { BOT } from '../support/bot.ts';
import { escapeHtml } from '../../src/messages/view.ts';
import { HOSTILE, kept } from './hostile-texts.ts';
import { BRANCH_SECRETARY, CADRE, OTHER_CADRE, SECRETARY, startReceipts } from './receipts-stage.ts';

const w = words.zh;

let stage: Awaited<ReturnType<typeof startReceipts>>;
let branch: BotPerson;
let cadre: BotPerson;
let other: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  branch = stage.person(BRANCH_SECRETARY);
  cadre = stage.person(CADRE);
  other = stage.person(OTHER_CADRE);
});
afterAll(() => stage.close());

const at = (time: string) => stage.clock.set(`2026-11-27T${time}+08:00`);

/** Goes through the wizard to its end. */
async function plan(title: string, time = '11-27 15:00'): Promise<string> {
  stage.clock.set('2026-11-25T10:00:00+08:00');
  await branch.send('/meetings');
  await branch.press(w.meetings.plan);
  await branch.press('主题党日');
  await branch.press('青石第一村');
  await branch.send(title);
  await branch.send(time);
  await branch.send('120');
  const { text } = await branch.send('村委会二楼会议室');
  await branch.press(w.common.confirmSend);
  await stage.deliver();
  return text;
}

/** Opens the newest meeting as its organiser. */
async function open(): Promise<void> {
  await branch.send('/meetings');
  await branch.press('1');
}
const codeOf = (text: string): string => /<code>(\d{4})<\/code>/.exec(text)?.[1] ?? '';

describe('an organiser', () => {
  test('plans a meeting: sees for how many and by which article, and everybody is told with a calendar file', async () => {
    const preview = await plan('学习党纪处分条例');
    expect(preview).toContain('通知：青石第一村 6 人，其中 1 人无法送达，请当面告知');
    expect(preview).toContain('依据：《中国共产党党员教育管理工作条例》第十六条');
    expect(preview).toContain(
      '<b>主题党日：学习党纪处分条例</b>\n时间：11 月 27 日（周五）15:00，约 120 分钟',
    );
    expect(preview).toContain('到会计 2 学时（集中学习培训）。');
    expect((await branch.chat()).messages.at(-1)).toBeDefined();
    const { messages } = await stage.client.chat(BOT, CADRE);
    const told = messages.findLast((message) => message.from === 'bot');
    expect(told?.caption).toContain('主题党日：学习党纪处分条例\n时间：11 月 27 日（周五）15:00');
    expect(JSON.stringify(told)).toContain('meeting.ics');
    expect(await cadre.buttons()).toEqual(['我到了', '不能参加', '加入日历', '返回']);
  });

  test('cannot show the code an hour and more before, nor close what has not begun', async () => {
    at('13:59:00');
    await open();
    expect((await branch.press(w.meetings.room)).text).toContain(w.meetings.tooEarly(60));
    expect((await branch.press(w.meetings.close)).text).toContain(w.meetings.notBegun);
  });

  test('shows a code that changes, and those in the room type it, by the command or the button', async () => {
    at('15:00:10');
    await open();
    const first = codeOf((await branch.press(w.meetings.room)).text);
    expect((await cadre.send(`/here ${first}`)).text).toContain('✅ 已签到：学习党纪处分条例');
    at('15:01:05');
    const shown = (await branch.press(w.common.refresh)).text;
    expect(codeOf(shown)).not.toBe(first);
    expect(shown).toContain('已到 1/6');
    await other.send('/meetings');
    await other.press('1');
    await other.press(w.meetings.here);
    expect((await other.send('abc')).text).toContain(w.meetings.codeProblem('abc', 4));
    expect((await other.send(first)).text).toContain('✅ 已签到：学习党纪处分条例');
    at('15:02:00');
    expect((await stage.person(5_000_021).send(`/here ${first}`)).text).toContain(w.meetings.codeWrong);
    expect((await cadre.send('/here')).text).toContain(w.meetings.hereUsage);
  });

  test('ticks those without a phone on the list, excuses others, and each press is there at once', async () => {
    at('15:10:00');
    await open();
    const roll = await branch.press(w.meetings.roll);
    expect(roll.text).toContain('应到 6，到会 2，请假 0');
    await branch.press('罗试青');
    expect(await branch.buttons()).toContain('✓ 罗试青');
    await branch.press('郑例立');
    await branch.press('郑例立');
    expect(await branch.buttons()).toContain('郑例立');
    await branch.press(w.meetings.excuse);
    await branch.press('梁样红');
    await branch.press('病假');
    expect(await branch.buttons()).toContain('梁样红（假）');
  });

  test('closes it: who was there has the hours, confirmed where the organiser did not write them', async () => {
    at('17:00:00');
    await open();
    const ask = await branch.press(w.meetings.close);
    expect(ask.text).toContain('应到 6，到会 3，请假 1，缺席 2');
    const closed = await branch.press(w.meetings.close);
    expect(closed.text).toContain(w.meetings.given(3, 2));
    expect((await other.send('/hours')).text).toContain('已确认 18');
    const secretary = stage.person(SECRETARY);
    await secretary.send('/hours');
    const [label = ''] = (await secretary.buttons()).filter((it) => it.startsWith('待我确认'));
    await secretary.press(label);
    const { text } = await secretary.chat().then(({ messages }) => messages.at(-1) ?? { text: '' });
    expect(text).toContain('罗试青');
  });

  test('corrects with a reason afterwards, never silently, and not their own', async () => {
    await open();
    const list = await branch.press(w.meetings.fix);
    expect(list.text).toMatch(/郑例立 · 缺席/);
    const n = /(\d)\. 郑例立/.exec(list.text)?.[1] ?? '';
    expect((await branch.press(n)).text).toContain('现在记为：缺席');
    expect((await branch.press('漏记到会')).text).toContain('现在记为：到会（漏记到会）');
    await stage.deliver();
    expect(await stage.newest(5_000_020)).toBe(
      '您的考勤已更正\n主题党日：学习党纪处分条例\n现在记为：到会（漏记到会）',
    );
    await branch.press(w.common.return);
    const own = /(\d)\. 何试敏/.exec((await branch.chat()).messages.at(-1)?.text ?? '')?.[1] ?? '';
    await branch.press(own);
    expect((await branch.press('漏记到会')).text).toContain(w.meetings.fixOwn);
  });
});

describe('who is expected', () => {
  test('sees their own attendance, and an objection reaches the organiser', async () => {
    const person = stage.person(5_000_021);
    await person.send('/meetings');
    const seen = await person.press('1');
    expect(seen.text).toContain('考勤：请假（病假）');
    await person.press(w.meetings.object);
    expect((await person.press(w.meetings.object)).text).toContain(w.meetings.objected);
    await stage.deliver();
    expect(await stage.newest(BRANCH_SECRETARY)).toContain('梁样红 认为考勤有误，请核实。');
    expect((await branch.press(w.meetings.fix)).text).toContain('更正考勤：梁样红');
  });

  test('says beforehand that they cannot come, in one of three words, and can take it back', async () => {
    await plan('党史学习', '11-28 15:00');
    await cadre.press(w.meetings.cannot);
    await cadre.press('事假');
    // The words stand under the calendar file.
    expect(await stage.newest(CADRE)).toContain('✓ 已告知不能参加：事假');
    await open();
    expect((await branch.chat()).messages.at(-1)?.text).toContain('应到 6，到会 0，请假 1');
    await cadre.press(w.meetings.canCome);
    expect(await stage.newest(CADRE)).toContain(w.meetings.hint);
  });

  test('gets the calendar file again on asking', async () => {
    const { calls } = await cadre.press(w.meetings.calendar);
    expect(calls.map(({ method }) => method)).toContain('sendDocument');
  });

  test('hears that it moved, and that it is off', async () => {
    await open();
    await branch.press(w.meetings.move);
    await branch.send('11-29 9:00');
    expect((await branch.press(w.common.confirmSend)).text).toContain('✅ 已改为 11 月 29 日（周日）09:00');
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain(
      '会议改了时间\n主题党日：党史学习\n时间：11 月 29 日（周日）09:00',
    );
    await open();
    await branch.press(w.meetings.cancel);
    expect((await branch.press(w.meetings.cancel)).text).toContain('已取消');
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain('原定 11 月 29 日（周日）09:00，不再举行，您不需要前往。');
  });

  test('has no way to the organiser’s side', async () => {
    await cadre.send('/meetings');
    expect(await cadre.buttons()).not.toContain(w.meetings.held);
    for (const data of ['meeting.new', 'meeting.list:held:0'])
      expect((await cadre.pressData(data)).text).toContain(w.common.notAllowed);
  });
});

test('what is typed is stored and shown as it was written, or refused', async () => {
  // A line that fits, each of another sort.
  for (const text of Object.values(HOSTILE)
    .filter((it) => it.length < 60)
    .slice(0, 6)) {
    await branch.send('/meetings');
    await branch.press(w.meetings.plan);
    await branch.press('支部党员大会');
    await branch.press('青石第一村');
    if (!(await branch.sendRaw({ text })).text.includes(w.meetings.timeAsk)) {
      await branch.send('/cancel');
      continue;
    }
    await branch.send('11-29 15:00');
    await branch.send('60');
    const title = kept(text).trim().replace(/\s+/g, ' ');
    expect((await branch.send('x')).text).toContain(escapeHtml(title));
    await branch.press(w.common.confirmSend);
    const [row] = await stage.inspector.sql`select title from meetings order by id desc limit 1`;
    expect(row?.['title']).toBe(title);
  }
  await stage.deliver();
});

test('what is typed is shown as it was written', async () => {
  expect(await plan('<b>&amp;</b> "x"')).toContain('&lt;b&gt;&amp;amp;&lt;/b&gt; "x"');
  expect(await stage.newest(CADRE)).toContain('<b>&amp;</b> "x"');
});

test('in English it says the same', async () => {
  await branch.send('/language');
  await branch.press('English');
  await branch.send('/meetings');
  expect((await branch.chat()).messages.at(-1)?.text).toContain('Meetings held');
  await branch.send('/language');
  await branch.press('中文');
});
