import { sql } from 'drizzle-orm';
import { PostgresJsSession } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Update } from 'telegraf/types';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createReceiver } from '../../src/bot/receive-updates.ts';
import { openDatabase } from '../../src/db/client.ts';
import { storeUpdates } from '../../src/domain/updates/take-updates.ts';
import { START } from '../support/clock.ts';
import { createTestDatabase } from '../support/databases.ts';
import type { TestDatabase } from '../support/databases.ts';
import { pack } from '../support/pack.ts';

const BOT = 7_700_000_009;
/** A server that just came up gives lost processes some time to come back. */
const SETTLED = { timeout: 30_000, interval: 100 };
const quiet = () => undefined;
const log = { info: quiet, warn: quiet, debug: quiet, error: quiet };
const updateOf = (id: number): Update =>
  ({ update_id: id, message: { message_id: id, date: 0, chat: { id: 1, type: 'private' } } }) as Update;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** The database, on a connection that breaks after the statement of the next update went through. */
function breakAfterNext(): typeof database.db {
  let isBroken = false;
  const { _: own } = database.db;
  const { session } = own;
  if (!(session instanceof PostgresJsSession)) throw new Error('not the driver that statements go through');
  const unsafe = async (...args: Parameters<typeof session.client.unsafe>) => {
    const rows = await session.client.unsafe(...args);
    if (isBroken) return rows;
    isBroken = true;
    throw new Error('CONNECTION_CLOSED');
  };
  const breaking = new Proxy(session, {
    get: (target, name) => (name === 'client' ? { unsafe } : Reflect.get(target, name, target)),
  });
  return new Proxy(database.db, {
    get: (db, name) => (name === '_' ? { ...own, session: breaking } : Reflect.get(db, name, db)),
  });
}

/** An inbox whose bot takes down which updates it was given. */
function openInbox(db = database.db) {
  const handled: number[] = [];
  const bot = {
    handle: (update: Update) => Promise.resolve(void handled.push(update.update_id)),
    apologise: () => Promise.resolve(),
  };
  const services = { db, pack, plans: [], forms: [], clock: () => new Date(START), log };
  return { handled, ...createReceiver(bot, BOT, services) };
}

it('takes up an update whose storing was not confirmed, when Telegram repeats it', async () => {
  const { handled, accept, drain } = openInbox(breakAfterNext());
  await expect(accept([updateOf(7)])).rejects.toThrow('CONNECTION_CLOSED');
  await Promise.all([accept([updateOf(7), updateOf(8)]), accept([updateOf(7)])]);
  await accept([updateOf(7)]);
  await drain();
  expect(handled.toSorted((a, b) => a - b)).toEqual([7, 8]);
});

it('leaves alone what another process has in hand', async () => {
  const { handled, accept, drain, recover } = openInbox();
  const other = openDatabase({ url: database.appUrl, name: 'another process' });
  await storeUpdates(other.db, BOT, [updateOf(12)], new Date(START));
  await accept([updateOf(12)]);
  expect(await recover()).toBe(0);
  await other.close();
  expect(handled).toEqual([]);
  // Once it is gone, what it left is taken up, by one of us.
  const second = openDatabase({ url: database.appUrl, name: 'a second process' });
  const peer = openInbox(second.db);
  await vi.waitFor(async () => {
    await Promise.all([recover(), peer.recover()]);
    await Promise.all([drain(), peer.drain()]);
    expect([...handled, ...peer.handled]).toEqual([12]);
  }, SETTLED);
  await second.close();
});

it('takes up what a killed process stored in its last moment, when Telegram repeats it', async () => {
  const { handled, accept, drain } = openInbox();
  const dead = openDatabase({ url: database.appUrl, name: 'a killed process', max: 1 });
  let commit = (): void => undefined;
  const storing = dead.db.transaction(async (tx) => {
    await storeUpdates(tx, BOT, [updateOf(14)], new Date(START));
    await new Promise<void>((resolve) => (commit = resolve));
  });
  await vi.waitFor(() => expect(commit).toHaveLength(1));
  const accepting = accept([updateOf(14), updateOf(15)]);
  commit();
  await Promise.all([storing, dead.close()]);
  await accepting;
  await vi.waitFor(async () => {
    await accept([updateOf(14)]);
    await drain();
    expect(handled.toSorted((a, b) => a - b)).toEqual([14, 15]);
  }, SETTLED);
});

