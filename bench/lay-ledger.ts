import type { Sql } from 'postgres';
import type { Ground } from './stage.ts';

/** In turn: kinds that sections of the file read, with data such as they have. */
const ENTRIES = [
  ['quiz-result', { correct: 4, total: 5, preset: 'daily', slot: 'x' }],
  ['study-hours', { hours: 2, evidence: 'class' }],
  ['notice-acknowledged', { state: 'understood', via: 'button' }],
  ['recognition', { text: 'x' }],
  ['rectification-opened', { text: 'x', dueOn: '2026-12-01' }],
  ['rectification-closed', { text: 'x' }],
] as const;

/**
 * Gives everybody on the ground a chain of `entries` over the year before `until`, linked as the trigger would have linked them:
 * one statement for each place of all chains, since one by one five million take most of an hour.
 */
export async function layLedger(sql: Sql, { people }: Ground, entries: number, until: Date): Promise<void> {
  await sql`set session_replication_role = replica`;
  await sql`
    insert into ledger_heads (person_id, seq, hash)
    select md5('person' || n)::uuid, 0, '' from generate_series(1, ${people}::int) n`;
  const dayMs = (365 * 86_400_000) / entries;
  for (let seq = 1; seq <= entries; seq += 1) {
    const [kind, data] = ENTRIES[seq % ENTRIES.length] ?? ENTRIES[0];
    const at = new Date(until.getTime() - (entries - seq + 1) * dayMs).toISOString();
    // What is opened and what closes it have the same source.
    const source = `source${kind.startsWith('rectification') ? Math.floor(seq / ENTRIES.length) : seq}`;
    await sql`
      insert into ledger_entries (id, person_id, seq, kind, nature, occurred_at, recorded_at, source_kind, source_id, rule_pack_version,
        data, prev_hash, hash)
      select md5('entry' || person_id || ${seq}::int)::uuid, person_id, ${seq}::int, ${kind}, 'fact', ${at}::timestamptz, ${at}::timestamptz, 'bench',
        md5(${source} || person_id)::uuid, 'bench', ${sql.json(data)}, hash, '' from ledger_heads`;
    await sql`update ledger_entries e set hash = ledger_hash(e.prev_hash, e) where e.seq = ${seq}::int`;
    await sql`
      update ledger_heads h set seq = e.seq, hash = e.hash from ledger_entries e
      where e.person_id = h.person_id and e.seq = ${seq}::int`;
  }
  await sql`set session_replication_role = origin`;
  for (const table of ['ledger_entries', 'ledger_heads']) await sql.unsafe(`vacuum analyze ${table}`);
}
