import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findDrawable } from '../../../src/db/queries/questions.ts';
import { answerSlot } from '../../../src/domain/quizzes/answer-slot.ts';
import { handIn } from '../../../src/domain/quizzes/end-attempt.ts';
import { findCurrent } from '../../../src/domain/quizzes/find-current.ts';
import { openQuiz, type OwnPreset } from '../../../src/domain/quizzes/open-quiz.ts';
import { readAttempt } from '../../../src/domain/quizzes/read-attempt.ts';
import { drawPaper } from '../../../src/domain/quizzes/rules.ts';
import { dutyTopicsOf } from '../../../src/domain/study/duty-rules.ts';
import { START } from '../../support/clock.ts';
import { pack } from '../../support/pack.ts';
import { startSittings } from './sittings.ts';

const NOW = new Date(START);
const DAY_MS = 86_400_000;
const later = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
let cast: Awaited<ReturnType<typeof startSittings>>;
beforeAll(async () => {
  cast = await startSittings();
});
afterAll(() => cast.close());

const open = (personId: string, preset: OwnPreset, now = NOW, topic: string | null = null, rules = pack) =>
  openQuiz(cast.db, personId, { preset, topic }, rules, now);
const count = async (personId: string) => {
  const [row] = await cast.db.execute<{ papers: number; attempts: number }>(sql`
    select count(distinct p.id)::int as papers, count(*)::int as attempts from papers p join attempts a on a.paper_id = p.id
    where p.person_id = ${personId}`);
  return row;
};
const topicsOf = async (attemptId: string) =>
  (
    await cast.db.execute<{ topic: string }>(sql`
      select distinct q.topic from attempts a join paper_items i on i.paper_id = a.paper_id
      join question_versions v on v.id = i.question_version_id join questions q on q.id = v.question_id where a.id = ${attemptId}`)
  ).map(({ topic }) => topic);

describe('a daily paper', () => {
  test('is drawn once, however often it is opened, and is the same until its day ends', async () => {
    await cast.keepOnly('single');
    const { personId } = await cast.addPerson();
    const opened = await Promise.all(Array.from({ length: 20 }, () => open(personId, 'daily')));
    expect(new Set(opened.map((it) => (it.ok ? it.attemptId : it.problem))).size).toBe(1);
    expect(opened.filter((it) => it.ok && it.fresh)).toHaveLength(1);
    expect(await count(personId)).toEqual({ papers: 1, attempts: 1 });
    const [first] = opened;
    expect(await open(personId, 'daily')).toEqual({ ...first, fresh: false });
    expect(await open(personId, 'daily', later(1))).toMatchObject({ fresh: true });
  });

  test('does not repeat what was asked lately while there is something else', async () => {
    await cast.keepOnly('single');
    const { personId } = await cast.addPerson();
    for (let day = 0; day <= 2; day += 1) await open(personId, 'daily', later(day));
    const [row] = await cast.db.execute(sql`
      select count(*)::int as asked, count(distinct question_version_id)::int as different from paper_items
      where paper_id in (select id from papers where person_id = ${personId})`);
    expect(row).toEqual({ asked: 15, different: 15 });
  });

  test('asks only the types of its preset, and nothing from an empty bank', async () => {
    const { personId } = await cast.addPerson();
    await cast.keepOnly('numeric', 'fill', 'ordering', 'matching');
    expect(await open(personId, 'daily')).toEqual({ ok: false, problem: 'no-questions' });
    expect(await open(personId, 'weekly')).toMatchObject({ ok: true });
    await cast.keepOnly();
    expect(await open(personId, 'challenge')).toEqual({ ok: false, problem: 'no-questions' });
  });

  test('once finished stays what it was: there is one a day', async () => {
    const sit = await cast.sit('truefalse', NOW);
    for (let position = 0; position < 5; position += 1)
      await answerSlot(cast.db, { ...sit, position }, { kind: 'press', option: 0, n: 1 }, NOW);
    expect(await open(sit.personId, 'daily')).toEqual({
      ok: true,
      attemptId: sit.attemptId,
      fresh: false,
      finished: true,
    });
    expect(await count(sit.personId)).toEqual({ papers: 1, attempts: 1 });
  });

  test('keeps the settings under which it was opened, whatever the pack says later', async () => {
    await cast.keepOnly('single');
    const { personId } = await cast.addPerson();
    await open(personId, 'daily', later(10));
    const daily = { ...pack.quizPresets.daily, passMark: 0.9 };
    const changed = { ...pack, quizPresets: { ...pack.quizPresets, daily } };
    const other = await cast.addPerson();
    const opened = await open(other.personId, 'daily', later(10), null, changed);
    if (!opened.ok) throw new Error(opened.problem);
    const [slot] = await readAttempt(cast.db, opened.attemptId, other.personId, later(10));
    expect(slot?.settings.passMark).toBe(pack.quizPresets.daily.passMark);
  });
});

