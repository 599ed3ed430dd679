import { expect } from 'vitest';
import type { Actor } from '../loop/actor.ts';
import {
  TEXT,
  REASON,
  QUESTION,
  ANSWER,
  AUTHOR,
  APPROVER,
  FIRST_LIAISON,
  CADRE,
  ASKER,
  BLOCKER,
  SECOND_LIAISON,
} from './notice-cast.ts';
import { pressAll } from './page-actor.ts';
import type { NoticeStage as Stage } from './notice-stage.ts';
import { readLastBoard, visit } from './play-visits.ts';

async function compose({ facts, picture }: Stage, author: Actor): Promise<void> {
  await author.send('/broadcast');
  await author.send(TEXT);
  await pressAll(author, '青石第一村', '青石第二村');
  await author.see('已选 2 个单位');
  await pressAll(author, '下一步', '设置', '种类', '应急通知', '紧急');
  await author.send(REASON);
  await author.press('时间');
  await author.send('11-25 15:00');
  await pressAll(author, '确认期限', '1 个工作日');
  await author.see('通知设置', '确认期限：11 月 26 日（周四）18:00', `紧急：${REASON}`);
  await author.press('返回');
  expect(await author.see('请确认通知')).toContain(
    [
      '收件：青石第一村、青石第二村，11 人',
      '其中 2 人暂时无法送达，发出后列入上门名单',
      '种类：应急通知',
      '方式：11 月 25 日（周三）15:00 发送，需要确认，截止 11 月 26 日（周四）18:00',
      `紧急，免打扰时段也送达。原因：${REASON}`,
      '需要第二人审核，批准后才发送',
    ].join('\n'),
  );
  await picture('preview');
  await author.press('确认发送');
  await author.see('已提交审核', '已请张样安审核，批准后，11 月 25 日（周三）15:00 发送。');
  await facts({ awaiting: 1, recipients: 0, deliveries: 0 });
}

async function approve({ actor, facts, picture }: Stage, author: Actor): Promise<void> {
  const approver = await actor(APPROVER);
  await approver.see('请审核通知', '发送人：刘试芳', REASON, TEXT);
  await picture('to-approve');
  await approver.press('批准');
  await approver.see('已批准，将于 11 月 25 日（周三）15:00 发送');
  await author.see('通知已批准', '张样安批准，将于 11 月 25 日（周三）15:00 发送');
  await facts({ awaiting: 0, scheduled: 1, recipients: 0, deliveries: 0 });
}

/** Three acknowledge, one blocks the bot, one asks. */
async function receive({ actor, block, facts, picture }: Stage, asker: Actor): Promise<void> {
  for (const user of [CADRE, FIRST_LIAISON, SECOND_LIAISON]) {
    const one = await actor(user);
    await one.see('紧急通知', TEXT, '请于 11 月 26 日（周四）18:00 前确认，还有 1 天');
    if (user === CADRE) await picture('received');
    await one.press('收到');
    await one.see(TEXT, '✓ 您已确认收到');
  }
  await (await actor(BLOCKER)).see(TEXT);
  await block(BLOCKER);
  await asker.press('有疑问');
  await asker.see('请把疑问写成一条消息发出来');
  await asker.send(QUESTION);
  await asker.see('已转给发送人');
  await facts({
    scheduled: 0,
    sending: 1,
    recipients: 11,
    sent: 9,
    unreachable: 2,
    acknowledged: 3,
    asked: 1,
  });
}

async function readBoard({ picture }: Stage, author: Actor): Promise<void> {
  await author.see('青石第一村 高样田 有疑问', QUESTION);
  await author.press('看回执');
  const board = await author.see('· 11 人', '更新于');
  expect(board).toContain('已确认 3 · 未确认 5 · 未能送达 2\n有疑问 1');
  expect(board).toContain('青石第一村 2/6 · 未能送达 1\n青石第二村 1/5 · 未能送达 1');
  await picture('board');
  await pressAll(author, '名单', '未能送达 2');
  expect(await author.see('未能送达（2 人）')).toContain(
    '青石第一村 罗试青 · 没有绑定账号\n青石第二村 唐样柏 · 账号停用或屏蔽',
  );
  await pressAll(author, '返回', '未确认 5');
  expect(await author.see('未确认（5 人）')).toContain(
    '青石第一村 郑例立 · 账号停用或屏蔽\n青石第一村党支部 梁样红\n青石第二村 宋例华\n青石第二村 李样平\n青石第二村 许试川',
  );
}

async function answer({ facts }: Stage, author: Actor, asker: Actor): Promise<void> {
  await author.press('回复');
  await author.see('回复 高样田', QUESTION);
  await author.send(ANSWER);
  await author.see('已回复 高样田');
  await asker.see('刘试芳 的回复', ANSWER);
  await asker.press('已明白');
  await asker.see(ANSWER, '✓ 您已确认收到');
  await facts({ acknowledged: 4, asked: 0 });
}

/** Compose → a second person approves → its time comes → answers of every sort → the board → the deadline → visits. */
export async function playNotice(stage: Stage): Promise<void> {
  const [author, asker] = [await stage.actor(AUTHOR), await stage.actor(ASKER)];
  await compose(stage, author);
  await approve(stage, author);
  await stage.moveClock('2026-11-25T15:00:00+08:00');
  await receive(stage, asker);
  await readBoard(stage, author);
  await answer(stage, author, asker);
  await stage.moveClock('2026-11-26T18:10:00+08:00');
  await visit(stage);
  await readLastBoard(stage, author);
}
