import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTable } from '../../src/formats/read-table.ts';
import { packCallback } from '../../src/messages/callback-data.ts';
import { BOT } from '../support/bot.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { CADRE, OTHER_CADRE, SECRETARY, startReceipts, TEXT } from './receipts-stage.ts';

let stage: Awaited<ReturnType<typeof startReceipts>>;
let secretary: BotPerson;
let cadre: BotPerson;
let other: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  secretary = stage.person(SECRETARY);
  cadre = stage.person(CADRE);
  other = stage.person(OTHER_CADRE);
});
afterAll(() => stage.close());

const openBoard = (id: string) => secretary.pressData(packCallback('board.open', id));
const logged = async (action: string): Promise<number> => {
  const [row] = await stage.inspector.sql<{ n: number }[]>`
    select count(*)::int as n from access_log where action = ${action}`;
  return row?.n ?? 0;
};

describe('the board', () => {
  test('shows who got it and who confirmed, and is brought up to date in place', async () => {
    const id = await stage.notice();
    await cadre.press('收到');
    await other.press('有疑问');
    await other.send('几点开始？');
    const board = await openBoard(id);
    expect(board.text).toContain('<b>今晚有强降雨，请各村安排值守。</b> · 6 人');
    expect(board.text).toContain('已确认 1 · 未确认 3 · 未能送达 1\n有疑问 1');
    expect(board.text).toContain('青石第一村 1/6 · 未能送达 1');
    expect(board.text).toContain('期限 11 月 30 日（周一）18:00，还有 5 天');
    expect(await secretary.buttons()).toEqual([
      '名单',
      '提醒未确认',
      '刷新',
      '疑问 1',
      '上门名单',
      '更多',
      '返回',
    ]);
    stage.clock.advance(60_000);
    const refreshed = await secretary.press('刷新');
    expect(refreshed.calls.map(({ method }) => method)).toEqual(['editMessageText', 'answerCallbackQuery']);
  });

  test('has names on demand, by how they stand', async () => {
    const id = await stage.notice();
    await openBoard(id);
    await secretary.press('名单');
    expect(await secretary.buttons()).toEqual(['未确认 5', '未能送达 1', '返回']);
    const before = await logged('notices.read-names');
    const names = await secretary.press('未能送达 1');
    expect(names.text).toContain('<b>未能送达</b>（1 人）');
    expect(names.text).toContain('青石第一村 罗试青 · 没有绑定账号');
    expect(await logged('notices.read-names')).toBe(before + 1);
  });

  test('of somebody else says nothing, and everything about it is as if it were not there', async () => {
    const id = await stage.notice();
    const stranger = stage.person(5_000_009);
    for (const [action, ...parts] of [
      ['board.open'],
      ['board.names'],
      ['board.group', 'open', 0],
      ['board.visits', 0],
      ['board.remind-now'],
      ['board.more'],
      ['board.stop-now'],
      ['board.withdraw-now'],
      ['board.unknown-now', 'again'],
      ['board.versions'],
      ['board.spread'],
      ['board.export', 'xlsx'],
      ['thread.list', 0],
    ] as const) {
      const reply = await stage.person(5_000_009).pressData(packCallback(action, id, ...parts));
      expect([action, reply.text]).toEqual([
        action,
        expect.stringMatching(/按钮已经失效|还没有人提问/) as string,
      ]);
    }
    expect((await stranger.pressData(packCallback('board.correct', id))).text).toContain('现在不能更正');
    const [row] = await stage.inspector.sql<{ state: string; version: number }[]>`
      select state, version from notices where id = ${id}`;
    expect(row).toEqual({ state: 'sending', version: 1 });
  });

  test('reminds with the digest and says when', async () => {
    const id = await stage.notice();
    await openBoard(id);
    expect((await secretary.press('提醒未确认')).text).toContain('不超过 5 人');
    const reminded = await secretary.press('确认');
    expect(reminded.text).toMatch(/已安排提醒 5 人：.*(马上|07:30) \d 人/);
  });
});

