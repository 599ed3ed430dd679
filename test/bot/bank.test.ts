import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packCallback } from '../../src/messages/callback-data.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { BOT } from '../support/bot.ts';
import { startReceipts } from './receipts-stage.ts';

const EDITOR = 5_000_002;
const ADMIN = 5_000_001;
const CADRE = 5_000_018;
const LAW = '中华人民共和国村民委员会组织法';
const HEADS = '题型,题干,选项A,选项B,答案,解析,文件,条款,原文';
const QUOTE = '村民委员会每届任期五年，届满应当及时举行换届选举。';
const row = (stem: string, source = `${LAW},第十一条,${QUOTE}`) =>
  `单选题,${stem},三年期限,五年期限,B,任期五年。,${source}`;

let stage: Awaited<ReturnType<typeof startReceipts>>;
let editor: BotPerson;
let admin: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  editor = stage.person(EDITOR);
  admin = stage.person(ADMIN);
  // What the county's editor has sent already is in the way here.
  await stage.inspector.sql`delete from question_versions where import_id is not null`;
});
afterAll(() => stage.close());

/** Sends a file, and returns what the editor is shown then. */
async function upload(name: string, ...rows: string[]): Promise<string> {
  const bytes = new TextEncoder().encode([HEADS, ...rows].join('\n'));
  await stage.after(() => stage.client.sendFile(BOT, EDITOR, { name, bytes, kind: 'document' }));
  return stage.newest(EDITOR);
}
const begin = async () => {
  await editor.send('/bank');
  return editor.press('导入');
};
const proposals = () => stage.inspector.sql<{ id: string; stem: string }[]>`
  select v.id, v.stem from question_versions v where v.written_by is not null order by v.id`;
/** The documents in somebody's chat, the newest last. */
const documentsOf = async (user: number) =>
  (await stage.client.chat(BOT, user)).messages.flatMap(({ from, document }) =>
    from === 'bot' && document ? [document] : [],
  );

describe('the bank', () => {
  test('is shown in numbers to who keeps it, and to nobody else', async () => {
    const { text } = await editor.send('/bank');
    expect(text).toMatch(/<b>题库<\/b>\n已发布 \d+ 题，需复核 \d+，停用 \d+。\n/);
    expect(text).toContain(`《中国共产党章程》2022-10-22：`);
    expect(await editor.buttons()).toEqual(expect.arrayContaining(['导入', '导出', '待审核']));
    expect((await admin.send('/bank')).text).toContain('<b>题库</b>');
    expect(await admin.buttons()).not.toContain('导入');
    expect((await stage.person(CADRE).send('/bank')).text).toContain('您目前没有这项操作的权限');
  });

  test('is taken along as a file of each kind', async () => {
    await editor.send('/bank');
    expect((await editor.press('导出')).text).toContain('<b>导出题库</b>');
    for (const kind of ['XLSX', 'CSV', 'GIFT']) await editor.press(kind);
    const files = await documentsOf(EDITOR);
    expect(files.slice(-3).map(({ name }) => name)).toEqual([
      '题库-2026-11-25.xlsx',
      '题库-2026-11-25.csv',
      '题库-2026-11-25.gift',
    ]);
  });
});

