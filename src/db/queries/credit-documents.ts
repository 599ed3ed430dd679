import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { openRows } from '../sealed-fields.ts';
import type { StoredSection } from '../schema/credit.ts';
import { uuids } from './sql-values.ts';

export type DocumentRow = {
  personId: string;
  name: string;
  staffNo: string;
  /** Of the post held today; empty where there is none. */
  title: string;
  titleEn: string | null;
  unitName: string;
  period: string;
  rulePackVersion: string;
  sections: StoredSection[];
  computedAt: string;
  /** The end of the chain that the sections rest on; null where there were no entries. */
  chain: { seq: number; hash: string } | null;
  /** The newest file of an earlier quarter. */
  before: { period: string; sections: StoredSection[] } | null;
};

/** The newest quarter's file of each person `p` of `whom`, with what a document of it says at its head. */
const documentsOf = (whom: SQL, day: string): SQL => sql`
  select f.person_id as "personId", p.name, p.staff_no as "staffNo", coalesce(o.title, '') as title, o.title_en as "titleEn",
    coalesce(o.path, '') as "unitName", f.period, f.rule_pack_version as "rulePackVersion", f.sections, f.computed_at as "computedAt",
    (select jsonb_build_object('seq', e.seq, 'hash', e.hash) from ledger_entries e
      where e.person_id = f.person_id and e.seq = f.ledger_seq) as chain,
    (select jsonb_build_object('period', b.period, 'sections', b.sections) from credit_files b
      where b.person_id = f.person_id and b.period like '____-Q_' and b.period < f.period order by b.period desc, b.computed_at desc limit 1) as before
  from people p
  join lateral (select * from credit_files f where f.person_id = p.id and f.period like '____-Q_' order by f.period desc, f.computed_at desc limit 1) f on true
  left join lateral (
    select o.title, o.title_en, (select string_agg(u.name, ' / ' order by c.depth desc)
        from unit_closure c join organisation_units u on u.id = c.ancestor_id where c.descendant_id = o.unit_id
        and (u.kind <> 'county' or c.depth = 0)) as path
    from posts o where o.person_id = p.id and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)
    order by o.starts_on, o.id limit 1) o on true
  where ${whom}`;

export async function findDocument(
  db: Db | Tx,
  personId: string,
  day: string,
): Promise<DocumentRow | undefined> {
  const [row] = await db.execute<DocumentRow>(documentsOf(sql`p.id = ${personId}`, day));
  return row;
}

export type DocumentCorrection = { seq: number; occurredAt: string; data: Record<string, unknown> };
export type DocumentEntryRow = {
  id: string;
  personId: string;
  seq: number;
  kind: string;
  nature: string;
  occurredAt: string;
  recordedAt: string;
  sourceKind: string;
  sourceId: string;
  recordedByName: string | null;
  confirmedByName: string | null;
  data: Record<string, unknown>;
  hash: string;
  /** What was entered later about this entry, in the order of the chain. */
  corrections: DocumentCorrection[];
  /** Later days that were granted to what this entry opened, in the order of the chain; not those that were disregarded. */
  extensions: (DocumentCorrection & { kind: string })[];
  /** What the person said against it. */
  objections: { text: string; createdAt: string }[];
};

/** Entries of files by id with all that stands beside them, each file in the order of its chain. */
export async function findDocumentEntries(
  db: Db | Tx,
  personIds: readonly string[],
  entryIds: readonly string[],
): Promise<DocumentEntryRow[]> {
  type Said = DocumentEntryRow['objections'][number] & { id: string };
  const rows = await db.execute<DocumentEntryRow & { objections: Said[] }>(sql`
    with correction as materialized (
      select person_id, seq, occurred_at, data, data->>'corrects' as entry, data->>'replaces' as source from ledger_entries
      where person_id = any(${uuids(personIds)}) and kind = 'correction'
    ), extension as materialized (
      select x.person_id, x.seq, x.kind, x.occurred_at, x.data, x.data->>'item' as item from ledger_entries x
      where x.person_id = any(${uuids(personIds)}) and x.data ? 'item' and not coalesce((select (c.data->>'disregarded')::boolean from correction c
        where c.person_id = x.person_id and c.entry = x.id::text order by c.seq desc limit 1), false)
    ), doubt as materialized (
      select entry_id, jsonb_agg(jsonb_build_object('id', id, 'text', text, 'createdAt', created_at) order by created_at, id) as said from objections
      where person_id = any(${uuids(personIds)}) group by entry_id)
    select e.id, e.person_id as "personId", e.seq, e.kind, e.nature, e.occurred_at as "occurredAt", e.recorded_at as "recordedAt",
      e.source_kind as "sourceKind", e.source_id as "sourceId", r.name as "recordedByName", c.name as "confirmedByName", e.data, e.hash,
      coalesce((select jsonb_agg(jsonb_build_object('seq', x.seq, 'occurredAt', x.occurred_at, 'data', x.data) order by x.seq) from correction x
        where x.person_id = e.person_id and (x.entry = e.id::text or x.source = e.source_id::text and e.source_kind = 'study-hours')), '[]') as corrections,
      coalesce((select jsonb_agg(jsonb_build_object('seq', x.seq, 'kind', x.kind, 'occurredAt', x.occurred_at, 'data', x.data) order by x.seq)
        from extension x where x.person_id = e.person_id and x.item = e.source_id::text), '[]') as extensions,
      coalesce((select d.said from doubt d where d.entry_id = e.id), '[]') as objections
    from ledger_entries e left join people r on r.id = e.recorded_by left join people c on c.id = e.confirmed_by
    where e.person_id = any(${uuids(personIds)}) and e.id = any(${uuids(entryIds)}) order by e.person_id, e.seq`);
  return rows.map((row) => ({
    ...row,
    objections: openRows(db, row.objections, { text: 'objections.text' }).map(({ text, createdAt }) => ({
      text,
      createdAt,
    })),
  }));
}

/** What a rule pack said under its version. */
export async function findRulePackBody(db: Db | Tx, version: string): Promise<unknown> {
  const [row] = await db.execute<{ body: unknown }>(
    sql`select body from rule_packs where version = ${version}`,
  );
  return row?.body;
}
