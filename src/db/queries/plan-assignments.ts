import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { selectAudience, type AudienceInput, type Moment } from './audience.ts';
import { insertCarried, type DigestTimes } from './deliveries.ts';
import { at, homeUnit, isAway, isUnder } from './sql-values.ts';

export type NewPlanAssignment = {
  id: string;
  plan: string;
  planVersion: string;
  unitId: string;
  role: string | null;
  postTitle: string | null;
  startsOn: string;
  endsOn: string;
  pace: number;
  assignedBy: string;
};
export type PlanMeant = { audience: AudienceInput; scope: readonly string[]; authorId: string; plan: string };

/** Everybody who is meant, with what leaves them out: exempt today, or done with the plan. */
const meant = ({ audience, scope, authorId, plan }: PlanMeant, moment: Moment): SQL => sql`
  select x.person_id, x.unit_id, x.exempt, exists (select 1 from study_assignments s
    where s.person_id = x.person_id and s.plan = ${plan} and s.finished_at is not null) as finished
  from (${selectAudience(audience, scope, authorId, moment)}) x`;

export type PlanCounts = {
  /** Who would be set the plan, and of them those whom no message reaches. */
  people: number;
  unreachable: number;
  exempt: number;
  finished: number;
};

export async function countPlanMeant(db: Db | Tx, who: PlanMeant, moment: Moment): Promise<PlanCounts> {
  const [row] = await db.execute<PlanCounts>(sql`
    select count(*) filter (where not m.exempt and not m.finished)::int as people,
      count(*) filter (where not m.exempt and not m.finished and ${isAway(sql`m.person_id`)})::int as unreachable,
      count(*) filter (where m.exempt)::int as exempt, count(*) filter (where m.finished and not m.exempt)::int as finished
    from (${meant(who, moment)}) m`);
  return row ?? { people: 0, unreachable: 0, exempt: 0, finished: 0 };
}

/** Stores the assignment with its people; null where it is stored already. Returns how many they are. */
export async function insertPlanAssignment(
  tx: Tx,
  row: NewPlanAssignment,
  who: PlanMeant,
  moment: Moment,
): Promise<number | null> {
  const made = await tx.execute(sql`
    insert into plan_assignments (id, plan, plan_version, unit_id, role, post_title, starts_on, ends_on, pace, assigned_by, created_at)
    values (${row.id}, ${row.plan}, ${row.planVersion}, ${row.unitId}, ${row.role}, ${row.postTitle}, ${row.startsOn}, ${row.endsOn},
      ${row.pace}, ${row.assignedBy}, ${at(moment.now)}) on conflict do nothing returning 1`);
  if (made.length === 0) return null;
  const people = await tx.execute(sql`
    insert into plan_assignees (assignment_id, person_id, unit_id)
    select ${row.id}, m.person_id, m.unit_id from (${meant(who, moment)}) m where not m.exempt and not m.finished returning 1`);
  return people.length;
}

/**
 * Gives people the plans that are set for them on `day`; one statement, the same again changes nothing. Who had the plan
 * keeps how they came by it, and has its day from now on.
 * @param personId for one person; null: for everybody
 */
export async function giveAssigned(
  tx: Db | Tx,
  day: string,
  now: Date,
  personId: string | null,
): Promise<number> {
  const rows = await tx.execute(sql`
    insert into study_assignments (id, person_id, plan, because, assigned_by, assignment_id, unit_id, role, post_title, due_on, created_at)
    select distinct on (e.person_id, a.plan) uuidv7(), e.person_id, a.plan, 'assigned', a.assigned_by, a.id, a.unit_id, a.role, a.post_title, a.ends_on, ${at(now)}
    from plan_assignees e join plan_assignments a on a.id = e.assignment_id
    where a.starts_on <= ${day}::date and a.ends_on >= ${day}::date and a.ended_at is null
      and (${personId}::uuid is null or e.person_id = ${personId})
    order by e.person_id, a.plan, a.created_at desc, a.id desc
    on conflict (person_id, plan) do update set assignment_id = excluded.assignment_id, due_on = excluded.due_on
      where study_assignments.finished_at is null
        and (study_assignments.assignment_id, study_assignments.due_on) is distinct from (excluded.assignment_id, excluded.due_on)
    returning 1`);
  return rows.length;
}

/** Tells them once, in the digest. */
export const announceAssigned = (
  tx: Tx,
  assignmentId: string,
  now: Date,
  digest: DigestTimes,
): Promise<number> =>
  insertCarried(
    tx,
    sql`select e.person_id, e.assignment_id as subject_id, 'plan-assigned:' || e.assignment_id || ':' || e.person_id as once_key, '{}'::jsonb as data
      from plan_assignees e where e.assignment_id = ${assignmentId}`,
    { kind: 'plan-assigned', now },
    digest,
  );

