import postgres from 'postgres';
import { openSealed } from './field-keys.ts';

/** What a press or a word may change without changing anything: where a chat stands, and that it was heard. */
const PASSING = ['conversations', 'processed_updates', 'heartbeats'];

/** The same of columns: which question typed letters are meant for goes with what was opened last. */
const PASSING_COLUMNS = ['on_screen'];

/** The test's own eye on the database, as its owner. */
export function createInspector(ownerUrl: string) {
  const sql = postgres(ownerUrl, { max: 2, onnotice: () => undefined });
  return {
    sql,
    close: () => sql.end(),
    /** How many rows each table has, and a hash of them; equal when nothing at all has changed. */
    fingerprint: async (): Promise<Record<string, string>> => {
      const tables = await sql<{ name: string }[]>`
        select tablename as name from pg_tables where schemaname = 'public' order by tablename`;
      const prints: Record<string, string> = {};
      for (const { name } of tables) {
        if (PASSING.includes(name)) continue;
        const [row] = await sql<{ print: string }[]>`
          select count(*) || ':' || md5(coalesce(string_agg(md5(t.row), '' order by md5(t.row)), '')) as print
          from (select (to_jsonb(r) - ${PASSING_COLUMNS}::text[])::text as row from ${sql(name)} r) t`;
        prints[name] = row?.print ?? '';
      }
      return prints;
    },
    /** Live accounts with their people. */
    accounts: () => sql<{ id: number; name: string; language: string }[]>`
      select a.telegram_id::float8 as id, p.name, p.language from telegram_accounts a join people p on p.id = a.person_id
      where a.revoked_at is null`,
    /** An update counts as received and not handled, as a crash leaves it. */
    reopen: async (update: { update_id: number }): Promise<void> => {
      await sql`update processed_updates set state = 'received', done_at = null, body = ${sql.json(JSON.parse(JSON.stringify(update)))}
        where update_id = ${update.update_id}`;
    },
    /** The `nth` update from now on to be marked as handled is not, once, and with it all that its statement was to do. */
    crashAtMark: async (nth: number): Promise<void> => {
      await sql.unsafe(`
        create sequence crash;
        create function crash() returns trigger language plpgsql security definer as $$ begin
          if nextval('crash') = ${nth} then raise exception 'crash at the mark'; end if;
          return new; end $$;
        create trigger crash before update on processed_updates for each row when (new.state = 'done') execute function crash()`);
    },
    crashNoMore: async (): Promise<void> => {
      await sql.unsafe('drop trigger crash on processed_updates; drop function crash(); drop sequence crash');
    },
    personId: async (staffNo: string): Promise<string> => {
      const [row] = await sql<{ id: string }[]>`select id from people where staff_no = ${staffNo}`;
      if (!row) throw new Error(`there is no ${staffNo}`);
      return row.id;
    },
    /** Where a chat's wizard stands. */
    step: async (account: number): Promise<{ flow: string; step: string; data: unknown } | undefined> => {
      const [row] = await sql<{ flow: string; step: string; data: unknown }[]>`
        select flow, step, data from conversations where chat_id = ${account}`;
      if (typeof row?.data !== 'string') return row;
      return { ...row, data: JSON.parse(openSealed('conversations.data', account, row.data)) as unknown };
    },
    count: async (table: string): Promise<number> => {
      const [row] = await sql<{ n: number }[]>`select count(*)::int as n from ${sql(table)}`;
      return row?.n ?? 0;
    },
  };
}
