import { sql } from 'drizzle-orm';
import { check, date, foreignKey, index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { people } from './people.ts';
import { isReader, isUnderReader, readableWhere } from './reader-policies.ts';

/**
 * A sanction that the competent organ has decided on, copied from its document: kind, organ, number and day, and nothing of the case.
 * Never changed.
 *
 *   recorded (no row in sanction_checks) → confirmed | refused, once
 *
 * What is confirmed becomes an entry of the ledger whose source is the record.
 */
export const sanctionRecords = pgTable(
  'sanction_records',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    /** A kind of the rule pack, and what it was called there. */
    kind: text('kind').notNull(),
    kindName: jsonb('kind_name').$type<{ zh: string; en: string }>().notNull(),
    organ: text('organ').notNull(),
    documentNo: text('document_no').notNull(),
    decidedOn: date('decided_on').notNull(),
    /** Its last day in effect, worked out by the rule. */
    effectiveUntil: date('effective_until').notNull(),
    recordedBy: uuid('recorded_by')
      .notNull()
      .references(() => people.id),
    rulePackVersion: text('rule_pack_version').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [
    unique('sanction_records_parties').on(t.id, t.personId, t.recordedBy),
    index('sanction_records_person').on(t.personId),
    index('sanction_records_until').on(t.effectiveUntil),
    check('sanction_records_organ', sql`char_length(${t.organ}) between 2 and 40`),
    check('sanction_records_document_no', sql`char_length(${t.documentNo}) between 4 and 40`),
    check('sanction_records_days', sql`${t.effectiveUntil} > ${t.decidedOn}`),
    check('sanction_records_other', sql`${t.recordedBy} <> ${t.personId}`),
    // Who approves looks at files checks these as well, and reads them.
    ...readableWhere(
      isReader('sanction_records.recorded_by'),
      isUnderReader('sanction_records.person_id', 'file.approve'),
      `${isReader('sanction_records.person_id')} and exists (select 1 from sanction_checks given
    where given.record_id = sanction_records.id and given.verdict = 'confirmed')`,
    ),
  ],
);

/** The answer of a second person, once and for good. The database itself refuses the recorder's own and the person's. */
export const sanctionChecks = pgTable(
  'sanction_checks',
  {
    recordId: uuid('record_id').primaryKey(),
    personId: uuid('person_id').notNull(),
    recordedBy: uuid('recorded_by').notNull(),
    verdict: text('verdict', { enum: ['confirmed', 'refused'] }).notNull(),
    /** What does not agree with the document. */
    reason: text('reason', { enum: ['person', 'kind', 'document', 'day'] }),
    checkedBy: uuid('checked_by')
      .notNull()
      .references(() => people.id),
    checkedAt: instant('checked_at').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'sanction_checks_record',
      columns: [t.recordId, t.personId, t.recordedBy],
      foreignColumns: [sanctionRecords.id, sanctionRecords.personId, sanctionRecords.recordedBy],
    }),
    check('sanction_checks_verdict', sql`${t.verdict} in ('confirmed', 'refused')`),
    check(
      'sanction_checks_reason',
      sql`(${t.verdict} = 'refused') = (${t.reason} is not null) and ${t.reason} in ('person', 'kind', 'document', 'day')`,
    ),
    check(
      'sanction_checks_other',
      sql`${t.checkedBy} <> ${t.personId} and ${t.checkedBy} <> ${t.recordedBy}`,
    ),
    ...readableWhere(
      isReader('sanction_checks.recorded_by'),
      isUnderReader('sanction_checks.person_id', 'file.approve'),
      `${isReader('sanction_checks.person_id')} and verdict = 'confirmed'`,
    ),
  ],
);
