import { createHash } from 'node:crypto';
import postgres from 'postgres';

/** What a press or a word may change without changing anything: where a chat stands, and that it was heard. */
const PASSING = ['conversations', 'processed_updates', 'heartbeats'];

export type Inspector = ReturnType<typeof createInspector>;

/** The test's own eye on the database, as its owner. */
export function createInspector(ownerUrl: string) {
  const sql = postgres(ownerUrl, { max: 2, onnotice: () => undefined });
  return {
    sql,
    close: () => sql.end(),
    /** A hash of all rows of each table; equal when nothing at all has changed. */
    async fingerprint(): Promise<Record<string, string>> {
      const tables = await sql<{ name: string }[]>`
        select tablename as name from pg_tables where schemaname = 'public' order by tablename`;
      const prints: Record<string, string> = {};
      for (const { name } of tables) {
        if (PASSING.includes(name)) continue;
        const [row] = await sql<{ rows: string }[]>`
          select coalesce(string_agg(t::text, '|' order by t::text), '') as rows from ${sql(name)} t`;
        prints[name] = createHash('sha256')
          .update(row?.rows ?? '')
          .digest('hex');
      }
      return prints;
    },
    /** Live accounts with their people. */
    accounts: () => sql<{ id: number; name: string; language: string }[]>`
      select a.telegram_id::float8 as id, p.name, p.language from telegram_accounts a join people p on p.id = a.person_id
      where a.revoked_at is null`,
    /** An update counts as received and not handled, as a crash leaves it. */
    async reopen(update: { update_id: number }): Promise<void> {
      await sql`update processed_updates set state = 'received', done_at = null, body = ${sql.json(JSON.parse(JSON.stringify(update)))}
        where update_id = ${update.update_id}`;
    },
    async personId(staffNo: string): Promise<string> {
      const [row] = await sql<{ id: string }[]>`select id from people where staff_no = ${staffNo}`;
      if (!row) throw new Error(`there is no ${staffNo}`);
      return row.id;
    },
    async count(table: string): Promise<number> {
      const [row] = await sql<{ n: number }[]>`select count(*)::int as n from ${sql(table)}`;
      return row?.n ?? 0;
    },
  };
}
