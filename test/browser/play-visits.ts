import { expect } from 'vitest';
import type { Actor } from '../loop/actor.ts';
import { TEXT, FIRST_LIAISON } from './notice-cast.ts';
import { pressAll } from './page-actor.ts';
import type { NoticeStage as Stage } from './notice-stage.ts';

/** The liaison's list, and one of it told in person. */
export async function visit({ actor, facts, picture }: Stage): Promise<void> {
  const liaison = await actor(FIRST_LIAISON);
  await liaison.see('请上门或电话告知 3 人');
  await liaison.press('打开名单');
  expect(await liaison.see('上门告知（3 人）')).toContain(
    '1. 青石第一村 罗试青 · 消息送不到\n2. 青石第一村 郑例立 · 消息送不到\n3. 青石第一村党支部 梁样红 · 仍未确认',
  );
  await picture('visits');
  await liaison.press('1');
  await liaison.see('请告知 青石第一村 罗试青', TEXT);
  await liaison.press('已当面告知');
  await liaison.send('到家里告知，本人已知悉');
  await liaison.see('已记为当面告知：罗试青');
  await facts({ visits: 7, visitsUnreached: 3, visitsTold: 1, acknowledged: 5, inPerson: 1, sent: 9 });
}

/** The author's board and visit list, where it is marked. */
export async function readLastBoard({ picture }: Stage, author: Actor): Promise<void> {
  await author.send('/board');
  await author.press(`${TEXT.slice(0, 14)}… 5/11`);
  const board = await author.see('· 11 人', '当面告知');
  expect(board).toContain('已确认 5 · 未确认 5 · 未能送达 1\n已确认中当面告知 1');
  expect(board).toContain('青石第一村 4/6\n青石第二村 1/5 · 未能送达 1');
  await picture('last-board');
  await pressAll(author, '名单', '当面告知 1');
  expect(await author.see('当面告知（1 人）')).toContain('青石第一村 罗试青 · 何试敏 当面告知');
  await author.press('返回');
  await author.see('请选择要看哪些人');
  await pressAll(author, '返回', '上门名单');
  const visits = await author.see('上门名单（7 人，待办 6）');
  expect(visits).toContain('青石第二村 唐样柏 · 消息送不到\n由 谢试凤 告知 · 待告知');
  await author.press('▶');
  await author.see('青石第一村 罗试青', '由 何试敏 告知 · 已当面告知', '备注：到家里告知，本人已知悉');
}
