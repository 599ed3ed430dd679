import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { openRows, sealField } from '../sealed-fields.ts';
import { areRelated } from './relations.ts';
import { at, isUnder, texts } from './sql-values.ts';

export type AccessState = 'asked' | 'approved' | 'refused' | 'expired' | 'used';
export type AccessRequestRow = {
  id: string;
  requesterId: string;
  requesterName: string;
  subjectId: string;
  subjectName: string;
  purpose: string;
  reason: string | null;
  sealed: boolean;
  state: AccessState;
  askedAt: string;
  holdsUntil: string;
  decidedBy: string | null;
  decidedByName: string | null;
  refusal: string | null;
  usedAt: string | null;
  tellAt: string | null;
};

const columns: SQL = sql`
  r.id, r.requester_id as "requesterId", q.name as "requesterName", r.subject_id as "subjectId", s.name as "subjectName", r.purpose, r.reason,
  r.sealed, r.state, r.asked_at as "askedAt", r.holds_until as "holdsUntil", r.decided_by as "decidedBy", d.name as "decidedByName", r.refusal,
  r.used_at as "usedAt", r.tell_at as "tellAt"
  from file_access_requests r join people q on q.id = r.requester_id join people s on s.id = r.subject_id
  left join people d on d.id = r.decided_by`;

const open = <Row extends AccessRequestRow>(db: Db | Tx, rows: Iterable<Row>): Row[] =>
  openRows(db, rows, { reason: 'file_access_requests.reason', refusal: 'file_access_requests.refusal' });

export type NewAccessRequest = {
  id: string;
  requesterId: string;
  subjectId: string;
  purpose: string;
  reason: string | null;
  sealed: boolean;
  needsApproval: boolean;
  rulePackVersion: string;
  state: 'asked' | 'approved';
  holdsUntil: Date;
};

export async function insertAccessRequest(tx: Tx, row: NewAccessRequest, now: Date): Promise<void> {
  await tx.execute(sql`
    insert into file_access_requests (id, requester_id, subject_id, purpose, reason, sealed, needs_approval, rule_pack_version, state,
      asked_at, holds_until)
    values (${row.id}, ${row.requesterId}, ${row.subjectId}, ${row.purpose},
      ${sealField(tx, 'file_access_requests.reason', row.id, row.reason)}, ${row.sealed}, ${row.needsApproval},
      ${row.rulePackVersion}, ${row.state}, ${at(now)}, ${at(row.holdsUntil)})
    on conflict do nothing`);
}

/** The newest request of somebody about somebody that still holds, in one of these states; for one purpose or any. */
export async function findLiveRequest(
  tx: Tx,
  { requesterId, subjectId, purpose }: { requesterId: string; subjectId: string; purpose: string | null },
  states: readonly AccessState[],
  now: Date,
): Promise<AccessRequestRow | undefined> {
  const [row] = await tx.execute<AccessRequestRow>(sql`
    select ${columns}
    where r.requester_id = ${requesterId} and r.subject_id = ${subjectId} and (${purpose}::text is null or r.purpose = ${purpose})
      and r.state = any(${texts(states)}) and r.holds_until > ${at(now)}
    order by r.used_at desc nulls last, r.asked_at desc, r.id desc limit 1`);
  return row && open(tx, [row])[0];
}

/** One request, locked, so that of two who answer it one is first. */
export async function lockRequest(tx: Tx, id: string): Promise<AccessRequestRow | undefined> {
  await tx.execute(sql`select 1 from file_access_requests where id = ${id} for update`);
  return findRequest(tx, id);
}

export async function findRequest(db: Db | Tx, id: string): Promise<AccessRequestRow | undefined> {
  const [row] = await db.execute<AccessRequestRow>(sql`select ${columns} where r.id = ${id}`);
  return row && open(db, [row])[0];
}

/** The first look: from then on the subject will know. False where it was looked before. */
export async function markUsed(tx: Tx, id: string, tellAt: Date, now: Date): Promise<boolean> {
  const rows = await tx.execute(sql`
    update file_access_requests set state = 'used', used_at = ${at(now)}, tell_at = ${at(tellAt)}
    where id = ${id} and state = 'approved' returning 1`);
  return rows.length === 1;
}

