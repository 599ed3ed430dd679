import { sql, type SQL } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { json } from './sql-values.ts';

/**
 * The first thing wrong with a chain. hash: the entry is not what was hashed; link: it does not follow the one before;
 * gap: numbers are missing before it; head: the chain's end is not the recorded one. `entryId` and `kind` are null
 * where there is no such entry.
 */
export type LedgerFault = {
  personId: string;
  staffNo: string;
  name: string;
  seq: number;
  fault: 'hash' | 'link' | 'gap' | 'head';
  entryId: string | null;
  kind: string | null;
  /** When it was recorded, or where it is missing the one before it. */
  recordedAt: string | null;
};

/** Whose the places of a chain are, and what stands there. */
const faultColumns = sql`f.person_id as "personId", coalesce(p.staff_no, '') as "staffNo", coalesce(p.name, '') as name, f.seq, f.fault,
      e.id as "entryId", e.kind, (select x.recorded_at from ledger_entries x where x.person_id = f.person_id and x.seq <= f.seq
        order by x.seq desc limit 1) as "recordedAt"`;
const faultJoins = sql`left join people p on p.id = f.person_id left join ledger_entries e on e.person_id = f.person_id and e.seq = f.seq`;

/** The same for places that were found otherwise. */
export const findFaultyEntries = (
  db: Db,
  places: readonly { personId: string; seq: number }[],
): Promise<Omit<LedgerFault, 'fault'>[]> =>
  db.execute(sql`
    select ${faultColumns} from (select "personId" as person_id, seq, '' as fault
      from jsonb_to_recordset(${json(places)}) as r("personId" uuid, seq int)) f ${faultJoins}`);

/** Recomputes every chain in the database; returns the first bad (or missing) entry of each broken chain and how many were read. */
export async function findLedgerFaults(
  db: Db,
): Promise<{ entries: number; chains: number; faults: LedgerFault[] }> {
  const faults = await db.execute<LedgerFault>(sql`
    with seen as (
      select e.person_id, e.seq, case when e.hash <> ledger_hash(e.prev_hash, e) then 'hash'
          when e.seq <> row_number() over w then 'gap'
          when e.prev_hash <> coalesce(lag(e.hash) over w, '') then 'link' end as fault
      from ledger_entries e window w as (partition by e.person_id order by e.seq)
    ), heads as (
      select h.person_id, least(h.seq, coalesce(t.seq, 0)) + (h.seq <> coalesce(t.seq, 0))::int as seq, 'head' as fault from ledger_heads h
      left join lateral (select seq, hash from ledger_entries e where e.person_id = h.person_id order by seq desc limit 1) t on true
      where h.seq <> coalesce(t.seq, 0) or h.hash <> coalesce(t.hash, '')
      union all
      select distinct e.person_id, 1, 'head' from ledger_entries e where not exists (select 1 from ledger_heads h where h.person_id = e.person_id))
    select ${faultColumns}
    from (select distinct on (person_id) * from (select * from seen where fault is not null union all select * from heads) all_faults
      order by person_id, seq, fault) f
    ${faultJoins} order by p.staff_no`);
  const [count] = await db.execute<{ entries: number; chains: number }>(sql`
    select count(*)::int as entries, count(distinct person_id)::int as chains from ledger_entries`);
  return { entries: count?.entries ?? 0, chains: count?.chains ?? 0, faults: [...faults] };
}

/** An entry as it is exported: every field that is hashed, as the text that is hashed. */
export type ExportedEntry = {
  id: string;
  person: string;
  seq: number;
  kind: string;
  nature: string;
  occurred: string;
  recorded: string;
  source: string;
  sourceId: string;
  rules: string;
  by: string;
  confirmed: string;
  data: string;
  prev: string;
  hash: string;
};

const utc = (column: SQL): SQL => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/**
 * The next entries of the ledger in the order of people and their chains.
 * @param after the last one that was read; null begins
 * @param personId whose chain; null for everybody's
 */
export const findExportedEntries = (
  db: Db,
  {
    after,
    personId,
    limit,
  }: { after: { person: string; seq: number } | null; personId: string | null; limit: number },
): Promise<ExportedEntry[]> =>
  db.execute(sql`
    select id, person_id as person, seq, kind, nature, ${utc(sql`occurred_at`)} as occurred, ${utc(sql`recorded_at`)} as recorded,
      source_kind as source, source_id as "sourceId", rule_pack_version as rules, coalesce(recorded_by::text, '-') as by,
      coalesce(confirmed_by::text, '-') as confirmed, data::text as data, prev_hash as prev, hash
    from ledger_entries where ${personId === null ? sql`true` : sql`person_id = ${personId}`}
      and ${after === null ? sql`true` : sql`(person_id, seq) > (${after.person}::uuid, ${after.seq}::int)`}
    order by person_id, seq limit ${limit}`);
