import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { openField, sealField } from '../sealed-fields.ts';
import { at, isUnder } from './sql-values.ts';

export type ErasureVerdict = 'approved' | 'refused';
export type ErasureRow = {
  id: string;
  personId: string;
  personName: string;
  unitName: string;
  askedAt: string;
  verdict: ErasureVerdict | null;
  reason: string | null;
  decidedBy: string | null;
  decidedByName: string | null;
};

const columns = (day: string) => sql`
  r.id, r.person_id as "personId", p.name as "personName", coalesce(o.name, '') as "unitName", r.asked_at as "askedAt",
  d.verdict, d.reason, d.decided_by as "decidedBy", b.name as "decidedByName"
  from erasure_requests r join people p on p.id = r.person_id
  left join erasure_decisions d on d.request_id = r.id left join people b on b.id = d.decided_by
  left join lateral (select u.name from posts o join organisation_units u on u.id = o.unit_id
    where o.person_id = r.person_id and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)
    order by o.starts_on, o.id limit 1) o on true`;

const holdsPostUnder = (scope: readonly string[], day: string) => sql`exists (
  select 1 from posts held where held.person_id = r.person_id and held.starts_on <= ${day}::date
    and (held.ends_on is null or held.ends_on > ${day}::date) and ${isUnder(sql`held.unit_id`, scope)})`;

const open = <Row extends ErasureRow>(db: Db | Tx, row: Row): Row => ({
  ...row,
  reason: openField(db, 'erasure_decisions.reason', row.id, row.reason),
});

export async function insertErasureRequest(tx: Tx, id: string, personId: string, now: Date): Promise<void> {
  await tx.execute(
    sql`insert into erasure_requests (id, person_id, asked_at) values (${id}, ${personId}, ${at(now)})`,
  );
}

/** A person's own newest request. */
export async function findNewestErasure(
  db: Db | Tx,
  personId: string,
  day: string,
): Promise<ErasureRow | undefined> {
  const [row] = await db.execute<ErasureRow>(
    sql`select ${columns(day)} where r.person_id = ${personId} order by r.asked_at desc, r.id desc limit 1`,
  );
  return row && open(db, row);
}

/** One's own request, whatever came of it. */
export async function findOwnErasure(
  db: Db | Tx,
  id: string,
  personId: string,
  day: string,
): Promise<ErasureRow | undefined> {
  const [row] = await db.execute<ErasureRow>(
    sql`select ${columns(day)} where r.id = ${id} and r.person_id = ${personId}`,
  );
  return row && open(db, row);
}

/** A request of somebody else under the scope. */
export async function findErasureUnder(
  db: Db | Tx,
  id: string,
  deciderId: string,
  scope: readonly string[],
  day: string,
): Promise<ErasureRow | undefined> {
  const [row] = await db.execute<ErasureRow>(sql`
    select ${columns(day)} where r.id = ${id} and r.person_id <> ${deciderId} and ${holdsPostUnder(scope, day)}`);
  return row && open(db, row);
}

/** Requests of the scope that wait for an answer, the oldest first; never one's own. */
export async function findWaitingErasures(
  db: Db | Tx,
  deciderId: string,
  scope: readonly string[],
  day: string,
  limit: number,
): Promise<{ rows: ErasureRow[]; total: number }> {
  const rows = await db.execute<ErasureRow & { total: number }>(sql`
    select (count(*) over ())::int as total, ${columns(day)}
    where d.request_id is null and r.person_id <> ${deciderId} and ${holdsPostUnder(scope, day)}
    order by r.asked_at, r.id limit ${limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

/** Stores the answer once; false when there is one. */
export async function insertErasureDecision(
  tx: Tx,
  decision: { requestId: string; deciderId: string; verdict: ErasureVerdict; reason: string },
  now: Date,
): Promise<boolean> {
  const { requestId, deciderId, verdict } = decision;
  const reason = sealField(tx, 'erasure_decisions.reason', requestId, decision.reason);
  const rows = await tx.execute(sql`
    insert into erasure_decisions (request_id, person_id, verdict, reason, decided_by, decided_at)
    select r.id, r.person_id, ${verdict}, ${reason}, ${deciderId}, ${at(now)} from erasure_requests r where r.id = ${requestId}
    on conflict do nothing returning 1`);
  return rows.length === 1;
}

/**
 * Deletes what nobody has to keep of a person: the phone number, settings of their own, tags, Telegram accounts and codes
 * that work no more, and buttons that were shown.
 * @returns how many rows of each
 */
export async function erasePersonal(
  tx: Tx,
  personId: string,
  now: Date,
): Promise<Record<'phone' | 'settings' | 'tags' | 'accounts' | 'codes' | 'buttons', number>> {
  const [row] = await tx.execute<
    Record<'phone' | 'settings' | 'tags' | 'accounts' | 'codes' | 'buttons', number>
  >(sql`
    with before as (select phone, quiet_from, elder, weekly from people where id = ${personId} for update),
    person as (
      update people set phone = null, quiet_from = null, quiet_to = null, elder = false, weekly = true where id = ${personId}),
    times as (delete from card_times where person_id = ${personId} returning 1),
    tags as (delete from person_tags where person_id = ${personId} returning 1),
    accounts as (delete from telegram_accounts where person_id = ${personId} and revoked_at is not null returning 1),
    codes as (delete from invitations where person_id = ${personId}
      and (used_at is not null or revoked_at is not null or expires_at <= ${at(now)}) returning 1),
    buttons as (delete from shown_messages where person_id = ${personId} returning 1)
    select (select count(phone)::int from before) as phone,
      (select count(*)::int from before where quiet_from is not null or elder or not weekly) + (select count(*)::int from times) as settings,
      (select count(*)::int from tags) as tags, (select count(*)::int from accounts) as accounts,
      (select count(*)::int from codes) as codes, (select count(*)::int from buttons) as buttons`);
  if (!row) throw new Error(`nothing came back for ${personId}`);
  return row;
}
