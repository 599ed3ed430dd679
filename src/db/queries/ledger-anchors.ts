import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { insertDeliveries } from './deliveries.ts';
import { at, json, texts } from './sql-values.ts';

export type AnchorRow = {
  number: number;
  day: string;
  madeAt: string;
  before: string;
  chains: number;
  entries: number;
  digest: string;
  keyId: string;
  signature: string;
};
type HeadRow = { personId: string; seq: number; hash: string };

const columns = sql`number, day::text as day, made_at as "madeAt", before, chains, entries, digest, key_id as "keyId", signature`;

/** The newest anchor, of `before` a number or of all; and by its day. */
export async function findAnchor(
  db: Db | Tx,
  by: { day: string } | { number: number } | 'newest',
): Promise<AnchorRow | undefined> {
  const which = by === 'newest' ? sql`true` : 'day' in by ? sql`day = ${by.day}` : sql`number = ${by.number}`;
  const [row] = await db.execute<AnchorRow>(
    sql`select ${columns} from ledger_anchors where ${which} order by number desc limit 1`,
  );
  return row;
}

/** Every anchor with its heads, the oldest first. */
export async function findAnchors(
  db: Db | Tx,
  number: number | null = null,
): Promise<(AnchorRow & { heads: HeadRow[] })[]> {
  const rows = await db.execute<AnchorRow & { heads: [string, number, string][] }>(sql`
    select ${columns}, coalesce((select jsonb_agg(jsonb_build_array(h.person_id, h.seq, h.hash)) from ledger_anchor_heads h
      where h.number = a.number), '[]') as heads
    from ledger_anchors a where ${number}::int is null or a.number = ${number}::int order by a.number`);
  return rows.map((row) => ({
    ...row,
    heads: row.heads.map(([personId, seq, hash]) => ({ personId, seq, hash })),
  }));
}

/** What an anchor of now would say: the ends of chains that are not where the last anchor that named them has them. */
export async function readGrownHeads(tx: Tx): Promise<{ chains: number; entries: number; heads: HeadRow[] }> {
  const [row] = await tx.execute<{
    chains: number;
    entries: number;
    heads: [string, number, string][];
  }>(sql`
    select count(*)::int as chains, coalesce(sum(h.seq), 0)::int as entries,
      coalesce(jsonb_agg(jsonb_build_array(h.person_id, h.seq, h.hash)) filter (where a.hash is distinct from h.hash), '[]') as heads
    from ledger_heads h left join lateral (
      select x.hash from ledger_anchor_heads x where x.person_id = h.person_id order by x.seq desc limit 1) a on true`);
  const heads = row?.heads.map(([personId, seq, hash]) => ({ personId, seq, hash })) ?? [];
  return { chains: row?.chains ?? 0, entries: row?.entries ?? 0, heads };
}

/** False when there is one of this day or number, which somebody else was quicker to make. */
export async function insertAnchor(
  tx: Tx,
  row: Omit<AnchorRow, 'madeAt'> & { madeAt: Date },
  heads: readonly HeadRow[],
): Promise<boolean> {
  const { number, day, madeAt, before, chains, entries, digest, keyId, signature } = row;
  const made = await tx.execute(sql`
    insert into ledger_anchors (number, day, made_at, before, chains, entries, digest, key_id, signature)
    values (${number}, ${day}, ${at(madeAt)}, ${before}, ${chains}, ${entries}, ${digest}, ${keyId}, ${signature})
    on conflict do nothing returning 1`);
  if (made.length === 0) return false;
  await tx.execute(sql`
    insert into ledger_anchor_heads (number, person_id, seq, hash)
    select ${number}, "personId", seq, hash from jsonb_to_recordset(${json(heads)}) as h("personId" uuid, seq int, hash text)`);
  return true;
}

/** Sends the anchor to everybody with one of the roles, so that it is kept where nobody here can change it. */
export const tellAnchor = (
  tx: Tx,
  number: number,
  { roles, day, priority }: { roles: readonly string[]; day: string; priority: number },
  now: Date,
): Promise<number> =>
  insertDeliveries(
    tx,
    sql`select distinct o.person_id, null::uuid as subject_id, 'ledger-anchor:' || ${number}::int || ':' || o.person_id as once_key,
        jsonb_build_object('number', ${number}::int) as data
      from posts o where o.roles && ${texts(roles)} and o.starts_on <= ${day} and (o.ends_on is null or o.ends_on > ${day})`,
    { kind: 'ledger-anchor', priority, policy: 'resend', now },
  );

/** Heads that are not, or no longer, in the ledger: what stands at their place, and how long the chain is. */
export async function findLostHeads(
  db: Db,
  heads: readonly HeadRow[],
): Promise<{ personId: string; seq: number; isThere: boolean; length: number }[]> {
  return db.execute(sql`
    select h."personId", h.seq, e.id is not null as "isThere", coalesce((select max(x.seq) from ledger_entries x where x.person_id = h."personId"), 0) as length
    from jsonb_to_recordset(${json(heads)}) as h("personId" uuid, seq int, hash text)
    left join ledger_entries e on e.person_id = h."personId" and e.seq = h.seq
    where e.hash is distinct from h.hash order by h."personId", h.seq`);
}

/** Asks for a check of all chains; somebody who waits for one is not given a second. */
export async function insertCheck(tx: Tx, id: string, askedBy: string, now: Date): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into ledger_checks (id, asked_by, asked_at) select ${id}, ${askedBy}, ${at(now)}
    where not exists (select 1 from ledger_checks where asked_by = ${askedBy} and done_at is null) returning 1`);
  return rows.length === 1;
}

export const findOpenChecks = (db: Db): Promise<{ id: string; askedBy: string }[]> =>
  db.execute(
    sql`select id, asked_by as "askedBy" from ledger_checks where done_at is null order by asked_at`,
  );

/** False when it was done meanwhile. */
export async function markChecked(tx: Tx, id: string, result: unknown, now: Date): Promise<boolean> {
  const rows = await tx.execute(sql`
    update ledger_checks set done_at = ${at(now)}, result = ${json(result)} where id = ${id} and done_at is null returning 1`);
  return rows.length === 1;
}

/** What was found for somebody, by the check's id or the newest; `doneAt` is null while it is waited for. */
export async function findCheck(
  db: Db,
  askedBy: string,
  id: string | null,
): Promise<{ id: string; doneAt: string | null; result: unknown } | undefined> {
  const [row] = await db.execute<{ id: string; doneAt: string | null; result: unknown }>(sql`
    select id, done_at as "doneAt", result from ledger_checks
    where asked_by = ${askedBy} and (${id}::uuid is null or id = ${id}::uuid) order by asked_at desc limit 1`);
  return row;
}
