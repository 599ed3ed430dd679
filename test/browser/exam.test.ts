import { Redis } from 'ioredis';
import { afterEach, describe, expect, test } from 'vitest';
import type { Actor } from '../loop/actor.ts';
import { startCountyStage, type CountyStage } from './county-stage.ts';
import { pressAll } from './page-actor.ts';
import { reportAndCorrect } from './play-regrade.ts';

const SECRETARY = 5_000_005;
const CADRE = 5_000_018;
const SLOW_CADRE = 5_000_019;
const SUPERVISOR = 5_000_007;
const TITLE = '正式考试 · 党章';

/** Answers questions of the open attempt from one place to before another: rightly, or wrongly. */
async function answer(
  { sql }: CountyStage,
  who: Actor,
  user: number,
  [from, to]: readonly [number, number],
  rightly = true,
): Promise<void> {
  for (let position = from; position < to; position += 1) {
    await who.see(`${TITLE} · ${position + 1}/5`);
    const [row] = await sql<{ right: number; wrong: number }[]>`
      select array_position(i.option_order, (v.answer->>0)::int) - 1 as right,
        array_position(i.option_order, (((v.answer->>0)::int + 1) % cardinality(i.option_order))) - 1 as wrong
      from telegram_accounts c join papers p on p.person_id = c.person_id join quizzes q on q.id = p.quiz_id and q.preset = 'exam'
      join paper_items i on i.paper_id = p.id join question_versions v on v.id = i.question_version_id
      where c.telegram_id = ${user} and i.position = ${position}`;
    const letter = 'ABCDEFGH'[(rightly ? row?.right : row?.wrong) ?? 0] ?? 'A';
    await who.press(letter);
    await who.see(`✓ ${letter}. `);
    if (position < 4) await who.press('下一题');
  }
}

/** Everything a process remembered is lost but what stands in the database. */
async function crash({ system, redis }: CountyStage): Promise<void> {
  await system.kill();
  const client = new Redis(redis.redisUrl);
  const keys = await client.keys(`${redis.prefix}*`);
  if (keys.length > 0) await client.del(...keys);
  await client.quit();
  await system.start();
}

async function callExam({ actor, picture }: CountyStage): Promise<Actor> {
  const secretary = await actor(SECRETARY);
  await secretary.send('/exam');
  await pressAll(secretary, '发起考试', '党章');
  await secretary.see('第 2 步');
  await secretary.send('5');
  await secretary.see('第 3 步');
  await secretary.send('15');
  await secretary.press('现在开始');
  await secretary.see('第 5 步');
  await secretary.send('11-25 12:00');
  await pressAll(secretary, '青石第一村', '下一步');
  const preview = await secretary.see('请确认考试');
  expect(preview).toContain(`${TITLE}，5 题，限时 15 分钟\n时间：确认后立即开始 到 11 月 25 日（周三）12:00`);
  await picture('preview');
  await secretary.press('确认发送');
  await secretary.see('考试已发起');
  return secretary;
}

/** Without a browser this is reported as skipped, by name. */
describe.skipIf(process.env.NO_BROWSER === '1')('a formal exam in the page', () => {
  const endings: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (let end = endings.pop(); end; end = endings.pop()) await end();
  });

  test('is called, sat through a crash, handed in by a person and by the clock, reviewed, certified, verified and graded again', async () => {
    const stage = await startCountyStage('exam', endings);
    const { actor, moveClock, picture, sql } = stage;
    await sql`update questions q set status = 'retired' where not exists (
      select 1 from question_versions v where v.question_id = q.id and v.type = 'single')`;
    const secretary = await callExam(stage);

    const cadre = await actor(CADRE);
    await cadre.see(TITLE, '请在 11 月 25 日（周三）12:00 前完成', '发起人：刘试芳');
    await picture('told');
    await cadre.press('进入考试');
    await cadre.see('开始后一直计时', '答案和依据在 11 月 25 日（周三）12:00 后可看');
    await picture('rules');
    await cadre.press('开始考试');
    await answer(stage, cadre, CADRE, [0, 2]);
    await crash(stage);
    await cadre.send('/exams');
    await pressAll(cadre, '1', '继续答题');
    await answer(stage, cadre, CADRE, [2, 5]);
    await pressAll(cadre, '交卷', '确认交卷');
    const result = await cadre.see('5 题答对 5 题');
    expect(result).toContain('得分 100%，60% 为合格。\n已达到合格线。');

    const slow = await actor(SLOW_CADRE);
    await slow.see(TITLE);
    await pressAll(slow, '进入考试', '开始考试');
    await answer(stage, slow, SLOW_CADRE, [0, 2], false);
    await moveClock('2026-11-25T10:40:00+08:00');
    await slow.see('考试时间到，已自动交卷', '5 题中已作答 2 题');
    await slow.press('看结果');
    expect(await slow.see('得分 0%，60% 为合格。')).toContain(
      '答案和依据在 11 月 25 日（周三）12:00 截止后可以查看',
    );
    await picture('time-over');

    await moveClock('2026-11-25T12:01:00+08:00');
    await slow.send('/exams');
    await pressAll(slow, '1', '看错题');
    await slow.see('错题 · 5 题', '依据：');
    await picture('review');

    await cadre.press('合格证书');
    const code = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(await cadre.see('证书编号'))?.[0] ?? '';
    const supervisor = await actor(SUPERVISOR);
    await supervisor.send(`/verify ${code}`);
    expect(await supervisor.see('证书有效')).toContain(`考试：${TITLE}`);
    await supervisor.send('/verify 00000-00000');
    await supervisor.see('没有这个编号的证书');

    await reportAndCorrect(stage, slow, SLOW_CADRE);
    await moveClock('2026-11-25T12:03:00+08:00');
    const regraded = await slow.see('您的成绩已重新计算', '答对 0/5 → 1/5（0% → 20%）');
    expect(regraded).toContain('正确答案：');
    await picture('regraded');

    await secretary.press('完成情况');
    expect(await secretary.see('只看完成情况，不列分数，不排名次')).toMatch(/已开始 2，已交卷 2/);
    await picture('board');
    expect(stage.errors).toEqual([]);
  });
});
