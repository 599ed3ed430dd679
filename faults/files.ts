import type { Ground } from '../bench/stage.ts';
import { askDatabase } from './ledger.ts';

/** More posts for everybody, each with its beginning and its end: two facts each for a roll-up to find. */
export const layPosts = (ground: Ground, posts: number): Promise<unknown> =>
  askDatabase(
    ground,
    (sql) => sql`
      insert into posts (id, person_id, unit_id, title, roles, starts_on, ends_on)
      select md5('post' || p.staff_no || ' ' || n)::uuid, p.id, ${ground.countyId}, 'p' || n, array['cadre'], date '2020-02-01' + n * 30, date '2020-02-21' + n * 30
      from people p cross join generate_series(1, ${posts}::int) n`,
  );

/** What comes late: for every `nth` person a post of which nobody knew in its time. */
export const layLatePosts = (
  ground: Ground,
  { nth, from, to }: { nth: number; from: string; to: string },
): Promise<unknown> =>
  askDatabase(
    ground,
    (sql) => sql`
      insert into posts (id, person_id, unit_id, title, roles, starts_on, ends_on)
      select md5('late' || p.staff_no || ' ' || ${from})::uuid, p.id, ${ground.countyId}, 'late', array['cadre'], ${from}::date, ${to}::date
      from people p where p.staff_no like 'N%' and substr(p.staff_no, 2)::int % ${nth}::int = 0`,
  );

/**
 * The ledgers and the files as they would be said, without the ids that are drawn at random and without when they were made: an
 * entry is its place in its chain. Two that are equal say the same of everybody.
 */
export const hashFiles = (ground: Pick<Ground, 'ownerUrl'>): Promise<string> =>
  askDatabase(ground, async (sql) => {
    const [row] = await sql<{ hash: string }[]>`
      with said as (
        select concat_ws(' ', p.staff_no, f.period, f.rule_pack_version, f.ledger_seq, f.exempt, f.stale_on, (
          select jsonb_agg(s.section || jsonb_build_object('entries', (
              select jsonb_agg(e.seq order by x.n) from jsonb_array_elements_text(s.section->'entries') with ordinality x(id, n)
              join ledger_entries e on e.id = x.id::uuid)) order by s.n)
          from jsonb_array_elements(f.sections) with ordinality s(section, n))::text) as line
        from credit_files f join people p on p.id = f.person_id
        union all
        select concat_ws(' ', p.staff_no, e.seq, e.kind, e.nature, e.occurred_at at time zone 'UTC', e.data)
        from ledger_entries e join people p on p.id = e.person_id)
      select md5(string_agg(line, E'\n' order by line collate "C")) as hash from said`;
    return row?.hash ?? '';
  });

/** Which version of each row of the files is there: another one for a row that was written again, even as it was. */
export const stampFiles = (ground: Pick<Ground, 'ownerUrl'>): Promise<Map<string, string>> =>
  askDatabase(ground, async (sql) => {
    const rows = await sql<{ key: string; stamp: string }[]>`
      select person_id || ' ' || period || ' ' || rule_pack_version as key, xmin::text as stamp from credit_files`;
    return new Map(rows.map(({ key, stamp }) => [key, stamp]));
  });
