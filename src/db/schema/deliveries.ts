import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';

/**
 * The outbox: one row for everything said later or to somebody else.
 *
 *   pending → sending (committed, with a lease) → sent | rejected | unreachable | unknown
 *   pending → cancelled | expired
 *
 * The rows of a notice are its frozen audience as well; as such they are read through the view `notice_recipients`.
 *
 * A row whose person cannot be reached when it is queued is `unreachable` from the start. A row with a `carrier` is said
 * inside another row's message (the daily digest) and ends as that one does. One row a person is `sending` at a time,
 * by an index, so that a chat's messages keep their order.
 *
 * `sending` never goes back to `pending` unless the call is known not to have reached Telegram (refused connection,
 * 429). A lease that runs out becomes `unknown`; `policy` says whether a person decides (`hold`: what goes to many, and
 * reminders) or the relay queues it again (`resend`: word between two people, which may come twice but not never).
 */
export const deliveries = pgTable(
  'deliveries',
  {
    id: id(),
    kind: text('kind').notNull(),
    /** No foreign key, which would look up and lock a parent a row: see migration 0005. */
    personId: uuid('person_id').notNull(),
    /** The row it speaks of: a notice, an interview, a paper, a cycle. */
    subjectId: uuid('subject_id'),
    /** "The same message" is said once: kind, subject, person and round in one key. A notice has its recipient for a key. */
    onceKey: text('once_key'),
    /** Of a notice: the unit its person was meant for, and whether they need not answer; frozen. */
    unitId: uuid('unit_id'),
    exempt: boolean('exempt').notNull().default(false),
    /** Of a notice: the version of the text that this person is known to have in the chat; 0 before the first arrives. */
    version: integer('version').notNull().default(0),
    data: jsonb('data').$type<Record<string, unknown>>().notNull().default({}),
    /** The bot that says it: the one the person was bound through when the row was queued. */
    botId: bigint('bot_id', { mode: 'number' }).notNull().default(0),
    /** The digest that says this, if any. */
    carrierId: uuid('carrier_id'),
    /** Passes the quiet hours; only what was declared urgent, with a reason, is. */
    urgent: boolean('urgent').notNull().default(false),
    /** 1 interviews and answers, 2 what is urgent, 5 reminders, 9 bulk. */
    priority: smallint('priority').notNull(),
    policy: text('policy', { enum: ['hold', 'resend'] }).notNull(),
    state: text('state', {
      enum: ['pending', 'sending', 'sent', 'rejected', 'unreachable', 'unknown', 'cancelled', 'expired'],
    })
      .notNull()
      .default('pending'),
    notBefore: instant('not_before').notNull(),
    expiresAt: instant('expires_at'),
    leaseUntil: instant('lease_until'),
    tries: integer('tries').notNull().default(0),
    chatId: bigint('chat_id', { mode: 'number' }),
    messageId: bigint('message_id', { mode: 'number' }),
    sentAt: instant('sent_at'),
    problem: text('problem'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('deliveries_once')
      .on(t.onceKey)
      .where(sql`${t.onceKey} is not null`),
    unique('deliveries_about').on(t.subjectId, t.personId, t.onceKey).nullsNotDistinct(),
    index('deliveries_due')
      .on(t.botId, t.priority, t.notBefore, t.id)
      .where(sql`${t.state} = 'pending' and ${t.carrierId} is null`),
    index('deliveries_carried')
      .on(t.carrierId)
      .where(sql`${t.carrierId} is not null and ${t.state} in ('pending', 'unknown')`),
    uniqueIndex('deliveries_one_at_a_time')
      .on(t.personId)
      .where(sql`${t.state} = 'sending' and ${t.carrierId} is null`),
    index('deliveries_leased')
      .on(t.leaseUntil)
      .where(sql`${t.state} = 'sending'`),
    index('deliveries_person').on(t.personId, t.createdAt),
    check(
      'deliveries_state',
      sql`${t.state} in ('pending','sending','sent','rejected','unreachable','unknown','cancelled','expired')`,
    ),
    check(
      'deliveries_key',
      sql`(${t.kind} = 'notice') = (${t.onceKey} is null) and (${t.kind} = 'notice') = (${t.unitId} is not null)`,
    ),
    check('deliveries_lease', sql`(${t.state} = 'sending') = (${t.leaseUntil} is not null)`),
  ],
);
