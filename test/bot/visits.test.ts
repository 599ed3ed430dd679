import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handOver } from '../../src/domain/notices/hand-over.ts';
import { packCallback } from '../../src/messages/callback-data.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { BRANCH_SECRETARY, CADRE, SECRETARY, startReceipts } from './receipts-stage.ts';

let stage: Awaited<ReturnType<typeof startReceipts>>;
let secretary: BotPerson;
let cadre: BotPerson;
let liaison: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  secretary = stage.person(SECRETARY);
  cadre = stage.person(CADRE);
  liaison = stage.person(BRANCH_SECRETARY);
});
afterAll(() => stage.close());

const openBoard = (id: string) => secretary.pressData(packCallback('board.open', id));

describe('the liaison', () => {
  test('finds whom to visit, reads the notice aloud and records it once, with a note', async () => {
    const id = await stage.notice({ text: '请转告：明早八点集合。' });
    await handOver(stage.db, stage.pack, stage.clock.now());
    const list = await liaison.pressData(packCallback('visit.list', id, 0));
    expect(list.text).toContain(
      '</b>（1 人）\n「请转告：明早八点集合。」\n\n1. 青石第一村 罗试青 · 消息送不到',
    );
    const card = await liaison.press('1');
    expect(card.text).toContain('<blockquote>请转告：明早八点集合。</blockquote>');
    expect((await liaison.press('已当面告知')).text).toContain('需要记一句吗');
    expect((await liaison.send('电话告知，本人已知悉')).text).toContain('已记为当面告知：罗试青');
    const board = await openBoard(id);
    expect(board.text).toContain('已确认 1 · 未确认 5\n已确认中当面告知 1');
    const visits = await secretary.press('上门名单');
    expect(visits.text).toContain('由 何试敏 告知 · 已当面告知\n备注：电话告知，本人已知悉');
  });

  test('may skip the note, or say that nobody was met', async () => {
    const id = await stage.notice({ text: '第二件要转告的事。' });
    await handOver(stage.db, stage.pack, stage.clock.now());
    const open = async () => {
      await liaison.pressData(packCallback('visit.list', id, 0));
      return liaison.press('1');
    };
    await open();
    expect((await liaison.press('没见到')).text).toContain('之后可以再去');
    expect((await open()).text).toContain('上次没见到');
    await liaison.press('已当面告知');
    const skip = await liaison.dataOf('跳过');
    expect((await liaison.press('跳过')).text).toContain('已记为当面告知');
    expect((await liaison.pressData(skip)).text).toContain('按钮已经失效');
  });

  test('comes back to the list that the visit was opened from', async () => {
    const id = await stage.notice({ text: '第三件要转告的事。' });
    await stage.notice({ text: '第四件要转告的事。' });
    await handOver(stage.db, stage.pack, stage.clock.now());
    const one = '</b>（1 人）\n「第三件要转告的事。」';
    expect((await liaison.pressData(packCallback('visit.list', id, 0))).text).toContain(one);
    await liaison.press('1');
    expect((await liaison.press('返回')).text).toContain(one);
    await liaison.press('1');
    await liaison.press('没见到');
    expect((await liaison.press('打开名单')).text).toContain(one);
    await liaison.press('1');
    await liaison.press('已当面告知');
    await liaison.send('电话告知');
    await liaison.press('打开名单');
    expect(await liaison.buttons()).not.toContain('1');
    expect((await liaison.send('/visits')).text).toContain('第四件要转告的事。');
    await liaison.press('1');
    expect((await liaison.press('返回')).text).toContain('1. 青石第一村');
  });

  test('has the list in the menu, and others do not', async () => {
    expect((await liaison.send('/help')).text).toContain('/visits');
    expect((await cadre.send('/help')).text).not.toContain('/visits');
    expect((await cadre.send('/visits')).text).toContain('现在没有需要您上门或电话告知的人');
  });
});
