import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, json, texts, uuids } from './sql-values.ts';

/** A row as its sender needs it: to whom, what about, in which language. */
export type DeliveryRow = {
  id: string;
  kind: string;
  personId: string;
  subjectId: string | null;
  data: Record<string, unknown>;
  language: 'zh' | 'en';
  chatId: number | null;
  reachable: boolean;
  policy: 'hold' | 'resend';
  /** Which take of the row this is; the holder of a later one has the say. */
  tries: number;
};

/** Ids that are due, most urgent first, that are not already being sent. */
export async function findDueDeliveries(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ id: string; priority: number }[]> {
  return db.execute(sql`
    select id, priority from deliveries where state = 'pending' and not_before <= ${at(now)}
    order by priority, not_before, id limit ${limit}`);
}

/** pending → sending with a lease. Undefined when somebody else has it or it is no longer pending. */
export async function lockDelivery(
  db: Db,
  id: string,
  now: Date,
  leaseMs: number,
): Promise<DeliveryRow | undefined> {
  const [row] = await db.execute<DeliveryRow>(sql`
    with taken as (
      update deliveries set state = 'sending', lease_until = ${at(new Date(now.getTime() + leaseMs))}, tries = tries + 1
      where id = ${id} and state = 'pending' and not_before <= ${at(now)} and (expires_at is null or expires_at > ${at(now)})
      returning *)
    select t.id, t.kind, t.person_id as "personId", t.subject_id as "subjectId", t.data, p.language, t.policy, t.tries,
      a.telegram_id::float8 as "chatId", coalesce(a.unreachable_at is null, false) as reachable
    from taken t join people p on p.id = t.person_id
    left join telegram_accounts a on a.person_id = t.person_id and a.revoked_at is null`);
  return row;
}

export type Settlement =
  | { state: 'sent'; chatId: number; messageId: number }
  | { state: 'unreachable' | 'rejected' | 'unknown' | 'cancelled'; problem: string };

/**
 * Writes how a send ended; only who took the row last may. Who comes after the lease has run out still settles what
 * nobody knew, and "sent" even stops the row from being sent again.
 */
export async function markDelivery(
  tx: Db | Tx,
  { id, tries }: { id: string; tries: number },
  settlement: Settlement,
  now: Date,
): Promise<boolean> {
  const details =
    settlement.state === 'sent'
      ? sql`chat_id = ${settlement.chatId}, message_id = ${settlement.messageId}, sent_at = ${at(now)}, problem = null`
      : sql`problem = ${settlement.problem}`;
  const from = texts(
    settlement.state === 'sent' ? ['sending', 'unknown', 'pending'] : ['sending', 'unknown'],
  );
  const rows = await tx.execute(sql`
    update deliveries set state = ${settlement.state}, lease_until = null, ${details}
    where id = ${id} and tries = ${tries} and state = any(${from}) returning 1`);
  return rows.length === 1;
}

/** sending → pending, by who took the row last: the call surely did not reach Telegram, or the row may be sent again. */
export async function markDeliveryWaiting(
  db: Db,
  { id, tries }: { id: string; tries: number },
  notBefore: Date,
  problem: string,
): Promise<void> {
  await db.execute(sql`
    update deliveries set state = 'pending', lease_until = null, not_before = ${at(notBefore)}, problem = ${problem}
    where id = ${id} and tries = ${tries} and state = 'sending'`);
}

/** A row that may be sent again is sent this often at most. */
export const MOST_RESENDS = 5;

/** Leases that ran out: nobody knows whether the message went. `resend` rows are queued again, `hold` rows wait for a person. */
export async function settleLostLeases(db: Db, now: Date): Promise<{ unknown: number; resend: number }> {
  const rows = await db.execute<{ state: string }>(sql`
    update deliveries set lease_until = null, state = case when policy = 'resend' and tries < ${MOST_RESENDS} then 'pending' else 'unknown' end,
      problem = 'the sender stopped before it knew the outcome'
    where state = 'sending' and lease_until <= ${at(now)} returning state`);
  return {
    unknown: rows.filter((r) => r.state === 'unknown').length,
    resend: rows.filter((r) => r.state === 'pending').length,
  };
}

