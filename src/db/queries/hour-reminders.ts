import { sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { insertCarried, type DigestTimes } from './deliveries.ts';
import { texts } from './sql-values.ts';

/**
 * Tells who is to confirm that study hours wait: of each entry the holder of one of the roles nearest above the person,
 * who is neither them nor who wrote it, and can be reached. Each is told again only when a newer entry has come.
 */
export async function announceWaitingHours(
  tx: Tx,
  roles: readonly string[],
  day: string,
  now: Date,
  digest: DigestTimes,
): Promise<number> {
  const isHeld = (post: 'o' | 's') =>
    sql.raw(`${post}.starts_on <= day.today and (${post}.ends_on is null or ${post}.ends_on > day.today)`);
  const audience = sql`
    select near.person_id, null::uuid as subject_id, 'hours-waiting:' || near.person_id || ':' || max(h.id::text) as once_key,
      '{}'::jsonb as data
    from study_hours h cross join (select ${day}::date as today) day cross join lateral (
      select s.person_id from posts o join unit_closure c on c.descendant_id = o.unit_id
      join posts s on s.unit_id = c.ancestor_id and s.roles && ${texts(roles)} and ${isHeld('s')}
      join telegram_accounts a on a.person_id = s.person_id and a.revoked_at is null and a.unreachable_at is null
      where o.person_id = h.person_id and ${isHeld('o')} and s.person_id <> h.person_id and s.person_id <> h.recorded_by
      order by c.depth, s.starts_on, s.id limit 1) near
    where not exists (select 1 from study_hour_decisions d where d.entry_id = h.id)
      and not exists (select 1 from study_hours n left join study_hour_decisions nd on nd.entry_id = n.id
        where n.person_id = h.person_id and n.event_id = h.event_id and (n.recorded_at, n.id) > (h.recorded_at, h.id)
          and nd.verdict is distinct from 'rejected')
    group by near.person_id`;
  return insertCarried(tx, audience, { kind: 'hours-waiting', now }, digest);
}
