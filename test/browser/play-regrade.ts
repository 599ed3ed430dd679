import { expect } from 'vitest';
import type { Actor } from '../loop/actor.ts';
import type { CountyStage } from './county-stage.ts';
import { pressAll } from './page-actor.ts';

const EDITOR = 5_000_002;
const ADMIN = 5_000_001;

/** The letter, in the order of the bank, of what somebody answered to the first question of their exam. */
async function letterOf({ sql }: CountyStage, user: number): Promise<string> {
  const [row] = await sql<{ chosen: number }[]>`
    select s.chosen[1] as chosen from telegram_accounts c join papers p on p.person_id = c.person_id
    join quizzes q on q.id = p.quiz_id and q.preset = 'exam' join attempts a on a.paper_id = p.id
    join answers s on s.attempt_id = a.id and s.position = 0 where c.telegram_id = ${user}`;
  return 'ABCDEFGH'[row?.chosen ?? 0] ?? 'A';
}

/**
 * The learner, who sees the missed questions of an exam, says that the key of the first is wrong; an editor finds that it
 * is, and another person approves. The key becomes what the learner had answered.
 */
export async function reportAndCorrect(stage: CountyStage, learner: Actor, user: number): Promise<void> {
  await learner.press('1');
  await learner.see('——', '依据：');
  await pressAll(learner, '题目有误', '答案不对', '直接提交');
  await learner.see('已转给题库编辑');
  await stage.picture('reported');

  const editor = await stage.actor(EDITOR);
  await editor.see('有人反映一道题有误');
  await pressAll(editor, '去核对', '更正答案', await letterOf(stage, user));
  await editor.see('解析也要改吗？');
  await editor.press('不用改');
  await editor.see('为什么要更正？');
  await editor.send('原文如此');
  expect(await editor.see('请核对更正')).toMatch(/涉及 \d+ 人的 \d+ 次作答/);
  await editor.press('提交');
  await editor.see('已提交，等待批准');

  const admin = await stage.actor(ADMIN);
  await admin.see('一道题的答案等您批准更正');
  await pressAll(admin, '去核对', '批准', '确认批准');
  await admin.see('已批准');
}
