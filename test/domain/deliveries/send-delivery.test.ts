import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { cancelPending, insertDelivery } from '../../../src/db/queries/deliveries.ts';
import { listDue, sweepDeliveries, type Outcome } from '../../../src/domain/deliveries/send-delivery.ts';
import { noteReachability } from '../../../src/domain/people/change-account.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { addPerson, layUnits } from '../../support/roster.ts';
import { later, LEASE, NOW, outboxHands, QUIET, sent, settleDelivery, takeDelivery, wait } from './outbox.ts';

let database: TestDatabase;
let db: TestDatabase['db'];
let person: Awaited<ReturnType<typeof addPerson>>;
let unitId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  unitId = (await layUnits(db)).a1;
  person = await addPerson(db, { unitId });
});
afterAll(() => database.close());
beforeEach(async () => void (await db.execute(sql`delete from deliveries`)));

const { read, make, take } = outboxHands(() => ({ db, personId: person.personId }));

describe('a delivery', () => {
  test('is taken with a lease and sent once', async () => {
    const { id } = await make();
    const delivery = await take(id);
    expect(delivery).toMatchObject({ chatId: person.telegramId, language: 'zh', policy: 'hold', tries: 1 });
    expect(await read(id)).toMatchObject({ state: 'sending', tries: 1 });
    await settleDelivery(db, delivery, sent, NOW);
    expect(await read(id)).toEqual({ state: 'sent', tries: 1, problem: null, messageId: 77 });
    expect(await takeDelivery(db, id, later(1))).toBeUndefined();
    await settleDelivery(db, delivery, { kind: 'unknown', problem: 'late' }, NOW);
    expect(await read(id)).toMatchObject({ state: 'sent', messageId: 77 });
  });

  test('is taken by one of 20 at once', async () => {
    const people = await Promise.all(Array.from({ length: 3 }, () => addPerson(db, { unitId })));
    const rows = await Promise.all(people.map(({ personId }) => make({ to: personId })));
    const taken = await Promise.all(
      rows.flatMap(({ id }) => Array.from({ length: 20 }, () => takeDelivery(db, id, NOW))),
    );
    expect(taken.filter(Boolean).map((it) => it?.id)).toHaveLength(3);
    expect(new Set(taken.filter(Boolean).map((it) => it?.id))).toEqual(new Set(rows.map(({ id }) => id)));
    for (const { id } of rows) expect(await read(id)).toMatchObject({ state: 'sending', tries: 1 });
  });

  test('that was told to wait is due again then, and not before', async () => {
    const { id } = await make();
    await settleDelivery(db, await take(id), wait, NOW);
    expect(await read(id)).toMatchObject({ state: 'pending', problem: '429' });
    expect(await takeDelivery(db, id, later(2.9))).toBeUndefined();
    const again = await take(id, later(3));
    expect(again.tries).toBe(2);
    await settleDelivery(db, again, sent, later(3));
    expect(await read(id)).toMatchObject({ state: 'sent', problem: null });
  });

  test.each<Outcome['kind'] & ('rejected' | 'unknown')>(['rejected', 'unknown'])(
    'that ended as %s is not tried again',
    async (kind) => {
      const { id } = await make();
      await settleDelivery(db, await take(id), { kind, problem: 'why' }, NOW);
      expect(await read(id)).toMatchObject({ state: kind, problem: 'why' });
      await sweepDeliveries(db, later(10_000));
      expect(await takeDelivery(db, id, later(10_000))).toBeUndefined();
      expect(await read(id)).toMatchObject({ state: kind, tries: 1 });
    },
  );

  test('to somebody who blocked the bot ends there, and so does the next one, without a call', async () => {
    const blocked = await addPerson(db, { unitId });
    const [first, second] = [await make({ to: blocked.personId }), await make({ to: blocked.personId })];
    const outcome: Outcome = { kind: 'unreachable', problem: '403 bot was blocked' };
    await settleDelivery(db, await take(first.id), outcome, NOW);
    expect(await read(first.id)).toMatchObject({ state: 'unreachable', problem: '403 bot was blocked' });
    expect(await takeDelivery(db, second.id, NOW)).toBeUndefined();
    expect(await read(second.id)).toMatchObject({ state: 'unreachable', problem: 'known to be unreachable' });
    await noteReachability(db, { telegramId: blocked.telegramId, botId: 0 }, null, NOW);
    const third = await make({ to: blocked.personId });
    expect(await takeDelivery(db, third.id, NOW)).toMatchObject({ chatId: blocked.telegramId });
  });

  test('to somebody who is not bound ends as unreachable, without a call', async () => {
    const unbound = await addPerson(db, { unitId, telegramId: null });
    const { id } = await make({ to: unbound.personId });
    expect(await takeDelivery(db, id, NOW)).toBeUndefined();
    expect(await read(id)).toMatchObject({ state: 'unreachable', problem: 'not bound' });
  });

  test('about nothing any more is dropped', async () => {
    const { id } = await make();
    await settleDelivery(db, await take(id), { kind: 'dropped', problem: 'nothing to say' }, NOW);
    expect(await read(id)).toMatchObject({ state: 'cancelled', problem: 'nothing to say' });
  });

  test('that is pending may be cancelled by its subject; one being sent goes its way', async () => {
    const [sending, pending] = [await make(), await make()];
    const delivery = await take(sending.id);
    expect(await cancelPending(db, [pending.subjectId, sending.subjectId])).toBe(1);
    expect(await read(pending.id)).toMatchObject({ state: 'cancelled' });
    expect(await takeDelivery(db, pending.id, NOW)).toBeUndefined();
    await settleDelivery(db, delivery, sent, NOW);
    expect(await read(sending.id)).toMatchObject({ state: 'sent' });
  });

  test('past its time is never sent, and is swept', async () => {
    const { id } = await make({ expiresAt: later(10) });
    expect(await takeDelivery(db, id, later(10))).toBeUndefined();
    expect(await read(id)).toMatchObject({ state: 'pending' });
    expect((await sweepDeliveries(db, later(9.9))).expired).toBe(0);
    expect((await sweepDeliveries(db, later(10))).expired).toBe(1);
    expect(await read(id)).toMatchObject({ state: 'expired', tries: 0 });
  });

  test('is in the outbox once for its key', async () => {
    const row = { kind: 'quiz-offer', personId: person.personId, onceKey: newId(), priority: 7 };
    const put = () => insertDelivery(db, { ...row, id: newId(), policy: 'hold', notBefore: NOW }, NOW);
    const put10 = await Promise.all(Array.from({ length: 10 }, put));
    expect(put10.filter(Boolean)).toHaveLength(1);
  });
});

