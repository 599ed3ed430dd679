import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { people } from './people.ts';

/** A clean-government interview. No cause is stored here: it is not for a public messenger. */
export const interviews = pgTable(
  'interviews',
  {
    id: id(),
    /** Kind id of the rule pack, e.g. "routine". */
    kind: text('kind').notNull(),
    rulePackVersion: text('rule_pack_version').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    orderedBy: uuid('ordered_by')
      .notNull()
      .references(() => people.id),
    startsAt: instant('starts_at').notNull(),
    minutes: integer('minutes').notNull(),
    place: text('place').notNull(),
    state: text('state', {
      enum: ['announced', 'confirmed', 'move-asked', 'cannot-attend', 'held', 'cancelled'],
    }).notNull(),
    answeredAt: instant('answered_at'),
    answerReason: text('answer_reason'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('interviews_person').on(t.personId, t.startsAt),
    index('interviews_orderer').on(t.orderedBy, t.startsAt),
    check(
      'interviews_state',
      sql`${t.state} in ('announced','confirmed','move-asked','cannot-attend','held','cancelled')`,
    ),
  ],
);
