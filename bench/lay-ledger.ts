import postgres, { type Sql } from 'postgres';
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
/** As many connections as lay chains beside each other; each has people of its own. */
const AT_ONCE = 2;

/**
 * Gives everybody on the ground a chain of `entries` over the year before `until`, linked as the trigger would have linked them:
 * one statement for each place of all chains, since one by one five million take most of an hour.
 */
export async function layLedger(sql: Sql, ground: Ground, entries: number, until: Date): Promise<void> {
  await sql`
    insert into ledger_heads (person_id, seq, hash)
    select md5('person' || n)::uuid, 0, '' from generate_series(1, ${ground.people}::int) n`;
  const columns = (
    await sql<{ name: string }[]>`
      select attname as name from pg_attribute where attrelid = 'ledger_entries'::regclass and attnum > 0 and not attisdropped order by attnum`
  ).map(({ name }) => name);
  await Promise.all(
    Array.from({ length: AT_ONCE }, (_, share) => layShare(ground, columns, share, { entries, until })),
  );
  for (const table of ['ledger_entries', 'ledger_heads']) await sql.unsafe(`vacuum analyze ${table}`);
}

/** The chains of every second person, say. */
async function layShare(
  { ownerUrl }: Ground,
  columns: readonly string[],
  share: number,
  { entries, until }: { entries: number; until: Date },
): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  const dayMs = (365 * 86_400_000) / entries;
  try {
    await sql`set session_replication_role = replica`;
    for (let seq = 1; seq <= entries; seq += 1) {
      const [kind, data] = ENTRIES[seq % ENTRIES.length] ?? ENTRIES[0];
      const at = `timestamptz '${new Date(until.getTime() - (entries - seq + 1) * dayMs).toISOString()}'`;
      // What is opened and what closes it have the same source.
      const source = `source${kind.startsWith('rectification') ? Math.floor(seq / ENTRIES.length) : seq}`;
      const values: Record<string, string> = {
        id: `md5('entry' || h.person_id || ${seq})::uuid`,
        person_id: 'h.person_id',
        seq: String(seq),
        kind: `'${kind}'`,
        nature: `'fact'`,
        occurred_at: at,
        recorded_at: at,
        source_kind: `'bench'`,
        source_id: `md5('${source}' || h.person_id)::uuid`,
        rule_pack_version: `'bench'`,
        data: `'${JSON.stringify(data)}'::jsonb`,
        prev_hash: 'h.hash',
        hash: `''`,
      };
      // The hash is that of the whole row, so the row is there before its hash is.
      const taken = columns.map((name) =>
        name === 'hash' ? 'ledger_hash((made.e).prev_hash, made.e)' : `(made.e).${name}`,
      );
      await sql.unsafe(`
        with made as materialized (
          select row(${columns.map((name) => values[name] ?? 'null').join(', ')})::ledger_entries as e
          from ledger_heads h where abs(hashtext(h.person_id::text)) % ${AT_ONCE} = ${share}
        ), laid as (
          insert into ledger_entries (${columns.join(', ')}) select ${taken.join(', ')} from made returning person_id, seq, hash)
        update ledger_heads h set seq = laid.seq, hash = laid.hash from laid where laid.person_id = h.person_id`);
    }
  } finally {
    await sql.end();
  }
}
