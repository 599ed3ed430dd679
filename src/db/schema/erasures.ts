import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { people } from './people.ts';
import { isReader, isUnderReader, readableWhere } from './reader-policies.ts';

/**
 * Somebody asks that what need not be kept of them is deleted. Never changed.
 *
 *   asked (no row in erasure_decisions) → approved | refused, once
 */
export const erasureRequests = pgTable(
  'erasure_requests',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    askedAt: instant('asked_at').notNull(),
  },
  (t) => [
    unique('erasure_requests_of').on(t.id, t.personId),
    index('erasure_requests_person').on(t.personId),
    ...readableWhere(
      isReader('erasure_requests.person_id'),
      isUnderReader('erasure_requests.person_id', 'people.manage'),
    ),
  ],
);

/** The answer with its reason, once and for good, by somebody else; what is approved is deleted in the same transaction. */
export const erasureDecisions = pgTable(
  'erasure_decisions',
  {
    requestId: uuid('request_id').primaryKey(),
    personId: uuid('person_id').notNull(),
    verdict: text('verdict', { enum: ['approved', 'refused'] }).notNull(),
    reason: text('reason').notNull(),
    decidedBy: uuid('decided_by')
      .notNull()
      .references(() => people.id),
    decidedAt: instant('decided_at').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'erasure_decisions_request',
      columns: [t.requestId, t.personId],
      foreignColumns: [erasureRequests.id, erasureRequests.personId],
    }),
    check('erasure_decisions_verdict', sql`${t.verdict} in ('approved', 'refused')`),
    check('erasure_decisions_other', sql`${t.decidedBy} <> ${t.personId}`),
    ...readableWhere(
      isReader('erasure_decisions.person_id'),
      isUnderReader('erasure_decisions.person_id', 'people.manage'),
    ),
  ],
);
