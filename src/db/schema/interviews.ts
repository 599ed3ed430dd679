import { sql } from 'drizzle-orm';
import {
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { people } from './people.ts';
import { isReader, isUnderReader, readableWhere, readerMay, readerSees } from './reader-policies.ts';

/**
 * A clean-government interview. No cause is stored here: it is not for a public messenger.
 *
 *   proposed → announced | refused | expired | withdrawn   where a second person approves; the subject knows of none of it
 *   announced → confirmed | move-asked | cannot-attend → announced (the next round: another time, or the same)
 *   any of these → recorded → held, or cancelled
 */
export const interviews = pgTable(
  'interviews',
  {
    id: id(),
    /** Kind id of the rule pack, e.g. "routine". */
    kind: text('kind').notNull(),
    rulePackVersion: text('rule_pack_version').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    orderedBy: uuid('ordered_by')
      .notNull()
      .references(() => people.id),
    /** Of a written inquiry: when its answer is due. */
    startsAt: instant('starts_at').notNull(),
    /** 0 of a written inquiry, for which nobody meets. */
    minutes: integer('minutes').notNull(),
    place: text('place').notNull(),
    state: text('state', {
      enum: [
        'proposed',
        'refused',
        'expired',
        'withdrawn',
        'announced',
        'confirmed',
        'move-asked',
        'cannot-attend',
        'recorded',
        'held',
        'cancelled',
      ],
    }).notNull(),
    /** Until when a second person may decide on it. */
    approveBy: instant('approve_by'),
    decidedBy: uuid('decided_by').references(() => people.id),
    decidedAt: instant('decided_at'),
    decisionReason: text('decision_reason'),
    /** When the notice of this round was queued; null where that was when it was arranged. */
    announcedAt: instant('announced_at'),
    /** How often it was announced anew; buttons of an earlier round are stale. */
    round: smallint('round').notNull().default(0),
    answeredAt: instant('answered_at'),
    answerReason: text('answer_reason'),
    /** Until when the person may answer the record; null while the calendar does not reach that far. */
    statementDueAt: instant('statement_due_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('interviews_person').on(t.personId, t.startsAt),
    index('interviews_orderer').on(t.orderedBy, t.startsAt),
    index('interviews_proposed')
      .on(t.approveBy)
      .where(sql`${t.state} = 'proposed'`),
    index('interviews_recorded')
      .on(t.statementDueAt)
      .where(sql`${t.state} = 'recorded'`),
    check(
      'interviews_state',
      sql`${t.state} in ('proposed','refused','expired','withdrawn','announced','confirmed','move-asked','cannot-attend','recorded','held','cancelled')`,
    ),
    check('interviews_other', sql`${t.decidedBy} <> ${t.personId} and ${t.decidedBy} <> ${t.orderedBy}`),
    check('interviews_approval', sql`${t.state} <> 'proposed' or ${t.approveBy} is not null`),
    ...readableWhere(
      `${isReader('interviews.ordered_by')} and ${readerMay('interviews.arrange')}`,
      `${isReader('interviews.person_id')} and state not in ('proposed', 'refused', 'expired', 'withdrawn')`,
      `approve_by is not null and state <> 'withdrawn' and ${isUnderReader('interviews.person_id', 'file.approve')}`,
    ),
  ],
);

/** What an interview was before each new round, append-only: its time and place, and what had been answered. */
export const interviewRounds = pgTable(
  'interview_rounds',
  {
    interviewId: uuid('interview_id')
      .notNull()
      .references(() => interviews.id),
    round: smallint('round').notNull(),
    startsAt: instant('starts_at').notNull(),
    state: text('state').notNull(),
    answerReason: text('answer_reason'),
    endedBy: uuid('ended_by')
      .notNull()
      .references(() => people.id),
    endedAt: instant('ended_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.interviewId, t.round] }),
    ...readableWhere(readerSees('interviews', 'interview_rounds.interview_id')),
  ],
);

/**
 * The record of an interview, append-only, in versions: as its orderer wrote it, sealed together with what the person
 * said to it (or that they said nothing in time), and what they added later. `body` is, sealed, the canonical JSON that
 * `hash` (SHA-256) is of, and names the hash of the version before it.
 */
export const interviewRecords = pgTable(
  'interview_records',
  {
    id: id(),
    interviewId: uuid('interview_id')
      .notNull()
      .references(() => interviews.id),
    version: smallint('version').notNull(),
    what: text('what', { enum: ['written', 'sealed', 'addition'] }).notNull(),
    body: text('body').notNull(),
    hash: text('hash').notNull(),
    /** Null of what the clock has sealed. */
    authorId: uuid('author_id').references(() => people.id),
    at: instant('at').notNull(),
  },
  (t) => [
    unique('interview_records_version').on(t.interviewId, t.version),
    uniqueIndex('interview_records_sealed')
      .on(t.interviewId)
      .where(sql`${t.what} = 'sealed'`),
    check('interview_records_what', sql`${t.what} in ('written', 'sealed', 'addition')`),
    check('interview_records_hash', sql`${t.hash} ~ '^[0-9a-f]{64}$'`),
    ...readableWhere(
      `exists (select 1 from interviews seen where seen.id = interview_records.interview_id
    and (${isReader('seen.ordered_by')} or ${isReader('seen.person_id')}))`,
    ),
  ],
);

/**
 * An interview that a rule suggests, once a trigger. A person decides: arranges it, or says why it is not needed; nothing
 * is ordered by the machine.
 */
export const interviewProposals = pgTable(
  'interview_proposals',
  {
    id: id(),
    /** Trigger, person and occasion in one, so that two runs suggest once. */
    triggerKey: text('trigger_key').notNull().unique(),
    /** Trigger id of the rule pack, e.g. "new-post". */
    trigger: text('trigger').notNull(),
    kind: text('kind').notNull(),
    rulePackVersion: text('rule_pack_version').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    state: text('state', { enum: ['open', 'arranged', 'dismissed'] }).notNull(),
    interviewId: uuid('interview_id').references(() => interviews.id),
    decidedBy: uuid('decided_by').references(() => people.id),
    decidedAt: instant('decided_at'),
    reason: text('reason'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('interview_proposals_open')
      .on(t.kind, t.dueOn)
      .where(sql`${t.state} = 'open'`),
    check('interview_proposals_state', sql`${t.state} in ('open', 'arranged', 'dismissed')`),
    check('interview_proposals_arranged', sql`(${t.state} = 'arranged') = (${t.interviewId} is not null)`),
    check('interview_proposals_dismissed', sql`(${t.state} = 'dismissed') = (${t.reason} is not null)`),
    check('interview_proposals_other', sql`${t.decidedBy} <> ${t.personId}`),
    ...readableWhere(isUnderReader('interview_proposals.person_id', 'interviews.arrange')),
  ],
);
