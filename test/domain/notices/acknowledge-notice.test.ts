import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  acknowledgeNotice,
  listNotices,
  readNotice,
  type Answer,
} from '../../../src/domain/notices/acknowledge-notice.ts';
import {
  listOpenRecipients,
  listSentNotices,
  readBoard,
  remindNow,
} from '../../../src/domain/notices/read-board.ts';
import { sendNotice } from '../../../src/domain/notices/send-notice.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { START } from '../../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits, type Units } from '../../support/roster.ts';

const NOW = new Date(START);
const later = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000);
let database: TestDatabase;
let db: TestDatabase['db'];
let units: Units;
let author: Actor;
let otherAuthor: Actor;
let cadre: Actor;
let second: Actor;
let exempt: Actor;
let outsider: Actor;
let noticeId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  units = await layUnits(db);
  author = await addPerson(db, { unitId: units.townA, roles: ['township-secretary'] });
  otherAuthor = await addPerson(db, {
    unitId: units.townA,
    roles: ['township-secretary'],
    startsOn: '2027-01-01',
  });
  cadre = await addPerson(db, { unitId: units.a1 });
  second = await addPerson(db, { unitId: units.a1 });
  exempt = await addPerson(db, { unitId: units.a2, exemptFrom: '2026-01-01' });
  outsider = await addPerson(db, { unitId: units.b1 });
});
afterAll(() => database.close());
beforeEach(async () => {
  noticeId = newId();
  await sendNotice(db, author, { id: noticeId, text: '请知悉。', unitIds: [units.townA] }, NOW);
});

const answer = (person: Actor, word: Answer, now = NOW) => acknowledgeNotice(db, person, noticeId, word, now);
const answers = async () => [
  ...(await db.execute(sql`
    select person_id as "personId", state, at from acknowledgements where notice_id = ${noticeId}`)),
];
const told = async () => [
  ...(await db.execute(sql`
    select person_id as "personId", data->>'answer' as answer from deliveries
    where subject_id = ${noticeId} and kind = 'notice-answer' order by id`)),
];
const settle = (person: Actor, state: string, sentAt: Date = NOW) =>
  db.execute(sql`
    update deliveries set state = ${state}, sent_at = ${sentAt.toISOString()}
    where subject_id = ${noticeId} and person_id = ${person.personId} and kind = 'notice'`);
const at = (now: Date) => now.toISOString();

describe('an answer to a notice', () => {
  test('is stored once, at its first time', async () => {
    expect(await answer(cadre, 'understood')).toMatchObject({ acknowledgement: 'understood' });
    expect(await answer(cadre, 'understood', later(1))).toMatchObject({ acknowledgement: 'understood' });
    const [row, ...rest] = await answers();
    expect([row?.['state'], new Date(String(row?.['at'])).toISOString(), rest]).toEqual([
      'understood',
      at(NOW),
      [],
    ]);
    expect(await told()).toEqual([]);
  });

  test('20 times at once is stored once and told once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => answer(cadre, 'question')));
    expect(await answers()).toMatchObject([{ personId: cadre.personId, state: 'question' }]);
    expect(await told()).toEqual([{ personId: author.personId, answer: 'question' }]);
  });

  test('that was a question may become understood, and the question stays told', async () => {
    await answer(cadre, 'question');
    expect(await answer(cadre, 'understood', later(1))).toMatchObject({ acknowledgement: 'understood' });
    expect(await answers()).toMatchObject([{ state: 'understood' }]);
    expect(await told()).toHaveLength(1);
  });

  test('that was "understood" stays', async () => {
    await answer(cadre, 'understood');
    expect(await answer(cadre, 'cannot-attend')).toMatchObject({ acknowledgement: 'understood' });
    expect(await told()).toEqual([]);
  });

  test('of somebody it was not sent to is nothing', async () => {
    expect(await answer(outsider, 'understood')).toBeUndefined();
    expect(await answer(author, 'question')).toBeUndefined();
    expect(await readNotice(db, outsider, noticeId)).toBeUndefined();
    expect(await answers()).toEqual([]);
    expect(await told()).toEqual([]);
  });
});

