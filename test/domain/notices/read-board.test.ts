import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acknowledgeNotice } from '../../../src/domain/notices/acknowledge-notice.ts';
import { cancelNotice } from '../../../src/domain/notices/decide-notice.ts';
import {
  decideUnknown,
  exportBoard,
  listNames,
  readBoard,
  remindNow,
  type BoardRow,
  type NameGroup,
} from '../../../src/domain/notices/read-board.ts';
import { writeInThread } from '../../../src/domain/notices/talk-about-notice.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { startCast, type Cast } from './cast.ts';

const ID = '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6071';
let cast: Cast;
let people: Record<'plain' | 'branch' | 'b' | 'ill' | 'unbound' | 'lost' | 'asking', Actor>;
beforeAll(async () => {
  cast = await startCast();
  people = {
    plain: await cast.add('a'),
    branch: await cast.add('aBranch'),
    asking: await cast.add('a'),
    b: await cast.add('b'),
    ill: await cast.add('b', { exempt: true }),
    unbound: await cast.add('b', { bound: false }),
    lost: await cast.add('b'),
  };
});
afterAll(() => cast.close());

const now = () => cast.clock.now();
const answer = (who: Actor, noticeId: string) =>
  acknowledgeNotice(cast.db, who, { noticeId, answer: 'understood', version: 1 }, cast.pack, now());
const names = async (noticeId: string, group: NameGroup, who = cast.author) =>
  (await listNames(cast.db, who, { noticeId, group, page: 0 }, now())).rows.map(({ name }) => name);
/** Sends to everybody; what becomes of `lost` nobody knows. */
const sendAll = async () => {
  const id = await cast.send();
  cast.answer((chatId) =>
    chatId === people.lost.telegramId ? { kind: 'unknown', problem: 'ECONNRESET' } : undefined,
  );
  await cast.deliver();
  cast.answer();
  return id;
};
const total = (rows: readonly BoardRow[], key: keyof BoardRow): number =>
  rows.reduce((sum, row) => sum + Number(row[key]), 0);

describe('the board', () => {
  test('has everybody in one way each, branches with their village', async () => {
    const id = await sendAll();
    await answer(people.branch, id);
    await answer(people.ill, id);
    const word = { id: ID, noticeId: id, recipientId: people.asking.personId, text: '几点？' };
    await writeInThread(cast.db, people.asking, word, now());
    const board = await readBoard(cast.db, cast.author, id);
    expect(board?.rows).toMatchObject([
      { unitName: 'a', people: 3, sent: 3, confirmed: 1, questions: 1, open: 1, exempt: 0, unreachable: 0 },
      { unitName: 'b', people: 4, sent: 2, confirmed: 1, open: 1, exempt: 0, unreachable: 1, unknown: 1 },
    ]);
    const rows = board?.rows ?? [];
    const ways = [
      'confirmed',
      'questions',
      'cannotAttend',
      'open',
      'waiting',
      'unreachable',
      'unknown',
      'cancelled',
      'exempt',
    ] as const;
    expect(ways.reduce((sum, way) => sum + total(rows, way), 0)).toBe(total(rows, 'people'));
    expect(await names(id, 'confirmed')).toEqual([people.branch.name, people.ill.name]);
    expect(await names(id, 'question')).toEqual([people.asking.name]);
    expect(await names(id, 'open')).toEqual([people.plain.name, people.b.name]);
    expect(await names(id, 'unreachable')).toEqual([people.unbound.name]);
    expect(await names(id, 'unknown')).toEqual([people.lost.name]);
  });

  test('counts who is exempt apart while they have not answered', async () => {
    const id = await sendAll();
    const board = await readBoard(cast.db, cast.author, id);
    expect(board?.rows[1]).toMatchObject({ people: 4, exempt: 1, open: 1, confirmed: 0 });
    expect(await names(id, 'exempt')).toEqual([people.ill.name]);
  });

  test('is the author’s alone, and reaches no further than their scope of today', async () => {
    const id = await sendAll();
    const secretary = await cast.add('other', { roles: ['township-secretary'] });
    expect(await readBoard(cast.db, secretary, id)).toBeUndefined();
    expect(await names(id, 'open', secretary)).toEqual([]);
    expect(await exportBoard(cast.db, secretary, id, now())).toBeUndefined();
    const [post] = cast.author.posts;
    if (!post) throw new Error('the author holds a post');
    const inA = { ...cast.author, posts: [{ ...post, unitId: cast.units.a }] };
    expect((await readBoard(cast.db, inA, id))?.rows.map(({ unitName }) => unitName)).toEqual(['a']);
    expect(await names(id, 'open', inA)).not.toContain(people.b.name);
    expect((await exportBoard(cast.db, inA, id, now()))?.rows).toHaveLength(3);
    const nowhere = { ...cast.author, posts: [] };
    expect(await readBoard(cast.db, nowhere, id)).toBeUndefined();
  });

  test('logs who looked at names, and who took them along', async () => {
    const id = await sendAll();
    const before = await cast.logged('notices.read-names');
    await names(id, 'open');
    await names(id, 'cannot-attend');
    expect(await cast.logged('notices.read-names')).toBe(before + 1);
    const exported = await cast.logged('notices.export');
    expect((await exportBoard(cast.db, cast.author, id, now()))?.rows).toHaveLength(7);
    expect(await cast.logged('notices.export')).toBe(exported + 1);
  });

  test('shows who was left out when sending was stopped', async () => {
    const id = await cast.send();
    cast.answer(() => ({ kind: 'wait', afterMs: 60_000, problem: '429' }));
    await cast.deliver();
    cast.answer();
    expect(await cancelNotice(cast.db, cast.author, id, now())).toMatchObject({
      ok: true,
      stopped: 6,
      gone: 0,
    });
    const rows = (await readBoard(cast.db, cast.author, id))?.rows ?? [];
    expect([total(rows, 'cancelled'), total(rows, 'waiting')]).toEqual([5, 0]);
  });
});

