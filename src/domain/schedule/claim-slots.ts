import type { Db } from '../../db/client.ts';
import {
  findLastSlots,
  findOpenSlots,
  insertSlots,
  isSlotOpen,
  markSlotDone,
} from '../../db/queries/schedule.ts';

/** What happens to slots missed while nobody ran: only the newest of them, each of them, or none. */
export type CatchUp = 'latest' | 'each' | 'none';
export type Slot = { job: string; slot: Date };

/** Missed slots beyond these many are not looked at; a week of minutes is not worth catching up. */
const MOST_MISSED = 200;
/** A slot is late, and a matter of catching up, after this long. */
const LATE_MS = 120_000;

/**
 * Which of the slots that are due should run. `due` are a job's slot times since the last known one, oldest first.
 * `none` runs a slot only when it is at most two minutes late.
 */
export function chooseSlots(
  due: readonly Date[],
  catchUp: CatchUp,
  now: Date,
): { run: Date[]; skip: Date[] } {
  const newest = due.slice(-1);
  if (catchUp === 'each') return { run: [...due], skip: [] };
  if (catchUp === 'latest') return { run: newest, skip: due.slice(0, -1) };
  const onTime = newest.filter((slot) => now.getTime() - slot.getTime() <= LATE_MS);
  return { run: onTime, skip: due.slice(0, due.length - onTime.length) };
}

export type Job = { name: string; catchUp: CatchUp; slotsBetween: (after: Date, until: Date) => Date[] };

/**
 * Claims every slot that has become due by `now` and returns those this process has to run. The unique (job, slot) row
 * decides between schedulers. A job never seen before starts with the slot before now, as if it had been missed.
 */
export async function claimDueSlots(db: Db, jobs: readonly Job[], by: string, now: Date): Promise<Slot[]> {
  const last = await findLastSlots(db);
  const wanted = jobs.flatMap((job) => {
    const after = last.get(job.name) ?? new Date(now.getTime() - 86_400_000);
    if (after >= now) return [];
    const due = job.slotsBetween(after, now).slice(-MOST_MISSED);
    const { run, skip } = chooseSlots(due, job.catchUp, now);
    return [
      ...run.map((slot) => ({ job: job.name, slot, state: 'claimed' as const })),
      ...skip.map((slot) => ({ job: job.name, slot, state: 'skipped' as const })),
    ];
  });
  const won = await insertSlots(db, wanted, by, now);
  return won.filter((slot) => slot.state === 'claimed').map(({ job, slot }) => ({ job, slot }));
}

/** Slots claimed a while ago and never finished; their runs are queued again. */
export function listLostSlots(db: Db, now: Date): Promise<Slot[]> {
  return findOpenSlots(db, new Date(now.getTime() - 60_000));
}

/** Runs the work of a slot unless it has been done: a job that comes twice changes nothing the second time. */
export async function runSlot(
  db: Db,
  { job, slot }: Slot,
  work: () => Promise<Record<string, unknown>>,
  clock: () => Date,
): Promise<Record<string, unknown> | undefined> {
  if (!(await isSlotOpen(db, job, slot))) return undefined;
  const result = await work();
  await markSlotDone(db, job, slot, result, clock());
  return result;
}
