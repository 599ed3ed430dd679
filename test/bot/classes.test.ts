import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askClassFeedback, remindClasses } from '../../src/domain/classes/remind-classes.ts';
import { words } from '../loop/words.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { BOT } from '../support/bot.ts';
import { BRANCH_SECRETARY, CADRE, OTHER_CADRE, SECRETARY, startReceipts } from './receipts-stage.ts';

const w = words.zh;
const THIRD = 5_000_020;
const FOURTH = 5_000_021;
const FIVE = [CADRE, OTHER_CADRE, THIRD, FOURTH, BRANCH_SECRETARY];

let stage: Awaited<ReturnType<typeof startReceipts>>;
let secretary: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  secretary = stage.person(SECRETARY);
});
afterAll(() => stage.close());

/** Goes through the wizard to its end. */
async function plan(title: string, seats: string): Promise<string> {
  await secretary.send('/classes');
  await secretary.press(w.classes.planNew);
  await secretary.press('青石第一村');
  await secretary.send(title);
  await secretary.send('票据、报账、村务公开');
  await secretary.send('11-27 9:00');
  await secretary.send('180');
  await secretary.send('镇文化站');
  await secretary.send(seats);
  await secretary.send('11-26 18:00');
  const { text } = await secretary.send('半天');
  await secretary.press(w.common.confirmSend);
  await stage.deliver();
  return text;
}
const newest = (id: number) => stage.newest(id);

describe('a class', () => {
  test('is planned, shown as it will be, and offered to the people of the unit', async () => {
    const preview = await plan('村级财务培训班', '1');
    expect(preview).toContain('通知：青石第一村 6 人，其中 1 人无法送达');
    expect(preview).toContain(
      '<b>培训班：村级财务培训班</b>\n票据、报账、村务公开\n时间：11 月 27 日（周五）09:00，约 180 分钟',
    );
    expect(preview).toContain('名额 1，已报 0');
    expect(preview).toContain('到会计 4 学时（集中学习培训）。');
    expect(await newest(CADRE)).toContain('新的培训班，可以报名\n培训班：村级财务培训班');
    expect(await newest(CADRE)).toContain('报名截止：11 月 26 日（周四）18:00');
  });

  test('has a seat for who presses first, and a place for who comes later', async () => {
    expect((await stage.person(CADRE).press(w.classes.signUp)).text).toContain(w.classes.seated);
    expect((await stage.person(OTHER_CADRE).press(w.classes.signUp)).text).toContain(w.classes.waiting(1));
    expect((await stage.person(THIRD).press(w.classes.signUp)).text).toContain(w.classes.waiting(2));
    expect(await stage.person(CADRE).buttons()).toEqual([
      w.meetings.calendar,
      w.classes.leave,
      w.common.return,
    ]);
  });

  test('moves the first who waits up when somebody leaves, and tells them with the calendar file', async () => {
    const cadre = stage.person(CADRE);
    await cadre.press(w.classes.leave);
    expect((await cadre.press(w.classes.leave)).text).toContain('名额 1，已报 1，候补 1');
    await stage.deliver();
    const { messages } = await stage.client.chat(BOT, OTHER_CADRE);
    const told = messages.findLast(({ from }) => from === 'bot');
    expect(told?.caption).toContain('✅ 有人退出，您已递补上\n培训班：村级财务培训班');
    expect(told?.document?.name ?? JSON.stringify(told)).toContain('meeting.ics');
    await cadre.send('/classes');
    expect((await cadre.press('1')).text).not.toContain(w.classes.seated);
    expect(await cadre.buttons()).toContain(w.classes.queue);
  });

  test('is closed to whoever comes after its time', async () => {
    stage.clock.set('2026-11-26T18:00:01+08:00');
    const late = stage.person(FOURTH);
    await late.send('/classes');
    expect((await late.press('1')).text).toContain(w.classes.over);
    stage.clock.set('2026-11-25T10:00:00+08:00');
  });

  test('is called to mind the day before, with the file', async () => {
    stage.clock.set('2026-11-26T09:00:00+08:00');
    expect(await remindClasses(stage.db, stage.clock.now())).toBe(1);
    await stage.deliver();
    expect(await newest(OTHER_CADRE)).toContain('明天的培训班\n培训班：村级财务培训班');
    stage.clock.set('2026-11-25T10:00:00+08:00');
  });

  test('tells everybody who signed up when it moves, and when it is off', async () => {
    await secretary.send('/classes');
    await secretary.press('1');
    await secretary.press(w.classes.manage);
    await secretary.press(w.meetings.move);
    await secretary.send('11-28 9:00');
    await secretary.press(w.common.confirmSend);
    await stage.deliver();
    expect(await newest(OTHER_CADRE)).toContain('会议改了时间\n培训班：村级财务培训班');
    expect(await newest(THIRD)).toContain('会议改了时间\n培训班：村级财务培训班');
    await secretary.send('/classes');
    await secretary.press('1');
    await secretary.press(w.classes.manage);
    await secretary.press(w.meetings.cancel);
    await secretary.press(w.meetings.cancel);
    await stage.deliver();
    expect(await newest(THIRD)).toContain('会议已取消\n培训班：村级财务培训班');
  });

  test('cannot be planned by who has no unit to organise', async () => {
    expect((await stage.person(CADRE).pressData('class.new')).text).toContain(w.common.notAllowed);
    await stage.person(CADRE).send('/classes');
    expect(await stage.person(CADRE).buttons()).not.toContain(w.classes.planNew);
  });
});

