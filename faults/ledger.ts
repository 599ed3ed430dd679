import postgres from 'postgres';
import type { Ground } from '../bench/stage.ts';

/** A recipient's row in the outbox. */
export type OutboxRow = { chat: number; state: string };

/** Asks the ground's database as its owner, over a connection of its own: the server may have fallen since the last one. */
export async function askDatabase<Result>(
  { ownerUrl }: Pick<Ground, 'ownerUrl'>,
  ask: (sql: postgres.Sql) => Promise<Result>,
): Promise<Result> {
  const sql = postgres(ownerUrl, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    return await ask(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

export const readOutbox = (ground: Ground, noticeId: string): Promise<OutboxRow[]> =>
  askDatabase(
    ground,
    (sql) => sql<OutboxRow[]>`
      select a.telegram_id::float8 as chat, d.state from deliveries d
      join telegram_accounts a on a.person_id = d.person_id and a.revoked_at is null
      where d.kind = 'notice' and d.subject_id = ${noticeId}`,
  );

/** How many rows of a notice are in each state. */
export async function countStates(ground: Ground, noticeId: string): Promise<Map<string, number>> {
  const rows = await askDatabase(
    ground,
    (sql) => sql<{ state: string; n: number }[]>`
      select state, count(*)::int as n from deliveries where kind = 'notice' and subject_id = ${noticeId} group by state`,
  );
  return new Map(rows.map(({ state, n }) => [state, n]));
}

/** Which takes of which rows are being sent, as "row:take". */
export async function listInFlight(ground: Ground, noticeId: string): Promise<string[]> {
  const rows = await askDatabase(
    ground,
    (sql) => sql<{ take: string }[]>`
      select id || ':' || tries as take from deliveries where kind = 'notice' and subject_id = ${noticeId} and state = 'sending'`,
  );
  return rows.map(({ take }) => take);
}

/**
 * Ends every lease now. Only when it is sure that no holder is left: it stands for the 15 s that a lease takes to run
 * out, which a short run does not wait for.
 */
export const endLeases = (ground: Ground): Promise<unknown> =>
  askDatabase(ground, (sql) => sql`update deliveries set lease_until = now() where state = 'sending'`);

export type Reconciled = {
  recipients: number;
  sent: number;
  unknown: number;
  /** Still pending or being sent. */
  unfinished: number;
  /** Recipients who got nothing and are not said to be unknown or out of reach. */
  lost: number;
  /** Messages beyond the first to the same recipient. */
  duplicates: number;
  /** Messages to somebody who is no recipient. */
  extra: number;
};

const SAID_NOT_TO_HAVE_IT = ['unknown', 'unreachable', 'rejected'];

/** The outbox beside what the server accepted for each chat. */
export function reconcile(rows: readonly OutboxRow[], accepted: ReadonlyMap<number, number>): Reconciled {
  const recipients = new Set(rows.map(({ chat }) => chat));
  const count = (isOne: (row: OutboxRow) => boolean): number => rows.filter(isOne).length;
  const got = ({ chat }: OutboxRow): number => accepted.get(chat) ?? 0;
  return {
    recipients: rows.length,
    sent: count(({ state }) => state === 'sent'),
    unknown: count(({ state }) => state === 'unknown'),
    unfinished: count(({ state }) => state === 'pending' || state === 'sending'),
    lost: count((row) => got(row) === 0 && !SAID_NOT_TO_HAVE_IT.includes(row.state)),
    duplicates: rows.reduce((sum, row) => sum + Math.max(0, got(row) - 1), 0),
    extra: [...accepted].reduce((sum, [chat, n]) => sum + (recipients.has(chat) ? 0 : n), 0),
  };
}
