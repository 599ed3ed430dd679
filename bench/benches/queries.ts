import postgres from 'postgres';
import type * as Client from '../../src/db/client.ts';
import type * as Answers from '../../src/db/queries/answers.ts';
import type * as Updates from '../../src/db/queries/updates.ts';
import type { Bench } from '../bench.ts';
import { layPapers, optionFor, tapFor, type OpenSlot } from '../lay-papers.ts';
import { fromDist } from '../product.ts';
import { resultOf } from '../result.ts';
import type { Ground } from '../stage.ts';

const SLOTS = 5;
/** Rounds before it counts: connections, statements, pages of the tables. */
const WARM_UP = 100;

/** A statement as it went to the server. */
type Sent = { text: string; values: readonly unknown[] };
type Database = ReturnType<(typeof Client)['openDatabase']>;
type HotQuery = {
  name: string;
  /** The n-th call, each on another slot. */
  call: (db: Database['db'], slot: OpenSlot & { personId: string }, n: number) => Promise<unknown>;
  /** Makes the ground as it was, for the other to do the same. */
  undo: string;
};

/** What a press costs at the database, statement by statement. */
async function hotQueries(): Promise<HotQuery[]> {
  const { findSlots, putAnswer } = (await fromDist('db/queries/answers.js')) as typeof Answers;
  const { insertUpdates, markUpdatesDone } = (await fromDist('db/queries/updates.js')) as typeof Updates;
  const now = new Date();
  const day = now.toISOString().slice(0, 10);
  const press = (slot: OpenSlot, n: number) => {
    const { chat, data } = tapFor(slot);
    return { update_id: n, callback_query: { from: { id: chat }, data } };
  };
  return [
    {
      name: 'store an update and find who it is from',
      call: (db, slot, n) => insertUpdates(db, slot.bot, [press(slot, n)], day, now),
      undo: 'truncate processed_updates',
    },
    {
      name: 'read a question',
      call: (db, { attemptId, personId, position }) => findSlots(db, attemptId, personId, position),
      undo: '',
    },
    {
      name: 'store an answer',
      call: (db, slot) => {
        const chosen = [optionFor(slot)];
        const before = { chosen: [], typed: [] };
        const given = { chosen, typed: [], fraction: 1, confidence: null, lives: null };
        return putAnswer(db, { ...slot, before, ...given }, now);
      },
      undo: 'truncate answers; update attempts set answered = 0, correct = 0, points = 0, finished_at = null, ended_by = null',
    },
    {
      name: 'mark an update',
      call: (db, slot, n) => markUpdatesDone(db, slot.bot, [n], now),
      undo: '',
    },
  ];
}

/** Calls a second, one after the other. */
async function rateOf(rounds: number, call: (n: number) => Promise<unknown>): Promise<number> {
  for (let n = 0; n < WARM_UP; n += 1) await call(n);
  const start = performance.now();
  for (let n = WARM_UP; n < WARM_UP + rounds; n += 1) await call(n);
  return (rounds * 1000) / (performance.now() - start);
}

type Rates = { product: number[]; raw: number[] };

/** The query of the product, then the very same statements with the same values through postgres.js alone. */
async function compare(
  ground: Ground,
  query: HotQuery,
  slots: readonly (OpenSlot & { personId: string })[],
  samples: number,
): Promise<Rates> {
  const { openDatabase } = (await fromDist('db/client.js')) as typeof Client;
  const rounds = slots.length - WARM_UP;
  const rates: Rates = { product: [], raw: [] };
  const owner = postgres(ground.ownerUrl, { max: 1, onnotice: () => undefined });
  const options = { url: ground.databaseUrl, max: 1, name: 'bench', plans: 'kept' } as const;
  const database = openDatabase(options);
  const bare = postgres(ground.databaseUrl, {
    max: 1,
    onnotice: () => undefined,
    // As the product's, so that what the server does is the same.
    connection: { role: 'qingfeng_app', TimeZone: 'UTC', statement_timeout: 60_000 },
    idle_timeout: 60,
    // The values are JSON already where JSON is wanted.
    types: {
      text: { to: 3802, from: [], serialize: (value: unknown) => value, parse: (text: string) => text },
    },
  });
  const undo = () => (query.undo === '' ? undefined : owner.unsafe(query.undo));
  try {
    const calls = await statementsOf(
      slots,
      (onStatement) => openDatabase({ ...options, onStatement }),
      query.call,
    );
    await undo();
    for (let sample = 0; sample < samples; sample += 1) {
      rates.product.push(await rateOf(rounds, (n) => query.call(database.db, slotAt(slots, n), n)));
      await undo();
      rates.raw.push(
        await rateOf(rounds, async (n) => {
          const one = calls[n];
          if (one) await bare.unsafe(one.text, [...one.values] as never[], { prepare: true });
        }),
      );
      await undo();
    }
  } finally {
    await database.close();
    await bare.end();
    await owner.end();
  }
  return rates;
}

/** What each call sends, in their order; noting it down costs so much that it is not done while it is measured. */
async function statementsOf(
  slots: readonly (OpenSlot & { personId: string })[],
  open: (onStatement: (text: string, values: readonly unknown[]) => void) => Database,
  call: HotQuery['call'],
): Promise<Sent[]> {
  const sent: Sent[] = [];
  // The driver turns the values into what goes over the wire in place.
  const database = open((text, values) => void sent.push({ text, values: [...values] }));
  try {
    for (const [n, slot] of slots.entries()) await call(database.db, slot, n);
  } finally {
    await database.close();
  }
  // What the driver asks by itself when it connects comes before.
  return sent.slice(-slots.length);
}

function slotAt<Slot>(slots: readonly Slot[], n: number): Slot {
  const slot = slots[n];
  if (slot === undefined) throw new Error(`there is no slot ${n}`);
  return slot;
}

/** P8: what the product's way to its hot queries costs, beside the same statements without it. */
export const queries: Bench = {
  name: 'queries',
  about: 'P8 hot queries beside raw postgres.js',
  run: async ({ stage, quick, samples, say }) => {
    const rounds = quick ? 500 : 3_000;
    const ground = await stage.prepare(Math.ceil((rounds + WARM_UP) / SLOTS));
    const open = await layPapers(ground, { slots: SLOTS, preset: 'daily' });
    const people = await peopleOf(ground);
    const slots = open.map((slot) => ({ ...slot, personId: people.get(slot.chat) ?? '' }));
    const results = [];
    for (const query of await hotQueries()) {
      const { product, raw } = await compare(ground, query, slots, samples);
      results.push(
        resultOf({
          name: `P8 ${query.name}`,
          samples: product,
          unit: 'calls/s',
          anchor: 'the same statement with postgres.js',
          anchorSamples: raw,
          target: '≥ 0.8 ×',
          isMet: (_, ratio) => ratio >= 0.8,
        }),
      );
      say(`${query.name}: ${results.at(-1)?.value} beside ${results.at(-1)?.anchorValue} a second`);
    }
    return results;
  },
};

async function peopleOf({ ownerUrl }: Ground): Promise<Map<number, string>> {
  const sql = postgres(ownerUrl, { max: 1 });
  try {
    const rows = await sql<
      { chat: number; id: string }[]
    >`select telegram_id::float8 as chat, person_id as id from telegram_accounts`;
    return new Map(rows.map(({ chat, id }) => [chat, id]));
  } finally {
    await sql.end();
  }
}
