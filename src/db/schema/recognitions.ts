import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { ledgerEntries } from './credit.ts';
import { objections } from './objections.ts';
import { people } from './people.ts';
import { isReader, isUnderReader, readableWhere } from './reader-policies.ts';

/**
 * Something good about a person that is to stand in their file, or a rumour that was cleared up. Never changed.
 *
 *   proposed (no row in recognition_decisions) → approved | refused, once
 *
 * What is approved becomes an entry of the ledger whose source is the proposal.
 */
export const recognitionProposals = pgTable(
  'recognition_proposals',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    kind: text('kind', { enum: ['commendation', 'refused-gift', 'clearing'] }).notNull(),
    text: text('text').notNull(),
    /** The entry, and the objection to it, that a clearing closes. */
    entryId: uuid('entry_id').references(() => ledgerEntries.id),
    objectionId: uuid('objection_id').references(() => objections.id),
    proposedBy: uuid('proposed_by')
      .notNull()
      .references(() => people.id),
    rulePackVersion: text('rule_pack_version').notNull(),
    proposedAt: instant('proposed_at').notNull(),
  },
  (t) => [
    unique('recognition_proposals_parties').on(t.id, t.personId, t.proposedBy),
    index('recognition_proposals_person').on(t.personId),
    check('recognition_proposals_kind', sql`${t.kind} in ('commendation', 'refused-gift', 'clearing')`),
    check('recognition_proposals_text', sql`char_length(${t.text}) between 1 and 300`),
    check('recognition_proposals_other', sql`${t.proposedBy} <> ${t.personId}`),
    check(
      'recognition_proposals_closes',
      sql`(${t.objectionId} is null) = (${t.entryId} is null) and (${t.kind} = 'clearing' or ${t.entryId} is null)`,
    ),
    ...readableWhere(
      isReader('recognition_proposals.proposed_by'),
      isUnderReader('recognition_proposals.person_id', 'recognitions.approve'),
      `${isReader('recognition_proposals.person_id')} and exists (select 1 from recognition_decisions given
    where given.proposal_id = recognition_proposals.id and given.verdict = 'approved')`,
    ),
  ],
);

/** The answer, once and for good. The database itself refuses that it comes from the proposer or the person. */
export const recognitionDecisions = pgTable(
  'recognition_decisions',
  {
    proposalId: uuid('proposal_id').primaryKey(),
    personId: uuid('person_id').notNull(),
    proposedBy: uuid('proposed_by').notNull(),
    verdict: text('verdict', { enum: ['approved', 'refused'] }).notNull(),
    reason: text('reason'),
    decidedBy: uuid('decided_by')
      .notNull()
      .references(() => people.id),
    decidedAt: instant('decided_at').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'recognition_decisions_proposal',
      columns: [t.proposalId, t.personId, t.proposedBy],
      foreignColumns: [
        recognitionProposals.id,
        recognitionProposals.personId,
        recognitionProposals.proposedBy,
      ],
    }),
    check('recognition_decisions_verdict', sql`${t.verdict} in ('approved', 'refused')`),
    check('recognition_decisions_reason', sql`(${t.verdict} = 'refused') = (${t.reason} is not null)`),
    check(
      'recognition_decisions_other',
      sql`${t.decidedBy} <> ${t.personId} and ${t.decidedBy} <> ${t.proposedBy}`,
    ),
    ...readableWhere(
      isReader('recognition_decisions.proposed_by'),
      isUnderReader('recognition_decisions.person_id', 'recognitions.approve'),
      `${isReader('recognition_decisions.person_id')} and verdict = 'approved'`,
    ),
  ],
);
