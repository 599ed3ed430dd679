import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { people } from './people.ts';
import { isReader, isUnderReader, readableWhere } from './reader-policies.ts';

/** Rule packs as they were in force; content under a version never changes. */
export const rulePacks = pgTable('rule_packs', {
  version: text('version').primaryKey(),
  body: jsonb('body').$type<unknown>().notNull(),
  contentHash: text('content_hash').notNull(),
  loadedAt: instant('loaded_at').notNull(),
});

/**
 * Append-only facts of a person's file, one hash chain a person. `seq`, `prev_hash` and `hash` are set by the
 * trigger `ledger_chain` (migration "ledger-and-roles"), which also documents the canonical text that is hashed.
 * The running bot has no right to UPDATE, DELETE or TRUNCATE here, and a trigger refuses it from anybody else.
 */
export const ledgerEntries = pgTable(
  'ledger_entries',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    seq: integer('seq').notNull().default(0),
    kind: text('kind').notNull(),
    /** fact: seen by the system or confirmed; conclusion: decided by a person; self-declared: said by the subject. */
    nature: text('nature', { enum: ['fact', 'conclusion', 'self-declared'] }).notNull(),
    occurredAt: instant('occurred_at').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    /** Where it comes from, e.g. "attempt" and the attempt's id: an entry per source, once. */
    sourceKind: text('source_kind').notNull(),
    sourceId: uuid('source_id').notNull(),
    rulePackVersion: text('rule_pack_version').notNull(),
    recordedBy: uuid('recorded_by').references(() => people.id),
    confirmedBy: uuid('confirmed_by').references(() => people.id),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    prevHash: text('prev_hash').notNull().default(''),
    hash: text('hash').notNull().default(''),
  },
  (t) => [
    unique('ledger_entries_seq').on(t.personId, t.seq),
    unique('ledger_entries_source').on(t.kind, t.sourceId, t.personId),
    index('ledger_entries_occurred').on(t.occurredAt),
    index('ledger_entries_recorded').on(t.recordedAt),
    check('ledger_entries_nature', sql`${t.nature} in ('fact','conclusion','self-declared')`),
    ...readableWhere(
      isReader('ledger_entries.person_id'),
      isUnderReader('ledger_entries.person_id', 'file.read'),
    ),
  ],
);

/** The end of each chain; written by the trigger only. */
export const ledgerHeads = pgTable(
  'ledger_heads',
  {
    personId: uuid('person_id')
      .primaryKey()
      .references(() => people.id),
    seq: integer('seq').notNull(),
    hash: text('hash').notNull(),
  },
  () =>
    readableWhere(isReader('ledger_heads.person_id'), isUnderReader('ledger_heads.person_id', 'file.read')),
);

export type StoredSection = {
  id: string;
  state: string;
  count: number;
  entries: string[];
  good?: number;
  total?: number;
  open?: number;
};

/** The roll-up of a ledger for a period under a rule pack; a rerun that changes nothing rewrites nothing. */
export const creditFiles = pgTable(
  'credit_files',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    /** "2026-Q4". */
    period: text('period').notNull(),
    rulePackVersion: text('rule_pack_version').notNull(),
    sections: jsonb('sections').$type<StoredSection[]>().notNull(),
    /** The chain's length that the sections rest on. */
    ledgerSeq: integer('ledger_seq').notNull(),
    /** Whether its person was exempt on the day it was made for. */
    exempt: boolean('exempt').notNull().default(false),
    /** The day from which on it says something else although nothing has come in, e.g. when something open is overdue. */
    staleOn: date('stale_on'),
    computedAt: instant('computed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.period, t.rulePackVersion] }),
    ...readableWhere(
      isReader('credit_files.person_id'),
      isUnderReader('credit_files.person_id', 'file.read'),
    ),
  ],
);

/** Periods that have files under a pack, and up to when the facts are in them. */
export const creditPeriods = pgTable(
  'credit_periods',
  {
    period: text('period').notNull(),
    rulePackVersion: text('rule_pack_version').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    rolledAt: instant('rolled_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.period, t.rulePackVersion] })],
);

/** Who looked at what of whom, why and when. Append-only, in the transaction of the read. */
export const accessLog = pgTable(
  'access_log',
  {
    id: id(),
    actorId: uuid('actor_id').references(() => people.id),
    action: text('action').notNull(),
    subjectPersonId: uuid('subject_person_id').references(() => people.id),
    purpose: text('purpose'),
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull().default({}),
    at: instant('at').notNull(),
  },
  (t) => [
    index('access_log_subject').on(t.subjectPersonId, t.at),
    index('access_log_actor').on(t.actorId, t.at),
    ...readableWhere(isReader('access_log.actor_id')),
  ],
);
