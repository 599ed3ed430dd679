import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  acknowledgeNotice,
  listNotices,
  openNotice,
  type Answer,
} from '../../../src/domain/notices/acknowledge-notice.ts';
import { correctNotice, withdrawNotice } from '../../../src/domain/notices/amend-notice.ts';
import { answerCheck, readCheckAnswers } from '../../../src/domain/notices/answer-check.ts';
import { readBoard } from '../../../src/domain/notices/read-board.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { startCast, type Cast } from './cast.ts';

let cast: Cast;
let person: Actor;
let other: Actor;
beforeAll(async () => {
  cast = await startCast();
  [person, other] = [await cast.add('a'), await cast.add('b')];
});
afterAll(() => cast.close());
beforeEach(() => cast.answer());

const answer = (who: Actor, noticeId: string, given: Answer = 'understood', version = 1) =>
  acknowledgeNotice(cast.db, who, { noticeId, answer: given, version }, cast.pack, cast.clock.now());
const open = (who: Actor, noticeId: string) => openNotice(cast.db, who, noticeId, cast.clock.now());
const correct = (id: string, text: string) =>
  correctNotice(cast.db, cast.author, { id, text, html: null }, cast.clock.now());
const sums = async (noticeId: string) => {
  const board = await readBoard(cast.db, cast.author, noticeId);
  const read = (key: 'confirmed' | 'outdated' | 'seen' | 'open' | 'unknown' | 'sent') =>
    board?.rows.reduce((sum, row) => sum + row[key], 0);
  return { confirmed: read('confirmed'), outdated: read('outdated'), seen: read('seen'), open: read('open') };
};

describe('an answer', () => {
  test('is stored once, and opening a notice is none yet', async () => {
    const id = await cast.send();
    await cast.deliver();
    expect(await open(person, id)).toMatchObject({ acknowledgement: 'seen' });
    expect(await sums(id)).toEqual({ confirmed: 0, outdated: 0, seen: 1, open: 2 });
    const twenty = await Promise.all(Array.from({ length: 20 }, () => answer(person, id)));
    for (const done of twenty)
      expect(done).toMatchObject({ ok: true, notice: { acknowledgement: 'understood' } });
    expect(await open(person, id)).toMatchObject({ acknowledgement: 'understood' });
    expect(await sums(id)).toEqual({ confirmed: 1, outdated: 0, seen: 0, open: 1 });
  });

  test('is nobody else’s: a notice that was not sent to them is not there', async () => {
    const id = await cast.send();
    const stranger = await cast.add('otherVillage');
    expect(await answer(stranger, id)).toEqual({ ok: false, problem: 'not-found' });
    expect(await open(stranger, id)).toBeUndefined();
  });

  test('"cannot attend" is for kinds that have it, tells the author once, and may change', async () => {
    const plain = await cast.send();
    expect(await answer(person, plain, 'cannot-attend')).toEqual({ ok: false, problem: 'not-found' });
    const id = await cast.send({ kind: 'activity' });
    await cast.deliver();
    await answer(person, id, 'cannot-attend');
    await answer(person, id, 'cannot-attend');
    expect(await cast.rows(id, 'notice-answer')).toMatchObject([
      { personId: cast.author.personId, data: { answer: 'cannot-attend', unitName: 'a' } },
    ]);
    expect(await answer(person, id)).toMatchObject({ notice: { acknowledgement: 'understood' } });
  });

  test('is about the text it stood under: an older one has to be read anew', async () => {
    const id = await cast.send();
    await cast.deliver();
    await answer(person, id);
    await correct(id, '值守改到明晚。');
    expect(await answer(other, id)).toMatchObject({ ok: false, problem: 'outdated', notice: { version: 2 } });
    // They have been shown it now, whatever becomes of the edit.
    expect(await cast.versionOf(id, other)).toBe(2);
    expect(await sums(id)).toMatchObject({ confirmed: 1, outdated: 1 });
    expect(await answer(person, id, 'understood', 2)).toMatchObject({
      ok: true,
      notice: { acknowledgement: 'understood', acknowledgedVersion: 2 },
    });
    expect(await answer(other, id, 'understood', 2)).toMatchObject({ ok: true });
    expect(await sums(id)).toEqual({ confirmed: 2, outdated: 0, seen: 0, open: 0 });
  });

  test('is not asked for any more once the notice is withdrawn', async () => {
    const id = await cast.send();
    await cast.deliver();
    await withdrawNotice(cast.db, cast.author, id, cast.clock.now());
    expect(await answer(person, id, 'understood', 2)).toMatchObject({
      ok: true,
      notice: { state: 'withdrawn', acknowledgement: null },
    });
    const { waiting } = await listNotices(cast.db, person, 0);
    await cast.send();
    await expect(listNotices(cast.db, person, 0)).resolves.toMatchObject({ waiting: waiting + 1 });
    expect(await open(person, id)).toMatchObject({ state: 'withdrawn', acknowledgement: null });
  });

  test('settles a message of which nobody knew whether it arrived, and stops a second one', async () => {
    const [held, again] = [await cast.send(), await cast.send({ kind: 'emergency' })];
    cast.answer(() => ({ kind: 'unknown', problem: 'ECONNRESET' }));
    await cast.deliver();
    const stateOf = async (id: string) =>
      (await cast.rows(id, 'notice')).find((row) => row.personId === person.personId)?.state;
    expect([await stateOf(held), await stateOf(again)]).toEqual(['unknown', 'pending']);
    await answer(person, held);
    await answer(person, again);
    expect([await stateOf(held), await stateOf(again)]).toEqual(['sent', 'sent']);
    const board = await readBoard(cast.db, cast.author, held);
    expect(board?.rows.map((row) => row.unknown)).toEqual([0, 1]);
  });
});

describe('the question of a notice', () => {
  const check = { question: '值守从几点开始？', options: ['18:00', '20:00', '22:00'], answer: 1 };
  const choose = (who: Actor, noticeId: string, chosen: number, version = 1) =>
    answerCheck(cast.db, who, { noticeId, chosen, version }, cast.clock.now());

  test('acknowledges by the right answer only, however often it is tried; the first one is kept', async () => {
    const id = await cast.send({ check });
    await cast.deliver();
    expect(await answer(person, id)).toMatchObject({ ok: false, problem: 'has-check' });
    expect(await choose(person, id, 0)).toMatchObject({ right: false, notice: { acknowledgement: 'seen' } });
    expect(await choose(person, id, 2)).toMatchObject({ right: false, notice: { acknowledgement: 'seen' } });
    expect(await choose(person, id, 1)).toMatchObject({
      right: true,
      notice: { acknowledgement: 'understood' },
    });
    expect(await choose(person, id, 0)).toMatchObject({ notice: { acknowledgement: 'understood' } });
    await choose(other, id, 1);
    expect(await choose(other, id, 3)).toEqual({ ok: false, problem: 'not-found' });
    const notice = { id, check };
    expect(await readCheckAnswers(cast.db, cast.author, notice)).toEqual({ check, counts: [1, 1, 0] });
    expect(await readCheckAnswers(cast.db, other, notice)).toMatchObject({ counts: [0, 0, 0] });
  });

  test('under an older text has to be read anew', async () => {
    const id = await cast.send({ check });
    await cast.deliver();
    await correct(id, '值守从 22:00 开始。');
    expect(await choose(person, id, 1)).toMatchObject({ ok: false, problem: 'outdated' });
    expect((await readCheckAnswers(cast.db, cast.author, { id, check }))?.counts).toEqual([0, 0, 0]);
    expect(await choose(person, id, 1, 2)).toMatchObject({ ok: true, right: true });
  });
});
