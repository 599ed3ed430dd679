import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { v7 as newId } from 'uuid';
import { acknowledgeNotice } from '../../../src/domain/notices/acknowledge-notice.ts';
import { withdrawNotice } from '../../../src/domain/notices/amend-notice.ts';
import { decideNotice } from '../../../src/domain/notices/decide-notice.ts';
import {
  handOver,
  listVisits,
  mayVisit,
  readVisit,
  readVisitList,
  recordVisit,
} from '../../../src/domain/notices/hand-over.ts';
import { readBoard } from '../../../src/domain/notices/read-board.ts';
import { remindUnconfirmed } from '../../../src/domain/notices/remind-unconfirmed.ts';
import { submitNotice } from '../../../src/domain/notices/send-notice.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { shown } from '../../loop/actor.ts';
import { startCast, type Cast } from './cast.ts';

const DAY = 86_400_000;
let cast: Cast;
let liaison: Actor;
let unbound: Actor;
let silent: Actor;
beforeAll(async () => {
  cast = await startCast();
  liaison = await cast.add('a', { roles: ['branch-secretary'] });
  unbound = await cast.add('aBranch', { bound: false });
  silent = await cast.add('a');
});
beforeEach(() => cast.forget());
afterAll(() => cast.close());

const now = () => cast.clock.now();
const hand = () => handOver(cast.db, cast.pack, now());
const visits = async (who: Actor, noticeId?: string) =>
  (await listVisits(cast.db, who, 0, noticeId)).rows.map(({ name, why, state }) => [name, why, state]);
const record = (noticeId: string, who: Actor, state: 'told' | 'not-met', by = liaison) =>
  recordVisit(cast.db, by, { noticeId, personId: who.personId, state, note: '电话告知' }, now());

describe('handing over', () => {
  test('gives whom no message reaches to the nearest secretary, once, in the next digest', async () => {
    const id = await cast.send();
    await cast.deliver();
    expect(await hand()).toEqual({ visits: 1, told: 1 });
    expect(await hand()).toEqual({ visits: 0, told: 0 });
    expect(await visits(liaison)).toEqual([[unbound.name, 'unreachable', 'open']]);
    expect(await cast.rows(id, 'visit-list')).toMatchObject([
      { personId: liaison.personId, carried: true, urgent: false, state: 'pending' },
    ]);
    cast.sent();
    await cast.deliver();
    const told = cast.sent().filter(({ chatId }) => chatId === liaison.telegramId);
    expect(told).toHaveLength(1);
    expect(shown(told[0]?.message.text ?? '')).toContain(`aBranch ${unbound.name}`);
  });

  test('of several notices is one line of one digest', async () => {
    await cast.send();
    await cast.send({ text: '周四上午开会。' });
    await cast.deliver();
    expect(await hand()).toEqual({ visits: 2, told: 2 });
    cast.sent();
    await cast.deliver();
    const told = cast.sent().filter(({ chatId }) => chatId === liaison.telegramId);
    expect(told).toHaveLength(1);
    expect(shown(told[0]?.message.text ?? '')).toContain('请上门或电话告知 2 人');
    expect(told[0]?.message.buttons.flat().map(({ data }) => data)).toEqual(['visit.list:all:0']);
    expect(await cast.deliver()).toEqual([]);
  });

  test('of ten at once is one', async () => {
    await cast.send();
    await cast.deliver();
    const ran = await Promise.all(Array.from({ length: 10 }, hand));
    expect(ran.filter((run) => run.visits > 0)).toHaveLength(1);
    expect(await visits(liaison)).toHaveLength(1);
  });

  test('tells at once, in the night too, when the notice is urgent', async () => {
    const approver = await cast.add('county', { roles: ['admin'] });
    const id = newId();
    cast.clock.set('2026-11-25T22:30:00+08:00');
    const draft = {
      ...cast.draft(),
      id,
      kind: 'emergency',
      text: '河水上涨，请立即转移低洼处群众。',
      urgentReason: '河水上涨',
    };
    expect(await submitNotice(cast.db, cast.author, draft, cast.pack, now())).toMatchObject({
      outcome: 'awaiting-approval',
    });
    await decideNotice(cast.db, approver, { id, approve: true, reason: null }, cast.pack, now());
    await cast.deliver();
    expect(await hand()).toEqual({ visits: 1, told: 1 });
    expect(await cast.rows(id, 'visit-list')).toMatchObject([{ carried: false, urgent: true }]);
    cast.sent();
    await cast.deliver();
    const [told] = cast.sent();
    expect(told?.chatId).toBe(liaison.telegramId);
    expect(shown(told?.message.text ?? '')).toContain('请上门或电话告知 1 人');
  });

  test('takes who did not answer after all reminders, and not before; nobody who is exempt', async () => {
    await cast.add('b', { exempt: true, bound: false });
    const id = await cast.send();
    await cast.deliver();
    await acknowledgeNotice(
      cast.db,
      liaison,
      { noticeId: id, answer: 'understood', version: 1 },
      cast.pack,
      now(),
    );
    expect((await hand()).visits).toBe(1);
    for (const day of [1, 2, 3]) {
      cast.clock.set(`2026-11-${25 + day}T10:30:00+08:00`);
      await remindUnconfirmed(cast.db, cast.pack, now());
      await cast.deliver();
      expect((await hand()).visits).toBe(0);
    }
    // Two reminders, the last on the 27th, and two days to think.
    cast.clock.set('2026-11-29T10:31:00+08:00');
    expect((await hand()).visits).toBe(1);
    expect(await visits(liaison, id)).toEqual([
      [unbound.name, 'unreachable', 'open'],
      [silent.name, 'unconfirmed', 'open'],
    ]);
  });

  test('takes who blocked the bot after it arrived, whom no reminder reaches', async () => {
    const id = await cast.send();
    await cast.deliver();
    await hand();
    const gone = (at: Date | null) =>
      cast.db.execute(
        cast.sql`update telegram_accounts set unreachable_at = ${at?.toISOString() ?? null}::timestamptz where person_id = ${silent.personId}`,
      );
    await gone(now());
    expect((await hand()).visits).toBe(1);
    expect(await visits(liaison, id)).toContainEqual([silent.name, 'unreachable', 'open']);
    await gone(null);
  });

  test('is not for a notice that asks for nothing, nor one that was withdrawn', async () => {
    await cast.send({ kind: 'information' });
    const id = await cast.send();
    await cast.deliver();
    await withdrawNotice(cast.db, cast.author, id, now());
    cast.clock.advance(DAY);
    expect(await hand()).toEqual({ visits: 0, told: 0 });
  });
});

