import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { insertDeliveries } from './deliveries.ts';
import type { Caller } from './exams.ts';
import { findExaminees, type ExamineeRow } from './exam-boards.ts';
import { at, uuids } from './sql-values.ts';

export type LockedExam = {
  settings: Record<string, unknown>;
  opensAt: string;
  closesAt: string;
  cancelled: boolean;
  begun: number;
};

/** Locks an exam of this caller: nobody begins it meanwhile. */
export async function lockExam(
  tx: Tx,
  quizId: string,
  { callerId, scope }: Caller,
): Promise<LockedExam | undefined> {
  if (scope.length === 0) return undefined;
  const [row] = await tx.execute<LockedExam>(sql`
    select q.settings, q.opens_at as "opensAt", q.closes_at as "closesAt", x.cancelled_at is not null as cancelled,
      (select count(*)::int from papers p where p.quiz_id = q.id) as begun
    from exams x join quizzes q on q.id = x.quiz_id
    where x.quiz_id = ${quizId} and x.called_by = ${callerId} for update of x`);
  return row;
}

/** Calls an exam off. Who has heard of it is told; what was still to be said about it is not said any more. Returns how many are told. */
export async function markCancelled(tx: Tx, quizId: string, now: Date): Promise<number> {
  await tx.execute(sql`update exams set cancelled_at = ${at(now)} where quiz_id = ${quizId}`);
  await tx.execute(
    sql`update deliveries set state = 'cancelled' where subject_id = ${quizId} and state = 'pending'`,
  );
  const audience = sql`
    select i.person_id, i.quiz_id as subject_id, 'exam-cancelled:' || i.quiz_id || ':' || i.person_id as once_key, '{}'::jsonb as data
    from quiz_invitees i where i.quiz_id = ${quizId} and exists (select 1 from deliveries d where d.subject_id = i.quiz_id
      and d.person_id = i.person_id and d.kind = 'exam-called' and d.state in ('sending', 'sent', 'unknown'))`;
  return insertDeliveries(tx, audience, { kind: 'exam-cancelled', priority: 5, policy: 'hold', now });
}

/** Gives attempts under way the time that their person has now. */
async function moveDeadlines(tx: Tx, quizId: string, now: Date): Promise<void> {
  await tx.execute(sql`
    update attempts a set deadline_at = least(a.started_at + ((q.settings->>'timeLimit')::int + i.extra_minutes) * interval '1 minute',
      coalesce(i.closes_at, q.closes_at))
    from papers p join quizzes q on q.id = p.quiz_id join quiz_invitees i on i.quiz_id = p.quiz_id and i.person_id = p.person_id
    where p.id = a.paper_id and p.quiz_id = ${quizId} and a.finished_at is null and a.deadline_at > ${at(now)}`);
}

/** Puts the end of an exam off, for those as well whose own end was before that. Returns how many are told. */
export async function putOffEnd(tx: Tx, quizId: string, closesAt: Date, now: Date): Promise<number> {
  await tx.execute(sql`update quizzes set closes_at = ${at(closesAt)} where id = ${quizId}`);
  await tx.execute(sql`
    update quiz_invitees set closes_at = ${at(closesAt)} where quiz_id = ${quizId} and closes_at < ${at(closesAt)}`);
  await moveDeadlines(tx, quizId, now);
  const audience = sql`
    select i.person_id, i.quiz_id as subject_id, 'exam-changed:' || i.quiz_id || ':' || i.person_id || ':' || ${closesAt.getTime()}::text as once_key,
      '{}'::jsonb as data
    from quiz_invitees i where i.quiz_id = ${quizId} and i.excused_at is null and not exists (select 1 from papers p
      join attempts a on a.paper_id = p.id where p.quiz_id = i.quiz_id and p.person_id = i.person_id and a.finished_at is not null)`;
  return insertDeliveries(tx, audience, { kind: 'exam-changed', priority: 5, policy: 'hold', now });
}

export type PersonChange =
  | { kind: 'minutes'; extraMinutes: number }
  | { kind: 'window'; opensAt: Date; closesAt: Date }
  | { kind: 'excused' };
export type ChangeRecord = {
  batchId: string;
  quizId: string;
  personIds: readonly string[];
  change: PersonChange;
  reason: string;
  changedBy: string;
};

/** Those of a caller's examinees that are named, locked. */
export async function lockExaminees(
  tx: Tx,
  quizId: string,
  caller: Caller,
  personIds: readonly string[],
): Promise<ExamineeRow[]> {
  await tx.execute(sql`
    select 1 from quiz_invitees where quiz_id = ${quizId} and person_id = any(${uuids(personIds)}) order by person_id for update`);
  const rows = await findExaminees(tx, quizId, caller);
  return rows.filter(({ personId }) => personIds.includes(personId));
}

/** Whether a change for several people was stored already. */
export async function isBatchStored(db: Db | Tx, batchId: string): Promise<number> {
  const [row] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from exam_changes where batch_id = ${batchId}`,
  );
  return row?.n ?? 0;
}

/** Stores a change for each of these people, who are locked, with its reason and in the access log, and tells them. */
export async function putChange(tx: Tx, record: ChangeRecord, now: Date): Promise<void> {
  const { batchId, quizId, personIds, change, reason, changedBy } = record;
  const whom = sql`unnest(${uuids(personIds)}) as whom(person_id)`;
  const [opens, closes] =
    change.kind === 'window' ? [at(change.opensAt), at(change.closesAt)] : [sql`null`, sql`null`];
  const extra = change.kind === 'minutes' ? change.extraMinutes : null;
  await tx.execute(sql`
    insert into exam_changes (id, batch_id, quiz_id, person_id, kind, extra_minutes, opens_at, closes_at, reason, changed_by, at)
    select uuidv7(), ${batchId}, ${quizId}, person_id, ${change.kind}, ${extra}::int, ${opens}::timestamptz, ${closes}::timestamptz,
      ${reason}, ${changedBy}, ${at(now)} from ${whom}`);
  const set =
    change.kind === 'minutes'
      ? sql`extra_minutes = ${change.extraMinutes}`
      : change.kind === 'window'
        ? sql`opens_at = ${opens}, closes_at = ${closes}, excused_at = null`
        : sql`excused_at = ${at(now)}`;
  await tx.execute(sql`
    update quiz_invitees set ${set} where quiz_id = ${quizId} and person_id = any(${uuids(personIds)})`);
  await moveDeadlines(tx, quizId, now);
  await tx.execute(sql`
    insert into access_log (id, actor_id, action, subject_person_id, purpose, detail, at)
    select uuidv7(), ${changedBy}, 'exams.adjust', person_id, null,
      jsonb_build_object('quizId', ${quizId}::text, 'kind', ${change.kind}::text, 'batchId', ${batchId}::text), ${at(now)} from ${whom}`);
  const audience = sql`
    select person_id, ${quizId}::uuid as subject_id, 'exam-changed:' || ${batchId}::text || ':' || person_id as once_key, '{}'::jsonb as data from ${whom}`;
  await insertDeliveries(tx, audience, { kind: 'exam-changed', priority: 5, policy: 'hold', now });
}
