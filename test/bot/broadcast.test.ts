import type { Update } from 'telegraf/types';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BOT } from '../support/bot.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { CADRE, SECRETARY, startReceipts, TEXT } from './receipts-stage.ts';

const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

let stage: Awaited<ReturnType<typeof startReceipts>>;
let secretary: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  secretary = stage.person(SECRETARY);
});
beforeEach(async () => {
  await stage.inspector.sql`delete from conversations`;
});
afterAll(() => stage.close());

/** The wizard at its preview, for the first village. */
async function compose(text = TEXT): Promise<string> {
  await secretary.send('/broadcast');
  await secretary.send(text);
  await secretary.press('青石第一村');
  return (await secretary.press('下一步')).text;
}
/** The wizard at the settings of a notice. */
async function openSettings(): Promise<void> {
  await compose();
  await secretary.press('设置');
}
const upload = (
  file: { name: string; bytes: Uint8Array<ArrayBuffer>; kind: 'photo' | 'document'; caption?: string },
  change: (update: Update) => Update = (update) => update,
) => {
  stage.changeNext(SECRETARY, change);
  return stage.after(() => stage.client.sendFile(BOT, SECRETARY, file));
};
const newest = () => stage.newest(SECRETARY);
const lastNotice = async () => {
  const [row] = await stage.inspector.sql<
    {
      id: string;
      state: string;
      text: string;
      html: string | null;
      file: string | null;
      send_at: Date | null;
      due_at: Date | null;
      repeat: unknown;
      kind: string;
      check: unknown;
      audience: { any: unknown[][]; except: unknown[][] };
      in_digest: boolean;
      template: string | null;
    }[]
  >`
    select n.*, f.name as file, t.name || ' ' || t.version as template from notices n left join files f on f.id = n.file_id
    left join notice_templates t on t.id = n.template_id order by n.id desc limit 1`;
  if (!row) throw new Error('there is no notice');
  return row;
};

