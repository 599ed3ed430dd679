import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, json, texts, uuids } from './sql-values.ts';

export type NewDelivery = {
  id: string;
  kind: string;
  personId: string;
  subjectId?: string;
  onceKey: string;
  data?: Record<string, unknown>;
  priority: number;
  policy: 'hold' | 'resend';
  urgent?: boolean;
  notBefore: Date;
  expiresAt?: Date;
};

/** One message to one person; false when the same one is in the outbox already. */
export async function insertDelivery(tx: Db | Tx, row: NewDelivery, now: Date): Promise<boolean> {
  const { kind, priority, policy, urgent, notBefore, expiresAt } = row;
  const audience = sql`select ${row.personId}::uuid as person_id, ${row.subjectId ?? null}::uuid as subject_id,
    ${row.onceKey}::text as once_key, ${json(row.data ?? {})} as data`;
  const fanOut = {
    kind,
    priority,
    policy,
    now,
    notBefore,
    ...(urgent ? { urgent } : {}),
    ...(expiresAt ? { expiresAt } : {}),
  };
  return (await insertDeliveries(tx, audience, fanOut, sql`${row.id}::uuid`)) === 1;
}

export type FanOut = {
  kind: string;
  priority: number;
  policy: 'hold' | 'resend';
  now: Date;
  urgent?: boolean;
  notBefore?: Date;
  expiresAt?: Date;
};

/** The bot a person is spoken to by, and whether anything can be queued for them; beside `x.person_id`. */
const account = sql`left join telegram_accounts a on a.person_id = x.person_id and a.revoked_at is null`;
const startState = sql`case when a.id is null or a.unreachable_at is not null then 'unreachable' else 'pending' end`;
const startProblem = sql`case when a.id is null then 'not bound' when a.unreachable_at is not null then 'known to be unreachable' end`;

/**
 * Queues one message for every row of `audience` in one statement. `audience` selects person_id, subject_id, once_key
 * and data (jsonb); a key that is in the outbox already is passed over. Who cannot be reached gets a row that says so.
 * Returns how many rows were made.
 */
export async function insertDeliveries(
  tx: Db | Tx,
  audience: SQL,
  { kind, priority, policy, now, urgent = false, notBefore = now, expiresAt }: FanOut,
  rowId: SQL = sql`uuidv7()`,
): Promise<number> {
  const rows = await tx.execute<{ n: number }>(sql`
    with queued as (
      insert into deliveries (id, kind, person_id, subject_id, once_key, data, priority, policy, urgent, bot_id, state, problem,
        not_before, expires_at, created_at)
      select ${rowId}, ${kind}, x.person_id, x.subject_id, x.once_key, x.data, ${priority}, ${policy}, ${urgent}, coalesce(a.bot_id, 0),
        ${startState}, ${startProblem}, ${at(notBefore)}, ${expiresAt ? at(expiresAt) : null}, ${at(now)}
      from (${audience}) x ${account}
      on conflict do nothing returning 1)
    select count(*)::int as n from queued`);
  return rows[0]?.n ?? 0;
}

/** When the digests of a day and of the day after are due. */
export type DigestTimes = { day: string; at: Date; nextDay: string; nextAt: Date };

/**
 * Queues reminders to be said inside each person's digest, in two statements of one transaction: the digests that are
 * missing, then the reminders on them. A person whose digest of `day` has gone already gets theirs with the next day's,
 * so that nobody hears more than one such message a day. The audience of a notice has unit_id and exempt as well.
 */
