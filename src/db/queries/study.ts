import { sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { insertCarried, type DigestTimes } from './deliveries.ts';
import { texts } from './sql-values.ts';

/** People who hold one of the roles, can be reached and are not exempted on `day`. */
const learners = (roles: readonly string[], day: string) => sql`
  select distinct o.person_id from posts o
  join telegram_accounts a on a.person_id = o.person_id and a.revoked_at is null and a.unreachable_at is null
  where o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date) and o.roles && ${texts(roles)}
    and not exists (select 1 from exemptions e where e.person_id = o.person_id and e.starts_on <= ${day}::date
      and (e.ends_on is null or e.ends_on > ${day}::date))`;

/** Today's paper is offered once to everybody who has not begun it; the offer lapses with the day. */
export async function offerDailyPaper(
  tx: Tx,
  roles: readonly string[],
  day: string,
  now: Date,
  closesAt: Date,
  digest: DigestTimes,
): Promise<number> {
  const audience = sql`
    select l.person_id, null::uuid as subject_id, 'quiz-offer:' || ${day}::text || ':' || l.person_id as once_key,
      jsonb_build_object('day', ${day}::text) as data
    from (${learners(roles, day)}) l
    where not exists (select 1 from papers p join quizzes q on q.id = p.quiz_id
      where p.person_id = l.person_id and q.preset = 'daily' and q.slot = ${day})`;
  return insertCarried(tx, audience, { kind: 'quiz-offer', now, expiresAt: closesAt }, digest);
}

/** The word of the week, once, to everybody who learns and wants it. What it says is read when it is sent. */
export async function offerWeek(
  tx: Tx,
  roles: readonly string[],
  day: string,
  now: Date,
  expiresAt: Date,
  digest: DigestTimes,
): Promise<number> {
  const audience = sql`
    select l.person_id, null::uuid as subject_id, 'week:' || ${day}::text || ':' || l.person_id as once_key, '{}'::jsonb as data
    from (${learners(roles, day)}) l join people p on p.id = l.person_id and p.weekly`;
  return insertCarried(tx, audience, { kind: 'week', now, expiresAt }, digest);
}
