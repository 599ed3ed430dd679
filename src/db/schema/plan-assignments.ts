import { sql } from 'drizzle-orm';
import { check, date, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { organisationUnits } from './organisation-units.ts';
import { people } from './people.ts';

/**
 * A plan of content/cards that a secretary has set for people under a unit, from a day to a day (both in it), by a role
 * or a post where one is named. `planVersion` stands for the plan's cards as they were.
 *
 * Who is meant is frozen when it is set (`plan_assignees`), as with a notice: what the secretary confirmed by its number
 * is what happens, and a share finished is always of the same people. Who comes later is set a plan of their own.
 */
export const planAssignments = pgTable(
  'plan_assignments',
  {
    id: id(),
    plan: text('plan').notNull(),
    planVersion: text('plan_version').notNull(),
    unitId: uuid('unit_id')
      .notNull()
      .references(() => organisationUnits.id),
    role: text('role'),
    postTitle: text('post_title'),
    startsOn: date('starts_on', { mode: 'string' }).notNull(),
    endsOn: date('ends_on', { mode: 'string' }).notNull(),
    /** Cards a week that the end was counted by; nobody is held to it. */
    pace: integer('pace').notNull(),
    assignedBy: uuid('assigned_by')
      .notNull()
      .references(() => people.id),
    createdAt: instant('created_at').notNull(),
    /** Ended before its time. */
    endedAt: instant('ended_at'),
  },
  (t) => [
    index('plan_assignments_unit').on(t.unitId),
    check('plan_assignments_days', sql`${t.endsOn} >= ${t.startsOn}`),
    check('plan_assignments_pace', sql`${t.pace} between 1 and 7`),
    check('plan_assignments_whom', sql`${t.role} is null or ${t.postTitle} is null`),
  ],
);

/** Whom it was set, with the unit of the post that made them so. Never changed. */
export const planAssignees = pgTable(
  'plan_assignees',
  {
    assignmentId: uuid('assignment_id')
      .notNull()
      .references(() => planAssignments.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    unitId: uuid('unit_id')
      .notNull()
      .references(() => organisationUnits.id),
  },
  (t) => [
    primaryKey({ columns: [t.assignmentId, t.personId] }),
    index('plan_assignees_person').on(t.personId),
  ],
);
