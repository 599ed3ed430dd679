import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, json } from './sql-values.ts';

/** Marks the account that can no longer be written to, or (with `why` null) can again; undefined when it was so already. */
export async function markAccountReachability(
  db: Db | Tx,
  { telegramId, botId }: { telegramId: number; botId: number },
  why: string | null,
  now: Date,
): Promise<{ personId: string; botId: number } | undefined> {
  const [row] = await db.execute<{ personId: string; botId: number }>(sql`
    update telegram_accounts set unreachable_at = ${why === null ? sql`null` : at(now)}, unreachable_why = ${why}
    where telegram_id = ${telegramId} and bot_id in (0, ${botId}) and revoked_at is null and (unreachable_at is null) = ${why !== null}
    returning person_id as "personId", bot_id::float8 as "botId"`);
  return row;
}

/** The same for accounts that a send found out of reach, in one statement. */
export async function markAccountsUnreachable(
  tx: Db | Tx,
  gone: readonly { telegramId: number; why: string }[],
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    update telegram_accounts a set unreachable_at = ${at(now)}, unreachable_why = g.why
    from jsonb_to_recordset(${json(gone)}) as g("telegramId" bigint, why text)
    where a.telegram_id = g."telegramId" and a.revoked_at is null and a.unreachable_at is null`);
}
