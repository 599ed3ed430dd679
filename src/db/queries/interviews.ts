import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { openRows, sealField } from '../sealed-fields.ts';
import { insertDeliveries } from './deliveries.ts';
import { at, uuids } from './sql-values.ts';

/** Before these the subject knows of nothing. */
export type HiddenState = 'proposed' | 'refused' | 'expired' | 'withdrawn';
export type InterviewState =
  | HiddenState
  | 'announced'
  | 'confirmed'
  | 'move-asked'
  | 'cannot-attend'
  | 'recorded'
  | 'held'
  | 'cancelled';
export type InterviewRow = {
  id: string;
  kind: string;
  personId: string;
  personName: string;
  orderedBy: string;
  ordererName: string;
  ordererUnit: string | null;
  startsAt: string;
  minutes: number;
  place: string;
  state: InterviewState;
  answerReason: string | null;
  /** How often it was announced anew; 0 for the first notice. */
  round: number;
  approveBy: string | null;
  decidedBy: string | null;
  decidedByName: string | null;
  decisionReason: string | null;
  statementDueAt: string | null;
  /** Whether a record has been written; what was held before there were records has none. */
  hasRecord: boolean;
};

/** The columns of `InterviewRow`, with where they come from. */
export const interviewColumns = sql`i.id, i.kind, i.person_id as "personId", p.name as "personName", i.ordered_by as "orderedBy", b.name as "ordererName",
  (select u.name from posts o join organisation_units u on u.id = o.unit_id where o.person_id = b.id and o.roles && '{supervisor,township-secretary,branch-secretary}'
    order by o.starts_on desc limit 1) as "ordererUnit",
  i.starts_at as "startsAt", i.minutes, i.place, i.state, i.answer_reason as "answerReason", i.round,
  i.approve_by as "approveBy", i.decided_by as "decidedBy", d.name as "decidedByName", i.decision_reason as "decisionReason",
  i.statement_due_at as "statementDueAt", exists (select 1 from interview_records r where r.interview_id = i.id) as "hasRecord"
  from interviews i join people p on p.id = i.person_id join people b on b.id = i.ordered_by left join people d on d.id = i.decided_by`;
/** Rows of `interviewColumns`, with what is sealed in them opened. */
export const openInterviews = (db: Db | Tx, rows: Iterable<InterviewRow>): InterviewRow[] =>
  openRows(db, rows, {
    answerReason: 'interviews.answer_reason',
    decisionReason: 'interviews.decision_reason',
  });
const isHidden = sql`i.state in ('proposed', 'refused', 'expired', 'withdrawn')`;

export type NewInterview = {
  id: string;
  kind: string;
  rulePackVersion: string;
  personId: string;
  orderedBy: string;
  startsAt: Date;
  minutes: number;
  place: string;
  /** Set where a second person has to approve it. */
  approveBy: Date | null;
};

