import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerInterview, type InterviewAnswer } from '../../../src/domain/interviews/answer-interview.ts';
import { cancelInterview } from '../../../src/domain/interviews/cancel-interview.ts';
import { readInterview } from '../../../src/domain/interviews/read-interviews.ts';
import { remindInterviews } from '../../../src/domain/interviews/remind-interviews.ts';
import { START } from '../../support/clock.ts';
import { pack } from '../../support/pack.ts';
import { MINUTE, minutesAfter, NOW, openStage, WHEN, type Stage } from './interview-stage.ts';

let close: Stage['close'];
let clear: Stage['clear'];
let db: Stage['db'];
let supervisor: Stage['supervisor'];
let colleague: Stage['colleague'];
let cadre: Stage['cadre'];
let other: Stage['other'];
let outside: Stage['outside'];
let arranged: Stage['arranged'];
let outbox: Stage['outbox'];
beforeAll(async () => {
  ({ close, clear, db, supervisor, colleague, cadre, other, outside, arranged, outbox } = await openStage());
});
afterAll(() => close());
beforeEach(() => clear());

describe('the answer to an interview', () => {
  const answer = (id: string, word: InterviewAnswer, person = cadre, now = NOW) =>
    answerInterview(
      db,
      person,
      { id, answer: word, reason: word === 'confirmed' ? null : 'why', round: 0 },
      now,
    );
  const answersTold = async () => (await outbox()).filter((row) => row.kind === 'interview-answer');

  test('is stored and told once, also when pressed 20 times at once', async () => {
    const id = await arranged();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => answer(id, 'confirmed')));
    expect(outcomes.filter((it) => it?.stored)).toHaveLength(1);
    expect(outcomes.every((it) => it?.interview.state === 'confirmed')).toBe(true);
    expect(await answersTold()).toEqual([
      { kind: 'interview-answer', personId: supervisor.personId, state: 'pending' },
    ]);
  });

  test('may change from confirmed to asking to move, and not back', async () => {
    const id = await arranged();
    expect(await answer(id, 'confirmed')).toMatchObject({ stored: true });
    expect(await answer(id, 'move-asked')).toMatchObject({
      stored: true,
      interview: { state: 'move-asked', answerReason: 'why' },
    });
    expect(await answer(id, 'confirmed')).toMatchObject({
      stored: false,
      interview: { state: 'move-asked' },
    });
    expect(await answer(id, 'cannot-attend')).toMatchObject({ stored: false });
    expect(await answersTold()).toHaveLength(2);
  });

  test('comes too late once it has begun or was cancelled', async () => {
    const [begun, cancelled] = [await arranged(), await arranged({ startsAt: minutesAfter(60) })];
    expect(await answer(begun, 'confirmed', cadre, WHEN)).toMatchObject({ stored: false });
    await cancelInterview(db, supervisor, cancelled, NOW);
    expect(await answer(cancelled, 'confirmed')).toMatchObject({
      stored: false,
      interview: { state: 'cancelled' },
    });
    expect(await answersTold()).toEqual([]);
  });

  test('of anybody else is nothing', async () => {
    const id = await arranged();
    for (const person of [supervisor, other, outside])
      expect(await answer(id, 'confirmed', person)).toBeUndefined();
    expect(await readInterview(db, cadre, id, NOW)).toMatchObject({ state: 'announced' });
  });
});

describe('closing an interview', () => {
  test('cancels what waits and tells the person, once, if they knew of it', async () => {
    const id = await arranged();
    await db.execute(sql`update deliveries set state = 'sent', sent_at = ${START} where subject_id = ${id}`);
    await answerInterview(db, cadre, { id, answer: 'confirmed', reason: null, round: 0 }, NOW);
    for (let n = 0; n < 2; n += 1)
      expect(await cancelInterview(db, supervisor, id, NOW)).toMatchObject({
        state: 'cancelled',
      });
    expect((await outbox()).map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual([
      'interview-answer cancelled',
      'interview-cancelled pending',
      'interview-notice sent',
    ]);
  });

  test('tells nobody of one they never heard of', async () => {
    const id = await arranged();
    await cancelInterview(db, supervisor, id, NOW);
    expect(await outbox()).toMatchObject([{ kind: 'interview-notice', state: 'cancelled' }]);
  });

  test('is for who ordered it only', async () => {
    const id = await arranged();
    for (const actor of [cadre, colleague, outside])
      expect(await cancelInterview(db, actor, id, NOW)).toBeUndefined();
    expect(await readInterview(db, cadre, id, NOW)).toMatchObject({ state: 'announced' });
  });
});

describe('a reminder', () => {
  test('is said to both the day before, once, and not of what will not be', async () => {
    const [kept] = [await arranged()];
    const dropped = await arranged({ startsAt: minutesAfter(60) });
    await cancelInterview(db, supervisor, dropped, NOW);
    await db.execute(sql`delete from deliveries`);
    expect(await remindInterviews(db, pack, minutesAfter(-24 * 60 - 1))).toBe(0);
    expect(await remindInterviews(db, pack, minutesAfter(-24 * 60))).toBe(2);
    expect(await remindInterviews(db, pack, minutesAfter(-23 * 60))).toBe(0);
    const rows = await db.execute(sql`
      select subject_id as subject, person_id as "personId" from deliveries order by person_id`);
    expect([...rows]).toEqual(
      [supervisor, cadre]
        .map(({ personId }) => ({ subject: kept, personId }))
        .toSorted((a, b) => (a.personId < b.personId ? -1 : 1)),
    );
    expect(await remindInterviews(db, pack, WHEN)).toBe(0);
  });

  test('is not said within the hour in which it was arranged', async () => {
    const soon = new Date(NOW.getTime() + 4 * 3_600_000);
    await arranged({ startsAt: soon });
    expect(await remindInterviews(db, pack, new Date(NOW.getTime() + 59 * MINUTE))).toBe(0);
    expect(await remindInterviews(db, pack, new Date(NOW.getTime() + 60 * MINUTE))).toBe(2);
  });
});
