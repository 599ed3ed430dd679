import { sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { at, json } from './sql-values.ts';

export type OpenSlot = { job: string; slot: string };

/** Claims slots; returns those this caller has won. The unique (job, slot) row decides between schedulers. */
export async function insertSlots(
  db: Db,
  slots: readonly { job: string; slot: Date; state: 'claimed' | 'skipped' }[],
  by: string,
  now: Date,
): Promise<{ job: string; slot: Date; state: string }[]> {
  if (slots.length === 0) return [];
  const list = JSON.stringify(slots.map((s) => ({ ...s, slot: s.slot.toISOString() })));
  const rows = await db.execute<{ job: string; slot: string; state: string }>(sql`
    insert into schedule_slots (job, slot, state, claimed_by, claimed_at)
    select job, slot, state, ${by}, ${at(now)} from jsonb_to_recordset(${list}::jsonb) as r(job text, slot timestamptz, state text)
    on conflict do nothing returning job, slot, state`);
  return rows.map((row) => ({ ...row, slot: new Date(row.slot) }));
}

/** The newest slot of each job that is in the table. */
export async function findLastSlots(db: Db): Promise<Map<string, Date>> {
  const rows = await db.execute<{ job: string; slot: string }>(
    sql`select job, max(slot) as slot from schedule_slots group by job`,
  );
  return new Map(rows.map((row) => [row.job, new Date(row.slot)]));
}

/** Slots claimed before `before` and not finished: their claimer died, or Redis forgot the job. */
export async function findOpenSlots(db: Db, before: Date): Promise<{ job: string; slot: Date }[]> {
  const rows = await db.execute<OpenSlot>(sql`
    select job, slot from schedule_slots where state = 'claimed' and claimed_at <= ${at(before)} order by slot`);
  return rows.map((row) => ({ job: row.job, slot: new Date(row.slot) }));
}

export async function isSlotOpen(db: Db, job: string, slot: Date): Promise<boolean> {
  const rows = await db.execute(
    sql`select 1 from schedule_slots where job = ${job} and slot = ${at(slot)} and state = 'claimed'`,
  );
  return rows.length === 1;
}

export async function markSlotDone(
  db: Db,
  job: string,
  slot: Date,
  result: Record<string, unknown>,
  now: Date,
): Promise<void> {
  await db.execute(sql`
    update schedule_slots set state = 'done', finished_at = ${at(now)}, result = ${json(result)}
    where job = ${job} and slot = ${at(slot)} and state = 'claimed'`);
}
