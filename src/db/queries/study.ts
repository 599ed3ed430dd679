import { sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { insertCarried, type DigestTimes } from './deliveries.ts';
import { at, texts } from './sql-values.ts';

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

/** A weekly word to people who began papers since `since` and left some unfinished, or began none. */
export async function remindStudy(
  tx: Tx,
  roles: readonly string[],
  day: string,
  since: Date,
  now: Date,
  digest: DigestTimes,
): Promise<number> {
  const audience = sql`
    select l.person_id, null::uuid as subject_id, 'study-reminder:' || ${day}::text || ':' || l.person_id as once_key,
      jsonb_build_object('finished', past.finished) as data
    from (${learners(roles, day)}) l cross join lateral (
      select count(*)::int as finished from papers p join attempts a on a.paper_id = p.id
      where p.person_id = l.person_id and a.counts and a.finished_at > ${at(since)}) past
    where past.finished < 3`;
  return insertCarried(tx, audience, { kind: 'study-reminder', now }, digest);
}
