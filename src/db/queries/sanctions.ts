import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { insertDeliveries, type FanOut } from './deliveries.ts';
import { isDisregarded } from './ledger.ts';
import { areRelated } from './relations.ts';
import { at, isUnder, json } from './sql-values.ts';

export type RefusedFor = 'person' | 'kind' | 'document' | 'day';
export type SanctionRow = {
  id: string;
  personId: string;
  personName: string;
  unitName: string;
  kind: string;
  kindName: { zh: string; en: string };
  organ: string;
  documentNo: string;
  /** "2026-11-23", and so is the last day in effect. */
  decidedOn: string;
  effectiveUntil: string;
  recordedBy: string;
  recordedByName: string;
  verdict: 'confirmed' | 'refused' | null;
  refusedFor: RefusedFor | null;
  checkedBy: string | null;
  checkedByName: string | null;
};

const columns = (day: string) => sql`
  r.id, r.person_id as "personId", p.name as "personName", coalesce(o.name, '') as "unitName", r.kind, r.kind_name as "kindName", r.organ,
  r.document_no as "documentNo", r.decided_on::text as "decidedOn", r.effective_until::text as "effectiveUntil", r.recorded_by as "recordedBy",
  coalesce(b.name, '') as "recordedByName", c.verdict, c.reason as "refusedFor", c.checked_by as "checkedBy", k.name as "checkedByName"
  from sanction_records r join people p on p.id = r.person_id left join people b on b.id = r.recorded_by
  left join sanction_checks c on c.record_id = r.id left join people k on k.id = c.checked_by
  left join lateral (select u.name from posts o join organisation_units u on u.id = o.unit_id
    where o.person_id = r.person_id and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)
    order by o.starts_on, o.id limit 1) o on true`;

/** What a person may check: about somebody else under the scope who is no relative of theirs, recorded by somebody else. */
const isTheirs = (checkerId: string, scope: readonly string[], day: string) => sql`
  r.person_id <> ${checkerId} and r.recorded_by <> ${checkerId} and not ${areRelated(sql`r.person_id`, sql`${checkerId}::uuid`)}
  and exists (select 1 from posts held where held.person_id = r.person_id and held.starts_on <= ${day}::date
    and (held.ends_on is null or held.ends_on > ${day}::date) and ${isUnder(sql`held.unit_id`, scope)})`;

export type NewSanction = Pick<
  SanctionRow,
  | 'id'
  | 'personId'
  | 'kind'
  | 'kindName'
  | 'organ'
  | 'documentNo'
  | 'decidedOn'
  | 'effectiveUntil'
  | 'recordedBy'
> & { rulePackVersion: string };

/** The same id again stores nothing; false then. */
export async function insertSanction(tx: Tx, row: NewSanction, now: Date): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into sanction_records (id, person_id, kind, kind_name, organ, document_no, decided_on, effective_until, recorded_by,
      rule_pack_version, recorded_at)
    values (${row.id}, ${row.personId}, ${row.kind}, ${json(row.kindName)}, ${row.organ}, ${row.documentNo}, ${row.decidedOn},
      ${row.effectiveUntil}, ${row.recordedBy}, ${row.rulePackVersion}, ${at(now)}) on conflict do nothing returning 1`);
  return rows.length === 1;
}

/** Whether this document is recorded of the person already, and neither was refused nor is disregarded. */
export async function isRecorded(tx: Tx, personId: string, documentNo: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from sanction_records r left join sanction_checks c on c.record_id = r.id
    left join ledger_entries e on e.kind = 'sanction' and e.source_id = r.id and e.person_id = r.person_id
    where r.person_id = ${personId} and r.document_no = ${documentNo} and c.verdict is distinct from 'refused'
      and not ${isDisregarded(sql`r.person_id`, sql`e.id`)} limit 1`);
  return rows.length === 1;
}

/** A record for somebody whom it concerns: who made it, or whom it is about once it is confirmed. */
export async function findSanctionOf(
  db: Db | Tx,
  id: string,
  personId: string,
  day: string,
): Promise<SanctionRow | undefined> {
  const [row] = await db.execute<SanctionRow>(sql`
    select ${columns(day)} where r.id = ${id}
      and (r.recorded_by = ${personId} or r.person_id = ${personId} and c.verdict = 'confirmed')`);
  return row;
}

export async function findSanctionUnder(
  db: Db | Tx,
  id: string,
  checkerId: string,
  scope: readonly string[],
  day: string,
): Promise<SanctionRow | undefined> {
  const [row] = await db.execute<SanctionRow>(sql`
    select ${columns(day)} where r.id = ${id} and ${isTheirs(checkerId, scope, day)}`);
  return row;
}

/** Records that wait for this person's answer, the oldest first. */
export async function findWaitingSanctions(
  db: Db | Tx,
  checkerId: string,
  scope: readonly string[],
  day: string,
  limit: number,
): Promise<{ rows: SanctionRow[]; total: number }> {
  const rows = await db.execute<SanctionRow & { total: number }>(sql`
    select (count(*) over ())::int as total, ${columns(day)}
    where c.record_id is null and ${isTheirs(checkerId, scope, day)} order by r.recorded_at, r.id limit ${limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

/** Stores the answer once; false when there is one. */
export async function insertSanctionCheck(
  tx: Tx,
  check: { recordId: string; checkerId: string; verdict: 'confirmed' | 'refused'; reason: RefusedFor | null },
  now: Date,
): Promise<boolean> {
  const { recordId, checkerId, verdict, reason } = check;
  const rows = await tx.execute(sql`
    insert into sanction_checks (record_id, person_id, recorded_by, verdict, reason, checked_by, checked_at)
    select r.id, r.person_id, r.recorded_by, ${verdict}, ${reason}, ${checkerId}, ${at(now)} from sanction_records r where r.id = ${recordId}
    on conflict do nothing returning 1`);
  return rows.length === 1;
}

/** Tells the person and whoever recorded it of every sanction whose last day lies before `day`, once; returns how many are told. */
export const tellEnded = (tx: Db | Tx, day: string, fanOut: Omit<FanOut, 'kind'>): Promise<number> =>
  insertDeliveries(
    tx,
    sql`
      select x.person_id, r.id as subject_id, 'sanction-ended:' || r.id || ':' || x.person_id as once_key, '{}'::jsonb as data
      from sanction_records r join sanction_checks c on c.record_id = r.id and c.verdict = 'confirmed'
      join ledger_entries e on e.kind = 'sanction' and e.source_id = r.id and e.person_id = r.person_id
      cross join lateral (values (r.person_id), (r.recorded_by)) x(person_id)
      where r.effective_until < ${day}::date and not ${isDisregarded(sql`e.person_id`, sql`e.id`)}
        and not exists (select 1 from deliveries d where d.once_key = 'sanction-ended:' || r.id || ':' || x.person_id)`,
    { ...fanOut, kind: 'sanction-ended' },
  );
