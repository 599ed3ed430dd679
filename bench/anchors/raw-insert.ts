import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';

/**
 * One INSERT of an answer with postgres.js and nothing around it, so many a second whether the last one is done or not.
 * Its table is a copy of the answers without what hangs on it.
 */
export type RawInsertOptions = { databaseUrl: string; perSecond: number; warmUp: number; inserts: number };

const options = JSON.parse(process.argv[2] ?? '{}') as RawInsertOptions;
const sql = postgres(options.databaseUrl, { max: 10, onnotice: () => undefined });
await sql`create table raw_answers (like answers including defaults including constraints, primary key (attempt_id, position))`;
process.once('SIGTERM', () => process.exit(0));
process.once('disconnect', () => process.exit(0));
process.send?.({ type: 'ready' });

const latencies: number[] = [];
const insert = async (n: number): Promise<void> => {
  const at = performance.now();
  const now = new Date().toISOString();
  await sql`
    insert into raw_answers (attempt_id, position, chosen, typed, pressed_at, submitted_at, correct, fraction)
    values (${crypto.randomUUID()}, ${n % 5}, ${[n % 4]}, '{}', ${now}, ${now}, true, 1)`;
  if (n >= options.warmUp) latencies.push(performance.now() - at);
};

const start = performance.now();
const all: Promise<void>[] = [];
for (let n = 0; n < options.warmUp + options.inserts; n += 1) {
  const wait = start + (n * 1000) / options.perSecond - performance.now();
  if (wait > 0) await pause(wait);
  all.push(insert(n));
}
await Promise.all(all);
process.send?.({ type: 'done', latencies });