describe('a file of questions', () => {
  test('is rehearsed, confirmed once, approved by another person and drawn', async () => {
    expect((await begin()).text).toContain('<b>导入题目</b>');
    expect((await editor.send('题目在这里')).text).toContain('请把题目作为文件发送');
    const report = await upload(
      '第一批.csv',
      row('村委会每届的任期到底有多长？'),
      row('下一届村委会任期几年为限？'),
    );
    expect(report).toContain('导入预览 · 第一批.csv（CSV 表格）\n新增 2 题，改动 0 题，相同 0 题。');
    expect(report).toContain('新增 · 第 2 行：村委会每届的任期到底有多长？');
    expect(report).toContain('确认后，2 题送交审核');
    expect(await proposals()).toEqual([]);

    const confirm = await editor.dataOf('确认');
    const pressed = await editor.pressTogether([confirm, confirm]);
    expect(pressed.text).toContain('✅ <b>「第一批.csv」已送交审核</b>\n共 2 题');
    expect(await proposals()).toHaveLength(2);
    expect((await editor.pressData(confirm)).text).toContain('这个按钮已经失效');
    expect(await proposals()).toHaveLength(2);

    // The writer sees it wait, and may not approve it.
    await editor.send('/bank');
    expect((await editor.press('待审核 2')).text).toContain('<b>待审核的题（2）</b>\n\n1. 单选 · ');
    const own = await editor.press('1');
    expect(own.text).toContain('由别的编辑或管理员审核');
    expect(await editor.buttons()).not.toContain('通过');
    const [first, second] = await proposals();
    expect((await editor.pressData(packCallback('bank.approve', first?.id ?? ''))).text).toContain(
      '这是您写的题',
    );

    await admin.send('/bank');
    await admin.press('待审核 2');
    const shown = await admin.press('1');
    expect(shown.text).toContain('<b>单选 · 新题</b>');
    expect(shown.text).toContain('A. 三年期限\nB. 五年期限\n答案：B');
    expect(shown.text).toContain(
      `依据：《${LAW}》2018-12-29 第十一条\n<blockquote expandable>${QUOTE}</blockquote>`,
    );
    expect((await admin.press('通过')).text).toBe('✅ 已通过，现在起会使用这一题。');

    // The other one is sent back, and the editor hears why.
    await admin.pressData(packCallback('bank.reject', second?.id ?? ''));
    expect((await admin.send('长'.repeat(201))).text).toContain('1 到 200 个字');
    expect((await admin.send('与第一题重复')).text).toBe('已退回，原因会告知写题人。');
    await stage.deliver();
    const words = (await stage.client.chat(BOT, EDITOR)).messages.slice(-2).map(({ text }) => text);
    expect(words[0]).toContain('您写的一道题被退回');
    expect(words[0]).toContain('原因：与第一题重复');
    expect(words[1]).toContain('「第一批.csv」审核完了\n通过 1 题，已开始使用。\n退回 1 题');
    const status = await stage.inspector.sql<{ status: string }[]>`
      select q.status from question_versions v join questions q on q.id = v.question_id
      where v.written_by is not null order by v.id`;
    expect(status.map((one) => one.status).toSorted()).toEqual(['proposed', 'published']);
  });

  test('with mistakes is refused line by line, five a screen, and may be sent again at once', async () => {
    await begin();
    const bad = Array.from(
      { length: 7 },
      (_, at) => `单选题,第${at}题是什么？,甲方,乙方,E,,${LAW},第一条,${QUOTE}`,
    );
    const before = await proposals();
    const refused = await upload('有错.csv', row('这一题没有错，是对的吗？'), ...bad);
    expect(refused).toContain(
      '有错.csv 没有导入\n有 7 处要改，什么都没有存：\n· 第 3 行：答案「E」不在 2 个选项之内',
    );
    expect((await editor.press('▶')).text).toContain('· 第 9 行：');
    await editor.press('完整报告');
    expect((await documentsOf(EDITOR)).at(-1)?.name).toBe('导入报告-有错.xlsx');
    expect(await editor.buttons()).not.toContain('确认');
    const report = await upload('改好.csv', row('这一题没有错，是对的吗？'));
    expect(report).toContain('新增 1 题');
    expect(await proposals()).toEqual(before);
    await editor.send('/cancel');
  });

  test('is asked for the document where it names none, and shows what is nearly there', async () => {
    await begin();
    const [known] = await stage.inspector.sql<{ code: string; stem: string }[]>`
      select q.code, v.stem from questions q join question_versions v on v.question_id = q.id
      where v.type = 'truefalse' and q.status = 'published' and v.written_by is null order by q.code limit 1`;
    const line = `判断题,请问：${known?.stem ?? ''},,,对,,,第一条,${QUOTE}`;
    expect(await upload('没写文件.csv', line)).toContain('这些题依据哪个文件？\n有 1 题没有写文件名称');
    const report = await editor.press('1');
    expect(report.text).toContain(`≈ ${known?.code ?? ''}（`);
    expect(report.text).toContain('与别的题相近 1 题');
    await editor.press('确认');
    await admin.send('/bank');
    await admin.press('待审核 1');
    await admin.press('1');
    expect((await admin.press('通过')).text).toContain('✅ 已通过');
  });

  test('without article or quote waits for them: it cannot be approved, only completed or sent back', async () => {
    await begin();
    const report = await upload('缺依据.csv', row('村委会换届选举由谁来主持？', `${LAW},,`));
    expect(report).toContain('没写条款或原文 1 题');
    expect(report).toContain('    没写条款\n    没写原文');
    await editor.press('确认');
    await admin.send('/bank');
    await admin.press('待审核 1');
    expect((await admin.press('1')).text).toContain('还没有写明条款和原文，不能通过');
    expect(await admin.buttons()).toEqual(['返回', '退回']);
    await editor.send('/bank');
    await editor.press('待审核 1');
    await editor.press('1');
    await editor.press('导出这批');
    expect((await documentsOf(EDITOR)).at(-1)?.name).toBe('待补-缺依据.xlsx');
  });

  test('that is big is read while others are answered', async () => {
    await begin();
    const questions = Array.from({ length: 2_000 }, (_, at) => `第${at}题：这样做对不对？{T}`);
    const bytes = new TextEncoder().encode(questions.join('\n\n'));
    await stage.takeCalls();
    await stage.after(async () => {
      await stage.client.sendFile(BOT, EDITOR, { name: 'big.gift', bytes, kind: 'document' });
      await stage.client.write(BOT, CADRE, '/help');
    }, 2);
    const calls = await stage.takeCalls();
    const saidTo = (user: number) =>
      calls.findIndex(({ method, params }) => method === 'sendMessage' && Number(params['chat_id']) === user);
    expect(calls[saidTo(EDITOR)]?.params['text']).toContain('有 2000 题没有写文件名称');
    expect(saidTo(CADRE)).toBeGreaterThanOrEqual(0);
    expect(saidTo(CADRE)).toBeLessThan(saidTo(EDITOR));
    await editor.send('/cancel');
  });

  test('that is too big, no file, or hostile leaves nothing behind', async () => {
    await begin();
    expect(
      (await editor.sendRaw({ photo: [{ file_id: 'x', file_unique_id: 'x', width: 1, height: 1 }] })).text,
    ).toContain('请把题目作为文件发送');
    const huge = { file_id: 'x', file_unique_id: 'x', file_name: '大.xlsx', file_size: 50_000_000 };
    expect((await editor.sendRaw({ document: huge })).text).toContain(
      '文件太大，请分成不超过 10 MB 的几个文件',
    );
    const before = await proposals();
    const bomb = '<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "b">]><quiz>&a;</quiz>';
    await stage.after(() =>
      stage.client.sendFile(BOT, EDITOR, {
        name: 'a.xml',
        bytes: new TextEncoder().encode(bomb),
        kind: 'document',
      }),
    );
    expect(await stage.newest(EDITOR)).toContain('文件里有 DOCTYPE 或实体声明');
    expect(await proposals()).toEqual(before);
    await editor.send('/cancel');
  });
});
