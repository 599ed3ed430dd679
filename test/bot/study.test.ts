import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { offerCards } from '../../src/domain/study/offer-cards.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { plans } from '../support/plans.ts';
import { BRANCH_SECRETARY, CADRE, OTHER_CADRE, startReceipts } from './receipts-stage.ts';

let stage: Awaited<ReturnType<typeof startReceipts>>;
let cadre: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  cadre = stage.person(CADRE);
});
afterAll(() => stage.close());

describe('somebody with a plan under way', () => {
  test('gets the next card with its passage, source, question and buttons on one screen', async () => {
    const { text } = await cadre.send('/study');
    expect(text).toMatch(/^📖 <b>村民自治与村级财务<\/b> · 已学 5\/24\n<blockquote>/);
    expect(text).toContain('——《中华人民共和国村民委员会组织法》第');
    const buttons = await cadre.buttons();
    expect(buttons.slice(-3)).toEqual(['改天再学', '跳过', '为什么学']);
    expect(text.split('\n').length).toBeLessThanOrEqual(14);
  });

  test('is told why, and comes back to the same card', async () => {
    const { text } = await cadre.press('为什么学');
    expect(text).toContain('这组学习卡是您自己选的。');
    expect(text).toContain('答对答错都不进档案');
    expect((await cadre.press('返回')).text).toContain('已学 5/24');
  });

  test('answers it: right or wrong with the source, and one more only when asked for', async () => {
    const submits = (await cadre.buttons()).includes('提交');
    let { text } = await cadre.press('A');
    if (submits) ({ text } = await cadre.press('提交'));
    expect(text).toMatch(/—— 答(对|错)了/);
    expect(text).toContain('已学 6/24');
    expect(await cadre.buttons()).toEqual(['学习计划', '题目有误', '再学一张']);
    expect((await cadre.press('再学一张')).text).toContain('<blockquote>');
  });

  test('skips or puts off without being pressed for more', async () => {
    expect((await cadre.press('跳过')).text).toBe('已跳过，这张排到最后。');
    await cadre.press('再学一张');
    const data = await cadre.dataOf('改天再学');
    expect((await cadre.press('改天再学')).text).toBe('好的，这张改天再看，今天不再提醒。');
    expect(await cadre.buttons()).toEqual(['学习计划']);
    expect((await cadre.pressData(data.replace('later', 'press') + ':0')).text).toContain('这张已经放下了');
  });
});

test('a branch secretary has the plan of the post, and chooses another', async () => {
  const secretary = stage.person(BRANCH_SECRETARY);
  expect((await secretary.send('/study')).text).toContain('党章三：组织制度与基层组织');
  await secretary.press('为什么学');
  const list = await secretary.press('学习计划');
  expect(list.text).toContain('<b>学习计划</b>（12 组）');
  expect(list.text).toContain('1. 党章三：组织制度与基层组织 · 3/24（给您的）');
  expect((await secretary.press('2')).text).toContain('已学 0/');
});

test('whoever has no plan chooses one', async () => {
  const other = stage.person(OTHER_CADRE);
  const { text } = await other.send('/study');
  expect(text).toContain('点号码开始或接着学');
  await other.press('▶');
  expect((await other.press('6')).text).toContain('<blockquote>');
});

test('the daily card comes in the digest, and opens', async () => {
  stage.clock.set('2026-11-26T07:03:00+08:00');
  await offerCards(stage.db, stage.pack, plans, stage.clock.now());
  stage.clock.set('2026-11-26T07:31:00+08:00');
  await stage.deliver();
  expect(await stage.newest(CADRE)).toContain('今天的学习卡');
  expect((await cadre.press('看一张')).text).toContain('<blockquote>');
});

test('the time of the daily card is chosen', async () => {
  await cadre.send('/study');
  await cadre.press('为什么学');
  const ask = await cadre.press('每日时间');
  expect(ask.text).toContain('现在随每天早上的提醒一起来。');
  expect((await cadre.press('12:30')).text).toBe('✅ 以后每天 12:30 送一张学习卡。');
  await cadre.pressData('study.time');
  expect((await cadre.send('晚上')).text).toContain('没有看懂「晚上」');
  expect((await cadre.press('不提醒')).text).toContain('✅ 以后不提醒');
  expect((await cadre.pressData('study.at:25:0')).text).toContain('失效');
});

test('in English it says the same', async () => {
  await cadre.send('/language');
  await cadre.press('English');
  const { text } = await cadre.send('/study');
  expect(text).toContain('6/24 done');
  expect((await cadre.buttons()).slice(-3)).toEqual(['Another day', 'Skip', 'Why this?']);
  expect((await cadre.press('Why this?')).text).toContain('You chose this set yourself.');
});
