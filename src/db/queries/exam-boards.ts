import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { closedForAll, firstAttempt, hasPassed, type Caller } from './exams.ts';
import { homeUnit, isAway, isUnder } from './sql-values.ts';

export type CalledExamRow = {
  quizId: string;
  topic: string | null;
  items: number;
  settings: Record<string, unknown>;
  opensAt: string;
  closesAt: string;
  /** When it has closed for everybody. */
  closedAt: string;
  cancelled: boolean;
  leftOut: number;
  people: number;
};

/** Exams of this caller, the newest first; or one of them. */
export async function findCalledExams(
  db: Db | Tx,
  { callerId, scope }: Caller,
  limit: number,
  quizId: string | null = null,
): Promise<CalledExamRow[]> {
  if (scope.length === 0) return [];
  return db.execute<CalledExamRow>(sql`
    select q.id as "quizId", x.topic, (x.paper->>'items')::int as items, q.settings, q.opens_at as "opensAt", q.closes_at as "closesAt",
      ${closedForAll} as "closedAt", x.cancelled_at is not null as cancelled, x.left_out as "leftOut",
      (select count(*)::int from quiz_invitees i where i.quiz_id = q.id and ${isUnder(sql`i.unit_id`, scope)}) as people
    from exams x join quizzes q on q.id = x.quiz_id
    where x.called_by = ${callerId} and (${quizId}::uuid is null or q.id = ${quizId}::uuid)
    order by x.called_at desc, q.id desc limit ${limit}`);
}

/** Those who are to sit an exam of this caller, as far as they lie in the caller's scope of today, with the attempt that counts. */
const invitees = (quizId: string, { callerId, scope }: Caller): SQL => sql`
  from exams x join quizzes q on q.id = x.quiz_id join quiz_invitees i on i.quiz_id = x.quiz_id ${firstAttempt}
  join people s on s.id = i.person_id join organisation_units u on u.id = i.unit_id
  where x.quiz_id = ${quizId} and x.called_by = ${callerId} and ${isUnder(sql`i.unit_id`, scope)}`;

export type ExamUnitRow = {
  unitId: string;
  name: string;
  people: number;
  excused: number;
  begun: number;
  finished: number;
  passed: number;
};

/** How far they are by village (by township for its own people); branches count for theirs. Nobody is named. */
export async function findExamUnits(db: Db | Tx, quizId: string, caller: Caller): Promise<ExamUnitRow[]> {
  const count = (condition: SQL) => sql`count(*) filter (where excused_at is null and ${condition})::int`;
  return db.execute<ExamUnitRow>(sql`
    select h.id as "unitId", h.name, ${count(sql`true`)} as people, count(*) filter (where excused_at is not null)::int as excused,
      ${count(sql`begun`)} as begun, ${count(sql`finished`)} as finished, ${count(sql`passed`)} as passed
    from (select i.excused_at, a.id is not null as begun, a.finished_at is not null as finished, ${hasPassed} as passed,
      ${homeUnit} as home ${invitees(quizId, caller)}) one
    join organisation_units h on h.id = one.home group by h.id, h.name`);
}

export type ExamineeRow = {
  personId: string;
  name: string;
  staffNo: string;
  unitName: string;
  /** No message reaches them. */
  away: boolean;
  excused: boolean;
  begun: boolean;
  finished: boolean;
  passed: boolean;
  /** As this person has them. */
  opensAt: string;
  closesAt: string;
  extraMinutes: number;
  /** Of the attempt under way. */
  deadlineAt: string | null;
};

const columns = sql`
  i.person_id as "personId", s.name, s.staff_no as "staffNo", u.name as "unitName", ${isAway(sql`i.person_id`)} as away,
  i.excused_at is not null as excused, a.id is not null as begun, a.finished_at is not null as finished, ${hasPassed} as passed,
  coalesce(i.opens_at, q.opens_at) as "opensAt", coalesce(i.closes_at, q.closes_at) as "closesAt", i.extra_minutes as "extraMinutes", a.deadline_at as "deadlineAt"`;

/** A page of those who have not begun and are not excused, by unit and name. */
export async function findNotBegun(
  tx: Tx,
  quizId: string,
  caller: Caller,
  page: { offset: number; limit: number },
): Promise<{ rows: ExamineeRow[]; total: number }> {
  const rows = await tx.execute<ExamineeRow & { total: number }>(sql`
    select count(*) over ()::int as total, ${columns} ${invitees(quizId, caller)} and i.excused_at is null and a.id is null
    order by u.name collate "zh-x-icu", s.name collate "zh-x-icu", s.staff_no offset ${page.offset} limit ${page.limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

/** Everybody of an exam of this caller, by unit and name: never by how they did. */
export async function findExaminees(tx: Tx, quizId: string, caller: Caller): Promise<ExamineeRow[]> {
  const rows = await tx.execute<ExamineeRow>(sql`
    select ${columns} ${invitees(quizId, caller)} order by u.name collate "zh-x-icu", s.name collate "zh-x-icu", s.staff_no`);
  return [...rows];
}
