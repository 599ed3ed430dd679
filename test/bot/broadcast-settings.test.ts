import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startBroadcasts, type BroadcastStage } from './broadcast-stage.ts';
import { SECRETARY, TEXT } from './receipts-stage.ts';

let stage: BroadcastStage;
let secretary: BroadcastStage['secretary'];
beforeAll(async () => {
  stage = await startBroadcasts();
  ({ secretary } = stage);
});
beforeEach(() => stage.leaveAll());
afterAll(() => stage.close());

const newest = () => stage.newest(SECRETARY);

describe('the settings', () => {
  test('plan a time, a repetition and a deadline in working days', async () => {
    await stage.openSettings();
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
    expect(await stage.lastNotice()).toMatchObject({
      state: 'scheduled',
      send_at: new Date('2026-11-27T09:00:00+08:00'),
      repeat: { every: 'week', until: '2026-12-31' },
    });
  });

  test('refuse a time that is over and a year whose holidays are not known', async () => {
    await stage.openSettings();
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
    expect(await stage.compose()).toContain('现在是免打扰时段，将于 11 月 26 日（周四）07:30 送达');
    const sent = await secretary.press('确认发送');
    expect(sent.text).toContain('将于 11 月 26 日（周四）07:30 送达');
    stage.clock.set('2026-11-25T10:00:00+08:00');
  });

  test('narrow the audience and take people out', async () => {
    await stage.openSettings();
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
    expect((await stage.lastNotice()).audience.except).toEqual([[{ by: 'post', title: '村委会委员' }]]);
  });

  test('take a list only when it is confirmed, and name what cannot be used by its line', async () => {
    await secretary.send('/broadcast');
    await secretary.send(TEXT);
    await secretary.press('按名单发');
    const bytes = Uint8Array.from(Buffer.from('姓名,工号\n某,QS-018\n某,QS-9999\n某,QS-009\n某,QS-018\n'));
    await stage.upload({ name: '名单.csv', bytes, kind: 'document' });
    const shown = await newest();
    expect(shown).toContain('可以发送：1 人\n重复 1 行，已合并\n没有这个工号，或不在您的范围内：2 行');
    expect(shown).toContain('第 3 行 QS-9999\n第 4 行 QS-009');
    // From an older message: the list counts for nothing yet.
    expect((await secretary.pressData('broadcast.preview')).text).toContain('请先选择至少一个单位');
    expect((await secretary.press('用这份名单')).text).toContain('名单 1 人');
    expect((await secretary.press('下一步')).text).toContain('收件：名单 1 人，1 人');
    await secretary.press('确认发送');
    expect((await stage.lastNotice()).audience.any).toEqual([[{ by: 'list', staffNos: ['QS-018'] }]]);
  });

  test.each(['种类', '时间', '重复', '确认期限', '缩小范围', '排除', '名单', '小问题', '存为模板'])(
    'can be left at "%s", or gone back from',
    async (label) => {
      await stage.openSettings();
      await secretary.press(label);
      expect((await secretary.press('返回')).text).toContain('<b>通知设置</b>');
      await secretary.press(label);
      expect((await secretary.send('/cancel')).text).toContain('已退出「发通知」');
      expect((await secretary.press('返回')).text).toContain('失效');
    },
  );

  test('add a question, which a wrong shape does not', async () => {
    await stage.openSettings();
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
    expect(await stage.compose()).toMatch(/其中 \d+ 人 7 天内已收到您 5 条以上通知，可以并入明早摘要/);
    const merged = await secretary.press('并入明早摘要');
    expect(merged.text).toContain('方式：并入 11 月 26 日（周四）07:30 起的每日摘要');
    expect((await secretary.press('单独发送')).text).toContain('立即发送');
    await secretary.press('并入明早摘要');
    expect((await secretary.press('确认发送')).text).toContain('已并入');
    expect((await stage.lastNotice()).in_digest).toBe(true);
  });
});

describe('a template', () => {
  test('is saved with its versions, and asks for each variable when it is used', async () => {
    await stage.compose('请{{村名}}于{{时间}}前报送名单。');
    await secretary.press('设置');
    await secretary.press('存为模板');
    expect((await secretary.send('字'.repeat(21))).text).toContain('1 到 20 个字');
    expect((await secretary.send('报送名单')).text).toContain('已存为模板「报送名单」第 1 版');
    await stage.compose('请{{村名}}于{{时间}}前把名单报送到镇里。');
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
    expect(await stage.lastNotice()).toMatchObject({ template: '报送名单 2' });
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