export async function markDecided(
  tx: Tx,
  {
    id,
    deciderId,
    refusal,
    holdsUntil,
  }: { id: string; deciderId: string; refusal: string | null; holdsUntil: Date },
  now: Date,
): Promise<boolean> {
  const state = refusal === null ? 'approved' : 'refused';
  const rows = await tx.execute(sql`
    update file_access_requests set state = ${state}, decided_by = ${deciderId}, decided_at = ${at(now)}, refusal = ${sealField(tx, 'file_access_requests.refusal', id, refusal)},
      holds_until = ${at(holdsUntil)}
    where id = ${id} and state = 'asked' and holds_until > ${at(now)} returning 1`);
  return rows.length === 1;
}

/** What was not answered, or not used, in its time. */
export async function expireRequests(db: Db | Tx, now: Date): Promise<number> {
  const rows = await db.execute(sql`
    update file_access_requests set state = 'expired' where state in ('asked', 'approved') and holds_until <= ${at(now)} returning 1`);
  return rows.length;
}

const isSubjectUnder = (scope: readonly string[], day: string): SQL => sql`exists (
  select 1 from posts held where held.person_id = r.subject_id and held.starts_on <= ${day}::date
    and (held.ends_on is null or held.ends_on > ${day}::date) and ${isUnder(sql`held.unit_id`, scope)})`;

/** Requests about people of the scope that wait for this person: never their own, nor about themselves or a relative. */
export async function findWaitingRequests(
  db: Db | Tx,
  personId: string,
  scope: readonly string[],
  day: string,
  now: Date,
  limit: number,
): Promise<{ rows: AccessRequestRow[]; total: number }> {
  const rows = await db.execute<AccessRequestRow & { total: number }>(sql`
    select count(*) over ()::int as total, ${columns}
    where r.state = 'asked' and r.holds_until > ${at(now)} and r.requester_id <> ${personId} and r.subject_id <> ${personId}
      and ${isSubjectUnder(scope, day)} and not ${areRelated(sql`r.subject_id`, sql`${personId}::uuid`)}
    order by r.asked_at, r.id limit ${limit}`);
  return { rows: open(db, rows), total: rows[0]?.total ?? 0 };
}

/**
 * Holders of a role in a unit above (or of) the subject's posts, the nearest first: not the requester, the subject, or a
 * declared relative of the subject.
 */
export async function findApprovers(
  tx: Tx,
  { requesterId, subjectId }: { requesterId: string; subjectId: string },
  roles: readonly string[],
  day: string,
  limit: number,
): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select h.person_id as id from posts s
    join unit_closure c on c.descendant_id = s.unit_id join posts h on h.unit_id = c.ancestor_id
    where s.person_id = ${subjectId} and s.starts_on <= ${day}::date and (s.ends_on is null or s.ends_on > ${day}::date)
      and h.roles && ${texts(roles)} and h.starts_on <= ${day}::date and (h.ends_on is null or h.ends_on > ${day}::date)
      and h.person_id not in (${requesterId}::uuid, ${subjectId}::uuid) and not ${areRelated(sql`h.person_id`, sql`s.person_id`)}
    group by h.person_id order by min(c.depth), h.person_id limit ${limit}`);
  return rows.map((row) => row.id);
}

/** Looks at a person's file that they may know of by now, the newest first. */
export async function findLooks(
  db: Db | Tx,
  subjectId: string,
  now: Date,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ rows: AccessRequestRow[]; total: number }> {
  const rows = await db.execute<AccessRequestRow & { total: number }>(sql`
    select count(*) over ()::int as total, ${columns}
    where r.subject_id = ${subjectId} and r.state = 'used' and r.tell_at <= ${at(now)}
    order by r.used_at desc, r.id desc offset ${offset} limit ${limit}`);
  return { rows: open(db, rows), total: rows[0]?.total ?? 0 };
}

/** Whether somebody wrote or confirmed an entry of this file that is under an objection. */
export async function isAuthorOfDisputed(tx: Tx, personId: string, subjectId: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from objections o join ledger_entries e on e.id = o.entry_id
    where o.person_id = ${subjectId} and ${personId}::uuid in (e.recorded_by, e.confirmed_by)
      and not exists (select 1 from objection_answers a where a.objection_id = o.id) limit 1`);
  return rows.length === 1;
}