describe('a lease that runs out', () => {
  test('leaves a held row unknown, and not a second earlier', async () => {
    const { id } = await make();
    await take(id);
    expect((await sweepDeliveries(db, later(LEASE - 1))).unknown).toBe(0);
    expect((await sweepDeliveries(db, later(LEASE))).unknown).toBe(1);
    expect(await read(id)).toMatchObject({ state: 'unknown', tries: 1 });
    expect(await takeDelivery(db, id, later(LEASE))).toBeUndefined();
  });

  test('queues a row that may be sent again, up to five tries', async () => {
    const { id } = await make({ policy: 'resend' });
    for (let n = 1; n <= 5; n += 1) {
      expect((await take(id, later(n * 100))).tries).toBe(n);
      const swept = await sweepDeliveries(db, later(n * 100 + LEASE));
      expect(swept).toMatchObject(n < 5 ? { resend: 1, unknown: 0 } : { resend: 0, unknown: 1 });
    }
    expect(await read(id)).toMatchObject({ state: 'unknown', tries: 5 });
  });

  test('is settled by its late holder, who knows what nobody knew', async () => {
    const { id } = await make();
    const delivery = await take(id);
    await sweepDeliveries(db, later(LEASE));
    await settleDelivery(db, delivery, sent, later(LEASE + 1));
    expect(await read(id)).toMatchObject({ state: 'sent', messageId: 77, problem: null });
  });

  test('gives a late holder no say over the one who took the row after', async () => {
    const { id } = await make({ policy: 'resend' });
    const early = await take(id);
    await sweepDeliveries(db, later(LEASE));
    const second = await take(id, later(LEASE));
    for (const outcome of [wait, { kind: 'rejected', problem: 'x' }, sent] as Outcome[])
      await settleDelivery(db, early, outcome, later(LEASE));
    expect(await read(id)).toMatchObject({ state: 'sending', tries: 2, messageId: null });
    await settleDelivery(db, second, { kind: 'sent', chatId: 1, messageId: 78 }, later(LEASE));
    expect(await read(id)).toMatchObject({ state: 'sent', messageId: 78 });
  });

  test('is not sent again when its late holder says in time that it went', async () => {
    const { id } = await make({ policy: 'resend' });
    const early = await take(id);
    await sweepDeliveries(db, later(LEASE));
    expect(await read(id)).toMatchObject({ state: 'pending' });
    await settleDelivery(db, early, sent, later(LEASE + 1));
    expect(await read(id)).toMatchObject({ state: 'sent' });
    expect(await takeDelivery(db, id, later(LEASE + 2))).toBeUndefined();
  });
});

test('an unknown outcome is tried again after a while where the row may be sent again', async () => {
  const { id } = await make({ policy: 'resend' });
  let at = 0;
  for (let n = 1; n <= 5; n += 1) {
    await settleDelivery(db, await take(id, later(at)), { kind: 'unknown', problem: 'reset' }, later(at));
    if (n < 5) expect(await takeDelivery(db, id, later(at + 4))).toBeUndefined();
    at += 5;
  }
  expect(await read(id)).toMatchObject({ state: 'unknown', tries: 5, problem: 'reset' });
});

test('what is due comes by urgency, then by time, and nothing that is not', async () => {
  const bulk = await make({ priority: 9, notBefore: later(-60) });
  const young = await make({ priority: 1 });
  const old = await make({ priority: 1, notBefore: later(-30) });
  const coming = await make({ priority: 1, notBefore: later(60) });
  const busy = await make({ priority: 1, notBefore: later(-90) });
  await take(busy.id);
  const listed = (now: Date, limit: number) => listDue(db, 0, now, limit, QUIET);
  const due = await listed(NOW, 10);
  expect(due.map(({ id }) => id)).toEqual([old.id, young.id, bulk.id]);
  expect((await listed(NOW, 2)).map(({ id }) => id)).toEqual([old.id, young.id]);
  expect((await listed(later(60), 10)).map(({ id }) => id)).toContain(coming.id);
});

test('a new row wakes whoever listens', async () => {
  const wake = vi.fn();
  const unlisten = await database.database.listen('deliveries', wake);
  wake.mockClear();
  await make();
  await vi.waitFor(() => expect(wake).toHaveBeenCalledTimes(1));
  await unlisten();
});
