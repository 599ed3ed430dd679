import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { openDailyPaper } from '../../../src/domain/quizzes/open-daily-paper.ts';
import { pressOption, submitOptions, typeAnswer } from '../../../src/domain/quizzes/press-option.ts';
import { readAttempt } from '../../../src/domain/quizzes/read-attempt.ts';
import { addBank } from '../../support/bank.ts';
import { START } from '../../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits } from '../../support/roster.ts';

const NOW = new Date(START);
const MIDNIGHT = new Date('2026-11-26T00:00:00+08:00');
let database: TestDatabase;
let db: TestDatabase['db'];
let unitId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  unitId = (await layUnits(db)).a1;
  await addBank(db);
});
afterAll(() => database.close());

type Type = 'single' | 'multiple' | 'truefalse' | 'case' | 'numeric';
/** Somebody new with today's paper, all of whose slots are of one type. */
async function sitting(type: Type): Promise<{ person: Actor; personId: string; attemptId: string }> {
  await db.execute(sql`
    update questions q set status = case when code like ${`%-${type}`} then 'published' else 'retired' end`);
  const person = await addPerson(db, { unitId });
  const opened = await openDailyPaper(db, person.personId, pack, NOW);
  if (!opened.ok) throw new Error(opened.problem);
  return { person, personId: person.personId, attemptId: opened.paper.attemptId };
}
const stored = async (attemptId: string) => [
  ...(await db.execute<{ position: number; chosen: number[]; correct: boolean | null }>(sql`
    select position, to_jsonb(chosen) as chosen, correct from answers where attempt_id = ${attemptId} order by position`)),
];
const attempt = async (attemptId: string) => {
  const [row] = await db.execute(sql`
    select finished_at is not null as finished, correct, total from attempts where id = ${attemptId}`);
  return row;
};
/** Places in the shown order of what is right, or of what is not. */
async function placesOf(sit: { attemptId: string; personId: string }, position: number, right: boolean) {
  const slot = (await readAttempt(db, sit.attemptId, sit.personId))[position];
  if (!slot) throw new Error('no such slot');
  return slot.order.flatMap((option, place) => (slot.answer.includes(option) === right ? [place] : []));
}

describe("today's paper", () => {
  test('is drawn once, however often it is opened', async () => {
    const { personId, attemptId } = await sitting('single');
    const opened = await Promise.all(
      Array.from({ length: 20 }, () => openDailyPaper(db, personId, pack, MIDNIGHT)),
    );
    const papers = opened.map((it) => (it.ok ? it.paper.paperId : it.problem));
    expect(new Set(papers).size).toBe(1);
    expect(opened.filter((it) => it.ok && it.fresh)).toHaveLength(1);
    const again = await openDailyPaper(db, personId, pack, NOW);
    expect(again).toMatchObject({ ok: true, fresh: false, paper: { attemptId, answered: 0, closed: false } });
    const [counted] = await db.execute(sql`
      select count(distinct p.id)::int as papers, count(*)::int as attempts from papers p join attempts a on a.paper_id = p.id
      where p.person_id = ${personId}`);
    expect(counted).toEqual({ papers: 2, attempts: 2 });
  });

  test('does not repeat what was asked lately while there is something else', async () => {
    const { personId } = await sitting('single');
    for (let day = 1; day <= 2; day += 1)
      await openDailyPaper(db, personId, pack, new Date(NOW.getTime() + day * 86_400_000));
    const [row] = await db.execute(sql`
      select count(*)::int as asked, count(distinct question_version_id)::int as different from paper_items
      where paper_id in (select id from papers where person_id = ${personId})`);
    expect(row).toEqual({ asked: 15, different: 15 });
  });

  test('asks only what is answered by letters', async () => {
    await sitting('single');
    await db.execute(sql`update questions set status = 'retired' where code not like '%-numeric'`);
    await db.execute(sql`update questions set status = 'published' where code like '%-numeric'`);
    const { personId } = await addPerson(db, { unitId });
    expect(await openDailyPaper(db, personId, pack, NOW)).toEqual({ ok: false, problem: 'no-questions' });
  });

  test('cannot be drawn from an empty bank', async () => {
    await sitting('single');
    await db.execute(sql`update questions set status = 'retired'`);
    const { personId } = await addPerson(db, { unitId });
    expect(await openDailyPaper(db, personId, pack, NOW)).toEqual({ ok: false, problem: 'no-questions' });
  });
});

