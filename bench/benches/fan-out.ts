import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import type { Bench } from '../bench.ts';
import { openAuthor } from '../product.ts';
import { resultOf } from '../result.ts';
import type { Ground } from '../stage.ts';

const RESOLUTION_MS = 5;

/** How long something takes, and the longest time the event loop stood still meanwhile. */
async function timed(work: () => Promise<unknown>): Promise<{ ms: number; stallMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  await pause(RESOLUTION_MS * 4);
  delay.reset();
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  await pause(RESOLUTION_MS * 2);
  delay.disable();
  return { ms, stallMs: Math.max(0, delay.max / 1e6 - RESOLUTION_MS) };
}

/** What a queue alone would make durable: an id a job, 500 a call, as its users are told to. */
async function addBulk({ redisUrl, prefix, people }: Ground): Promise<{ ms: number; stallMs: number }> {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const queue = new Queue('fan-out', { connection, prefix });
  const ids = Array.from({ length: people }, () => crypto.randomUUID());
  const result = await timed(async () => {
    for (let from = 0; from < ids.length; from += 500)
      await queue.addBulk(ids.slice(from, from + 500).map((id) => ({ name: 'send', data: { id } })));
  });
  await queue.obliterate({ force: true });
  await queue.close();
  await connection.quit();
  return result;
}

/** The fastest the same table takes so many rows: no scope, no audience, no log. */
const insertSelect = (sql: postgres.Sql) =>
  sql`
    insert into deliveries (id, kind, person_id, subject_id, unit_id, priority, policy, bot_id, state, not_before, created_at)
    select uuidv7(), 'notice', p.id, '0193aaaa-0000-7000-8000-000000000000'::uuid, p.id, 9, 'hold', 0, 'pending', now(), now()
    from people p where p.staff_no <> 'author' order by p.id`;

/** P2: recipients made durable a second, from the audience to the last row. */
export const fanOut: Bench = {
  name: 'fan-out',
  about: 'P2 50,000 recipients frozen and queued',
  run: async ({ stage, quick, samples, say }) => {
    const ground = await stage.prepare(quick ? 5_000 : 50_000);
    const author = await openAuthor(ground);
    const sql = postgres(ground.ownerUrl, { max: 1, onnotice: () => undefined });
    const product: { ms: number; stallMs: number }[] = [];
    const bulk: { ms: number; stallMs: number }[] = [];
    const raw: { ms: number; stallMs: number }[] = [];
    try {
      // Once each before it counts: connections, plans, pages of the tables.
      for (let sample = -1; sample < samples; sample += 1) {
        const clear = async () => {
          await sql`truncate deliveries`;
          await sql`checkpoint`;
        };
        await clear();
        const inserted = await timed(() => insertSelect(sql));
        await clear();
        const frozen = await timed(() => author.sendToAll());
        const added = await addBulk(ground);
        if (sample < 0) continue;
        raw.push(inserted);
        product.push(frozen);
        bulk.push(added);
        say(
          `product ${frozen.ms.toFixed(0)} ms, addBulk ${added.ms.toFixed(0)} ms, INSERT … SELECT ${inserted.ms.toFixed(0)} ms`,
        );
      }
    } finally {
      await author.close();
      await sql.end();
    }
    const perSecond = (all: { ms: number }[]) => all.map(({ ms }) => (ground.people * 1000) / ms);
    const stalls = (all: { stallMs: number }[]) => all.map(({ stallMs }) => stallMs);
    return [
      resultOf({
        name: 'P2 fan-out beside addBulk',
        samples: perSecond(product),
        unit: 'recipients/s',
        anchor: 'BullMQ addBulk, 500 a call',
        anchorSamples: perSecond(bulk),
        target: '≥ 4 ×',
        isMet: (_, ratio) => ratio >= 4,
      }),
      resultOf({
        name: 'P2 fan-out beside INSERT … SELECT',
        samples: perSecond(product),
        unit: 'recipients/s',
        anchor: 'raw INSERT … SELECT into the same table',
        anchorSamples: perSecond(raw),
        target: '≥ 0.5 ×',
        isMet: (_, ratio) => ratio >= 0.5,
      }),
      resultOf({
        name: 'P2 event loop stall',
        samples: stalls(product),
        unit: 'ms',
        anchor: 'BullMQ addBulk, 500 a call',
        anchorSamples: stalls(bulk),
        target: '≤ 50 ms',
        isMet: (value) => value <= 50,
      }),
    ];
  },
};