describe('reminding the unconfirmed', () => {
  test('says when they hear of it: now, or with tomorrow’s digest', async () => {
    const id = await sendAll();
    await answer(people.branch, id);
    const first = await remindNow(cast.db, cast.author, id, cast.pack, now());
    // 10:00: who has had no digest today gets one now.
    expect(first).toMatchObject({ queued: 3, times: [{ people: 3 }] });
    expect(new Date(first.times[0]?.at ?? 0)).toEqual(now());
    expect(await remindNow(cast.db, cast.author, id, cast.pack, now())).toEqual({ queued: 0, times: [] });
    await cast.deliver();
    const second = await sendAll();
    const tomorrow = await remindNow(cast.db, cast.author, second, cast.pack, now());
    expect(tomorrow.times.map(({ people: n }) => n)).toEqual([1, 3]);
    expect(new Date(tomorrow.times[1]?.at ?? 0)).toEqual(new Date('2026-11-26T07:30:00+08:00'));
  });

  test('is not for somebody else’s notice', async () => {
    const id = await sendAll();
    const secretary = await cast.add('other', { roles: ['township-secretary'] });
    expect(await remindNow(cast.db, secretary, id, cast.pack, now())).toEqual({ queued: 0, times: [] });
  });
});

describe('messages of which nobody knows', () => {
  test('are settled by the author once: they arrived', async () => {
    const id = await sendAll();
    expect(await decideUnknown(cast.db, people.plain, id, 'arrived', now())).toBe(0);
    expect(await decideUnknown(cast.db, cast.author, id, 'arrived', now())).toBe(1);
    expect(await decideUnknown(cast.db, cast.author, id, 'arrived', now())).toBe(0);
    expect(await cast.versionOf(id, people.lost)).toBe(1);
    expect(await names(id, 'unknown')).toEqual([]);
    expect(await cast.logged('notices.unknown-arrived')).toBe(1);
  });

  test('or are sent again', async () => {
    const id = await sendAll();
    expect(await decideUnknown(cast.db, cast.author, id, 'again', now())).toBe(1);
    cast.sent();
    expect(await cast.deliver()).toEqual(['sent']);
    expect(cast.sent().map(({ chatId }) => chatId)).toEqual([people.lost.telegramId]);
    expect(await cast.logged('notices.unknown-again')).toBe(1);
  });
});