describe("a person's notices", () => {
  test('are their own, those that wait for an answer first', async () => {
    const person = await addPerson(db, { unitId: units.a2 });
    const send = async (n: number) => {
      const id = newId();
      await sendNotice(db, author, { id, text: `第 ${n} 条`, unitIds: [units.a2] }, later(n));
      return id;
    };
    const ids: string[] = [];
    for (let n = 1; n <= 7; n += 1) ids.push(await send(n));
    await acknowledgeNotice(db, person, ids[6] ?? '', 'understood', later(8));
    const first = await listNotices(db, person, 0);
    expect(first).toMatchObject({ total: 7, waiting: 6 });
    expect(first.rows.map((row) => row.id)).toEqual([5, 4, 3, 2, 1].map((n) => ids[n]));
    expect((await listNotices(db, person, 1)).rows.map((row) => row.id)).toEqual([ids[0], ids[6]]);
    expect(await listNotices(db, outsider, 0)).toEqual({ rows: [], total: 0, waiting: 0 });
  });
});

describe('the board', () => {
  test('counts everybody once', async () => {
    const [gone, blockedButAnswered] = [
      await addPerson(db, { unitId: units.a2, telegramId: null }),
      await addPerson(db, { unitId: units.a2 }),
    ];
    noticeId = newId();
    await sendNotice(db, author, { id: noticeId, text: '请知悉。', unitIds: [units.townA] }, NOW);
    await settle(cadre, 'sent');
    await settle(second, 'unknown');
    await settle(gone, 'unreachable');
    await settle(blockedButAnswered, 'unreachable');
    await settle(exempt, 'unreachable');
    await answer(cadre, 'understood');
    await answer(blockedButAnswered, 'question');
    const board = await readBoard(db, author, noticeId);
    const rows = board?.rows ?? [];
    const sum = (
      key: 'people' | 'acknowledged' | 'unreachable' | 'unknown' | 'exempt' | 'waiting' | 'questions',
    ) => rows.reduce((total, row) => total + row[key], 0);
    expect({
      acknowledged: sum('acknowledged'),
      unreachable: sum('unreachable'),
      unknown: sum('unknown'),
      exempt: sum('exempt'),
      questions: sum('questions'),
    }).toEqual({ acknowledged: 2, unreachable: 1, unknown: 1, exempt: 1, questions: 1 });
    expect(sum('acknowledged') + sum('unreachable') + sum('unknown') + sum('exempt') + sum('waiting')).toBe(
      sum('people'),
    );
    expect(board?.notice).toMatchObject({ people: sum('people'), acknowledged: 2 });
    const open = await listOpenRecipients(db, author, noticeId, 0);
    expect(open.total).toBe(sum('unreachable') + sum('unknown') + sum('waiting'));
    expect(open.rows.map((row) => row.name)).not.toContain(exempt.name);
    expect(open.rows[0]?.state).toBe('unreachable');
  });

  test('and who has not answered are shown to the author only', async () => {
    for (const actor of [otherAuthor, cadre, outsider]) {
      expect(await readBoard(db, actor, noticeId)).toBeUndefined();
      expect(await listOpenRecipients(db, actor, noticeId, 0)).toEqual({ rows: [], total: 0 });
      expect(await listSentNotices(db, actor)).toEqual([]);
    }
    expect(await readBoard(db, author, newId())).toBeUndefined();
    const newest = newId();
    await sendNotice(db, author, { id: newest, text: '新', unitIds: [units.a1] }, later(100));
    expect((await listSentNotices(db, author))[0]?.id).toBe(newest);
  });
});

describe('reminding now', () => {
  test('reaches the unconfirmed who got it, spaced and capped, and only for the author', async () => {
    for (const person of [cadre, second, exempt]) await settle(person, 'sent');
    await answer(second, 'understood');
    expect(await remindNow(db, otherAuthor, noticeId, pack, NOW)).toBe(0);
    expect(await remindNow(db, author, noticeId, pack, NOW)).toBe(1);
    expect(await remindNow(db, author, noticeId, pack, later(23.9))).toBe(0);
    expect(await remindNow(db, author, noticeId, pack, later(24))).toBe(1);
    expect(await remindNow(db, author, noticeId, pack, later(1_000))).toBe(0);
    const rows = await db.execute(sql`
      select person_id as "personId" from deliveries where subject_id = ${noticeId} and kind = 'ack-reminder'`);
    expect([...rows]).toEqual([{ personId: cadre.personId }, { personId: cadre.personId }]);
  });

  test('20 times at once reminds once', async () => {
    await settle(cadre, 'sent');
    const queued = await Promise.all(
      Array.from({ length: 20 }, () => remindNow(db, author, noticeId, pack, NOW)),
    );
    expect(queued.reduce((sum, n) => sum + n, 0)).toBe(1);
  });
});
