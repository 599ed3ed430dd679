import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, isUnder } from './sql-values.ts';

export type Verdict = 'approved' | 'refused' | 'withdrawn';
export type LeaveRow = {
  id: string;
  personId: string;
  personName: string;
  unitName: string;
  reason: string;
  startsOn: string;
  /** The first day without it. */
  endsOn: string | null;
  verdict: Verdict | null;
  refusal: string | null;
  decidedBy: string | null;
  decidedByName: string | null;
};

const columns = (day: string) => sql`
  r.id, r.person_id as "personId", p.name as "personName", coalesce(o.name, '') as "unitName", r.reason, r.starts_on::text as "startsOn",
  r.ends_on::text as "endsOn", d.verdict, d.reason as refusal, d.decided_by as "decidedBy", b.name as "decidedByName"
  from exemption_requests r join people p on p.id = r.person_id
  left join exemption_decisions d on d.request_id = r.id left join people b on b.id = d.decided_by
  left join lateral (select u.name from posts o join organisation_units u on u.id = o.unit_id
    where o.person_id = r.person_id and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)
    order by o.starts_on, o.id limit 1) o on true`;

const holdsPostUnder = (scope: readonly string[], day: string) => sql`exists (
  select 1 from posts held where held.person_id = r.person_id and held.starts_on <= ${day}::date
    and (held.ends_on is null or held.ends_on > ${day}::date) and ${isUnder(sql`held.unit_id`, scope)})`;

/** The same id again stores nothing; false then. */
export async function insertLeaveRequest(
  tx: Tx,
  row: {
    id: string;
    personId: string;
    reason: string;
    startsOn: string;
    endsOn: string | null;
    rulePackVersion: string;
  },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into exemption_requests (id, person_id, reason, starts_on, ends_on, rule_pack_version, asked_at)
    values (${row.id}, ${row.personId}, ${row.reason}, ${row.startsOn}, ${row.endsOn}, ${row.rulePackVersion}, ${at(now)})
    on conflict do nothing returning 1`);
  return rows.length === 1;
}

/** A person's own newest request. */
export async function findNewestLeave(
  db: Db | Tx,
  personId: string,
  day: string,
): Promise<LeaveRow | undefined> {
  const [row] = await db.execute<LeaveRow>(
    sql`select ${columns(day)} where r.person_id = ${personId} order by r.asked_at desc, r.id desc limit 1`,
  );
  return row;
}

/** One's own request, whatever came of it. */
export async function findOwnLeave(
  db: Db | Tx,
  id: string,
  personId: string,
  day: string,
): Promise<LeaveRow | undefined> {
  const [row] = await db.execute<LeaveRow>(
    sql`select ${columns(day)} where r.id = ${id} and r.person_id = ${personId}`,
  );
  return row;
}

/** A request of somebody else under the scope. */
export async function findLeaveUnder(
  db: Db | Tx,
  id: string,
  deciderId: string,
  scope: readonly string[],
  day: string,
): Promise<LeaveRow | undefined> {
  const [row] = await db.execute<LeaveRow>(sql`
    select ${columns(day)} where r.id = ${id} and r.person_id <> ${deciderId} and ${holdsPostUnder(scope, day)}`);
  return row;
}

/** Requests of the scope that wait for an answer, the oldest first; never one's own. */
export async function findWaitingLeave(
  db: Db | Tx,
  deciderId: string,
  scope: readonly string[],
  day: string,
  limit: number,
): Promise<{ rows: LeaveRow[]; total: number }> {
  const rows = await db.execute<LeaveRow & { total: number }>(sql`
    select (count(*) over ())::int as total, ${columns(day)}
    where d.request_id is null and r.person_id <> ${deciderId} and ${holdsPostUnder(scope, day)}
    order by r.asked_at, r.id limit ${limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

/** Stores the answer once; false when there is one. */
export async function insertLeaveDecision(
  tx: Tx,
  decision: { requestId: string; deciderId: string; verdict: Verdict; reason: string | null },
  now: Date,
): Promise<boolean> {
  const { requestId, deciderId, verdict, reason } = decision;
  const rows = await tx.execute(sql`
    insert into exemption_decisions (request_id, person_id, verdict, reason, decided_by, decided_at)
    select r.id, r.person_id, ${verdict}, ${reason}, ${deciderId}, ${at(now)} from exemption_requests r where r.id = ${requestId}
    on conflict do nothing returning 1`);
  return rows.length === 1;
}

/** What was approved holds from then on. */
export async function insertExemptionOf(tx: Tx, requestId: string, approvedBy: string): Promise<void> {
  await tx.execute(sql`
    insert into exemptions (id, person_id, reason, starts_on, ends_on, approved_by)
    select r.id, r.person_id, r.reason, r.starts_on, r.ends_on, ${approvedBy} from exemption_requests r where r.id = ${requestId}
    on conflict do nothing`);
}

export type ExemptionRow = { id: string; reason: string; startsOn: string; endsOn: string | null };

/** The exemption of a person that holds on a day, or the next one to come. */
export async function findExemption(
  db: Db | Tx,
  personId: string,
  day: string,
): Promise<ExemptionRow | undefined> {
  const [row] = await db.execute<ExemptionRow>(sql`
    select id, reason, starts_on::text as "startsOn", ends_on::text as "endsOn" from exemptions
    where person_id = ${personId} and (ends_on is null or ends_on > greatest(starts_on, ${day}::date))
    order by starts_on, id limit 1`);
  return row;
}

/** Ends a person's exemption with a day, which is the first without it; false when it was over. */
export async function endExemption(tx: Tx, id: string, personId: string, day: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    update exemptions set ends_on = greatest(starts_on, ${day}::date) where id = ${id} and person_id = ${personId}
      and (ends_on is null or ends_on > greatest(starts_on, ${day}::date)) returning 1`);
  return rows.length === 1;
}
