import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import { startBot, type BotStage } from '../support/bot.ts';
import { plans } from '../support/plans.ts';
import { A } from './townships.ts';

const w = words.zh;
let stage: BotStage;
beforeAll(async () => void (stage = await startBot()));
afterAll(() => stage.close());

const election = plans.find(({ id }) => id === 'village-elections');

/** The township, and a version of a question on an article that the cards on elections have. */
async function topic(): Promise<[string, string]> {
  const [card] = election?.cards ?? [];
  const [row] = await stage.inspector.sql<{ unit: string; version: string }[]>`
    select u.id as unit, v.id as version from organisation_units u, question_versions v join documents d on d.id = v.document_id
    where u.name = '青石镇' and d.title = ${card?.document ?? ''} and v.place = ${card?.article ?? ''} limit 1`;
  if (!row) throw new Error('no question on the article of the first card');
  return [row.unit, row.version];
}

describe('how a unit learns', () => {
  test('is shown to its secretary by village, with what it knows least, and names nobody', async () => {
    const secretary = stage.person(A.secretary);
    const { text } = await secretary.send('/learning');
    expect(text).toContain(w.learning.title('青石镇'));
    expect(text).toContain('青石第一村：');
    expect(text).toContain(w.learning.foot);
    const names = await stage.inspector.sql<{ name: string }[]>`select name from people`;
    expect(names.filter(({ name }) => text.includes(name))).toEqual([]);
    expect(await secretary.buttons()).toContain(w.learning.alike);
    const village = await secretary.press('青石第一村');
    expect(village.text).toContain(w.learning.title('青石第一村'));
  });

  test('leads from a weak article to its words', async () => {
    const secretary = stage.person(A.secretary);
    await secretary.send('/learning');
    expect((await secretary.press('1')).text).toContain('<blockquote>');
  });

  test('leads from an article that has study cards to a plan for all of the unit, set once', async () => {
    const secretary = stage.person(A.secretary);
    await secretary.send('/learning');
    await secretary.pressData(packCallback('learning.text', ...(await topic())));
    const preview = await secretary.press(w.learning.propose);
    expect(preview.text).toContain(w.plans.previewTitle);
    expect(preview.text).toMatch(/青石镇 · \d+ 人/u);
    const confirm = await secretary.dataOf(w.common.confirm);
    expect((await secretary.pressData(confirm)).text).toMatch(/✅ <b>已安排给 \d+ 人<\/b>/u);
    await secretary.pressData(confirm);
    expect(await stage.inspector.count('plan_assignments')).toBe(1);
  });

  test('is for looking only where one sets no plans', async () => {
    const supervisor = stage.person(A.supervisor);
    await supervisor.send('/learning');
    const { text } = await supervisor.pressData(packCallback('learning.text', ...(await topic())));
    expect(text).toContain(w.learning.hasPlan(election?.name.zh ?? ''));
    expect(await supervisor.buttons()).not.toContain(w.learning.propose);
    const { text: refused } = await supervisor.pressData(packCallback('plans.topic', ...(await topic())));
    expect(refused).toContain(w.common.notAllowed);
  });

  test('is of the own village for a branch secretary, who may not compare answers', async () => {
    const secretary = stage.person(5_000_017);
    const { text } = await secretary.send('/learning');
    expect(text).toMatch(/学习情况 · .+村</u);
    expect(await secretary.buttons()).not.toContain(w.learning.alike);
    expect((await secretary.pressData('alike.list:0')).text).toContain(w.common.notAllowed);
  });
});

test('answers that are alike are something to ask, said with what they are not, and not to be forwarded', async () => {
  const supervisor = stage.person(A.supervisor);
  await supervisor.send('/learning');
  expect((await supervisor.press(w.learning.alike)).text).toBe(w.learning.alikeNone);
  const { sql } = stage.inspector;
  const quiz = newId();
  await sql`insert into quizzes (id, preset, slot, settings, rule_pack_version, opens_at, closes_at, created_at)
    select ${quiz}, 'weekly', '2026-11-16', settings, rule_pack_version, '2026-11-16', '2026-11-23', '2026-11-16' from quizzes limit 1`;
  // Everybody of the village answers fourteen questions; two of them in the same wrong way at the same time.
  await sql`
    with who as (
      select o.person_id, row_number() over (order by p.staff_no) as n from posts o join people p on p.id = o.person_id
      join organisation_units u on u.id = o.unit_id where u.name like '青石%村' and o.ends_on is null
    ), paper as (
      insert into papers (id, quiz_id, person_id, number, seed, created_at)
      select uuidv7(), ${quiz}, person_id, 1, 's', '2026-11-17' from (select distinct person_id from who) x returning id, person_id
    ), sitting as (
      insert into attempts (id, paper_id, number, started_at, finished_at, ended_by, answered, correct, points, total)
      select uuidv7(), id, 1, '2026-11-17', '2026-11-17', 'person', 14, 0, 0, 14 from paper returning id, paper_id
    ), question as (
      select v.id, v.answer, row_number() over (order by v.id) - 1 as position from question_versions v
      where v.type = 'single' and jsonb_array_length(v.options) = 4 limit 14
    ), item as (
      insert into paper_items (paper_id, position, question_version_id, option_order)
      select p.id, q.position, q.id, '{0,1,2,3}' from paper p, question q
    )
    insert into answers (attempt_id, position, chosen, pressed_at, submitted_at, correct, fraction)
    select s.id, q.position, array[((q.answer->>0)::int + 1 + case when w.n <= 2 then 0 else (w.n + q.position * w.n) % 3 end)::int % 4],
      timestamptz '2026-11-17' + q.position * interval '1 minute' + case when w.n <= 2 then 0 else w.n end * interval '1 hour', '2026-11-17', false, 0
    from sitting s join paper p on p.id = s.paper_id join (select person_id, min(n) as n from who group by 1) w on w.person_id = p.person_id, question q`;
  await supervisor.pressData('alike.list:0');
  const { text, calls } = await supervisor.press('1');
  expect(text).toContain(w.learning.proves);
  expect(text).toContain(w.learning.logged);
  expect(
    calls.some(({ method, params }) => method === 'sendMessage' && params['protect_content'] === true),
  ).toBe(true);
  const [log] = await sql<
    { n: number }[]
  >`select count(*)::int as n from access_log where action = 'quiz.alike'`;
  expect(log?.n).toBe(2);
});