export type PlanAssignmentRow = NewPlanAssignment & {
  unitName: string;
  assignerName: string;
  people: number;
  ended: boolean;
};

const columns = sql`
  a.id, a.plan, a.plan_version as "planVersion", a.unit_id as "unitId", a.role, a.post_title as "postTitle", a.starts_on::text as "startsOn",
  a.ends_on::text as "endsOn", a.pace, a.assigned_by as "assignedBy", u.name as "unitName", p.name as "assignerName",
  (select count(*)::int from plan_assignees e where e.assignment_id = a.id) as people, a.ended_at is not null as ended
  from plan_assignments a join organisation_units u on u.id = a.unit_id join people p on p.id = a.assigned_by`;

/** What is set under a scope and was not over before `since`, the newest first. */
export async function findPlanAssignments(
  db: Db,
  scope: readonly string[],
  since: string,
  page: { offset: number; limit: number },
): Promise<{ rows: PlanAssignmentRow[]; total: number }> {
  const rows = await db.execute<PlanAssignmentRow & { total: number }>(sql`
    select (count(*) over ())::int as total, ${columns}
    where ${isUnder(sql`a.unit_id`, scope)} and a.ends_on >= ${since}::date
    order by a.ended_at is not null, a.created_at desc, a.id desc offset ${page.offset} limit ${page.limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

export async function findPlanAssignment(
  db: Db | Tx,
  id: string,
  scope: readonly string[],
): Promise<PlanAssignmentRow | undefined> {
  const [row] = await db.execute<PlanAssignmentRow>(
    sql`select ${columns} where a.id = ${id} and ${isUnder(sql`a.unit_id`, scope)}`,
  );
  return row;
}

/** What is set for somebody, while they have not finished it and it was not ended. */
export async function findAssignedTo(
  db: Db,
  id: string,
  personId: string,
): Promise<PlanAssignmentRow | undefined> {
  const [row] = await db.execute<PlanAssignmentRow>(sql`
    select ${columns} where a.id = ${id} and a.ended_at is null
      and exists (select 1 from plan_assignees e where e.assignment_id = a.id and e.person_id = ${personId})
      and not exists (select 1 from study_assignments s where s.person_id = ${personId} and s.plan = a.plan and s.finished_at is not null)`);
  return row;
}

export type PlanShareRow = {
  unitId: string;
  name: string;
  people: number;
  finished: number;
  started: number;
};

/** How many have begun and finished it, by village. Who is exempt on `day` and has not finished is not counted. */
export async function findPlanShares(db: Db, id: string, day: string): Promise<PlanShareRow[]> {
  const rows = await db.execute<PlanShareRow>(sql`
    select h.id as "unitId", h.name, count(*)::int as people, count(s.finished_at)::int as finished, count(s.started_at)::int as started
    from plan_assignees e join plan_assignments a on a.id = e.assignment_id join organisation_units u on u.id = e.unit_id
    join organisation_units h on h.id = ${homeUnit}
    left join study_assignments s on s.person_id = e.person_id and s.plan = a.plan
    where e.assignment_id = ${id} and (s.finished_at is not null or not exists (select 1 from exemptions x
      where x.person_id = e.person_id and x.starts_on <= ${day}::date and (x.ends_on is null or x.ends_on > ${day}::date)))
    group by h.id, h.name`);
  return [...rows];
}

/** Ends it once; who has begun may go on by themselves, and from the others it is taken. False where it was over. */
export async function endPlanAssignment(tx: Tx, id: string, now: Date): Promise<boolean> {
  const rows = await tx.execute(sql`
    update plan_assignments set ended_at = ${at(now)} where id = ${id} and ended_at is null returning 1`);
  if (rows.length === 0) return false;
  await tx.execute(sql`
    delete from study_assignments where assignment_id = ${id} and because = 'assigned' and started_at is null`);
  await tx.execute(
    sql`update study_assignments set due_on = null where assignment_id = ${id} and finished_at is null`,
  );
  return true;
}

/** A later last day; false where it is not later, or over. */
export async function extendPlanAssignment(tx: Tx, id: string, endsOn: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    update plan_assignments set ends_on = ${endsOn}::date where id = ${id} and ended_at is null and ends_on < ${endsOn}::date returning 1`);
  if (rows.length === 0) return false;
  await tx.execute(sql`
    update study_assignments set due_on = ${endsOn}::date where assignment_id = ${id} and finished_at is null`);
  return true;
}
