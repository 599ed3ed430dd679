import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at } from './sql-values.ts';

/** Where wrong codes are counted: of invitations, and of certificates. */
export type CodeKind = 'binding_failures' | 'certificate_failures';

/** Whether the account is locked out after wrong codes. */
export async function isLockedOut(
  db: Db | Tx,
  kind: CodeKind,
  telegramId: number,
  now: Date,
): Promise<boolean> {
  const rows = await db.execute(
    sql`select 1 from ${sql.identifier(kind)} where telegram_id = ${telegramId} and locked_until > ${at(now)}`,
  );
  return rows.length === 1;
}

/** Counts a wrong code; after `most` of them inside `windowMs` the account is locked for `lockMs`. */
export async function countCodeFailure(
  db: Db,
  kind: CodeKind,
  telegramId: number,
  now: Date,
  { most, windowMs, lockMs }: { most: number; windowMs: number; lockMs: number },
): Promise<{ failures: number; locked: boolean }> {
  const stale = sql`f.since <= ${at(new Date(now.getTime() - windowMs))}`;
  const failures = sql`case when ${stale} then 1 else f.failures + 1 end`;
  const [row] = await db.execute<{ failures: number; locked: boolean }>(sql`
    insert into ${sql.identifier(kind)} as f (telegram_id, failures, since) values (${telegramId}, 1, ${at(now)})
    on conflict (telegram_id) do update set failures = ${failures},
      since = case when ${stale} then ${at(now)} else f.since end,
      locked_until = case when ${failures} >= ${most} then ${at(new Date(now.getTime() + lockMs))} else f.locked_until end
    returning f.failures, coalesce(f.locked_until > ${at(now)}, false) as locked`);
  return row ?? { failures: 1, locked: false };
}