export async function insertCarried(
  tx: Tx,
  audience: SQL,
  { kind, now, expiresAt }: { kind: string; now: Date; expiresAt?: Date },
  digest: DigestTimes,
): Promise<number> {
  const isNotice = kind === 'notice';
  const digestId = (day: string) => sql`md5('digest:' || ${day}::text || ':' || x.person_id)::uuid`;
  const key = (day: string) => sql`'digest:' || ${day}::text || ':' || x.person_id`;
  const isGone = sql`exists (select 1 from deliveries g where g.id = ${digestId(digest.day)} and g.state <> 'pending')`;
  const rows = await tx.execute<{ n: number }>(sql`
    with wanted as materialized (
      select x.*, ${isGone} as gone from (${audience}) x where not exists (select 1 from deliveries k where k.once_key = x.once_key)
    ), made as (
      insert into deliveries (id, kind, person_id, once_key, data, priority, policy, bot_id, state, problem, not_before, created_at)
      select case when gone then ${digestId(digest.nextDay)} else ${digestId(digest.day)} end, 'digest', x.person_id,
        case when gone then ${key(digest.nextDay)} else ${key(digest.day)} end, '{}', 5, 'hold', coalesce(a.bot_id, 0),
        ${startState}, ${startProblem}, case when gone then ${at(digest.nextAt)} else ${at(digest.at)} end, ${at(now)}
      from (select distinct person_id, gone from wanted) x ${account}
      on conflict do nothing
    ), carried as (
      insert into deliveries (id, kind, person_id, subject_id, once_key, data, priority, policy, carrier_id, bot_id, state, problem,
        not_before, expires_at, created_at ${isNotice ? sql`, unit_id, exempt` : sql``})
      select uuidv7(), ${kind}, x.person_id, x.subject_id, x.once_key, x.data, 5, 'hold',
        case when gone then ${digestId(digest.nextDay)} else ${digestId(digest.day)} end, coalesce(a.bot_id, 0),
        ${startState}, ${startProblem}, ${at(now)}, ${expiresAt ? at(expiresAt) : null}, ${at(now)} ${isNotice ? sql`, x.unit_id, x.exempt` : sql``}
      from wanted x ${account}
      on conflict do nothing returning 1)
    select count(*)::int as n from carried`);
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

/**
 * Who answers has the message: a row of which nobody knew, whose sender died, or that was to be sent again, has arrived
 * after all.
 */
export async function settleByAnswer(tx: Tx, subjectId: string, personId: string, now: Date): Promise<void> {
  await tx.execute(settlementByAnswer(sql`${subjectId}`, personId, now));
}

/** The same as a part of another statement. */
export const settlementByAnswer = (subject: SQL, personId: string, now: Date): SQL => sql`
  update deliveries set state = 'sent', sent_at = ${at(now)}, lease_until = null, problem = 'settled by an answer'
  where subject_id = ${subject} and person_id = ${personId} and kind in ('notice', 'interview-notice', 'meeting-invitation', 'class-offer')
    and (state in ('unknown', 'sending') or state = 'pending' and tries > 0)`;

/** About a notice, an exam, what is to be put right or one's own file, and worth saying late. */
const LATE = [
  'notice',
  'notice-edit',
  'notice-correction',
  'notice-message',
  'exam-called',
  'exam-changed',
  'file-looked',
  'objection-answered',
  'rectification',
  'recognition-told',
  'sanction-told',
  'sanction-ended',
  'file-entered',
  'objection-followed',
  'review-result',
];

/**
 * What could not be delivered about notices and the like while a person was out of reach, queued now that they are back, and
 * not before its time: surely not sent before. A notice that was cancelled, or that they were told of meanwhile, is not sent any more.
 */
export async function requeueUnreachable(
  tx: Db | Tx,
  personId: string,
  botId: number,
  since: Date,
  now: Date,
): Promise<number> {
  const rows = await tx.execute(sql`
    update deliveries d set state = 'pending', problem = null, bot_id = ${botId}, not_before = greatest(d.not_before, ${at(now)})
    where d.person_id = ${personId} and d.state = 'unreachable' and d.kind = any(${texts(LATE)}) and d.carrier_id is null
      and d.created_at > ${at(since)} and (d.expires_at is null or d.expires_at > ${at(now)})
      and (d.kind <> 'notice' or exists (select 1 from notices n where n.id = d.subject_id and n.state = 'sending')
        and not exists (select 1 from acknowledgements k where k.notice_id = d.subject_id and k.person_id = d.person_id and k.state <> 'seen'))
    returning 1`);
  return rows.length;
}
