import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { insertCarried, type DigestTimes } from './deliveries.ts';
import { isApproved } from './questions.ts';
import { at, texts } from './sql-values.ts';

/** A card `c` that its person can be asked on a day. */
const isDue = (day: string): SQL => sql`
  c.suspended is null and c.due_on <= ${day}::date and (c.not_before is null or c.not_before <= ${day}::date)
  and exists (select 1 from questions q join question_versions v on v.question_id = q.id join documents d on d.id = v.document_id
    where q.id = c.question_id and q.status = 'published' and d.status <> 'superseded' and ${isApproved})`;

export type ReviewOfferRule = {
  roles: readonly string[];
  day: string;
  dayFrom: Date;
  /** An offer since then that nobody took up is not followed by another. */
  quietSince: Date;
};

/**
 * Offers today's reviews, once, to whoever has some, holds a role, can be reached, is not exempted and wants to be reminded of study.
 * Nobody who has reviewed today, and nobody who left the last offer of the week alone.
 */
export function offerDueReviews(
  tx: Tx,
  { roles, day, dayFrom, quietSince }: ReviewOfferRule,
  now: Date,
  expiresAt: Date,
  digest: DigestTimes,
): Promise<number> {
  const audience = sql`
    select who.person_id, null::uuid as subject_id, 'review-offer:' || ${day}::text || ':' || who.person_id as once_key, '{}'::jsonb as data
    from (
      select distinct o.person_id from posts o
      join telegram_accounts a on a.person_id = o.person_id and a.revoked_at is null and a.unreachable_at is null
      where o.roles && ${texts(roles)} and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)) who
    left join card_times t on t.person_id = who.person_id
    where t.at is distinct from 'off'
      and exists (select 1 from review_cards c where c.person_id = who.person_id and ${isDue(day)})
      and not exists (select 1 from exemptions e where e.person_id = who.person_id and e.starts_on <= ${day}::date
        and (e.ends_on is null or e.ends_on > ${day}::date))
      and not exists (select 1 from review_showings s where s.person_id = who.person_id and s.ended_at >= ${at(dayFrom)})
      and not exists (select 1 from deliveries d where d.person_id = who.person_id and d.kind = 'review-offer' and d.created_at > ${at(quietSince)}
        and not exists (select 1 from review_showings s where s.person_id = who.person_id and s.ended_at >= d.created_at))`;
  return insertCarried(tx, audience, { kind: 'review-offer', now, expiresAt }, digest);
}

/** How many questions a person could be asked on a day; none once they have begun. */
export async function countDueReviews(db: Db, personId: string, day: string, dayFrom: Date): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from review_cards c where c.person_id = ${personId} and ${isDue(day)}
      and not exists (select 1 from review_showings s where s.person_id = ${personId} and s.ended_at >= ${at(dayFrom)})`);
  return row?.n ?? 0;
}
