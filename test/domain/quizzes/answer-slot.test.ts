import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerSlot, submitSlot, type Move } from '../../../src/domain/quizzes/answer-slot.ts';
import { readAttempt } from '../../../src/domain/quizzes/read-attempt.ts';
import type { BankType } from '../../support/bank.ts';
import { START } from '../../support/clock.ts';
import { startSittings, type Sitting } from './sittings.ts';

const NOW = new Date(START);
const MIDNIGHT = new Date('2026-11-26T00:00:00+08:00');
let cast: Awaited<ReturnType<typeof startSittings>>;
beforeAll(async () => {
  cast = await startSittings();
});
afterAll(() => cast.close());

const press = (option: number, n = 1): Move => ({ kind: 'press', option, n });
const act = ({ attemptId, personId }: Omit<Sitting, 'person'>, position: number, move: Move, now = NOW) =>
  answerSlot(cast.db, { attemptId, personId, position }, move, now);
const submit = ({ attemptId, personId }: Omit<Sitting, 'person'>, position: number, now = NOW) =>
  submitSlot(cast.db, { attemptId, personId, position }, now);
const NOTHING = { ok: false, problem: 'not-found' };

describe('a press', () => {
  test('a hundred times at once on one slot stores one answer', async () => {
    const sit = await cast.sit('single', NOW);
    const pressed = await Promise.all(Array.from({ length: 100 }, (_, i) => act(sit, 2, press(i % 4))));
    expect(pressed.every((it) => it.ok && it.slot.submitted)).toBe(true);
    expect(pressed.filter((it) => it.ok && it.stored)).toHaveLength(1);
    const winner = pressed.findIndex((it) => it.ok && it.stored) % 4;
    const slot = (await readAttempt(cast.db, sit.attemptId, sit.personId, NOW))[2];
    expect(await cast.stored(sit.attemptId)).toMatchObject([{ position: 2, chosen: [slot?.order[winner]] }]);
    expect(await cast.attempt(sit.attemptId)).toMatchObject({ answered: 1, correct: Number(slot?.correct) });
  });

  test.each<BankType>(['single', 'truefalse'])('on a %s slot is final', async (type) => {
    const sit = await cast.sit(type, NOW);
    const [right = -1] = await cast.placesOf(sit, 0);
    const [wrong = -1] = await cast.placesOf(sit, 0, false);
    expect(await act(sit, 0, press(wrong))).toMatchObject({
      ok: true,
      stored: true,
      finished: false,
      slot: { submitted: true },
    });
    expect(await act(sit, 0, press(right))).toMatchObject({
      ok: true,
      stored: false,
      slot: { submitted: true, correct: false },
    });
    expect(await cast.stored(sit.attemptId)).toMatchObject([{ position: 0, correct: false, fraction: 0 }]);
  });

  test.each<BankType>(['multiple', 'case'])(
    'on a %s slot of several puts in and takes out, until it is submitted',
    async (type) => {
      const sit = await cast.sit(type, NOW);
      expect(await submit(sit, 1)).toMatchObject({ ok: false, problem: 'nothing-chosen' });
      await act(sit, 1, press(0));
      await act(sit, 1, press(0, 0));
      expect(await submit(sit, 1)).toMatchObject({ ok: false, problem: 'nothing-chosen' });
      for (const place of await cast.placesOf(sit, 1)) await act(sit, 1, press(place));
      expect(await cast.stored(sit.attemptId)).toMatchObject([
        { position: 1, chosen: [0, 2], correct: null },
      ]);
      expect(await submit(sit, 1)).toMatchObject({
        ok: true,
        stored: true,
        finished: false,
        slot: { submitted: true },
      });
      expect(await act(sit, 1, press(0))).toMatchObject({ ok: true, stored: false });
      expect(await submit(sit, 1)).toMatchObject({ ok: true, stored: false });
      expect(await cast.stored(sit.attemptId)).toMatchObject([
        { position: 1, chosen: [0, 2], correct: true, fraction: 1 },
      ]);
    },
  );

  test('on different options at once loses none of them', async () => {
    const sit = await cast.sit('multiple', NOW);
    await Promise.all([0, 1, 2, 3].map((place) => act(sit, 0, press(place))));
    expect(await cast.stored(sit.attemptId)).toMatchObject([
      { position: 0, chosen: [0, 1, 2, 3], correct: null },
    ]);
  });

  test('on slots at once counts each of them, and the last one ends the attempt once', async () => {
    const sit = await cast.sit('truefalse', NOW);
    const presses = [0, 1, 2, 3, 4].flatMap((position) =>
      Array.from({ length: 8 }, (_, i) => ({ position, place: i % 2 })),
    );
    const pressed = await Promise.all(presses.map(({ position, place }) => act(sit, position, press(place))));
    expect(pressed.filter((it) => it.ok && it.stored)).toHaveLength(5);
    expect(pressed.filter((it) => it.ok && it.stored && it.finished)).toHaveLength(1);
    const right = (await cast.stored(sit.attemptId)).filter((answer) => answer.correct).length;
    expect(await cast.attempt(sit.attemptId)).toEqual({
      finished: true,
      endedBy: 'person',
      counts: true,
      answered: 5,
      correct: right,
      points: right,
      total: 5,
    });
    expect(await act(sit, 0, press(0), MIDNIGHT)).toMatchObject({ ok: true, stored: false });
  });

  test('is taken until the day ends by the time given, and not after', async () => {
    const sit = await cast.sit(['single'], NOW);
    expect(await act(sit, 0, press(0), new Date(MIDNIGHT.getTime() - 1))).toMatchObject({ stored: true });
    const over = { ok: false, problem: 'over' };
    expect(await act(sit, 1, press(0), MIDNIGHT)).toMatchObject(over);
    expect(await act(sit, 1, { kind: 'letters', options: [0] }, MIDNIGHT)).toMatchObject(over);
    expect(await submit(sit, 1, MIDNIGHT)).toMatchObject(over);
    expect(await cast.stored(sit.attemptId)).toHaveLength(1);
    expect(await cast.attempt(sit.attemptId)).toMatchObject({ finished: false, answered: 1 });
  });

  test("on somebody else's attempt finds nothing and changes nothing", async () => {
    const sit = await cast.sit('single', NOW);
    const { personId } = await cast.addPerson();
    const theirs = { attemptId: sit.attemptId, personId };
    expect(await act(theirs, 0, press(0))).toEqual(NOTHING);
    expect(await act(theirs, 0, { kind: 'letters', options: [0] })).toEqual(NOTHING);
    expect(await submit(theirs, 0)).toEqual(NOTHING);
    expect(await readAttempt(cast.db, sit.attemptId, personId, NOW)).toEqual([]);
    expect(await cast.stored(sit.attemptId)).toEqual([]);
  });

  test.each([
    [{ position: 5, place: 0 }],
    [{ position: 0, place: 4 }],
    [{ position: 2_000_000_000, place: 0 }],
    [{ attemptId: newId(), position: 0, place: 0 }],
  ])('on what is not there finds nothing: %j', async ({ position, place, ...other }) => {
    const sit = await cast.sit('single', NOW);
    expect(await act({ ...sit, ...other }, position, press(place))).toEqual(NOTHING);
    expect(await cast.stored(sit.attemptId)).toEqual([]);
  });
});