describe('the short way', () => {
  test('is text, units, preview, send', async () => {
    const preview = await compose();
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
    await compose();
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
    await compose();
    await stage.restart();
    expect((await secretary.send('还在吗')).text).toContain('这一步请点下面的按钮：\n\n<b>请确认通知</b>');
    expect((await secretary.send('/cancel')).text).toContain('已退出「发通知」');
    await openSettings();
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
    expect(await lastNotice()).toMatchObject({ text: '🌧️ 今晚有强降雨 <急>', html });
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain('🌧️ 今晚有强降雨 <急>');
  });

  test('is a photo with its caption, which the recipients get and may open again', async () => {
    await secretary.send('/broadcast');
    await upload({ name: 'a.png', bytes: PNG, kind: 'photo', caption: '路口封闭示意图' });
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
    await upload({ name: '值班表.txt', bytes, kind: 'document' });
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
    await upload({ name: 'a.png', bytes: PNG, kind: 'photo', caption: '第一张' }, inAlbum);
    await upload({ name: 'b.png', bytes: PNG, kind: 'photo' }, inAlbum);
    await upload({ name: 'c.png', bytes: PNG, kind: 'photo' }, inAlbum);
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

describe('the settings', () => {
  test('plan a time, a repetition and a deadline in working days', async () => {
    await openSettings();
    await secretary.press('重复');
    await secretary.press('每周一次');
    expect((await secretary.send('后天 9:00')).text).toContain('重复到哪一天');
    expect((await secretary.send('11-26')).text).toContain('在第一次发送之前');
    expect((await secretary.send('明年')).text).toContain('没有看懂日期「明年」');
    expect((await secretary.send('12-31')).text).toContain(
      '时间：11 月 27 日（周五）09:00 发送，每周一次，到 12 月 31 日（周四）为止',
    );
    await secretary.press('确认期限');
    expect((await secretary.send('两天')).text).toContain('没有看懂「两天」');
    expect((await secretary.send('2')).text).toContain('确认期限：12 月 1 日（周二）18:00');
    const preview = await secretary.press('返回');
    expect(preview.text).toContain('需要确认，截止 12 月 1 日（周二）18:00');
    const done = await secretary.press('确认发送');
    expect(done.text).toContain('⏰ <b>通知已定时</b>\n11 月 27 日（周五）09:00 发送，现在约 6 人');
    expect(await lastNotice()).toMatchObject({
      state: 'scheduled',
      send_at: new Date('2026-11-27T09:00:00+08:00'),
      repeat: { every: 'week', until: '2026-12-31' },
    });
  });

  test('refuse a time that is over and a year whose holidays are not known', async () => {
    await openSettings();
    await secretary.press('时间');
    expect((await secretary.send('2026-11-25 09:00')).text).toContain('已经过去');
    expect((await secretary.send('下周')).text).toContain('没有看懂时间「下周」');
    await secretary.send('2026-12-30 09:00');
    await secretary.press('确认期限');
    expect((await secretary.press('5 个工作日')).text).toContain('还没有 2027 年的放假安排');
    expect((await secretary.press('1 个工作日')).text).toContain('确认期限：12 月 31 日（周四）18:00');
  });

  test('tell the quiet hours that a notice would fall into', async () => {
    stage.clock.set('2026-11-25T21:30:00+08:00');
    expect(await compose()).toContain('现在是免打扰时段，将于 11 月 26 日（周四）07:30 送达');
    const sent = await secretary.press('确认发送');
    expect(sent.text).toContain('将于 11 月 26 日（周四）07:30 送达');
    stage.clock.set('2026-11-25T10:00:00+08:00');
  });

  test('narrow the audience and take people out', async () => {
    await openSettings();
    await secretary.press('缩小范围');
    await secretary.press('角色');
    await secretary.press('支部书记');
    await secretary.press('村镇干部');
    expect((await secretary.press('返回')).text).toContain('• 角色：村镇干部');
    await secretary.press('返回');
    await secretary.press('排除');
    await secretary.press('职务');
    await secretary.press('村委会委员');
    await secretary.press('返回');
    const options = await secretary.press('返回');
    expect(options.text).toContain('只发给：村镇干部\n不含：村委会委员');
    const preview = await secretary.press('返回');
    expect(preview.text).toMatch(/收件：青石第一村，[1-5] 人/);
    await secretary.press('确认发送');
    expect((await lastNotice()).audience.except).toEqual([[{ by: 'post', title: '村委会委员' }]]);
  });

  test('take a list only when it is confirmed, and name what cannot be used by its line', async () => {
    await secretary.send('/broadcast');
    await secretary.send(TEXT);
    await secretary.press('按名单发');
    const bytes = Uint8Array.from(Buffer.from('姓名,工号\n某,QS-018\n某,QS-9999\n某,QS-009\n某,QS-018\n'));
    await upload({ name: '名单.csv', bytes, kind: 'document' });
    const shown = await newest();
    expect(shown).toContain('可以发送：1 人\n重复 1 行，已合并\n没有这个工号，或不在您的范围内：2 行');
    expect(shown).toContain('第 3 行 QS-9999\n第 4 行 QS-009');
    expect((await secretary.press('下一步')).text).toContain('请先选择至少一个单位');
    expect((await secretary.press('用这份名单')).text).toContain('名单 1 人');
    expect((await secretary.press('下一步')).text).toContain('收件：名单 1 人，1 人');
    await secretary.press('确认发送');
    expect((await lastNotice()).audience.any).toEqual([[{ by: 'list', staffNos: ['QS-018'] }]]);
  });

  test.each(['种类', '时间', '重复', '确认期限', '缩小范围', '排除', '名单', '小问题', '存为模板'])(
    'can be left at "%s", or gone back from',
    async (label) => {
      await openSettings();
      await secretary.press(label);
      expect((await secretary.press('返回')).text).toContain('<b>通知设置</b>');
      await secretary.press(label);
      expect((await secretary.send('/cancel')).text).toContain('已退出「发通知」');
      expect((await secretary.press('返回')).text).toContain('失效');
    },
  );

  test('add a question, which a wrong shape does not', async () => {
    await openSettings();
    await secretary.press('小问题');
    expect((await secretary.send('几点到岗？\n18 点\n20 点')).text).toContain('只给一个选项加 *');
    expect((await secretary.send('几点到岗？\n18 点*\n20 点')).text).toContain('小问题：几点到岗？');
    expect((await secretary.press('返回')).text).toContain('<b>几点到岗？</b>\nA. 18 点\nB. 20 点');
    await secretary.press('设置');
    await secretary.press('种类');
    const dropped = await secretary.press('情况通报');
    expect(dropped.text).toContain('已去掉期限和小问题');
    expect((await secretary.press('小问题')).text).toContain('不需要确认');
  });

  test('propose to merge what is too much for a week', async () => {
    for (let i = 0; i < stage.pack.noticeRules.weeklyCap; i++) await stage.notice();
    expect(await compose()).toMatch(/其中 \d+ 人 7 天内已收到您 5 条以上通知，可以并入明早摘要/);
    const merged = await secretary.press('并入明早摘要');
    expect(merged.text).toContain('方式：并入 11 月 26 日（周四）07:30 起的每日摘要');
    expect((await secretary.press('单独发送')).text).toContain('立即发送');
    await secretary.press('并入明早摘要');
    expect((await secretary.press('确认发送')).text).toContain('已并入');
    expect((await lastNotice()).in_digest).toBe(true);
  });
});

describe('a template', () => {
  test('is saved with its versions, and asks for each variable when it is used', async () => {
    await compose('请{{村名}}于{{时间}}前报送名单。');
    await secretary.press('设置');
    await secretary.press('存为模板');
    expect((await secretary.send('字'.repeat(21))).text).toContain('1 到 20 个字');
    expect((await secretary.send('报送名单')).text).toContain('已存为模板「报送名单」第 1 版');
    await compose('请{{村名}}于{{时间}}前把名单报送到镇里。');
    await secretary.press('设置');
    await secretary.press('存为模板');
    expect((await secretary.send('报送名单')).text).toContain('第 2 版');

    await secretary.send('/broadcast');
    await secretary.press('用模板');
    const shown = await secretary.press('报送名单');
    expect(shown.text).toContain('<b>报送名单</b> · 第 2 版');
    expect(shown.text).toContain('要填：村名、时间');
    expect((await secretary.press('使用')).text).toContain('填写模板 · 1/2</b>\n请发送「村名」的内容。');
    expect((await secretary.send('找 13800138000')).text).toContain('手机号码');
    expect((await secretary.send('第一村')).text).toContain('2/2');
    await stage.restart();
    expect((await secretary.send('周五下班')).text).toContain('第 2 步');
    await secretary.press('青石第一村');
    expect((await secretary.press('下一步')).text).toContain('请第一村于周五下班前把名单报送到镇里。');
    await secretary.press('确认发送');
    expect(await lastNotice()).toMatchObject({ template: '报送名单 2' });
  });

  test('is retired after a question', async () => {
    await secretary.send('/broadcast');
    await secretary.press('用模板');
    await secretary.press('报送名单');
    expect((await secretary.press('停用')).text).toContain('停用模板「报送名单」？');
    expect((await secretary.press('确认停用')).text).toContain('已停用模板「报送名单」');
    expect(await newest()).toContain('还没有模板');
  });
});