describe('what the author does about a notice', () => {
  test('corrects it: new text, preview with how many, confirm', async () => {
    const id = await stage.notice();
    await openBoard(id);
    await secretary.press('更多');
    expect((await secretary.press('更正')).text).toContain(TEXT);
    expect((await secretary.send(TEXT)).text).toContain('没有变化');
    const preview = await secretary.send('值守改到明晚 18:00。');
    expect(preview.text).toContain('5 人已收到的内容会换成新的');
    expect(preview.text).toContain('值守改到明晚 18:00。');
    const stale = await secretary.dataOf('确认更正');
    const again = await secretary.send('值守取消。');
    expect(again.text).toContain('值守取消。');
    // The button of the first preview confirms nothing else than what stood above it.
    expect((await secretary.pressData(stale)).text).toContain('按钮已经失效');
    expect((await secretary.press('确认更正')).text).toContain('已更正为第 2 版，正在改 5 人看到的内容');
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain('值守取消。');
    const versions = await secretary.pressData(packCallback('board.versions', id));
    expect(versions.text).toContain('第 1 版</b> · 首发');
    expect(versions.text).toMatch(/第 2 版<\/b> · 更正 · .* · 5 人手里是这一版/);
  });

  test('withdraws it, after being asked', async () => {
    const id = await stage.notice();
    await openBoard(id);
    await secretary.press('更多');
    expect((await secretary.press('撤回')).text).toContain('5 人已收到的内容会换成「通知已撤回」');
    expect((await secretary.press('确认撤回')).text).toContain('已撤回');
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain('通知已撤回');
    expect((await openBoard(id)).text).toContain('已撤回');
  });

  test('stops it while it goes out, and hears how many had it', async () => {
    const id = await stage.notice();
    await stage.inspector.sql`
      update deliveries set state = 'pending', not_before = '2027-01-01' where id in
        (select id from deliveries where subject_id = ${id} and state = 'sent' order by id limit 2)`;
    await openBoard(id);
    await secretary.press('更多');
    expect((await secretary.press('取消发送')).text).toContain('已送达 3 人，还有 2 人没有发');
    expect((await secretary.press('确认取消')).text).toContain('取消前已送达 3 人，停发 2 人');
    expect((await openBoard(id)).text).toContain('已停发 2');
  });

  test('settles what nobody knows', async () => {
    const id = await stage.notice();
    await stage.inspector.sql`
      update deliveries set state = 'unknown' where id in
        (select id from deliveries where subject_id = ${id} and state = 'sent' order by id limit 2)`;
    expect((await openBoard(id)).text).toContain('送达不明 2');
    await secretary.press('更多');
    expect((await secretary.press('送达不明')).text).toContain('可能有人收到两遍');
    expect((await secretary.press('再发一次')).text).toContain('正在再发给 2 人');
    expect((await stage.deliver()).filter((kind) => kind === 'sent')).toHaveLength(2);
    expect((await openBoard(id)).text).not.toContain('送达不明');
  });

  test('takes it along as XLSX and as CSV', async () => {
    const id = await stage.notice();
    await cadre.press('收到');
    for (const [label, name] of [
      ['导出 XLSX', '通知回执-2026-11-25.xlsx'],
      ['导出 CSV', '通知回执-2026-11-25.csv'],
    ] as const) {
      await openBoard(id);
      await secretary.press('更多');
      await secretary.press(label);
      const { messages } = await stage.client.chat(BOT, SECRETARY);
      const file = messages.findLast(({ document }) => document)?.document;
      expect(file?.name).toBe(name);
      const bytes = new Uint8Array(
        await (await fetch(`${stage.url}/sandbox/api/files/${file?.fileId ?? ''}`)).arrayBuffer(),
      );
      const read = await readTable(bytes, name);
      if (!read.ok) throw new Error(read.problem.code);
      const rows = read.sheets[0]?.rows.map((row) => row.cells) ?? [];
      expect(rows).toHaveLength(7);
      expect(rows.find((row) => row[1] === '林例平')?.slice(0, 4)).toEqual([
        '青石第一村',
        '林例平',
        'QS-018',
        '已确认',
      ]);
      expect(rows.find((row) => row[1] === '罗试青')?.[3]).toBe('未能送达 (没有绑定账号)');
    }
    expect(await logged('notices.export')).toBeGreaterThanOrEqual(2);
  });

  test('sees how the answers to the question spread', async () => {
    const check = { question: '几点开始？', options: ['18:00', '20:00'], answer: 1 };
    const id = await stage.notice({ check });
    await cadre.press('A');
    await cadre.press('B');
    await other.press('B');
    await openBoard(id);
    await secretary.press('更多');
    const spread = await secretary.press('答题情况');
    expect(spread.text).toContain('A. 18:00：1 人');
    expect(spread.text).toContain('✓ B. 20:00：1 人');
  });

  test('reads the threads and answers from there', async () => {
    const id = await stage.notice();
    await other.press('有疑问');
    await other.send('带什么工具？');
    await openBoard(id);
    const list = await secretary.press('疑问 1');
    expect(list.text).toContain('1. ● 青石第一村 高样田：带什么工具？');
    expect((await secretary.press('1')).text).toContain('带什么工具？');
    await secretary.press('回复');
    await secretary.send('手电和雨衣。');
    const after = await secretary.pressData(packCallback('thread.list', id, 0));
    expect(after.text).toContain('待回复 0');
  });
});
