import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { noteBots, pauseBot } from '../../../src/domain/deliveries/know-bots.ts';
import {
  listDead,
  listQueues,
  replayDead,
  settleArrived,
} from '../../../src/domain/deliveries/operate-outbox.ts';
import { withdrawNotice } from '../../../src/domain/notices/amend-notice.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { startCast, type Cast } from '../notices/cast.ts';

let cast: Cast;
let lost: Actor;
let refused: Actor;
let unbound: Actor;
beforeAll(async () => {
  cast = await startCast();
  [lost, refused] = [await cast.add('a'), await cast.add('a')];
  unbound = await cast.add('b', { bound: false });
});
beforeEach(() => cast.forget());
afterAll(() => cast.close());

const now = () => cast.clock.now();
/** A notice of which one message was lost, one refused, and one had nowhere to go. */
const sendBadly = async () => {
  const id = await cast.send();
  cast.answer(
    (chatId) => (chatId === lost.telegramId ? { kind: 'unknown', problem: 'ECONNRESET' } : undefined),
    () => ({ kind: 'rejected', problem: '400 Bad Request: too long' }),
  );
  await cast.deliver();
  cast.answer();
  return id;
};

describe('dead rows', () => {
  test('are listed with their reasons, without names, and the look is logged', async () => {
    const id = await sendBadly();
    const before = await cast.logged('deliveries.list');
    const { rows, total } = await listDead(cast.db, { noticeId: id }, now());
    expect(total).toBe(3);
    const found = new Map(rows.map(({ staffNo, state, problem }) => [staffNo, [state, problem]]));
    expect(found.get(lost.staffNo)).toEqual(['unknown', 'ECONNRESET']);
    expect(found.get(refused.staffNo)).toEqual(['rejected', '400 Bad Request: too long']);
    expect(found.get(unbound.staffNo)).toEqual(['unreachable', 'not bound']);
    expect(JSON.stringify(rows)).not.toContain(lost.name);
    expect(await listDead(cast.db, { states: ['unknown'] }, now())).toMatchObject({
      total: 1,
      rows: [{ staffNo: lost.staffNo }],
    });
    expect(await cast.logged('deliveries.list')).toBe(before + 2);
  });

  test('are sent once more when an operator says so, except to who cannot be reached', async () => {
    const id = await sendBadly();
    expect(await replayDead(cast.db, { noticeId: id }, now())).toBe(2);
    expect(await replayDead(cast.db, { noticeId: id }, now())).toBe(0);
    cast.sent();
    expect(await cast.deliver()).toEqual(['sent', 'sent']);
    expect(await cast.logged('deliveries.replay')).toBe(1);
    expect((await cast.rows(id, 'notice')).map(({ state }) => state).toSorted()).toEqual([
      'sent',
      'sent',
      'unreachable',
    ]);
  });

  test('are chosen one by one as well', async () => {
    const id = await sendBadly();
    const { rows } = await listDead(cast.db, { noticeId: id, states: ['rejected'] }, now());
    expect(await replayDead(cast.db, { ids: rows.map((row) => row.id) }, now())).toBe(1);
    cast.sent();
    await cast.deliver();
    expect(cast.sent().map(({ chatId }) => chatId)).toEqual([refused.telegramId]);
  });

  test('of a notice that was withdrawn stay dead', async () => {
    const id = await sendBadly();
    await withdrawNotice(cast.db, cast.author, id, now());
    expect(await replayDead(cast.db, { noticeId: id }, now())).toBe(0);
  });

  test('that did arrive are settled without a second message', async () => {
    const id = await sendBadly();
    expect(await settleArrived(cast.db, { noticeId: id }, now())).toBe(1);
    expect(await settleArrived(cast.db, { noticeId: id }, now())).toBe(0);
    expect(await cast.versionOf(id, lost)).toBe(1);
    cast.sent();
    await cast.deliver();
    expect(cast.sent()).toEqual([]);
    expect(await cast.logged('deliveries.settle')).toBe(1);
  });
});

test('queues say what each bot has to do, and whether it is held and why', async () => {
  await sendBadly();
  expect(await listQueues(cast.db, now())).toEqual([
    {
      botId: 0,
      username: '',
      unitName: null,
      pausedAt: null,
      pausedWhy: null,
      due: 0,
      later: 0,
      sending: 0,
      unknown: 1,
      rejected: 1,
      unreachable: 1,
    },
  ]);
  await noteBots(cast.db, [{ id: 77, username: 'first_bot', unitPath: null }], now());
  await cast.send();
  await pauseBot(cast.db, 77, 'Telegram is down', now());
  const [queue] = (await listQueues(cast.db, now())).filter(({ botId }) => botId === 77);
  expect(queue).toMatchObject({ username: 'first_bot', pausedWhy: 'Telegram is down', due: 2 });
});