describe('feedback', () => {
  const answer = async (id: number, score: string, words?: string) => {
    const person = stage.person(id);
    await person.press(score);
    return words === undefined ? person.press(w.classes.noWords) : person.send(words);
  };

  test('is asked the day after of who was there, in two questions, and shown to nobody with a name', async () => {
    await plan('党务培训班', '30');
    for (const id of FIVE) await stage.person(id).press(w.classes.signUp);
    stage.clock.set('2026-11-27T09:05:00+08:00');
    await secretary.send('/classes');
    await secretary.press('1');
    await secretary.press(w.classes.manage);
    await secretary.press(w.meetings.roll);
    await secretary.press(w.meetings.all);
    await secretary.press(w.meetings.close);
    await secretary.press(w.meetings.close);
    stage.clock.set('2026-11-28T09:30:00+08:00');
    expect(await askClassFeedback(stage.db, stage.clock.now())).toBe(5);
    await stage.deliver();
    expect(await newest(CADRE)).toContain('您参加的培训班怎么样？\n党务培训班');

    expect((await answer(CADRE, '5', '例子很实用')).text).toContain(w.classes.thanks);
    expect((await answer(OTHER_CADRE, '4')).text).toContain(w.classes.thanks);
    await answer(THIRD, '5');
    await answer(FOURTH, '3');
    expect((await showFeedback()).text).toContain(w.classes.feedbackHidden(4));
    await answer(BRANCH_SECRETARY, '4', '时间再长一点');
    const { text } = await showFeedback();
    expect(text).toContain('平均 4.2 分（5 人，满分 5 分）');
    expect(text).toContain('• 例子很实用');
    for (const name of ['林例平', '高样田', '何试敏']) expect(text).not.toContain(name);
  });

  const showFeedback = async () => {
    await secretary.send('/classes');
    await secretary.press('1');
    await secretary.press(w.classes.manage);
    return secretary.press(w.classes.feedback);
  };
});

test('in English it says the same', async () => {
  const cadre = stage.person(CADRE);
  await cadre.send('/language');
  await cadre.press('English');
  expect((await cadre.send('/classes')).text).toContain('<b>Classes</b>');
  expect((await cadre.press('1')).text).toContain('Attendance: present');
});
