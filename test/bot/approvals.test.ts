import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packCallback } from '../../src/messages/callback-data.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { CADRE, SECRETARY, startReceipts, TEXT } from './receipts-stage.ts';

const ADMIN = 5_000_001;
const STRANGER_SECRETARY = 5_000_009;

let stage: Awaited<ReturnType<typeof startReceipts>>;
let secretary: BotPerson;
let admin: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  secretary = stage.person(SECRETARY);
  admin = stage.person(ADMIN);
});
afterAll(() => stage.close());

/** An urgent notice of the secretary's, handed in. */
async function handIn(): Promise<string> {
  await secretary.send('/broadcast');
  await secretary.send(TEXT);
  await secretary.press('青石第一村');
  await secretary.press('下一步');
  await secretary.press('设置');
  expect((await secretary.press('紧急')).text).toContain('只有应急一类的通知');
  await secretary.press('种类');
  await secretary.press('应急通知');
  await secretary.press('紧急');
  expect((await secretary.send('打 13800138000 核实')).text).toContain('手机号码');
  await secretary.send('暴雨红色预警');
  const preview = await secretary.press('返回');
  expect(preview.text).toContain(
    '种类：应急通知\n方式：立即发送，需要确认\n紧急，免打扰时段也送达。原因：暴雨红色预警',
  );
  expect(preview.text).toContain('需要第二人审核，批准后才发送');
  const done = await secretary.press('确认发送');
  expect(done.text).toContain('📝 <b>已提交审核</b>\n已请张样安审核，批准后就发送。');
  const [row] = await stage.inspector.sql<{ id: string }[]>`select id from notices order by id desc limit 1`;
  await stage.deliver();
  return row?.id ?? '';
}

describe('a wide or urgent notice', () => {
  test('is approved by a second person, and goes out', async () => {
    const id = await handIn();
    const asked = await stage.newest(ADMIN);
    expect(asked).toContain('📝 请审核通知\n发送人：刘试芳\n收件：青石第一村，6 人');
    expect(asked).toContain(TEXT);
    expect(await admin.buttons()).toEqual(['查看', '退回', '批准']);
    expect((await admin.press('查看')).text).toBe(
      `🚨 <b>紧急通知</b>\n刘试芳 · 11 月 25 日（周三）10:00\n\n${TEXT}`,
    );
    expect((await admin.press('批准')).text).toContain('✅ 已批准，正在发给 6 人。');
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain(TEXT);
    const { messages } = await stage.client.chat(7_700_000_003, SECRETARY);
    expect(messages.some((it) => it.text?.includes('张样安批准，正在发给 6 人。'))).toBe(true);
    expect((await admin.pressData(packCallback('approval.reject', id))).text).toContain('张样安已经批准了');
  });

  test('is sent back with a reason, and can be changed and handed in again', async () => {
    const id = await handIn();
    expect((await admin.send('/approvals')).text).toContain('<b>待我审核</b>（1 条）');
    await admin.press(`刘试芳 · ${TEXT.slice(0, 14)}…`);
    await admin.press('退回');
    expect((await admin.send('长'.repeat(201))).text).toContain('1 到 200 个字');
    expect((await admin.send('时间写错了')).text).toContain('已退回，原因已告诉发送人。');
    expect((await admin.send('/approvals')).text).toContain('现在没有要您审核的通知');
    await stage.deliver();
    expect(await stage.newest(SECRETARY)).toContain(
      '通知被退回\n「今晚有强降雨，请各村安排值守。」\n张样安：时间写错了',
    );
    const again = await secretary.press('修改重发');
    expect(again.text).toContain('<b>请确认通知</b>');
    expect(again.text).toContain(TEXT);
    await secretary.press('修改');
    await secretary.send('改过的内容');
    await secretary.press('下一步');
    expect((await secretary.press('确认发送')).text).toContain('已提交审核');
    expect(
      await stage.inspector.sql`select 1 from notices where id = ${id} and state = 'rejected'`,
    ).toHaveLength(1);
  });

  test('can be stopped while it waits, and then there is nothing to decide', async () => {
    const id = await handIn();
    await secretary.press('取消发送');
    expect((await secretary.press('确认取消')).text).toContain('已取消');
    expect((await admin.pressData(packCallback('approval.approve', id))).text).toContain(
      '发送人已经取消了这条通知',
    );
    await stage.deliver();
    expect(
      await stage.inspector.sql`select 1 from deliveries where subject_id = ${id} and kind = 'notice'`,
    ).toHaveLength(0);
  });

  test('is nobody else’s to decide', async () => {
    const id = await handIn();
    const before = await stage.inspector.fingerprint();
    for (const who of [STRANGER_SECRETARY, SECRETARY, CADRE])
      for (const action of ['approve', 'reject', 'open', 'see']) {
        const reply = await stage.person(who).pressData(packCallback(`approval.${action}`, id));
        expect(reply.text).not.toContain(TEXT);
      }
    expect(await stage.inspector.fingerprint()).toEqual(before);
    expect((await stage.person(CADRE).send('/approvals')).text).toContain('没有这项操作的权限');
  });
});