describe('a press', () => {
  test('a hundred times at once on one slot stores one answer', async () => {
    const sit = await sitting('single');
    const pressed = await Promise.all(
      Array.from({ length: 100 }, (_, i) => pressOption(db, { ...sit, position: 2, shown: i % 4 }, NOW)),
    );
    expect(pressed.every((it) => it.ok && it.submitted)).toBe(true);
    expect(pressed.filter((it) => it.ok && it.stored)).toHaveLength(1);
    const winner = pressed.findIndex((it) => it.ok && it.stored) % 4;
    const slot = (await readAttempt(db, sit.attemptId, sit.personId))[2];
    expect(await stored(sit.attemptId)).toEqual([
      { position: 2, chosen: [slot?.order[winner]], correct: slot?.answer[0] === slot?.order[winner] },
    ]);
  });

  test.each<Type>(['single', 'truefalse'])('on a %s slot is final', async (type) => {
    const sit = await sitting(type);
    const [right = -1] = await placesOf(sit, 0, true);
    const [wrong = -1] = await placesOf(sit, 0, false);
    const press = (shown: number) => pressOption(db, { ...sit, position: 0, shown }, NOW);
    expect(await press(wrong)).toEqual({ ok: true, stored: true, submitted: true, finished: false });
    expect(await press(right)).toEqual({ ok: true, stored: false, submitted: true, finished: false });
    expect(await stored(sit.attemptId)).toMatchObject([{ position: 0, correct: false }]);
  });

  test.each<Type>(['multiple', 'case'])(
    'toggles in a %s slot of several until it is submitted',
    async (type) => {
      const sit = await sitting(type);
      const press = (shown: number) => pressOption(db, { ...sit, position: 1, shown }, NOW);
      const submit = () => submitOptions(db, { ...sit, position: 1 }, NOW);
      expect(await submit()).toEqual({ ok: false, problem: 'nothing-chosen' });
      await press(0);
      await press(0);
      expect(await submit()).toEqual({ ok: false, problem: 'nothing-chosen' });
      for (const place of await placesOf(sit, 1, true)) await press(place);
      expect(await stored(sit.attemptId)).toEqual([{ position: 1, chosen: [0, 2], correct: null }]);
      expect(await submit()).toEqual({ ok: true, stored: true, submitted: true, finished: false });
      expect(await press(0)).toMatchObject({ stored: false, submitted: true });
      expect(await submit()).toMatchObject({ stored: false });
      expect(await stored(sit.attemptId)).toEqual([{ position: 1, chosen: [0, 2], correct: true }]);
    },
  );

  test('on different options at once loses none of them', async () => {
    const sit = await sitting('multiple');
    await Promise.all([0, 1, 2, 3].map((shown) => pressOption(db, { ...sit, position: 0, shown }, NOW)));
    expect(await stored(sit.attemptId)).toEqual([{ position: 0, chosen: [0, 1, 2, 3], correct: null }]);
  });

  test('on the last open slot finishes the attempt once, with the score of the answers', async () => {
    const sit = await sitting('truefalse');
    const presses = [0, 1, 2, 3, 4].flatMap((position) =>
      Array.from({ length: 8 }, (_, i) => ({ ...sit, position, shown: i % 2 })),
    );
    const pressed = await Promise.all(presses.map((press) => pressOption(db, press, NOW)));
    expect(pressed.filter((it) => it.ok && it.stored)).toHaveLength(5);
    expect(pressed.filter((it) => it.ok && it.stored && it.finished)).toHaveLength(1);
    const right = (await stored(sit.attemptId)).filter((answer) => answer.correct).length;
    expect(await attempt(sit.attemptId)).toEqual({ finished: true, correct: right, total: 5 });
    const late = await pressOption(db, { ...sit, position: 0, shown: 0 }, MIDNIGHT);
    expect(late).toEqual({ ok: true, stored: false, submitted: true, finished: true });
  });

  test('is taken until the day ends by the time given, and not after', async () => {
    const sit = await sitting('single');
    const last = new Date(MIDNIGHT.getTime() - 1);
    expect(await pressOption(db, { ...sit, position: 0, shown: 0 }, last)).toMatchObject({ stored: true });
    const closed = { ok: false, problem: 'closed' };
    expect(await pressOption(db, { ...sit, position: 1, shown: 0 }, MIDNIGHT)).toEqual(closed);
    expect(await typeAnswer(db, { ...sit, position: 1, shown: [0] }, MIDNIGHT)).toEqual(closed);
    expect(await submitOptions(db, { ...sit, position: 1 }, MIDNIGHT)).toEqual(closed);
    expect(await stored(sit.attemptId)).toHaveLength(1);
    expect(await attempt(sit.attemptId)).toMatchObject({ finished: false, correct: null });
  });

  test("on somebody else's attempt finds nothing and changes nothing", async () => {
    const sit = await sitting('single');
    const { personId } = await addPerson(db, { unitId });
    const nothing = { ok: false, problem: 'not-found' };
    const theirs = { attemptId: sit.attemptId, personId, position: 0 };
    expect(await pressOption(db, { ...theirs, shown: 0 }, NOW)).toEqual(nothing);
    expect(await typeAnswer(db, { ...theirs, shown: [0] }, NOW)).toEqual(nothing);
    expect(await submitOptions(db, theirs, NOW)).toEqual(nothing);
    expect(await readAttempt(db, sit.attemptId, personId)).toEqual([]);
    expect(await stored(sit.attemptId)).toEqual([]);
  });

  test.each([
    [{ position: 5, shown: 0 }],
    [{ position: 0, shown: 4 }],
    [{ position: 2_000_000_000, shown: 0 }],
    [{ attemptId: newId(), position: 0, shown: 0 }],
  ])('on what is not there finds nothing: %j', async (press) => {
    const sit = await sitting('single');
    expect(await pressOption(db, { ...sit, ...press }, NOW)).toEqual({ ok: false, problem: 'not-found' });
    expect(await stored(sit.attemptId)).toEqual([]);
  });
});

describe('a typed answer', () => {
  test('submits a multiple choice whole, in any order and with repeats', async () => {
    const sit = await sitting('multiple');
    const right = await placesOf(sit, 0, true);
    const typed = await typeAnswer(
      db,
      { ...sit, position: 0, shown: [...right.toReversed(), ...right] },
      NOW,
    );
    expect(typed).toMatchObject({ ok: true, stored: true, submitted: true });
    expect(await stored(sit.attemptId)).toEqual([{ position: 0, chosen: [0, 2], correct: true }]);
  });

  test.each<[Type, number[]]>([
    ['single', []],
    ['single', [0, 1]],
    ['single', [7]],
    ['multiple', []],
    ['multiple', [0, 9]],
    ['truefalse', [2]],
  ])('that does not fit a %s slot is refused: %j', async (type, shown) => {
    const sit = await sitting(type);
    const typed = await typeAnswer(db, { ...sit, position: 0, shown }, NOW);
    expect(typed).toEqual({ ok: false, problem: 'not-found' });
    expect(await stored(sit.attemptId)).toEqual([]);
  });
});
