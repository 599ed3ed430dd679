import { and, eq, lt, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { heartbeats } from '../schema/operations.ts';

/** Resolves to true, or throws what the database (or the way to it) threw. */
export async function isDatabaseUp(db: Db): Promise<boolean> {
  await db.execute(sql`select 1`);
  return true;
}

/** What time it is at the database, to the millisecond. */
export async function readDatabaseTime(db: Db): Promise<Date> {
  const [row] = await db.execute<{ ms: number }>(
    sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`,
  );
  if (!row) throw new Error('the database does not say what time it is');
  return new Date(row.ms);
}

/**
 * Says that the role runs here now; rows of processes gone for a day are dropped. The time is the database's own:
 * processes on several machines agree on it, and a clock moved for a trial does not age anybody.
 * @param instance names the process, e.g. `host:pid`
 */
export async function markHeartbeat(db: Db, role: string, instance: string): Promise<void> {
  await db
    .insert(heartbeats)
    .values({ role, instance, beatAt: sql`now()` })
    .onConflictDoUpdate({ target: [heartbeats.role, heartbeats.instance], set: { beatAt: sql`now()` } });
  await db
    .delete(heartbeats)
    .where(and(eq(heartbeats.role, role), lt(heartbeats.beatAt, sql`now() - interval '1 day'`)));
}

/** The role stops here: nobody has to wait until its row is stale. */
export async function deleteHeartbeat(db: Db, role: string, instance: string): Promise<void> {
  await db.delete(heartbeats).where(and(eq(heartbeats.role, role), eq(heartbeats.instance, instance)));
}

/** Whether any process said within `seconds` that it does the role. */
export async function isRoleAlive(db: Db, role: string, seconds: number): Promise<boolean> {
  const [row] = await db.execute<{ alive: boolean }>(
    sql`select exists (select 1 from ${heartbeats}
          where role = ${role} and beat_at > now() - make_interval(secs => ${seconds})) as alive`,
  );
  return row?.alive ?? false;
}