describe('a visit', () => {
  test('counts as told in person, marked as such, and is recorded once by who was asked', async () => {
    const id = await cast.send();
    await cast.deliver();
    await hand();
    expect(await readVisit(cast.db, liaison, { noticeId: id, personId: unbound.personId })).toMatchObject({
      name: unbound.name,
      authorName: cast.author.name,
    });
    expect(await record(id, unbound, 'told', silent)).toBe('over');
    const twenty = await Promise.all(Array.from({ length: 20 }, () => record(id, unbound, 'told')));
    expect(twenty.toSorted()).toEqual(['stored', ...Array.from({ length: 19 }, () => 'there')]);
    expect(await record(id, unbound, 'not-met')).toBe('over');
    expect(await visits(liaison)).toEqual([]);
    const board = await readBoard(cast.db, cast.author, id);
    expect(board?.rows[0]).toMatchObject({ confirmed: 1, inPerson: 1, unreachable: 0 });
    const list = await readVisitList(cast.db, cast.author, id, 0, now());
    expect(list).toMatchObject({ total: 1, open: 0 });
    expect(list.rows).toMatchObject([
      { name: unbound.name, liaison: liaison.name, state: 'told', note: '电话告知' },
    ]);
    expect(await cast.logged('notices.visit-told')).toBe(1);
    expect(await readVisitList(cast.db, silent, id, 0, now())).toMatchObject({ rows: [] });
  });

  test('where nobody was met stays to be made', async () => {
    const id = await cast.send();
    await cast.deliver();
    await hand();
    expect(await record(id, unbound, 'not-met')).toBe('stored');
    expect(await visits(liaison)).toEqual([[unbound.name, 'unreachable', 'not-met']]);
    expect((await readBoard(cast.db, cast.author, id))?.rows[0]).toMatchObject({ confirmed: 0 });
    expect(await record(id, unbound, 'told')).toBe('stored');
    expect(await visits(liaison)).toEqual([]);
  });

  test('is not needed any more once the notice is withdrawn', async () => {
    const id = await cast.send();
    await cast.deliver();
    await hand();
    await withdrawNotice(cast.db, cast.author, id, now());
    expect(await visits(liaison)).toEqual([]);
    expect(await record(id, unbound, 'told')).toBe('over');
  });
});

test('whom no secretary is near is left to the author', async () => {
  const far = await cast.add('b', { bound: false });
  await cast.send();
  await cast.deliver();
  await hand();
  expect(await visits(cast.author)).toEqual([[far.name, 'unreachable', 'open']]);
  expect(await mayVisit(cast.db, cast.author)).toBe(true);
  expect(await mayVisit(cast.db, silent)).toBe(false);
  expect(await mayVisit(cast.db, liaison)).toBe(true);
});