describe('an answer in an order', () => {
  test.each<BankType>(['ordering', 'matching'])(
    'to a %s slot is named letter by letter, and graded in part',
    async (type) => {
      const sit = await cast.sit(type, NOW, { preset: 'weekly' });
      const places = await cast.placesOf(sit, 0);
      for (const [n, place] of places.entries()) await act(sit, 0, press(place, n));
      expect(await act(sit, 0, press(places[0] ?? -1, places.length))).toMatchObject({
        ok: false,
        problem: 'stale',
      });
      expect(await submit(sit, 0)).toMatchObject({ ok: true, slot: { correct: true, fraction: 1 } });
      const turned = (await cast.placesOf(sit, 1)).toReversed();
      for (const [n, place] of turned.entries()) await act(sit, 1, press(place, n));
      await act(sit, 1, { kind: 'back', length: 0 });
      expect(await submit(sit, 1)).toMatchObject({ ok: false, problem: 'nothing-chosen' });
      await act(sit, 1, { kind: 'letters', options: turned });
      // Turned round, the middle of three is still right; of two pairs none is.
      const fraction = type === 'ordering' ? expect.closeTo(1 / 3, 12) : 0;
      expect(await submit(sit, 1)).toMatchObject({ ok: true, slot: { correct: false, fraction } });
      expect(await cast.attempt(sit.attemptId)).toMatchObject({
        answered: 2,
        correct: 1,
        points: type === 'ordering' ? expect.closeTo(4 / 3, 12) : 1,
      });
    },
  );
});