it('handles an update once however often it comes', async () => {
  const { handled, accept, drain } = openInbox();
  await Promise.all([accept([updateOf(20)]), accept([updateOf(20)]), accept([updateOf(20), updateOf(20)])]);
  await drain();
  await accept([updateOf(20)]);
  await drain();
  expect(handled).toEqual([20]);
});

it('begins the next update of a chat when the one before is marked', async () => {
  const open: number[][] = [];
  const handle = async () => {
    const rows = await database.db.execute<{ id: number }>(
      sql`select update_id::int as id from processed_updates where state = 'received' and update_id between 30 and 39 order by 1`,
    );
    open.push(rows.map(({ id }) => id));
  };
  const services = { db: database.db, pack, plans: [], forms: [], clock: () => new Date(START), log };
  const { accept, drain } = createReceiver({ handle, apologise: () => Promise.resolve() }, BOT, services);
  await accept([updateOf(30), updateOf(31), updateOf(32)]);
  await drain();
  expect(open).toEqual([[30, 31, 32], [31, 32], [32]]);
});

it('has its updates at the disk when it returns, by their mark where that comes soon, else by a commit of its own', async () => {
  const flushes: string[] = [];
  const onStatement = (text: string) => void (text.includes('pg_logical_emit_message') && flushes.push(text));
  const watched = openDatabase({ url: database.appUrl, name: 'watched', onStatement });
  const { accept, drain } = openInbox(watched.db);
  await accept([updateOf(40)], 60_000);
  expect(flushes).toHaveLength(0);
  await accept([updateOf(41)]);
  expect(flushes).toHaveLength(1);
  // A repeat is confirmed as well, and whoever stored it first may not have come to it.
  await accept([updateOf(41)], 60_000);
  expect(flushes).toHaveLength(2);
  await drain();
  await watched.close();
});

it('does not handle again what a crash of the database took away meanwhile', async () => {
  const owner = postgres(database.ownerUrl, { max: 1 });
  const handled: number[] = [];
  const handle = async (update: Update) => {
    handled.push(update.update_id);
    await owner`delete from processed_updates where update_id = ${update.update_id}`;
  };
  const services = { db: database.db, pack, plans: [], forms: [], clock: () => new Date(START), log };
  const { accept, drain } = createReceiver({ handle, apologise: () => Promise.resolve() }, BOT, services);
  for (let time = 0; time < 2; time += 1) {
    await accept([updateOf(50)]);
    await drain();
  }
  expect(handled).toEqual([50]);
  await owner.end();
});

it('takes no more than it has room for, and in the end everything that waits', async () => {
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const handled: number[] = [];
  const handle = async (update: Update) => {
    await held;
    handled.push(update.update_id);
  };
  const services = { db: database.db, pack, plans: [], forms: [], clock: () => new Date(START), log };
  const { accept, drain } = createReceiver({ handle, apologise: () => Promise.resolve() }, BOT, services);
  const inChat = (id: number) =>
    ({ ...updateOf(id), message: { message_id: id, date: 0, chat: { id, type: 'private' } } }) as Update;
  const ids = Array.from({ length: 700 }, (_, n) => 1_000 + n);
  const [first, later] = [ids.slice(0, 500), ids.slice(500)];
  await Promise.all(first.map((id) => accept([inChat(id)])));
  // What was handled before makes no work that could let in those behind it.
  const waiting = [
    ...Array.from({ length: 600 }, () => accept([updateOf(20)])),
    ...later.map((id) => accept([inChat(id)])),
  ];
  expect(
    await Promise.race([Promise.race(waiting).then(() => 'taken'), countStored().then(() => 'waits')]),
  ).toBe('waits');
  expect(await countStored()).toBe(500);
  goOn();
  await Promise.all(waiting);
  await drain();
  expect(handled.toSorted((a, b) => a - b)).toEqual(ids);
});

async function countStored(): Promise<number> {
  const [row] = await database.db.execute<{ n: number }>(
    sql`select count(*)::int as n from processed_updates where update_id between 1000 and 1999`,
  );
  return row?.n ?? -1;
}
