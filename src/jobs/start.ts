import { Worker } from 'bullmq';
import { runSlot } from '../domain/schedule/claim-slots.ts';
import type { Log } from '../logger.ts';
import type { Sender } from '../sender/create-sender.ts';
import type { JobTools } from './define-job.ts';
import { startDelivering } from './deliver.ts';
import { connect, createQueues, LOCKS, type SlotData } from './queues.ts';
import { startRelay } from './relay.ts';
import { startSchedule } from './schedule.ts';
import { timedJobs, timetable } from './timetable.ts';

export type JobsOptions = JobTools & {
  redisUrl: string;
  /** Keeps two installations in one Redis apart. */
  prefix?: string;
  sender: Sender;
  /** Messages a second. */
  rate: number;
  /** Who claims slots, for the record. */
  by: string;
  log: Log;
  /** Calls back when rows were added to the outbox; returns how to stop listening. */
  listen: (wake: () => void) => Promise<() => Promise<void>>;
};

export type Jobs = {
  /** Looks at the timetable and the outbox now: after the clock was moved. */
  look: () => Promise<void>;
  stop: () => Promise<void>;
};

/** Starts the scheduler, the relay and the workers. `stop` ends them in the order in which they feed each other. */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const { db, pack, clock, redisUrl, prefix = 'qingfeng', sender, rate, by, log, listen } = options;
  const producer = connect(redisUrl, 'producer', log);
  const connection = connect(redisUrl, 'worker', log);
  await connection.ping();
  await warnIfForgetful(connection, log);

  const queues = createQueues(producer, prefix);
  for (const queue of Object.values(queues)) queue.on('error', (error) => log.debug({ error }, 'queue'));
  const rows = timetable(pack);
  const slots = new Worker<SlotData>(
    'slots',
    async ({ data }) => {
      const row = rows.find((one) => one.job.name === data.job);
      const slot = new Date(data.slot);
      const result =
        row &&
        (await runSlot(db, { job: data.job, slot }, () => row.job.run({ db, pack, clock }, slot), clock));
      if (result && data.job !== 'sweep') log.info({ job: data.job, slot: data.slot, ...result }, 'job done');
    },
    { connection, prefix, concurrency: 2, ...LOCKS },
  );
  slots.on('error', (error) => log.debug({ error }, 'slot worker'));
  slots.on('failed', (job, error) =>
    log.error({ error, job: job?.data.job, slot: job?.data.slot }, 'job failed'),
  );
  const deliveries = startDelivering({ db, pack, clock, connection, prefix, sender, rate, log });
  const relay = startRelay({ db, queue: queues.deliveries, clock, log });
  const unlisten = await listen(relay.wake);
  const scheduler = startSchedule({ db, queue: queues.slots, jobs: timedJobs(rows), by, clock, log });
  await scheduler.look();

  return {
    look: async () => {
      await scheduler.look();
      relay.wake();
    },
    stop: async () => {
      await scheduler.stop();
      await unlisten();
      await relay.stop();
      await Promise.all([slots.close(), deliveries.close()]);
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
      await Promise.all([producer.quit().catch(() => undefined), connection.quit().catch(() => undefined)]);
    },
  };
}

/** Deliveries are safe in Postgres either way, but a Redis that forgets makes work. */
async function warnIfForgetful(redis: ReturnType<typeof connect>, log: Log): Promise<void> {
  const read = async (name: string) => (await redis.config('GET', name))[1];
  try {
    if ((await read('maxmemory-policy')) !== 'noeviction')
      log.warn({}, 'Redis may evict keys: set maxmemory-policy noeviction');
    if ((await read('appendonly')) !== 'yes')
      log.warn({}, 'Redis keeps no append-only file: set appendonly yes');
  } catch {
    log.debug({}, 'Redis does not let its settings be read');
  }
}