describe('an answer in words', () => {
  test('is a draft until it is submitted, and the last one counts', async () => {
    const sit = await cast.sit('numeric', NOW, { preset: 'weekly' });
    const type = (text: string) => act(sit, 0, { kind: 'words', typed: [text] });
    expect(await submit(sit, 0)).toMatchObject({ ok: false, problem: 'nothing-chosen' });
    expect(await type('17')).toMatchObject({ ok: true, stored: true, slot: { submitted: false } });
    expect(await type('18 月')).toMatchObject({ ok: true, stored: true });
    expect(await type('18 月')).toMatchObject({ ok: true, stored: false });
    expect(await submit(sit, 0)).toMatchObject({ ok: true, slot: { submitted: true, correct: true } });
    expect(await cast.stored(sit.attemptId)).toEqual([
      { position: 0, chosen: [], typed: ['18 月'], correct: true, fraction: 1 },
    ]);
  });

  test('fills the gaps one by one, each worth its part', async () => {
    const sit = await cast.sit('fill', NOW, { preset: 'weekly' });
    await act(sit, 0, { kind: 'words', typed: ['one'] });
    expect(await submit(sit, 0)).toMatchObject({ ok: false, problem: 'nothing-chosen' });
    await act(sit, 0, { kind: 'words', typed: ["'; drop table answers; --", '2'] });
    expect(await act(sit, 0, { kind: 'words', typed: ['1', '3', '4'] })).toMatchObject({
      ok: false,
      problem: 'too-many',
    });
    await act(sit, 0, { kind: 'words', typed: ['1', '3'] });
    expect(await submit(sit, 0)).toMatchObject({ ok: true, slot: { correct: false, fraction: 0.5 } });
  });
});

describe('a typed answer', () => {
  test('of a multiple choice may come in any order and with repeats', async () => {
    const sit = await cast.sit('multiple', NOW);
    const right = await cast.placesOf(sit, 0);
    expect(await act(sit, 0, { kind: 'letters', options: [...right.toReversed(), ...right] })).toMatchObject({
      ok: true,
      stored: true,
    });
    expect(await cast.stored(sit.attemptId)).toMatchObject([{ position: 0, chosen: [0, 2] }]);
  });

  test.each<[BankType, number[], string]>([
    ['single', [], 'not-found'],
    ['single', [0, 1], 'too-many'],
    ['single', [7], 'not-found'],
    ['multiple', [], 'not-found'],
    ['multiple', [0, 9], 'not-found'],
    ['truefalse', [2], 'not-found'],
  ])('that does not fit a %s slot is refused: %j', async (type, options, problem) => {
    const sit = await cast.sit(type, NOW);
    expect(await act(sit, 0, { kind: 'letters', options })).toMatchObject({ ok: false, problem });
    expect(await cast.stored(sit.attemptId)).toEqual([]);
  });
});

test('a challenge ends with its last life, and not before', async () => {
  const sit = await cast.sit('truefalse', NOW, { preset: 'challenge' });
  let ended = false;
  for (let position = 0; position < 3; position += 1) {
    const [wrong = -1] = await cast.placesOf(sit, position, false);
    const done = await act(sit, position, press(wrong));
    ended = done.ok && done.finished;
    expect(ended).toBe(position === 2);
  }
  expect(await cast.attempt(sit.attemptId)).toMatchObject({ finished: true, answered: 3, correct: 0 });
  expect(await act(sit, 3, press(0))).toMatchObject({ ok: false, problem: 'over' });
});
