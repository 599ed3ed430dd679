import type { Update } from 'telegraf/types';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BOT } from '../support/bot.ts';
import { startBroadcasts, type BroadcastStage } from './broadcast-stage.ts';
import { CADRE, SECRETARY, TEXT } from './receipts-stage.ts';

const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

let stage: BroadcastStage;
let secretary: BroadcastStage['secretary'];
beforeAll(async () => {
  stage = await startBroadcasts();
  ({ secretary } = stage);
});
beforeEach(() => stage.leaveAll());
afterAll(() => stage.close());

const newest = () => stage.newest(SECRETARY);

describe('the short way', () => {
  test('is text, units, preview, send', async () => {
    const preview = await stage.compose();
    expect(preview).toBe(
      [
        '<b>请确认通知</b>',
        '收件：青石第一村，6 人',
        '其中 1 人暂时无法送达，发出后列入上门名单',
        '方式：立即发送，需要确认',
        '—— 以下为对方看到的内容 ——',
        '📢 <b>通知</b>',
        '刘试芳 · 11 月 25 日（周三）10:00',
        '',
        TEXT,
      ].join('\n'),
    );
    expect(await secretary.buttons()).toEqual(['修改', '取消', '确认发送', '设置']);
    const sent = await secretary.press('确认发送');
    expect(sent.text).toContain('✅ <b>通知已进入发送</b>\n共 6 人。');
    expect(await secretary.buttons()).toEqual(['看回执', '取消发送']);
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain(TEXT);
  });

  test('confirms only what was shown, and once', async () => {
    await stage.compose();
    const send = await secretary.dataOf('确认发送');
    await secretary.press('修改');
    await secretary.send('改过的内容');
    await secretary.press('下一步');
    const before = await stage.inspector.count('notices');
    expect((await secretary.pressData(send)).text).toContain('失效');
    await secretary.press('确认发送');
    await secretary.pressData(send);
    expect(await stage.inspector.count('notices')).toBe(before + 1);
  });

  test('survives a restart, can be left at any step, and expires after a day', async () => {
    await stage.compose();
    await stage.restart();
    expect((await secretary.send('还在吗')).text).toContain('这一步请点下面的按钮：\n\n<b>请确认通知</b>');
    expect((await secretary.send('/cancel')).text).toContain('已退出「发通知」');
    await stage.openSettings();
    stage.clock.advance(25 * 3_600_000);
    expect((await secretary.press('种类')).text).toContain('已超过 24 小时');
    expect((await secretary.press('重新开始')).text).toContain('第 1 步');
    stage.clock.set('2026-11-25T10:00:00+08:00');
  });

  test('refuses what may not be sent, and stays at its step', async () => {
    await secretary.send('/broadcast');
    expect((await secretary.send('联系人 13800138000')).text).toContain('手机号码');
    expect((await secretary.send('【内部】名单')).text).toContain('「内部」');
    expect((await secretary.send('字'.repeat(3001))).text).toContain('有 3001 字，超过了 3000 字');
    expect((await secretary.send(TEXT)).text).toContain('第 2 步');
  });
});

describe('the content', () => {
  test('keeps its format', async () => {
    await secretary.send('/broadcast');
    await secretary.sendRaw({
      text: '🌧️ 今晚有强降雨 <急>',
      entities: [
        { type: 'bold', offset: 4, length: 6 },
        { type: 'italic', offset: 8, length: 2 },
      ],
    });
    await secretary.press('青石第一村');
    const html = '🌧️ <b>今晚有强<i>降雨</i></b> &lt;急&gt;';
    expect((await secretary.press('下一步')).text).toContain(html);
    await secretary.press('确认发送');
    expect(await stage.lastNotice()).toMatchObject({ text: '🌧️ 今晚有强降雨 <急>', html });
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain('🌧️ 今晚有强降雨 <急>');
  });

  test('is a photo with its caption, which the recipients get and may open again', async () => {
    await secretary.send('/broadcast');
    await stage.upload({ name: 'a.png', bytes: PNG, kind: 'photo', caption: '路口封闭示意图' });
    expect(await newest()).toContain('第 2 步');
    await secretary.press('青石第一村');
    expect((await secretary.press('下一步')).text).toContain('附：图片');
    const seen = await secretary.press('看效果');
    expect(seen.calls.map(({ method }) => method)).toContain('sendPhoto');
    await secretary.press('确认发送');
    // The outbox of the test speaks for bot 0, who would have to bring the bytes again.
    await stage.inspector.sql`
      insert into bot_files (bot_id, file_id, telegram_file_id) select 0, file_id, telegram_file_id from bot_files`;
    await stage.deliver();
    const { messages } = await stage.client.chat(BOT, CADRE);
    expect(messages.at(-1)).toMatchObject({ caption: expect.stringContaining('路口封闭示意图') as string });
    expect(messages.at(-1)?.photo).toBeDefined();
    const cadre = stage.person(CADRE);
    await cadre.press('收到');
    expect((await stage.client.chat(BOT, CADRE)).messages.at(-1)?.caption).toContain('✓ 您已确认收到');
  });

  test('is a document, whose words may come after it, and which may be taken off', async () => {
    await secretary.send('/broadcast');
    const bytes = Uint8Array.from(Buffer.from('第一组：张样一'));
    await stage.upload({ name: '值班表.txt', bytes, kind: 'document' });
    expect(await newest()).toContain('已收下附件：值班表.txt');
    expect((await secretary.send('字'.repeat(801))).text).toContain('超过了 800 字');
    await secretary.send('值班表见附件。');
    await secretary.press('青石第一村');
    await secretary.press('下一步');
    await secretary.press('修改');
    expect((await secretary.press('去掉附件')).text).not.toContain('值班表.txt');
    await secretary.send('值班表见附件。');
    expect((await secretary.press('下一步')).text).not.toContain('附：');
  });

  test('of an album is its first, which is said once', async () => {
    await secretary.send('/broadcast');
    const inAlbum = (update: Update): Update =>
      'message' in update ? { ...update, message: { ...update.message, media_group_id: '77' } } : update;
    await stage.upload({ name: 'a.png', bytes: PNG, kind: 'photo', caption: '第一张' }, inAlbum);
    await stage.upload({ name: 'b.png', bytes: PNG, kind: 'photo' }, inAlbum);
    await stage.upload({ name: 'c.png', bytes: PNG, kind: 'photo' }, inAlbum);
    const { messages } = await stage.client.chat(BOT, SECRETARY);
    const said = messages.filter((it) => it.text?.includes('已取第一张'));
    expect(said.length).toBe(1);
    await secretary.press('青石第一村');
    expect((await secretary.press('下一步')).text).toContain('第一张');
  });

  test('is no sticker and no file over 10 MB', async () => {
    await secretary.send('/broadcast');
    expect((await secretary.sendRaw({ voice: { file_id: 'x' } })).text).toContain('语音、视频和表情不能');
    const big = { document: { file_id: 'x', file_name: 'a.zip', file_size: 10 * 2 ** 20 + 1 } };
    expect((await secretary.sendRaw(big)).text).toContain('超过了 10 MB');
    expect((await secretary.send(TEXT)).text).toContain('第 2 步');
  });
});
