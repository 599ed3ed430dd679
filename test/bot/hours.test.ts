import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rollUp } from '../../src/domain/credit/roll-up.ts';
import { announceHours } from '../../src/domain/study/announce-hours.ts';
import { escapeHtml } from '../../src/messages/view.ts';
import { words } from '../loop/words.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { HOSTILE, kept } from './hostile-texts.ts';
import { BRANCH_SECRETARY, CADRE, OTHER_CADRE, SECRETARY, startReceipts } from './receipts-stage.ts';

const ADMIN = 5_000_001;
const SUPERVISOR = 5_000_007;
const w = words.zh;

let stage: Awaited<ReturnType<typeof startReceipts>>;
let cadre: BotPerson;
let branch: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  cadre = stage.person(CADRE);
  branch = stage.person(BRANCH_SECRETARY);
});
afterAll(() => stage.close());

/** Goes through the wizard to its end. */
async function record(person: BotPerson, topic: string, kind = '集中学习培训'): Promise<string> {
  await person.send('/hours');
  await person.press('记一次学习');
  await person.press(kind);
  await person.press('昨天');
  await person.send('半天');
  const { text } = await person.send(topic);
  await person.press('提交');
  return text;
}

describe('a cadre', () => {
  test('reads what is asked, what is done and left, by which rule, and that the rule is unverified', async () => {
    const { text } = await cadre.send('/hours');
    expect(text).toContain('<b>2026 年学时</b>\n应修 56 学时，已确认 32，还差 24。\n另有 4 学时等待确认。');
    expect(text).toContain('其他学习 2 学时，不计入这一项。');
    expect(text).toContain('要求：基层党组织书记和班子成员集中培训，因为您是支部班子成员。');
    expect(text).toContain('依据：《2019—2023年全国党员教育培训工作规划》');
    expect(text).toContain('⚠ 这一项还没有核对到原文，仅供参考。');
    expect(await cadre.buttons()).toEqual(['记一次学习', '我的记录', '返回']);
  });

  test('reads the words of the article where they were checked', async () => {
    const { text } = await stage.person(OTHER_CADRE).send('/hours');
    expect(text).toContain('应修 32 学时，已确认 16，还差 16。');
    expect(text).toContain('依据：《中国共产党党员教育管理工作条例》第二十条');
    expect(text).toContain('<blockquote>党员每年集中学习培训时间一般不少于32学时。</blockquote>');
    expect(text).not.toContain('⚠');
  });

  test('records study, which waits; the secretary confirms it, and it counts', async () => {
    const other = stage.person(OTHER_CADRE);
    expect(await record(other, '党风廉政专题党课')).toContain(
      '11 月 24 日（周二） · 集中学习培训 · 4 学时\n党风廉政专题党课',
    );
    expect((await other.send('/hours')).text).toContain('另有 8 学时等待确认。');
    const list = await other.press('我的记录');
    expect(list.text).toContain(
      '1. 11 月 24 日（周二） · 集中学习培训 · 4 学时 · 待确认\n    党风廉政专题党课',
    );
    expect((await branch.send('/hours')).text).toContain(
      '要求：基层党组织书记和班子成员集中培训，因为您是青石第一村 村党支部书记',
    );
    const waiting = await branch.press('待我确认 3');
    expect(waiting.text).toContain('<b>待您确认的学时</b>（3 条）');
    const card = await branch.press('3');
    expect(card.text).toContain('<b>高样田 · 4 学时</b>');
    expect(await branch.buttons()).toEqual(['返回', '退回', '确认']);
    const data = await branch.dataOf('确认');
    expect((await branch.press('确认')).text).toBe('✅ 已确认：高样田 4 学时。');
    expect((await branch.pressData(data)).text).not.toContain(w.common.stale);
    expect((await other.send('/hours')).text).toContain('应修 32 学时，已确认 20，还差 12。');
  });

  test('hears why an entry was sent back, and may record it again', async () => {
    await record(cadre, '村级财务培训');
    await branch.send('/hours');
    await branch.press('待我确认 3');
    await branch.press('3');
    expect((await branch.press('退回')).text).toContain('<b>退回 林例平 的记录</b>');
    expect((await branch.send('当天没有培训')).text).toContain('已退回 林例平 的记录');
    await stage.deliver();
    expect(await stage.newest(CADRE)).toBe(
      '一条学时记录被退回\n11 月 24 日（周二） · 集中学习培训 · 4 学时\n村级财务培训\n原因：当天没有培训\n请核对后重新记录。',
    );
    await cadre.press('我的记录');
    const { text } = await cadre.press('1');
    expect(text).toContain('状态：已退回（何试敏）\n原因：当天没有培训');
    expect(await cadre.buttons()).toEqual(['返回']);
    await record(cadre, '村级财务培训');
    expect((await cadre.press('我的记录')).text).toContain('村级财务培训');
  });

  test('is told that the same study counts once, and corrects what is wrong', async () => {
    await record(cadre, '信访条例学习', '个人自学');
    await cadre.send('/hours');
    await cadre.press('记一次学习');
    await cadre.press('个人自学');
    await cadre.press('昨天');
    await cadre.press('1 学时');
    await cadre.send('信访条例 学习');
    expect((await cadre.press('提交')).text).toBe(w.hours.recordedBefore);
    await cadre.press('我的记录');
    await cadre.press('1');
    const ask = await cadre.press('更正');
    expect(ask.text).toContain('原记录：11 月 24 日（周二） · 个人自学 · 4 学时 · 信访条例学习。');
    await cadre.press('个人自学');
    await cadre.press('昨天');
    await cadre.press('1 学时');
    const preview = await cadre.send('信访条例学习');
    expect(preview.text).toContain('这是更正：原来记的是 11 月 24 日（周二） 4 学时');
    expect((await cadre.press('提交')).text).toContain('已记下，等待确认');
    await cadre.press('我的记录');
    expect((await cadre.chat()).messages.at(-1)?.text).toContain('已由更正代替');
  });

  test('cannot open the list of those who confirm, nor the figures', async () => {
    for (const data of ['hours.waiting:0', 'hours.overview'])
      expect((await cadre.pressData(data)).text).toContain(w.common.notAllowed);
  });
});

