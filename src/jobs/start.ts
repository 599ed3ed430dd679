import { Worker } from 'bullmq';
import type { Db } from '../domain/db.ts';
import { runSlot } from '../domain/schedule/claim-slots.ts';
import type { Log } from '../logger.ts';
import type { Sender } from '../sender/create-sender.ts';
import type { JobTools } from './define-job.ts';
import { connect, createSlotQueue, LOCKS, type SlotData } from './queues.ts';
import { startBotQueue } from './start-bot-queue.ts';
import { startSchedule } from './schedule.ts';
import { startShowingProgress } from './show-progress.ts';
import { timedJobs, timetable } from './timetable.ts';

export type JobsOptions = JobTools & {
  /** What the jobs of the timetable work with, whose statements may take minutes; `db` unless given. */
  timedDb?: Db;
  redisUrl: string;
  /** Seconds without an answer after which a connection to Redis is given up; never without it. */
  answerWithinS?: number;
  /** Keeps two installations in one Redis apart. */
  prefix?: string;
  /** The bots to send through, each paced apart. */
  bots: readonly { id: number; sender: Sender }[];
  /** Messages a second, of each bot. */
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

/** Starts the scheduler, the relays, the workers and the authors' progress. `stop` ends them in the order in which they feed each other. */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const {
    db,
    timedDb = db,
    pack,
    plans,
    shelf,
    ballots,
    clock,
    redisUrl,
    answerWithinS,
    prefix = 'qingfeng',
    bots,
    rate,
    by,
    log,
    listen,
  } = options;
  const producer = connect(redisUrl, 'producer', log, answerWithinS);
  const connection = connect(redisUrl, 'worker', log, answerWithinS);
  await connection.ping();
  await warnIfForgetful(connection, log);

  const slotQueue = createSlotQueue(producer, prefix);
  slotQueue.on('error', (error) => log.debug({ error }, 'queue'));
  const rows = timetable(pack);
  const slots = new Worker<SlotData>(
    'slots',
    async ({ data }) => {
      const row = rows.find((one) => one.job.name === data.job);
      const slot = new Date(data.slot);
      const result =
        row &&
        (await runSlot(
          timedDb,
          { job: data.job, slot },
          () => row.job.run({ db: timedDb, pack, plans, shelf, ballots, clock, bots }, slot),
          clock,
        ));
      if (result && data.job !== 'sweep') log.info({ job: data.job, slot: data.slot, ...result }, 'job done');
    },
    { connection, prefix, concurrency: 2, ...LOCKS },
  );
  slots.on('error', (error) => log.debug({ error }, 'slot worker'));
  slots.on('failed', (job, error) =>
    log.error({ error, job: job?.data.job, slot: job?.data.slot }, 'job failed'),
  );
  const quiet = pack.reminders.quietHours;
  const botQueues = bots.map(({ id, sender }) =>
    startBotQueue({
      db,
      pack,
      plans,
      clock,
      botId: id,
      sender,
      rate,
      quiet,
      producer,
      connection,
      prefix,
      log,
    }),
  );
  const wakeAll = (): void => botQueues.forEach(({ wake }) => wake());
  const unlisten = await listen(wakeAll);
  const progress = startShowingProgress({ db, bots, clock, log });
  const scheduler = startSchedule({ db, queue: slotQueue, jobs: timedJobs(rows), by, clock, log });
  await scheduler.look();

  return {
    look: async () => {
      await scheduler.look();
      wakeAll();
    },
    stop: async () => {
      await scheduler.stop();
      await unlisten();
      await Promise.all(botQueues.map((queue) => queue.stop()));
      await progress.stop();
      await slots.close();
      await slotQueue.close();
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
