import { sql } from 'drizzle-orm';
import { check, date, foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { people } from './people.ts';
import { isReader, isUnderReader, readableWhere } from './reader-policies.ts';

/**
 * Somebody asks to be exempted for a time. Only the ground is kept, an id of the rule pack, and nothing about anybody's
 * health. Never changed.
 *
 *   asked (no row in exemption_decisions) → approved | refused | withdrawn, once
 *
 * What is approved is a row in `exemptions` with the same id.
 */
export const exemptionRequests = pgTable(
  'exemption_requests',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    reason: text('reason').notNull(),
    startsOn: date('starts_on', { mode: 'string' }).notNull(),
    /** The first day without it; null: until further notice. */
    endsOn: date('ends_on', { mode: 'string' }),
    rulePackVersion: text('rule_pack_version').notNull(),
    askedAt: instant('asked_at').notNull(),
  },
  (t) => [
    unique('exemption_requests_of').on(t.id, t.personId),
    index('exemption_requests_person').on(t.personId),
    check('exemption_requests_days', sql`${t.endsOn} is null or ${t.endsOn} > ${t.startsOn}`),
    ...readableWhere(
      isReader('exemption_requests.person_id'),
      isUnderReader('exemption_requests.person_id', 'leave.decide'),
    ),
  ],
);

/** The answer, once and for good. The database itself refuses that somebody grants it to themselves. */
export const exemptionDecisions = pgTable(
  'exemption_decisions',
  {
    requestId: uuid('request_id').primaryKey(),
    personId: uuid('person_id').notNull(),
    verdict: text('verdict', { enum: ['approved', 'refused', 'withdrawn'] }).notNull(),
    reason: text('reason'),
    decidedBy: uuid('decided_by')
      .notNull()
      .references(() => people.id),
    decidedAt: instant('decided_at').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'exemption_decisions_request',
      columns: [t.requestId, t.personId],
      foreignColumns: [exemptionRequests.id, exemptionRequests.personId],
    }),
    check('exemption_decisions_verdict', sql`${t.verdict} in ('approved', 'refused', 'withdrawn')`),
    check('exemption_decisions_reason', sql`(${t.verdict} = 'refused') = (${t.reason} is not null)`),
    check('exemption_decisions_other', sql`(${t.verdict} = 'withdrawn') = (${t.decidedBy} = ${t.personId})`),
    ...readableWhere(
      isReader('exemption_decisions.person_id'),
      isUnderReader('exemption_decisions.person_id', 'leave.decide'),
    ),
  ],
);
