import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BotPerson } from '../support/bot-person.ts';
import { BRANCH_SECRETARY, CADRE, SECRETARY, startReceipts } from './receipts-stage.ts';

let stage: Awaited<ReturnType<typeof startReceipts>>;
let secretary: BotPerson;
let cadre: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  secretary = stage.person(SECRETARY);
  cadre = stage.person(CADRE);
});
afterAll(() => stage.close());

describe('a secretary sets a plan', () => {
  test('from a template to a preview with its numbers, and everybody is told once', async () => {
    expect((await secretary.send('/plans')).text).toContain('还没有安排过学习');
    await secretary.press('安排学习');
    await secretary.press('▶');
    await secretary.press('▶');
    await secretary.press('11');
    await secretary.press('青石第一村');
    await secretary.press('全部人员');
    await secretary.press('今天');
    const preview = await secretary.press('每周 5 张');
    expect(preview.text).toMatch(/青石第一村 · \d+ 人/);
    await secretary.press('改截止');
    expect((await secretary.send('1-31')).text).toContain('1 月 31 日');
    const done = await secretary.press('确认');
    expect(done.text).toMatch(/✅ <b>已安排给 \d+ 人<\/b>/);
    const data = await secretary.dataOf('查看详情');
    expect((await secretary.pressData(data)).text).toContain('不列姓名，不排名次');
    stage.clock.set('2026-11-26T07:31:00+08:00');
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain('给您安排了');
  });

  test('whoever has it sees it first, with its day, and keeps what they chose', async () => {
    expect((await cadre.send('/week')).text).toContain('1 月 31 日');
    await cadre.send('/study');
    await cadre.press('为什么学');
    expect((await cadre.press('学习计划')).text).toContain('（给您的）');
  });

  test('it is extended and ended, and says so', async () => {
    await secretary.send('/plans');
    await secretary.press('1');
    await secretary.press('延长');
    expect((await secretary.send('2-28')).text).toContain('✅ 已延长到 2 月 28 日');
    await secretary.press('返回');
    await secretary.press('提前结束');
    expect((await secretary.press('提前结束')).text).toBe('已提前结束。');
    expect((await secretary.press('返回')).text).toContain('这项安排已提前结束。');
  });
});

describe('leave', () => {
  test('is asked for by typing in plain mode, granted by the branch secretary, and told', async () => {
    await cadre.send('/settings');
    await cadre.press('长者模式');
    await cadre.send('/leave');
    await cadre.send('申请');
    await cadre.send('B');
    await cadre.send('今天');
    await cadre.send('3 个月');
    expect((await cadre.send('提交')).text).toContain('已提交，等待审批');
    await stage.deliver();
    const branch = stage.person(BRANCH_SECRETARY);
    expect(await stage.newest(BRANCH_SECRETARY)).toContain('有一条请假免学申请待您审批');
    expect((await branch.press('查看详情')).text).toContain('林例平');
    expect((await branch.press('同意')).text).toContain('已同意 林例平 的申请');
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain('您的请假免学申请已同意');
    expect((await cadre.send('/hours')).text).toContain('您在免修期内');
    await cadre.send('/leave');
    await cadre.send('提前恢复');
    expect((await cadre.send('确认')).text).toContain('已恢复，从今天起按平常要求');
  });

  test('is refused with a reason', async () => {
    await cadre.send('/leave');
    await cadre.send('申请');
    await cadre.send('A');
    await cadre.send('明天');
    await cadre.send('说不准');
    await cadre.send('提交');
    await stage.deliver();
    const branch = stage.person(BRANCH_SECRETARY);
    await branch.send('/leave');
    await branch.press('待我审批 1');
    await branch.press('1');
    await branch.press('不同意');
    expect((await branch.send('请先当面谈一次')).text).toContain('不同意，原因会告诉本人');
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain('原因：请先当面谈一次');
  });
});
