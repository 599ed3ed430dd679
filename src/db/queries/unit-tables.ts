import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import type { StoredSection } from '../schema/credit.ts';
import { insertDeliveries } from './deliveries.ts';
import { areRelated } from './relations.ts';
import { at, isUnder, uuids } from './sql-values.ts';

/** Who asks for the table of a unit, and what for. */
export type TableQuestion = {
  readerId: string;
  scope: readonly string[];
  unitId: string;
  purpose: string;
  day: string;
};

/** Somebody of the unit, with what stands between the reader and their file. */
export type TableRow = {
  personId: string;
  name: string;
  staffNo: string;
  title: string;
  titleEn: string | null;
  unitName: string;
  recusal: 'self' | 'relative' | 'same-case' | null;
  /** A request of this reader about them for this purpose that holds and may be looked by. */
  requestId: string | null;
  period: string | null;
  sections: StoredSection[] | null;
};

const held = (post: SQL, day: string): SQL =>
  sql`${post}.starts_on <= ${day}::date and (${post}.ends_on is null or ${post}.ends_on > ${day}::date)`;

/** Everybody who holds a post under the unit, by name, in one statement: no ranking, and nothing about how often. */
export async function findTableRows(
  db: Db | Tx,
  { readerId, scope, unitId, purpose, day }: TableQuestion,
  now: Date,
): Promise<TableRow[]> {
  return db.execute<TableRow>(sql`
    select p.id as "personId", p.name, p.staff_no as "staffNo", o.title, o.title_en as "titleEn", u.name as "unitName",
      case when p.id = ${readerId} then 'self' when ${areRelated(sql`p.id`, sql`${readerId}::uuid`)} then 'relative'
        when exists (select 1 from objections j join ledger_entries e on e.id = j.entry_id where j.person_id = p.id
          and ${readerId}::uuid in (e.recorded_by, e.confirmed_by)
          and not exists (select 1 from objection_answers a where a.objection_id = j.id)) then 'same-case' end as recusal,
      (select r.id from file_access_requests r where r.requester_id = ${readerId} and r.subject_id = p.id and r.purpose = ${purpose}
        and r.state in ('approved', 'used') and r.holds_until > ${at(now)} order by r.used_at desc nulls last, r.asked_at desc, r.id desc limit 1) as "requestId",
      f.period, f.sections
    from people p cross join lateral (
      select o.title, o.title_en, o.unit_id from posts o where o.person_id = p.id and ${held(sql`o`, day)} and ${isUnder(sql`o.unit_id`, [unitId])}
        and ${isUnder(sql`o.unit_id`, scope)} order by o.starts_on, o.id limit 1) o
    join organisation_units u on u.id = o.unit_id
    left join lateral (select f.period, f.sections from credit_files f where f.person_id = p.id and f.period like '____-Q_'
      order by f.period desc, f.computed_at desc limit 1) f on true
    order by p.name collate "zh-x-icu", p.staff_no`);
}

/** Makes two presses of one reader wait for each other. */
export async function lockReader(tx: Tx, readerId: string): Promise<void> {
  await tx.execute(sql`select 1 from people where id = ${readerId} for no key update`);
}

export type TableLook = {
  readerId: string;
  purpose: string;
  /** Of a request that is made now; those that are there keep theirs. */
  rulePackVersion: string;
  holdsUntil: Date;
  tellAt: Date;
  unitId: string;
};

/**
 * Notes a look at each listed person's file, in four statements however many: a request that is used, the word to the
 * person, and the log; as a look at one file does.
 */
export async function insertLooks(
  tx: Tx,
  { readerId, purpose, rulePackVersion, holdsUntil, tellAt, unitId }: TableLook,
  { made, approved }: { made: readonly string[]; approved: readonly string[] },
  now: Date,
): Promise<void> {
  const fresh = await tx.execute<{ id: string }>(sql`
    insert into file_access_requests (id, requester_id, subject_id, purpose, sealed, needs_approval, rule_pack_version, state, asked_at, holds_until,
      used_at, tell_at)
    select uuidv7(), ${readerId}, subject, ${purpose}, false, false, ${rulePackVersion}, 'used', ${at(now)}, ${at(holdsUntil)}, ${at(now)}, ${at(tellAt)}
    from unnest(${uuids(made)}) subject returning id`);
  const used = await tx.execute<{ id: string }>(sql`
    update file_access_requests set state = 'used', used_at = ${at(now)}, tell_at = ${at(tellAt)}
    where id = any(${uuids(approved)}) and state = 'approved' returning id`);
  const told = [...fresh, ...used].map(({ id }) => id);
  await insertDeliveries(
    tx,
    sql`select r.subject_id as person_id, r.id as subject_id, 'file-looked:' || r.id as once_key, '{}'::jsonb as data
      from file_access_requests r where r.id = any(${uuids(told)}) order by r.subject_id`,
    { kind: 'file-looked', priority: 1, policy: 'resend', now, notBefore: tellAt },
  );
  const shown = [...fresh.map(({ id }) => id), ...approved];
  await tx.execute(sql`
    insert into access_log (id, actor_id, action, subject_person_id, purpose, detail, at)
    select uuidv7(), ${readerId}, 'file.read-table', r.subject_id, r.purpose,
      jsonb_strip_nulls(jsonb_build_object('requestId', r.id, 'unitId', ${unitId}::text, 'approver', r.decided_by)), ${at(now)}
    from file_access_requests r where r.id = any(${uuids(shown)}) order by r.subject_id`);
}

/** Logs whose files the reader was kept away from. */
export async function insertRecusals(
  tx: Tx,
  readerId: string,
  rows: readonly { personId: string; why: string }[],
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into access_log (id, actor_id, action, subject_person_id, purpose, detail, at)
    select uuidv7(), ${readerId}, 'file.recused', r."personId", null, jsonb_build_object('why', r.why), ${at(now)}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("personId" uuid, why text)`);
}
