import { mkdirSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import postgres from 'postgres';
import { shown, type Actor } from '../loop/actor.ts';
import { BOT, startSystem } from '../loop/start-system.ts';
import { words } from '../loop/words.ts';
import { createTestDatabase } from '../support/databases.ts';
import { testRedis } from '../support/redis.ts';
import { openPage } from './open-page.ts';
import { pageStage } from './page-stage.ts';

const { broadcast: w, receipts: r, common } = words.zh;
const LIMITS = { perSecond: 30, perChatPerSecond: 0, perChatBurst: 5, retryAfterSeconds: 1 };
const PICTURES = 'test-results/pictures';
const TEXT = '今晚有大到暴雨，请各组长上岗值守。';
const MORNING = new Date('2026-11-26T09:00:00+08:00');
/** The sample county's first village: a branch secretary, four cadres, and one who is not bound. */
const [AUTHOR, SECOND] = [5_000_005, 5_000_001];
const [BRANCH, FIRST, OTHER, BLOCKS, ASKS] = [5_000_017, 5_000_018, 5_000_019, 5_000_020, 5_000_021];
const NOT_BOUND = '罗试青';
const BLOCKED = '郑例立';

describe.skipIf(process.env.NO_BROWSER === '1')('the life of a notice by clicking', () => {
  const endings: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (let end = endings.pop(); end; end = endings.pop()) await end();
  });

  test('is composed, approved, scheduled, received, answered, and ends in a visit', async () => {
    const database = await createTestDatabase({ county: true });
    endings.push(database.close);
    const system = await startSystem({ databaseUrl: database.appUrl, ...testRedis(), page: true });
    endings.push(system.stop);
    await system.client.setLimits(LIMITS);
    await system.start();
    const open = await openPage(system.url, { locale: 'zh-CN' });
    endings.push(open.close);
    const sql = postgres(database.ownerUrl, { max: 1 });
    endings.push(() => sql.end());
    const { page } = open;
    mkdirSync(PICTURES, { recursive: true });
    const picture = (name: string) => page.screenshot({ path: `${PICTURES}/notice-${name}.png` });
    const stage = pageStage(page, system.client);
    const actor = (user: number) => stage.actor(user, 'zh');

    await compose(await actor(AUTHOR), () => picture('preview'));
    const second = await actor(SECOND);
    await second.see('请审核通知', TEXT);
    await picture('approval');
    await second.press(w.approval.approve);
    await second.see('已批准，将于');
    const before = await system.client.chat(BOT, FIRST);
    expect(JSON.stringify(before)).not.toContain(TEXT);

    await stage.moveClock(MORNING);
    for (const user of [BRANCH, FIRST, OTHER]) {
      const person = await actor(user);
      await person.see('紧急通知', TEXT);
      if (user === FIRST) await picture('received');
      await person.press('收到');
      await person.see('您已确认收到');
    }
    await (await actor(BLOCKS)).see(TEXT);
    await page.getByTestId(`chat-menu-${BLOCKS}`).click();
    await page.getByTestId(`block-${BLOCKS}`).click();
    await page.getByTestId(`unblock-${BLOCKS}`).waitFor();
    const asks = await actor(ASKS);
    await asks.see(TEXT);
    await asks.press('有疑问');
    await asks.send('哨子要带吗？');
    await asks.see('已转给发送人');
    const author = await actor(AUTHOR);
    await author.see('梁样红 有疑问', '哨子要带吗？');
    await author.press(r.thread.reply);
    await author.send('要带，还有手电。');
    await (await actor(ASKS)).see('的回复', '要带，还有手电。');

    // The one who is not bound is handed over at once, the one who blocked after two days.
    const branch = await actor(BRANCH);
    await stage.moveClock(new Date(MORNING.getTime() + 11 * 60_000));
    await branch.see('请上门或电话告知 1 人', '今晚有大到暴雨', NOT_BOUND);
    await picture('visits-told');
    await branch.press(r.visits.openList);
    await branch.see('上门告知', NOT_BOUND);
    await branch.press('1');
    await branch.see(`请告知 青石第一村 ${NOT_BOUND}`, TEXT);
    await picture('visit');
    await branch.press(r.visits.told);
    await branch.see(`已当面告知 ${NOT_BOUND}`);
    await branch.send('电话告知，本人已知悉');
    await branch.see(`已记为当面告知：${NOT_BOUND}`);
    await stage.moveClock(new Date(MORNING.getTime() + 2 * 86_400_000 + 11 * 60_000));
    await branch.see('请上门或电话告知 1 人', '今晚有大到暴雨', BLOCKED);

    await author.send('/board');
    await author.see(shown(r.board.list).split('\n')[0] ?? '');
    await author.press(`${[...TEXT].slice(0, 14).join('')}… 4/6`);
    const board = await author.see(r.board.confirmed(4));
    await picture('board');
    expect(board).toContain(r.board.inPerson(1));
    expect(board).toContain(r.board.questions(1));
    await author.press(r.board.visits);
    await author.see('由 何试敏 告知 · 已当面告知', BLOCKED);
    await picture('board-visits');
    const rows = await sql`
      select p.name, k.state, k.via, v.state as visit from notice_recipients n join people p on p.id = n.person_id
      left join acknowledgements k on k.notice_id = n.notice_id and k.person_id = n.person_id
      left join notice_visits v on v.notice_id = n.notice_id and v.person_id = n.person_id
      where n.notice_id = (select id from notices where text = ${TEXT}) order by p.staff_no`;
    expect(rows.map((row) => [row['name'], row['state'], row['via'], row['visit']])).toEqual([
      ['何试敏', 'understood', 'button', null],
      ['林例平', 'understood', 'button', null],
      ['高样田', 'understood', 'button', null],
      [NOT_BOUND, 'understood', 'liaison', 'told'],
      [BLOCKED, null, null, 'open'],
      ['梁样红', 'question', 'button', null],
    ]);
    expect(open.errors).toEqual([]);
  });
});

/** The author's wizard: an urgent notice to one village, tomorrow morning. */
async function compose(author: Actor, picture: () => Promise<unknown>): Promise<void> {
  await author.send('/broadcast');
  await author.see('第 1 步');
  await author.send(TEXT);
  await author.press('青石第一村');
  await author.see('已选 1 个单位');
  await author.press(common.next);
  await author.see('请确认通知', '6 人');
  await author.press(w.settings);
  await author.press(w.options.kind);
  await author.press('应急通知');
  await author.see('通知设置', '种类：应急通知');
  await author.press(w.options.urgent);
  await author.see('标为紧急');
  await author.send('气象台发布暴雨红色预警');
  await author.see('通知设置', '紧急：气象台发布暴雨红色预警');
  await author.press(w.options.when);
  await author.see('什么时候发');
  await author.send('明天 9:00');
  await author.see('通知设置', '时间：11 月 26 日');
  await author.press(common.return);
  await author.see('请确认通知', '紧急，免打扰时段也送达', '需要第二人审核');
  await picture();
  await author.press(common.confirmSend);
  await author.see('已提交审核');
}
