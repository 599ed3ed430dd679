import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { files } from './bots.ts';
import { id, instant } from './columns.ts';
import { organisationUnits } from './organisation-units.ts';
import { people } from './people.ts';
import { isReader, readableWhere, readerSees } from './reader-policies.ts';

/** What somebody's posts ask of them in a quarter: one sheet a person, made once. */
export const dutySheets = pgTable(
  'duty_sheets',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    /** "2026-Q4". */
    quarter: text('quarter').notNull(),
    /** The village or office it is counted with. */
    unitId: uuid('unit_id')
      .notNull()
      .references(() => organisationUnits.id),
    rulePackVersion: text('rule_pack_version').notNull(),
    madeAt: instant('made_at').notNull(),
  },
  (t) => [
    unique('duty_sheets_once').on(t.personId, t.quarter),
    index('duty_sheets_unit').on(t.quarter, t.unitId),
    ...readableWhere(
      isReader('duty_sheets.person_id'),
      `unit_id = any ((select reader_units('duties.overview'))::uuid[])`,
    ),
  ],
);

/** The duties of a sheet, in the words that the rule pack had then. Never changed. */
export const dutyItems = pgTable(
  'duty_items',
  {
    sheetId: uuid('sheet_id')
      .notNull()
      .references(() => dutySheets.id),
    n: integer('n').notNull(),
    /** Id of the rule pack. */
    duty: text('duty').notNull(),
    side: text('side', { enum: ['business', 'clean'] }).notNull(),
    words: jsonb('words').$type<{ zh: string; en: string }>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sheetId, t.n] }),
    check('duty_items_side', sql`${t.side} in ('business', 'clean')`),
    ...readableWhere(readerSees('duty_sheets', 'duty_items.sheet_id')),
  ],
);

/** Done, with what shows it, or not done after all: the newest counts. Append-only. */
export const dutyMarks = pgTable(
  'duty_marks',
  {
    id: id(),
    sheetId: uuid('sheet_id').notNull(),
    n: integer('n').notNull(),
    done: boolean('done').notNull(),
    text: text('text'),
    fileId: uuid('file_id').references(() => files.id),
    at: instant('at').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'duty_marks_item',
      columns: [t.sheetId, t.n],
      foreignColumns: [dutyItems.sheetId, dutyItems.n],
    }),
    index('duty_marks_item_at').on(t.sheetId, t.n, t.at),
    check('duty_marks_evidence', sql`${t.done} = (num_nonnulls(${t.text}, ${t.fileId}) > 0)`),
    ...readableWhere(readerSees('duty_sheets', 'duty_marks.sheet_id')),
  ],
);
