import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { ledgerEntries } from './credit.ts';
import { people } from './people.ts';

/** What a rule proposes about somebody, once a cause, with the entries it rests on. Append-only; a person decides. */
export const alerts = pgTable(
  'alerts',
  {
    id: id(),
    /** Rule id of the rule pack, e.g. "rectification-overdue". */
    rule: text('rule').notNull(),
    colour: text('colour').notNull(),
    rulePackVersion: text('rule_pack_version').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    /** Rule and cause in one, so that two runs propose once. */
    causeKey: text('cause_key').notNull().unique(),
    entryIds: uuid('entry_ids').array().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('alerts_of').on(t.id, t.personId),
    index('alerts_person').on(t.personId),
    check('alerts_entries', sql`cardinality(${t.entryIds}) > 0`),
  ],
);

/**
 * What people decided about an alert, in the order of `n`; the last one holds. Append-only.
 *
 *   open → accepted → taken-back      an accepted one is an entry of the file, and taken back by a correcting entry
 *   open → dismissed → accepted …     a dismissal that was wrong is followed by another decision
 */
export const alertDecisions = pgTable(
  'alert_decisions',
  {
    id: id(),
    alertId: uuid('alert_id').notNull(),
    personId: uuid('person_id').notNull(),
    n: smallint('n').notNull(),
    verdict: text('verdict', { enum: ['accepted', 'dismissed', 'taken-back'] }).notNull(),
    reason: text('reason'),
    /** The entry that it made in the person's file. */
    entryId: uuid('entry_id').references(() => ledgerEntries.id),
    decidedBy: uuid('decided_by')
      .notNull()
      .references(() => people.id),
    decidedAt: instant('decided_at').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'alert_decisions_alert',
      columns: [t.alertId, t.personId],
      foreignColumns: [alerts.id, alerts.personId],
    }),
    unique('alert_decisions_n').on(t.alertId, t.n),
    check('alert_decisions_verdict', sql`${t.verdict} in ('accepted', 'dismissed', 'taken-back')`),
    check('alert_decisions_reason', sql`(${t.verdict} = 'accepted') = (${t.reason} is null)`),
    check('alert_decisions_other', sql`${t.decidedBy} <> ${t.personId}`),
  ],
);