export async function expireDeliveries(db: Db, now: Date): Promise<number> {
  const rows = await db.execute(sql`
    update deliveries set state = 'expired' where state = 'pending' and expires_at <= ${at(now)} returning 1`);
  return rows.length;
}

export type NewDelivery = {
  id: string;
  kind: string;
  personId: string;
  subjectId?: string;
  onceKey: string;
  data?: Record<string, unknown>;
  priority: number;
  policy: 'hold' | 'resend';
  notBefore: Date;
  expiresAt?: Date;
};

/** One message to one person; false when the same one is in the outbox already. */
export async function insertDelivery(tx: Db | Tx, row: NewDelivery, now: Date): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into deliveries (id, kind, person_id, subject_id, once_key, data, priority, policy, not_before, expires_at, created_at)
    values (${row.id}, ${row.kind}, ${row.personId}, ${row.subjectId ?? null}, ${row.onceKey}, ${json(row.data ?? {})}, ${row.priority},
      ${row.policy}, ${at(row.notBefore)}, ${row.expiresAt ? at(row.expiresAt) : null}, ${at(now)})
    on conflict (once_key) do nothing returning 1`);
  return rows.length === 1;
}

export type FanOut = {
  kind: string;
  priority: number;
  policy: 'hold' | 'resend';
  now: Date;
  notBefore?: Date;
  expiresAt?: Date;
};

/** Now, and from when on what is queued now may go out. */
export type When = { now: Date; notBefore: Date };

/**
 * Queues one message for every row of `audience` in one statement. `audience` selects person_id, subject_id, once_key
 * and data (jsonb); a key that is in the outbox already is passed over. Returns how many were queued.
 */
export async function insertDeliveries(
  tx: Db | Tx,
  audience: SQL,
  { kind, priority, policy, now, notBefore = now, expiresAt }: FanOut,
): Promise<number> {
  const rows = await tx.execute<{ n: number }>(sql`
    with queued as (
      insert into deliveries (id, kind, person_id, subject_id, once_key, data, priority, policy, not_before, expires_at, created_at)
      select uuidv7(), ${kind}, person_id, subject_id, once_key, data, ${priority}, ${policy}, ${at(notBefore)},
        ${expiresAt ? at(expiresAt) : null}, ${at(now)} from (${audience}) audience
      on conflict (once_key) do nothing returning 1)
    select count(*)::int as n from queued`);
  return rows[0]?.n ?? 0;
}

/** Pending rows about these subjects are no longer wanted. */
export async function cancelPending(tx: Db | Tx, subjectIds: readonly string[]): Promise<number> {
  const rows = await tx.execute(sql`
    update deliveries set state = 'cancelled' where subject_id = any(${uuids(subjectIds)}) and state = 'pending' returning 1`);
  return rows.length;
}

/** Whether a message of this kind about the subject has gone out, or was tried: not if it was cancelled before. */
export async function hasGoneOut(tx: Tx, subjectId: string, kind: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from deliveries where subject_id = ${subjectId} and kind = ${kind} and state not in ('pending', 'cancelled', 'expired') limit 1`);
  return rows.length === 1;
}

/** Who answers has the message: a row of which nobody knew, or whose sender died, has arrived after all. */
export async function markArrived(tx: Tx, subjectId: string, personId: string, now: Date): Promise<void> {
  await tx.execute(sql`
    update deliveries set state = 'sent', sent_at = ${at(now)}, lease_until = null, problem = null
    where subject_id = ${subjectId} and person_id = ${personId} and kind in ('notice', 'interview-notice') and state in ('unknown', 'sending')`);
}
