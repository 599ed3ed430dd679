import type { Update } from 'telegraf/types';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createReceiver } from '../../src/bot/receive-updates.ts';
import { storeUpdates } from '../../src/domain/updates/take-updates.ts';
import { START } from '../support/clock.ts';
import { createTestDatabase } from '../support/databases.ts';
import type { TestDatabase } from '../support/databases.ts';
import { pack } from '../support/pack.ts';

const BOT = 7_700_000_009;
const quiet = () => undefined;
const log = { info: quiet, warn: quiet, debug: quiet, error: quiet };
const updateOf = (id: number): Update =>
  ({ update_id: id, message: { message_id: id, date: 0, chat: { id: 1, type: 'private' } } }) as Update;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** The database, on a connection that breaks after the next statement went through. */
function breakAfterNext(): typeof database.db {
  let isBroken = false;
  return new Proxy(database.db, {
    get: (db, name) => {
      const value: unknown = Reflect.get(db, name, db);
      if (name !== 'execute' || isBroken) return value;
      return async (...args: Parameters<typeof db.execute>) => {
        isBroken = true;
        await db.execute(...args);
        throw new Error('CONNECTION_CLOSED');
      };
    },
  });
}

/** An inbox whose bot takes down which updates it was given. */
function openInbox(db = database.db) {
  const handled: number[] = [];
  const bot = {
    handle: (update: Update) => Promise.resolve(void handled.push(update.update_id)),
    apologise: () => Promise.resolve(),
  };
  const services = { db, pack, clock: () => new Date(START), log };
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
  const { handled, accept, drain } = openInbox();
  await storeUpdates(database.db, BOT, [updateOf(12)], new Date(START));
  await accept([updateOf(12)]);
  await drain();
  expect(handled).toEqual([]);
});

it('handles an update once however often it comes', async () => {
  const { handled, accept, drain } = openInbox();
  await Promise.all([accept([updateOf(20)]), accept([updateOf(20)]), accept([updateOf(20), updateOf(20)])]);
  await drain();
  await accept([updateOf(20)]);
  await drain();
  expect(handled).toEqual([20]);
});