describe('who oversees a unit', () => {
  test('sees how many stand where, nobody by name, and no unit of fewer than five by itself', async () => {
    const secretary = stage.person(SECRETARY);
    await secretary.send('/hours');
    const { text } = await secretary.press('单位情况');
    expect(text).toContain('<b>青石镇 · 2026 年学时情况</b>\n合计：');
    expect(text).toContain('青石第一村：');
    expect(text).toContain('只列人数，不列姓名，不排名次。');
    for (const [, people] of text.matchAll(/：(\d+) 人/g)) expect(Number(people)).toBeGreaterThanOrEqual(5);
    for (const name of ['林例平', '高样田', '何试敏']) expect(text).not.toContain(name);
    expect((await stage.person(SUPERVISOR).pressData('hours.overview')).text).toContain('青石镇');
  });
});

describe('the one who is to confirm', () => {
  test('is told in the digest, once for what waits', async () => {
    stage.clock.set('2026-11-26T07:12:00+08:00');
    expect(await announceHours(stage.db, stage.pack, stage.clock.now())).toBeGreaterThan(0);
    expect(await announceHours(stage.db, stage.pack, stage.clock.now())).toBe(0);
    stage.clock.set('2026-11-26T07:31:00+08:00');
    await stage.deliver();
    expect(await stage.newest(BRANCH_SECRETARY)).toMatch(/条学时待您确认/);
    expect((await branch.press('去确认')).text).toContain('待您确认的学时');
    stage.clock.set('2026-11-25T10:00:00+08:00');
  });
});

describe('an administrator', () => {
  test('registers what somebody is, and the requirement follows', async () => {
    const admin = stage.person(ADMIN);
    await admin.send('QS-019');
    await admin.press('1').catch(() => undefined);
    await admin.press('身份登记');
    expect((await admin.press('公务员')).shown).toHaveLength(1);
    expect(await admin.buttons()).toEqual(['✓ 党员', '支部班子成员', '乡科级领导干部', '✓ 公务员', '返回']);
    expect((await stage.person(OTHER_CADRE).send('/hours')).text).toContain('应修 90 学时');
    await admin.press('公务员');
    expect((await stage.person(OTHER_CADRE).send('/hours')).text).toContain('应修 32 学时');
    const log = await stage.inspector.sql`select detail from access_log where action = 'people.member-kind'`;
    expect(log).toHaveLength(2);
  });
});

test('the file lists confirmed attendance with its hours, and no self-study', async () => {
  const night = new Date('2026-11-26T01:30:00+08:00');
  await rollUp(stage.db, stage.pack, night, night);
  await cadre.send('/myfile');
  const { text } = await cadre.press('学习教育');
  expect(text).toContain('学时 · 8 学时 · 党纪学习教育专题党课');
  expect(text).not.toContain('自学');
});

test('in English it says the same', async () => {
  await cadre.send('/language');
  await cadre.press('English');
  const { text } = await cadre.send('/hours');
  expect(text).toContain('<b>Study hours of 2026</b>\n56 hours to do, 32 confirmed, 24 left.');
  expect(text).toContain('⚠ The text of this rule has not been checked yet');
  expect(text).toContain('since you are: Committee.');
  await cadre.press('Record study');
  await cadre.press('Self-study');
  await cadre.press('Today');
  await cadre.send('half day');
  await cadre.send('The code of integrity');
  expect((await cadre.press('Submit')).text).toContain('Recorded, and to be confirmed');
});

test('what is typed is stored and shown as it was written, or refused', async () => {
  const other = stage.person(OTHER_CADRE);
  for (const text of Object.values(HOSTILE)) {
    await other.send('/hours');
    await other.press('记一次学习');
    await other.press('个人自学');
    await other.press('今天');
    await other.press('1 学时');
    const { text: shown } = await other.sendRaw({ text });
    if (!shown.includes(w.hours.previewTitle)) {
      await other.send('/cancel');
      continue;
    }
    const topic = kept(text).trim().replace(/\s+/g, ' ');
    expect(shown).toContain(escapeHtml(topic));
    if (!(await other.press('提交')).text.includes('已记下')) continue;
    const [row] = await stage.inspector
      .sql`select topic from study_hours order by recorded_at desc, id desc limit 1`;
    expect(row?.['topic']).toBe(topic);
    expect((await other.press('我的记录')).text).toContain(escapeHtml(topic));
  }
});
