import { sql } from 'drizzle-orm';
import { check, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { people } from './people.ts';

/**
 * The ends of all chains of a day, signed and told to the auditors, so that a chain that is cut or made anew from some entry on
 * no longer ends where it did. An anchor names only the chains that grew since the one before, and that one's digest, so all
 * of them together name every chain. Append-only; the signed text is put together from these rows (domain/credit/anchor-rules.ts).
 */
export const ledgerAnchors = pgTable('ledger_anchors', {
  /** 1, 2, … without a gap. */
  number: integer('number').primaryKey(),
  day: date('day').notNull().unique(),
  madeAt: instant('made_at').notNull(),
  /** What there was in all. */
  chains: integer('chains').notNull(),
  entries: integer('entries').notNull(),
  /** SHA-256 of the anchor before, "-" for the first. */
  before: text('before').notNull(),
  digest: text('digest').notNull(),
  keyId: text('key_id').notNull(),
  signature: text('signature').notNull(),
});

export const ledgerAnchorHeads = pgTable(
  'ledger_anchor_heads',
  {
    number: integer('number')
      .notNull()
      .references(() => ledgerAnchors.number),
    personId: uuid('person_id').notNull(),
    seq: integer('seq').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.number, t.personId] }),
    index('ledger_anchor_heads_person').on(t.personId, t.seq),
  ],
);

/** A check of all chains that an auditor asked for in chat; a job does it, as it takes its time. */
export const ledgerChecks = pgTable(
  'ledger_checks',
  {
    id: id(),
    askedBy: uuid('asked_by')
      .notNull()
      .references(() => people.id),
    askedAt: instant('asked_at').notNull(),
    doneAt: instant('done_at'),
    /** What was found (domain/credit/verify-ledger.ts), with the first faults only. */
    result: jsonb('result').$type<unknown>(),
  },
  (t) => [
    index('ledger_checks_open')
      .on(t.askedAt)
      .where(sql`done_at is null`),
    check('ledger_checks_done', sql`(${t.doneAt} is null) = (${t.result} is null)`),
  ],
);
