import type { Queue } from 'bullmq';
import { schedule } from 'node-cron';
import {
  claimDueSlots,
  listLostSlots,
  type Job as TimedJob,
  type Slot,
} from '../domain/schedule/claim-slots.ts';
import type { Db } from '../domain/db.ts';
import type { Log } from '../logger.ts';
import type { SlotData } from './queues.ts';

export type Scheduler = { look: () => Promise<void>; stop: () => Promise<void> };

/** BullMQ takes no ':' in an id. */
const idOf = ({ job, slot }: Slot): string => `${job}-${slot.getTime()}`;

/**
 * Every minute, at the start and when the clock was moved: claims the slots that have become due, and queues them. A
 * slot that was claimed and not finished (its claimer died, Redis forgot) is queued again; its id keeps it single.
 */
export function startSchedule({
  db,
  queue,
  jobs,
  by,
  clock,
  log,
}: {
  db: Db;
  queue: Queue<SlotData>;
  jobs: readonly TimedJob[];
  by: string;
  clock: () => Date;
  log: Log;
}): Scheduler {
  let looking: Promise<void> = Promise.resolve();

  const lookOnce = async (): Promise<void> => {
    const claimed = await claimDueSlots(db, jobs, by, clock());
    const lost = await listLostSlots(db, clock());
    for (const slot of [...claimed, ...lost]) {
      const data = { job: slot.job, slot: slot.slot.toISOString() };
      await queue.add(slot.job, data, {
        jobId: idOf(slot),
        attempts: 5,
        backoff: { type: 'exponential', delay: 1_000 },
      });
    }
  };
  const look = (): Promise<void> => {
    looking = looking
      .then(lookOnce)
      .catch((error: unknown) => log.warn({ error }, 'the timetable could not be read: trying again'));
    return looking;
  };
  const task = schedule('* * * * *', () => look());

  return {
    look,
    stop: async () => {
      await task.destroy();
      await looking;
    },
  };
}
