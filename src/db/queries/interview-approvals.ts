import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { sealField } from '../sealed-fields.ts';
import { cancelPending, insertDeliveries } from './deliveries.ts';
import { interviewColumns, openInterviews, type InterviewRow } from './interviews.ts';
import { at, isUnder, texts, uuids } from './sql-values.ts';

/** What waits for a second person, of these kinds and with people of a scope, the oldest first. */
export async function findProposed(
  db: Db,
  {
    kinds,
    scope,
    notBy,
    day,
  }: { kinds: readonly string[]; scope: readonly string[]; notBy: string; day: string },
  now: Date,
): Promise<InterviewRow[]> {
  const rows = await db.execute<InterviewRow>(sql`
    select ${interviewColumns} where i.state = 'proposed' and i.approve_by > ${at(now)} and i.kind = any(${texts(kinds)})
      and i.ordered_by <> ${notBy} and i.person_id <> ${notBy} and exists (
        select 1 from posts o where o.person_id = i.person_id and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)
          and ${isUnder(sql`o.unit_id`, scope)})
    order by i.created_at, i.id limit 8`);
  return openInterviews(db, rows);
}

/**
 * Who may approve for a person: posts with one of the roles above one of the person's units inside the orderer's scope,
 * the nearest first; neither of the two themselves.
 */
export async function findApprovers(
  tx: Tx,
  {
    personId,
    ordererId,
    scope,
    roles,
    day,
  }: { personId: string; ordererId: string; scope: readonly string[]; roles: readonly string[]; day: string },
  limit: number,
): Promise<string[]> {
  const held = (post: SQL) =>
    sql`${post}.starts_on <= ${day}::date and (${post}.ends_on is null or ${post}.ends_on > ${day}::date)`;
  const rows = await tx.execute<{ id: string }>(sql`
    select o.person_id as id from posts s join unit_closure c on c.descendant_id = s.unit_id join posts o on o.unit_id = c.ancestor_id
    where s.person_id = ${personId} and ${held(sql`s`)} and ${isUnder(sql`s.unit_id`, scope)} and o.roles && ${texts(roles)}
      and ${held(sql`o`)} and o.person_id not in (${personId}, ${ordererId})
    group by o.person_id order by min(c.depth), o.person_id limit ${limit}`);
  return rows.map((row) => row.id);
}

/** A second person decides, once and in time. Approved, a written inquiry is due as counted from now. */
export async function markInterviewDecided(
  tx: Tx,
  {
    id,
    by,
    reason,
    state,
    startsAt,
  }: { id: string; by: string; reason: string | null; state: 'announced' | 'refused'; startsAt: Date },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    update interviews set state = ${state}, decided_by = ${by}, decided_at = ${at(now)}, decision_reason = ${sealField(tx, 'interviews.decision_reason', id, reason)}, starts_at = ${at(startsAt)},
      announced_at = ${state === 'announced' ? at(now) : null}
    where id = ${id} and state = 'proposed' and approve_by > ${at(now)} returning 1`);
  return rows.length === 1;
}

/** What nobody has decided on in time ends, and who ordered it is told; one statement each. */
export async function expireProposed(tx: Tx, now: Date): Promise<number> {
  const rows = await tx.execute<{ id: string }>(sql`
    update interviews set state = 'expired' where state = 'proposed' and approve_by <= ${at(now)} returning id`);
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return 0;
  await cancelPending(tx, ids);
  const audience = sql`
    select i.ordered_by as person_id, i.id as subject_id, 'interview-decided:' || i.id as once_key, '{}'::jsonb as data
    from interviews i where i.id = any(${uuids(ids)})`;
  return insertDeliveries(tx, audience, { kind: 'interview-decided', priority: 1, policy: 'resend', now });
}
