import type { Sql } from 'postgres';
import type { Ground } from './stage.ts';

/** What the entries are, in turn: kinds that sections of the file read, with data as they have. */
const KINDS = 6;

/**
 * Gives everybody on the ground a chain of `entries`, as the trigger would have linked them, spread over a year before `until`: one
 * statement for each place of all chains, since to insert five million one by one takes most of an hour.
 */
export async function layLedger(sql: Sql, { people }: Ground, entries: number, until: Date): Promise<void> {
  const at = until.toISOString();
  await sql`set session_replication_role = replica`;
  // What the chains of this size are in a running installation; while they are made nobody else writes.
  await sql`insert into ledger_heads (person_id, seq, hash) select md5('person' || n)::uuid, 0, '' from generate_series(1, ${people}::int) n`;
  for (let seq = 1; seq <= entries; seq += 1) {
    await sql`
      with made as (
        insert into ledger_entries (id, person_id, seq, kind, nature, occurred_at, recorded_at, source_kind, source_id, rule_pack_version,
          data, prev_hash, hash)
        select md5('entry' || h.person_id || ${seq}::int)::uuid, h.person_id, ${seq}::int, k.kind, 'fact', t.at, t.at, 'bench', k.source, 'bench',
          k.data, h.hash, ''
        from ledger_heads h
        cross join lateral (select ${at}::timestamptz - (${entries}::int - ${seq}::int) * interval '1 day' * (365.0 / ${entries}::int) as at) t
        cross join lateral (select md5('source' || h.person_id || (${seq}::int / ${KINDS}::int) || (${seq}::int % 2))::uuid as source,
          (array['quiz-result', 'study-hours', 'notice-acknowledged', 'recognition', 'rectification-opened', 'rectification-closed'])[1 + ${seq}::int % ${KINDS}::int] as kind,
          (array['{"correct": 4, "total": 5, "preset": "daily", "slot": "x"}', '{"hours": 2, "evidence": "class"}', '{"state": "understood", "via": "button"}',
            '{"text": "x"}', '{"text": "x", "dueOn": "2026-12-01"}', '{"text": "x"}'])[1 + ${seq}::int % ${KINDS}::int]::jsonb as data) k
        returning id),
      linked as (select 1 from made)
      select count(*) from linked`;
    await sql`update ledger_entries e set hash = ledger_hash(e.prev_hash, e) where e.seq = ${seq}::int and e.hash = ''`;
    await sql`
      update ledger_heads h set seq = e.seq, hash = e.hash from ledger_entries e where e.person_id = h.person_id and e.seq = ${seq}::int`;
  }
  await sql`set session_replication_role = origin`;
  await sql`vacuum analyze ledger_entries`;
  await sql`vacuum analyze ledger_heads`;
}
