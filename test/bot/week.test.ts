import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { offerCards, offerTimedCards } from '../../src/domain/study/offer-cards.ts';
import { offerPaper, remindLearners } from '../../src/domain/study/offer-paper.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { plans } from '../support/plans.ts';
import { CADRE, OTHER_CADRE, startReceipts } from './receipts-stage.ts';

let stage: Awaited<ReturnType<typeof startReceipts>>;
let cadre: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  cadre = stage.person(CADRE);
});
afterAll(() => stage.close());

test('the week is shown when it is asked for: due, done, hours with their article, next', async () => {
  await stage.notice();
  const { text } = await cadre.send('/week');
  expect(text).toMatch(/^🗓 <b>这一周<\/b>（11 月 23 日（周一）到11 月 29 日（周日）/);
  expect(text).toMatch(/要确认：通知 \d+ 条，最早的请于/);
  expect(text).toContain('要学：村民自治与村级财务，还有');
  expect(await cadre.buttons()).toEqual(expect.arrayContaining(['看通知', '学习卡', '答题', '设置']));
  expect((await cadre.press('看通知')).text).toContain('我的通知');
});

describe('on Monday morning', () => {
  const messages = async (user: number): Promise<number> =>
    (await stage.client.chat(7_700_000_003, user)).messages.filter(({ from }) => from === 'bot').length;

  test('it comes in place of that day’s other study reminders, in one message', async () => {
    stage.clock.set('2026-11-30T07:15:00+08:00');
    const now = stage.clock.now();
    await db().execute(sql`
      insert into card_times (person_id, at) select person_id, '12:30' from telegram_accounts where telegram_id = ${CADRE}`);
    await offerPaper(db(), stage.pack, now);
    await offerCards(db(), stage.pack, plans, now);
    await remindLearners(db(), stage.pack, now);
    const before = await messages(CADRE);
    stage.clock.set('2026-11-30T07:31:00+08:00');
    await stage.deliver();
    expect(await messages(CADRE)).toBe(before + 1);
    const said = await stage.newest(CADRE);
    expect(said).toContain('这一周');
    expect(said).not.toContain('每日一题');
    stage.clock.set('2026-11-30T12:30:00+08:00');
    await offerTimedCards(db(), plans, stage.clock.now());
    await stage.deliver();
    expect(await messages(CADRE)).toBe(before + 1);
  });

  test('whoever turned it off gets the day’s reminders as ever', async () => {
    const other = stage.person(OTHER_CADRE);
    await other.send('/settings');
    expect((await other.press('停发小结')).text).toContain('每周小结：不发');
    stage.clock.set('2026-12-07T07:15:00+08:00');
    await offerPaper(db(), stage.pack, stage.clock.now());
    await remindLearners(db(), stage.pack, stage.clock.now());
    stage.clock.set('2026-12-07T07:31:00+08:00');
    await stage.deliver();
    expect(await stage.newest(OTHER_CADRE)).not.toContain('这一周');
    expect(await stage.newest(CADRE)).toContain('这一周');
    await other.send('/settings');
    expect((await other.press('每周小结')).text).toContain('每周小结：每周一早上来一次。');
  });
});

const db = () => stage.db;
