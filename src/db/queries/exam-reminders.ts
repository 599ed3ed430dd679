import { sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { insertCarried, type DigestTimes } from './deliveries.ts';
import { at } from './sql-values.ts';

/**
 * A line in the digest of everybody who has not finished an exam that closes for them before `until`, once an exam.
 * Nobody who was told of it only since `toldBefore`, nor who is exempted today.
 */
export async function remindExaminees(
  tx: Tx,
  { until, toldBefore, day }: { until: Date; toldBefore: Date; day: string },
  now: Date,
  digest: DigestTimes,
): Promise<number> {
  const audience = sql`
    select i.person_id, i.quiz_id as subject_id, 'exam-reminder:' || i.quiz_id || ':' || i.person_id as once_key, '{}'::jsonb as data
    from quiz_invitees i join exams x on x.quiz_id = i.quiz_id join quizzes q on q.id = i.quiz_id
    join telegram_accounts t on t.person_id = i.person_id and t.revoked_at is null and t.unreachable_at is null
    where x.cancelled_at is null and x.called_at < ${at(toldBefore)} and i.excused_at is null
      and coalesce(i.closes_at, q.closes_at) > ${at(now)} and coalesce(i.closes_at, q.closes_at) <= ${at(until)}
      and not exists (select 1 from papers p join attempts a on a.paper_id = p.id
        where p.quiz_id = q.id and p.person_id = i.person_id and a.finished_at is not null)
      and not exists (select 1 from exemptions e where e.person_id = i.person_id and e.starts_on <= ${day}::date
        and (e.ends_on is null or e.ends_on > ${day}::date))`;
  return insertCarried(tx, audience, { kind: 'exam-reminder', now }, digest);
}
