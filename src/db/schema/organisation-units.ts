import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';

/** The tree county → township → village → branch. A scope is a subtree; `unit_closure` answers "is X under Y". */
export const organisationUnits = pgTable(
  'organisation_units',
  {
    id: id(),
    parentId: uuid('parent_id'),
    name: text('name').notNull(),
    kind: text('kind', { enum: ['county', 'township', 'village', 'branch'] }).notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('organisation_units_sibling_name').on(
      sql`coalesce(${t.parentId}, '00000000-0000-0000-0000-000000000000')`,
      t.name,
    ),
    check('organisation_units_kind', sql`${t.kind} in ('county', 'township', 'village', 'branch')`),
  ],
);

/** One row for every (unit, unit under it), each unit under itself at depth 0. Kept by a trigger. */
export const unitClosure = pgTable(
  'unit_closure',
  {
    ancestorId: uuid('ancestor_id')
      .notNull()
      .references(() => organisationUnits.id),
    descendantId: uuid('descendant_id')
      .notNull()
      .references(() => organisationUnits.id),
    depth: integer('depth').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ancestorId, t.descendantId] }),
    index('unit_closure_descendant').on(t.descendantId),
  ],
);
