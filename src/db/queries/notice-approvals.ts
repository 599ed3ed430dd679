import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { isUnder } from './sql-values.ts';

/** Ids of notices that wait for a second person and whose authors write for units of a scope, the oldest first. */
export async function findAwaitingIds(
  db: Db | Tx,
  scope: readonly string[],
  notBy: string,
  day: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select n.id from notices n where n.state = 'awaiting-approval' and n.author_id <> ${notBy}
      and exists (select 1 from posts o where o.person_id = n.author_id and o.starts_on <= ${day}::date
        and (o.ends_on is null or o.ends_on > ${day}::date) and ${isUnder(sql`o.unit_id`, scope)})
    order by n.created_at, n.id limit ${limit}`);
  return rows.map((row) => row.id);
}

export type NoticeAbout = {
  /** How many were in the frozen audience; 0 before it is frozen. */
  frozen: number;
  file: { kind: 'photo' | 'document'; name: string } | null;
  decidedByName: string | null;
};

/** What a notice's own row does not say by name. */
export async function getNoticeAbout(db: Db | Tx, noticeId: string): Promise<NoticeAbout> {
  const [row] = await db.execute<NoticeAbout>(sql`
    select (select count(*)::int from notice_recipients r where r.notice_id = n.id) as frozen,
      case when f.id is not null then jsonb_build_object('kind', f.kind, 'name', f.name) end as file, p.name as "decidedByName"
    from notices n left join files f on f.id = n.file_id left join people p on p.id = n.decided_by where n.id = ${noticeId}`);
  if (!row) throw new Error(`notice ${noticeId} is gone`);
  return row;
}
