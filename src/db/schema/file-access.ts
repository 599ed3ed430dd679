import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { people } from './people.ts';
import { isReader, isUnderReader, readableWhere, readerMay } from './reader-policies.ts';

/**
 * Two people who are relatives, as one of them or an administrator declared. It counts for both, either way round, until
 * whoever declared it takes it back; the row stays.
 */
export const relations = pgTable(
  'relations',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    relativeId: uuid('relative_id')
      .notNull()
      .references(() => people.id),
    /** An id of the rule pack's `recusal`. */
    kind: text('kind').notNull(),
    declaredBy: uuid('declared_by')
      .notNull()
      .references(() => people.id),
    declaredAt: instant('declared_at').notNull(),
    withdrawnBy: uuid('withdrawn_by').references(() => people.id),
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [
    uniqueIndex('relations_once')
      .on(t.personId, t.relativeId, t.declaredBy)
      .where(sql`${t.withdrawnAt} is null`),
    index('relations_relative').on(t.relativeId),
    check('relations_two', sql`${t.personId} <> ${t.relativeId}`),
    check('relations_withdrawn', sql`(${t.withdrawnBy} is null) = (${t.withdrawnAt} is null)`),
    ...readableWhere(
      isReader('relations.person_id'),
      isReader('relations.relative_id'),
      isReader('relations.declared_by'),
      isUnderReader('relations.person_id', 'people.manage'),
      isUnderReader('relations.relative_id', 'people.manage'),
    ),
  ],
);

/**
 * Somebody asks to look at another person's file, for a purpose; what it takes is copied from the rule pack of that day.
 *
 *   asked → approved → used        where a second person approves
 *   asked → refused | expired, approved → expired
 *   approved → used                at once where nobody has to approve
 *
 * `holdsUntil` is when the question lapses while it is asked, and until when it may be looked while it is approved.
 */
export const fileAccessRequests = pgTable(
  'file_access_requests',
  {
    id: id(),
    requesterId: uuid('requester_id')
      .notNull()
      .references(() => people.id),
    subjectId: uuid('subject_id')
      .notNull()
      .references(() => people.id),
    purpose: text('purpose').notNull(),
    /** Typed by the requester where the look stays sealed for a time. */
    reason: text('reason'),
    sealed: boolean('sealed').notNull(),
    needsApproval: boolean('needs_approval').notNull(),
    rulePackVersion: text('rule_pack_version').notNull(),
    state: text('state', { enum: ['asked', 'approved', 'refused', 'expired', 'used'] }).notNull(),
    askedAt: instant('asked_at').notNull(),
    holdsUntil: instant('holds_until').notNull(),
    decidedBy: uuid('decided_by').references(() => people.id),
    decidedAt: instant('decided_at'),
    refusal: text('refusal'),
    usedAt: instant('used_at'),
    /** From when the subject knows. */
    tellAt: instant('tell_at'),
  },
  (t) => [
    index('file_access_requests_requester').on(t.requesterId, t.subjectId),
    index('file_access_requests_told')
      .on(t.subjectId, t.tellAt)
      .where(sql`${t.state} = 'used'`),
    index('file_access_requests_open')
      .on(t.holdsUntil)
      .where(sql`${t.state} in ('asked', 'approved')`),
    check(
      'file_access_requests_state',
      sql`${t.state} in ('asked', 'approved', 'refused', 'expired', 'used')`,
    ),
    check('file_access_requests_other', sql`${t.requesterId} <> ${t.subjectId}`),
    check(
      'file_access_requests_second',
      sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.requesterId} and ${t.decidedBy} <> ${t.subjectId}`,
    ),
    check('file_access_requests_decided', sql`(${t.decidedBy} is null) = (${t.decidedAt} is null)`),
    check(
      'file_access_requests_approved',
      sql`not ${t.needsApproval} or ${t.state} not in ('approved', 'used', 'refused') or ${t.decidedBy} is not null`,
    ),
    check('file_access_requests_refused', sql`(${t.state} = 'refused') = (${t.refusal} is not null)`),
    check(
      'file_access_requests_sealed',
      sql`not ${t.sealed} or ${t.needsApproval} and ${t.reason} is not null`,
    ),
    check(
      'file_access_requests_used',
      sql`(${t.state} = 'used') = (${t.usedAt} is not null) and (${t.usedAt} is null) = (${t.tellAt} is null)`,
    ),
    ...readableWhere(
      `${isReader('file_access_requests.requester_id')} and ${readerMay('file.read')}`,
      `${isReader('file_access_requests.subject_id')} and tell_at <= (select reader_now())`,
      isUnderReader('file_access_requests.subject_id', 'file.approve'),
    ),
  ],
);

/** Messages that show somebody else's file: taken out of the chat when their time is over. */
export const shownFiles = pgTable(
  'shown_files',
  {
    id: id(),
    /** Null for what was shown to answer an objection. */
    requestId: uuid('request_id').references(() => fileAccessRequests.id),
    readerId: uuid('reader_id')
      .notNull()
      .references(() => people.id),
    /** Null of a table of many; each look at one of them has a request of its own. */
    subjectId: uuid('subject_id').references(() => people.id),
    botId: bigint('bot_id', { mode: 'number' }).notNull(),
    chatId: bigint('chat_id', { mode: 'number' }).notNull(),
    messageId: bigint('message_id', { mode: 'number' }).notNull(),
    /** A picture is sent once while it is in the chat; words are shown in place of each other. */
    what: text('what', { enum: ['words', 'card'] })
      .notNull()
      .default('words'),
    shownAt: instant('shown_at').notNull(),
    deleteAt: instant('delete_at').notNull(),
    deletedAt: instant('deleted_at'),
    /** Why it could not be deleted; it is not tried again then. */
    problem: text('problem'),
  },
  (t) => [
    uniqueIndex('shown_files_message').on(t.botId, t.chatId, t.messageId),
    index('shown_files_due')
      .on(t.deleteAt)
      .where(sql`${t.deletedAt} is null and ${t.problem} is null`),
    check('shown_files_what', sql`${t.what} in ('words', 'card')`),
    ...readableWhere(isReader('shown_files.reader_id')),
  ],
);
