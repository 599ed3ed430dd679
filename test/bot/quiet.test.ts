import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BotPerson } from '../support/bot-person.ts';
import { CADRE, startReceipts, TEXT } from './receipts-stage.ts';

let stage: Awaited<ReturnType<typeof startReceipts>>;
let cadre: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  cadre = stage.person(CADRE);
});
afterAll(() => stage.close());

test('a person sets quiet hours of their own, and the outbox keeps to them', async () => {
  expect((await cadre.send('/quiet')).text).toContain('现在用的是默认时段：21:00 到 07:30。');
  expect((await cadre.send('晚上')).text).toContain('没有看懂「晚上」');
  expect((await cadre.send('9:00-11:00')).text).toContain('✅ 免打扰时段已改为 09:00 到 11:00。');
  await stage.notice();
  expect(await stage.newest(CADRE)).not.toContain(TEXT);
  stage.clock.set('2026-11-25T11:00:00+08:00');
  await stage.deliver();
  expect(await stage.newest(CADRE)).toContain(TEXT);

  expect((await cadre.send('/quiet')).text).toContain('您设定的是 09:00 到 11:00。');
  expect((await cadre.press('恢复默认')).text).toContain('✅ 已恢复默认时段：21:00 到 07:30。');
  await cadre.send('/quiet');
  expect((await cadre.press('22 到 7 点')).text).toContain('22:00 到 07:00');
  await cadre.send('/quiet');
  expect((await cadre.press('随时送达')).text).toContain('已取消免打扰时段');
  expect((await cadre.send('/quiet')).text).toContain('您没有免打扰时段');
  expect((await cadre.pressData('quiet.set:25:7')).text).toContain('失效');
  expect((await cadre.send('/cancel')).text).toContain('已退出「免打扰时段」');
});