describe('a weekly practice', () => {
  test.each([
    ['Wednesday', '2026-11-25T09:00:00+08:00', '2026-11-23'],
    ['Monday at midnight', '2026-11-23T00:00:00+08:00', '2026-11-23'],
    ['Sunday night', '2026-11-29T23:59:00+08:00', '2026-11-23'],
    ['the next Monday', '2026-11-30T00:00:00+08:00', '2026-11-30'],
  ])('on %s is that of its week, which begins on Monday', async (_, time, monday) => {
    await cast.keepOnly('single');
    const { personId } = await cast.addPerson();
    const opened = await open(personId, 'weekly', new Date(time));
    if (!opened.ok) throw new Error(opened.problem);
    const [slot] = await readAttempt(cast.db, opened.attemptId, personId, new Date(time));
    expect(slot?.attempt.slot).toBe(monday);
  });
});

describe('practice', () => {
  test('by topic asks only what was picked, and may be begun again once it is finished', async () => {
    await cast.keepOnly('truefalse', 'single');
    const { personId } = await cast.addPerson();
    const topic = { ...pack.quizPresets.topic, answers: 'until-handed-in' as const };
    const rules = { ...pack, version: '2099.2', quizPresets: { ...pack.quizPresets, topic } };
    const again = () => open(personId, 'topic', NOW, 'village', rules);
    const first = await again();
    if (!first.ok) throw new Error(first.problem);
    const village = pack.quizTopics.find(({ id }) => id === 'village')?.topics ?? [];
    expect(village).toEqual(expect.arrayContaining(await topicsOf(first.attemptId)));
    expect(await again()).toMatchObject({
      attemptId: first.attemptId,
      fresh: false,
    });
    await handIn(cast.db, { attemptId: first.attemptId, personId }, NOW);
    expect(await again()).toMatchObject({ ok: true, fresh: true });
  });

  test('under way is what a typed answer is meant for; the newest, if there are several', async () => {
    await cast.keepOnly('single');
    const { personId } = await cast.addPerson();
    expect(await findCurrent(cast.db, personId, NOW)).toBeUndefined();
    await open(personId, 'daily');
    const mock = await open(personId, 'mock', new Date(NOW.getTime() + 1_000));
    const current = { kind: 'attempt', id: mock.ok && mock.attemptId };
    expect(await findCurrent(cast.db, personId, new Date(NOW.getTime() + 2_000))).toEqual(current);
    // Its 40 minutes are over, and it takes no answer any more.
    expect(await findCurrent(cast.db, personId, new Date(NOW.getTime() + 3_600_000))).not.toEqual(current);
  });

  test('with a pause says when the next one may begin', async () => {
    await cast.keepOnly('single');
    const { personId } = await cast.addPerson();
    const challenge = {
      ...pack.quizPresets.challenge,
      pause: 30,
      answers: 'until-handed-in' as const,
    };
    const rules = { ...pack, version: '2099.1', quizPresets: { ...pack.quizPresets, challenge } };
    const first = await open(personId, 'challenge', NOW, null, rules);
    if (!first.ok) throw new Error(first.problem);
    await handIn(cast.db, { attemptId: first.attemptId, personId }, NOW);
    const until = new Date(NOW.getTime() + 30 * 60_000);
    expect(await open(personId, 'challenge', NOW, null, rules)).toEqual({
      ok: false,
      problem: 'wait',
      until,
    });
    expect(await open(personId, 'challenge', until, null, rules)).toMatchObject({ ok: true, fresh: true });
  });
});

test('a daily paper has more of the topics of a duty, within its blueprint, and is drawn again from what is stored', async () => {
  await cast.keepOnly('single');
  const dutyTopics = dutyTopicsOf(pack.dutyTopics, [{ title: '村会计', titleEn: null }]);
  const bank = await cast.db.transaction((tx) => findDrawable(tx));
  const { blueprint, items, dutyShare } = pack.quizPresets.daily;
  const lines = [...blueprint, { topics: bank.map(({ topic }) => topic), count: items }];
  for (let n = 0; n < 8; n += 1) {
    const { personId } = await cast.addPerson();
    const opened = await openQuiz(cast.db, personId, { preset: 'daily', dutyTopics }, pack, NOW);
    if (!opened.ok) throw new Error(opened.problem);
    const topics = await topicsOf(opened.attemptId);
    expect(topics.filter((topic) => dutyTopics.includes(topic))).toHaveLength(1);
    for (const line of blueprint)
      expect(topics.filter((topic) => line.topics.some((one) => one === topic))).toHaveLength(line.count);
    const [paper] = await cast.db.execute<{ seed: string; duty: string[]; drawn: unknown }>(sql`
      select p.seed, to_jsonb(p.duty_topics) as duty, (select jsonb_agg(jsonb_build_object('questionVersionId', i.question_version_id,
        'optionOrder', i.option_order) order by i.position) from paper_items i where i.paper_id = p.id) as drawn
      from papers p join attempts a on a.paper_id = p.id where a.id = ${opened.attemptId}`);
    const preferred = { topics: paper?.duty ?? [], count: Math.round(dutyShare * items) };
    const again = drawPaper(bank, lines, [], paper?.seed ?? '', preferred);
    expect(again.slice(0, items)).toEqual(paper?.drawn);
  }
});