/** False when it is there already (the confirm button was pressed twice). */
export async function insertInterview(tx: Tx, row: NewInterview, now: Date): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into interviews (id, kind, rule_pack_version, person_id, ordered_by, starts_at, minutes, place, state, approve_by, created_at)
    values (${row.id}, ${row.kind}, ${row.rulePackVersion}, ${row.personId}, ${row.orderedBy}, ${at(row.startsAt)}, ${row.minutes},
      ${row.place}, ${row.approveBy ? 'proposed' : 'announced'}, ${row.approveBy ? at(row.approveBy) : null}, ${at(now)}) on conflict (id) do nothing returning 1`);
  return rows.length === 1;
}

/** An interview as one of the two people in it may see it: the subject from its notice on. */
export async function findInterviewOf(
  db: Db | Tx,
  id: string,
  personId: string,
): Promise<InterviewRow | undefined> {
  const [row] = await db.execute<InterviewRow>(
    sql`select ${interviewColumns} where i.id = ${id} and (i.ordered_by = ${personId} or i.person_id = ${personId} and not ${isHidden})`,
  );
  return row && openInterviews(db, [row])[0];
}

/** Any interview, for whoever has yet to be found out. */
export async function findInterview(db: Db | Tx, id: string): Promise<InterviewRow | undefined> {
  const [row] = await db.execute<InterviewRow>(sql`select ${interviewColumns} where i.id = ${id}`);
  return row && openInterviews(db, [row])[0];
}

/** What a supervisor has arranged, the coming ones first. */
export async function findInterviewsBy(
  db: Db,
  orderedBy: string,
  now: Date,
  limit: number,
): Promise<InterviewRow[]> {
  const rows = await db.execute<InterviewRow>(sql`
    select ${interviewColumns} where i.ordered_by = ${orderedBy} and i.state not in ('cancelled', 'withdrawn', 'refused', 'expired')
    order by i.starts_at > ${at(now)} desc, abs(extract(epoch from i.starts_at - ${at(now)})) limit ${limit}`);
  return openInterviews(db, rows);
}

/** Makes arrangements for either of two people wait for each other, so that the same time is not given away twice. */
export async function lockPeople(tx: Tx, personIds: readonly [string, string]): Promise<void> {
  await tx.execute(
    sql`select 1 from people where id = any(${uuids(personIds)}) order by id for no key update`,
  );
}

/** Somebody's other interview that would overlap. */
export async function findClash(
  db: Db | Tx,
  personIds: readonly [string, string],
  startsAt: Date,
  minutes: number,
  apartFrom: string,
): Promise<InterviewRow | undefined> {
  const end = at(new Date(startsAt.getTime() + minutes * 60_000));
  const [row] = await db.execute<InterviewRow>(sql`
    select ${interviewColumns} where i.state in ('proposed', 'announced', 'confirmed') and i.minutes > 0 and i.id <> ${apartFrom} and i.starts_at < ${end}
      and i.starts_at + make_interval(mins => i.minutes) > ${at(startsAt)}
      and (i.person_id in (${personIds[0]}, ${personIds[1]}) or i.ordered_by in (${personIds[0]}, ${personIds[1]})) limit 1`);
  return row && openInterviews(db, [row])[0];
}

/** The subject's answer, once, before the interview begins. */
export async function markInterviewAnswered(
  tx: Tx,
  {
    id,
    personId,
    state,
    reason,
    round,
  }: { id: string; personId: string; state: InterviewState; reason: string | null; round: number },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    update interviews set state = ${state}, answer_reason = ${sealField(tx, 'interviews.answer_reason', id, reason)}, answered_at = ${at(now)}
    where id = ${id} and person_id = ${personId} and starts_at > ${at(now)} and round = ${round} and minutes > 0
      and (state = 'announced' or (state = 'confirmed' and ${state} <> 'confirmed')) returning 1`);
  return rows.length === 1;
}

/** The orderer takes it back before it is recorded; what was not approved yet is withdrawn. */
export async function markInterviewCancelled(tx: Tx, id: string, orderedBy: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    update interviews set state = case when state = 'proposed' then 'withdrawn' else 'cancelled' end
    where id = ${id} and ordered_by = ${orderedBy}
      and state in ('proposed', 'announced', 'confirmed', 'move-asked', 'cannot-attend') returning 1`);
  return rows.length === 1;
}

/** Reminders for interviews that begin within `hours`, but not within `later`; said to both, once for each number of hours. */
export async function remindInterviews(
  db: Db,
  now: Date,
  { hours, later }: { hours: number; later: number },
): Promise<number> {
  const after = (n: number) => at(new Date(now.getTime() + n * 3_600_000));
  const audience = sql`
    select who.person_id, i.id as subject_id, 'interview-reminder:' || i.id || ':' || who.person_id || ':' || ${hours}::text
        || case when i.round = 0 then '' else ':' || i.round end as once_key,
      '{}'::jsonb as data
    from interviews i cross join lateral (values (i.person_id), (i.ordered_by)) who(person_id)
    where i.state in ('announced', 'confirmed') and i.minutes > 0 and i.starts_at > ${after(later)} and i.starts_at <= ${after(hours)}
      and coalesce(i.announced_at, i.created_at) <= ${at(new Date(now.getTime() - 3_600_000))}`;
  return insertDeliveries(db, audience, {
    kind: 'interview-reminder',
    priority: 1,
    policy: 'hold',
    now,
  });
}
