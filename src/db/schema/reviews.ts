import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { assessmentCycles } from './assessments.ts';
import { id, instant } from './columns.ts';
import { organisationUnits } from './organisation-units.ts';
import { people } from './people.ts';

/**
 * Democratic review, so that nobody who has the database can tell who voted what.
 *
 * - A *ticket* says that a person may vote on another and whether they have: with the name, without the vote.
 * - An *envelope* is a vote, sealed to a key whose private half is never in the database: it lies in a folder of the
 *   process that counts, one key a cycle. What is sealed has one length, whatever was chosen, and a random id. Envelope and
 *   ticket are written in one transaction, so `xmin`, `ctid` and the time may join them: that is the name on the outside
 *   of an envelope, and it does not open it.
 * - When the review is over all envelopes are opened at once, what they hold is added up and stored as *tallies*, the
 *   envelopes are deleted, and then the key is destroyed: copies of the database, its log and its backups cannot be opened
 *   by anybody from then on. There is no row for a vote at any time. Of fewer than the least number the envelopes are
 *   deleted without a tally.
 * - The press itself passes through the inbox. What a button of a vote carries is sealed with a key that comes from
 *   the bot's token, anew for every button, and its message (whose labels would tell) is left out when it is stored. No
 *   wizard, no outbox row and no list of shown buttons holds a part of a vote.
 */
export const reviewKeys = pgTable(
  'review_keys',
  {
    cycleId: uuid('cycle_id')
      .primaryKey()
      .references(() => assessmentCycles.id),
    /** X25519, PEM. */
    publicKey: text('public_key').notNull(),
    /** lost: its private half was not there when the envelopes were to be opened. */
    state: text('state', { enum: ['open', 'counted', 'lost'] }).notNull(),
  },
  (t) => [check('review_keys_state', sql`${t.state} in ('open', 'counted', 'lost')`)],
);

/** Who is reviewed in a cycle: whoever had submitted when it closed, in the unit of their post. */
export const reviewSubjects = pgTable(
  'review_subjects',
  {
    id: id(),
    cycleId: uuid('cycle_id')
      .notNull()
      .references(() => reviewKeys.cycleId),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    unitId: uuid('unit_id')
      .notNull()
      .references(() => organisationUnits.id),
  },
  (t) => [
    unique('review_subjects_once').on(t.cycleId, t.personId),
    index('review_subjects_person').on(t.personId),
  ],
);

/** peer: of the same unit; people: of the units below it. `used` has no time on purpose. */
export const reviewTickets = pgTable(
  'review_tickets',
  {
    id: id(),
    subjectId: uuid('subject_id')
      .notNull()
      .references(() => reviewSubjects.id),
    voterId: uuid('voter_id')
      .notNull()
      .references(() => people.id),
    side: text('side', { enum: ['peer', 'people'] }).notNull(),
    used: boolean('used').notNull().default(false),
  },
  (t) => [
    unique('review_tickets_once').on(t.subjectId, t.voterId),
    index('review_tickets_voter').on(t.voterId),
    check('review_tickets_side', sql`${t.side} in ('peer', 'people')`),
  ],
);

/** Random ids (v4): they say nothing about order. Gone when counted. */
export const reviewEnvelopes = pgTable(
  'review_envelopes',
  {
    id: uuid('id').primaryKey(),
    subjectId: uuid('subject_id')
      .notNull()
      .references(() => reviewSubjects.id),
    side: text('side', { enum: ['peer', 'people'] }).notNull(),
    sealed: text('sealed').notNull(),
  },
  (t) => [
    index('review_envelopes_subject').on(t.subjectId),
    check('review_envelopes_length', sql`char_length(${t.sealed}) = 86`),
  ],
);

/** How often each option was chosen, by side; the sides are never added up, since the smaller could be told from the sum. */
export const reviewTallies = pgTable(
  'review_tallies',
  {
    subjectId: uuid('subject_id')
      .notNull()
      .references(() => reviewSubjects.id),
    side: text('side', { enum: ['peer', 'people'] }).notNull(),
    item: text('item').notNull(),
    option: text('option').notNull(),
    n: integer('n').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.subjectId, t.side, t.item, t.option] }),
    check('review_tallies_n', sql`${t.n} > 0`),
  ],
);

/** What the committee concludes about somebody, as one of them entered it: append-only. */
export const reviewOpinions = pgTable(
  'review_opinions',
  {
    id: id(),
    subjectId: uuid('subject_id')
      .notNull()
      .references(() => reviewSubjects.id),
    personId: uuid('person_id').notNull(),
    grade: text('grade').notNull(),
    text: text('text').notNull(),
    enteredBy: uuid('entered_by')
      .notNull()
      .references(() => people.id),
    rulePackVersion: text('rule_pack_version').notNull(),
    enteredAt: instant('entered_at').notNull(),
  },
  (t) => [
    unique('review_opinions_parties').on(t.id, t.personId, t.enteredBy),
    index('review_opinions_subject').on(t.subjectId),
    check('review_opinions_text', sql`char_length(${t.text}) between 1 and 300`),
    check('review_opinions_other', sql`${t.enteredBy} <> ${t.personId}`),
  ],
);

/** What a second person says to it; only then it is a conclusion, and released: append-only. */
export const reviewOpinionDecisions = pgTable(
  'review_opinion_decisions',
  {
    opinionId: uuid('opinion_id').primaryKey(),
    personId: uuid('person_id').notNull(),
    enteredBy: uuid('entered_by').notNull(),
    verdict: text('verdict', { enum: ['confirmed', 'returned'] }).notNull(),
    reason: text('reason'),
    decidedBy: uuid('decided_by')
      .notNull()
      .references(() => people.id),
    decidedAt: instant('decided_at').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'review_opinion_decisions_opinion',
      columns: [t.opinionId, t.personId, t.enteredBy],
      foreignColumns: [reviewOpinions.id, reviewOpinions.personId, reviewOpinions.enteredBy],
    }),
    check('review_opinion_decisions_verdict', sql`${t.verdict} in ('confirmed', 'returned')`),
    check('review_opinion_decisions_reason', sql`(${t.verdict} = 'returned') = (${t.reason} is not null)`),
    check(
      'review_opinion_decisions_other',
      sql`${t.decidedBy} <> ${t.personId} and ${t.decidedBy} <> ${t.enteredBy}`,
    ),
  ],
);
