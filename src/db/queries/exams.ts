import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { selectAudience, type AudienceInput, type Moment } from './audience.ts';
import { insertDeliveries } from './deliveries.ts';
import { at, homeUnit, isAway, json, uuids } from './sql-values.ts';

/** Who calls, and the units they may call in today. */
export type Caller = { callerId: string; scope: readonly string[] };

/** When quiz `q` has closed for everybody: the last of its own end and of those that single people were given. */
export const closedForAll: SQL = sql`case when q.preset = 'exam' then greatest(q.closes_at,
  (select max(w.closes_at) from quiz_invitees w where w.quiz_id = q.id and w.excused_at is null)) else q.closes_at end`;

/** The first attempt at quiz `q` of the person of invitee `i`: it is the one that counts. */
export const firstAttempt: SQL = sql`left join papers p on p.quiz_id = q.id and p.person_id = i.person_id and p.number = 1
  left join attempts a on a.paper_id = p.id`;
/** Whether that attempt passed; a sum of thirds must not fail a pass mark of one by a rounding error. */
export const hasPassed: SQL = sql`coalesce(a.finished_at is not null and a.counts
  and a.points >= a.total * ((q.settings->>'passMark')::float8 - 1e-9), false)`;

export type InviteeCount = { people: number; units: number; exempt: number; unreachable: number };

/** How many an exam would be for, how many are left out as exempted or on leave, and how many no message can reach. */
export async function countInvitees(
  db: Db | Tx,
  audience: AudienceInput,
  { callerId, scope }: Caller,
  moment: Moment,
): Promise<InviteeCount> {
  const [row] = await db.execute<InviteeCount>(sql`
    select count(*) filter (where not x.exempt)::int as people, count(*) filter (where x.exempt)::int as exempt,
      count(distinct ${homeUnit}) filter (where not x.exempt)::int as units,
      count(*) filter (where not x.exempt and ${isAway(sql`x.person_id`)})::int as unreachable
    from (${selectAudience(audience, scope, callerId, moment)}) x join organisation_units u on u.id = x.unit_id`);
  return row ?? { people: 0, units: 0, exempt: 0, unreachable: 0 };
}

export type NewExam = {
  quizId: string;
  topic: string | null;
  paper: object;
  unitIds: readonly string[];
};

/** Stores who called an exam, whose quiz is there; false when it was called already. */
export async function insertExam(tx: Tx, exam: NewExam, callerId: string, now: Date): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into exams (quiz_id, called_by, topic, paper, unit_ids, called_at)
    values (${exam.quizId}, ${callerId}, ${exam.topic}, ${json(exam.paper)}, ${uuids(exam.unitIds)}, ${at(now)})
    on conflict do nothing returning 1`);
  return rows.length === 1;
}

/** Freezes who is to sit it, less those who are exempted or on leave, and tells each. */
export async function inviteAudience(
  tx: Tx,
  quizId: string,
  audience: AudienceInput,
  { callerId, scope }: Caller,
  moment: Moment,
): Promise<void> {
  await tx.execute(sql`
    with meant as materialized (${selectAudience(audience, scope, callerId, moment)}), put as (
      insert into quiz_invitees (quiz_id, person_id, unit_id) select ${quizId}, person_id, unit_id from meant where not exempt)
    update exams set left_out = (select count(*) from meant where exempt) where quiz_id = ${quizId}`);
  const { now } = moment;
  await insertDeliveries(tx, told('exam-called', quizId), {
    kind: 'exam-called',
    priority: 9,
    policy: 'hold',
    now,
  });
}

/** Everybody who is to sit an exam, as the audience of a message that is said once. */
const told = (kind: string, quizId: string): SQL => sql`
  select i.person_id, i.quiz_id as subject_id, ${kind} || ':' || i.quiz_id || ':' || i.person_id as once_key, '{}'::jsonb as data
  from quiz_invitees i where i.quiz_id = ${quizId} and i.excused_at is null`;

/** Whether this very exam was called already, by this caller. */
export async function isCalledBy(tx: Tx, quizId: string, callerId: string): Promise<boolean> {
  const rows = await tx.execute(
    sql`select 1 from exams where quiz_id = ${quizId} and called_by = ${callerId}`,
  );
  return rows.length === 1;
}

/** Makes a beginning, a change for the person and the end of the exam wait for each other. */
export async function lockInvitee(tx: Tx, quizId: string, personId: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from quiz_invitees i join exams x on x.quiz_id = i.quiz_id
    where i.quiz_id = ${quizId} and i.person_id = ${personId} for update of i for share of x`);
  return rows.length === 1;
}
