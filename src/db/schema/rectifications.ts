import { sql } from 'drizzle-orm';
import { check, date, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { files } from './bots.ts';
import { id, instant } from './columns.ts';
import { interviews } from './interviews.ts';
import { people } from './people.ts';
import { isReader, isUnderReader, readableWhere, readerMay, readerSees } from './reader-policies.ts';

/**
 * Something to be put right, by a day. Whoever opened it or checks it is never its owner; the database refuses that
 * itself.
 *
 *   open ⇄ handed-in → closed
 *
 * `due_on` is the day that holds now; the one first set, and each that was granted, stand in the events.
 */
export const rectificationItems = pgTable(
  'rectification_items',
  {
    id: id(),
    /** The owner, who does it. */
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    openedBy: uuid('opened_by')
      .notNull()
      .references(() => people.id),
    /** Who alone may close it; whoever follows them in that takes it over. */
    reviewerId: uuid('reviewer_id')
      .notNull()
      .references(() => people.id),
    /** The interview it came out of, if any. */
    interviewId: uuid('interview_id').references(() => interviews.id),
    text: text('text').notNull(),
    /** The last local day on which it is in time. */
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    state: text('state', { enum: ['open', 'handed-in', 'closed'] }).notNull(),
    openedAt: instant('opened_at').notNull(),
  },
  (t) => [
    index('rectification_items_person').on(t.personId),
    index('rectification_items_reviewer').on(t.reviewerId),
    index('rectification_items_due')
      .on(t.dueOn)
      .where(sql`${t.state} <> 'closed'`),
    check('rectification_items_state', sql`${t.state} in ('open', 'handed-in', 'closed')`),
    check(
      'rectification_items_other',
      sql`${t.reviewerId} <> ${t.personId} and ${t.openedBy} <> ${t.personId}`,
    ),
    check('rectification_items_text', sql`char_length(${t.text}) between 1 and 300`),
    ...readableWhere(
      isReader('rectification_items.person_id'),
      `(${isReader('rectification_items.opened_by')} or ${isReader('rectification_items.reviewer_id')}) and ${readerMay('rectifications.open')}`,
      isUnderReader('rectification_items.person_id', 'rectifications.open'),
    ),
  ],
);

/** The whole trail of an item, in the order of `at` and `id`. Append-only. */
export const rectificationEvents = pgTable(
  'rectification_events',
  {
    id: id(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => rectificationItems.id),
    kind: text('kind', {
      enum: [
        'opened',
        'evidence',
        'extension-asked',
        'extension-granted',
        'extension-refused',
        'handed-in',
        'returned',
        'closed',
        'escalated',
        'taken-over',
      ],
    }).notNull(),
    /** Null for what the clock did. */
    by: uuid('by').references(() => people.id),
    /** What is shown as evidence, or the reason. */
    text: text('text'),
    fileId: uuid('file_id').references(() => files.id),
    /** The day that is set, asked for or granted; of an escalation the one that was missed. */
    day: date('day', { mode: 'string' }),
    at: instant('at').notNull(),
  },
  (t) => [
    index('rectification_events_item').on(t.itemId, t.at),
    index('rectification_events_kind').on(t.kind, t.at),
    uniqueIndex('rectification_events_once')
      .on(t.itemId, t.kind)
      .where(sql`${t.kind} in ('opened', 'closed')`),
    uniqueIndex('rectification_events_escalated')
      .on(t.itemId, t.day)
      .where(sql`${t.kind} = 'escalated'`),
    check(
      'rectification_events_kind',
      sql`${t.kind} in ('opened', 'evidence', 'extension-asked', 'extension-granted', 'extension-refused', 'handed-in', 'returned', 'closed', 'escalated', 'taken-over')`,
    ),
    check(
      'rectification_events_day',
      sql`(${t.kind} in ('opened', 'extension-asked', 'extension-granted', 'escalated')) = (${t.day} is not null)`,
    ),
    check(
      'rectification_events_reason',
      sql`${t.text} is not null or ${t.kind} not in ('extension-asked', 'extension-refused', 'returned')`,
    ),
    check(
      'rectification_events_evidence',
      sql`case when ${t.kind} = 'evidence' then num_nonnulls(${t.text}, ${t.fileId}) > 0 else ${t.fileId} is null end`,
    ),
    check('rectification_events_by', sql`(${t.kind} = 'escalated') = (${t.by} is null)`),
    ...readableWhere(readerSees('rectification_items', 'rectification_events.item_id')),
  ],
);
