import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { insertCarried, insertDeliveries, type DigestTimes } from './deliveries.ts';
import { at, texts } from './sql-values.ts';

export type OfferRule = {
  roles: readonly string[];
  plans: readonly string[];
  day: string;
  dayFrom: Date;
  /** An offer since then that nobody took up is not followed by another. */
  quietSince: Date;
};

/**
 * Who is offered a card on a day, once: holders of a role who can be reached, are not exempted, and have a plan that is
 * not finished. Nobody who has done with a card today, and nobody who has not answered, put off or skipped anything
 * since the last offer of the week: a card that was left alone is not followed by a second.
 */
const audience = ({ roles, plans, day, dayFrom, quietSince }: OfferRule, when: SQL): SQL => sql`
  select who.person_id, null::uuid as subject_id, 'card-offer:' || ${day}::text || ':' || who.person_id as once_key, '{}'::jsonb as data
  from (
    select distinct o.person_id from posts o
    join telegram_accounts a on a.person_id = o.person_id and a.revoked_at is null and a.unreachable_at is null
    where o.roles && ${texts(roles)} and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)) who
  left join card_times t on t.person_id = who.person_id
  where ${when}
    and exists (select 1 from study_assignments s where s.person_id = who.person_id and s.plan = any(${texts(plans)}) and s.finished_at is null)
    and not exists (select 1 from exemptions e where e.person_id = who.person_id and e.starts_on <= ${day}::date
      and (e.ends_on is null or e.ends_on > ${day}::date))
    and not exists (select 1 from card_showings c where c.person_id = who.person_id and c.ended_at >= ${at(dayFrom)})
    and not exists (select 1 from deliveries d where d.person_id = who.person_id and d.kind = 'card-offer' and d.created_at > ${at(quietSince)}
      and not exists (select 1 from card_showings c where c.person_id = who.person_id and c.ended_at >= d.created_at))`;

/** To those who named no time: a line in the digest. */
export const offerCardsInDigest = (
  tx: Tx,
  rule: OfferRule,
  now: Date,
  expiresAt: Date,
  digest: DigestTimes,
): Promise<number> =>
  insertCarried(tx, audience(rule, sql`t.at is null`), { kind: 'card-offer', now, expiresAt }, digest);

/** The word of the week has said what there is to study on that day. */
const hasNoWeek = ({ day }: OfferRule): SQL => sql`not exists (select 1 from deliveries w
  where w.once_key = 'week:' || ${day}::text || ':' || who.person_id and w.state in ('pending', 'sending', 'sent'))`;

/** To those whose time of day lies in the minutes up to now: a message of its own, which they asked for. */
export const offerCardsAt = (
  tx: Tx,
  rule: OfferRule,
  { after, until }: { after: string; until: string },
  now: Date,
  expiresAt: Date,
): Promise<number> =>
  insertDeliveries(
    tx,
    audience(rule, sql`t.at > ${after} and t.at <= ${until} and t.at <> 'off' and ${hasNoWeek(rule)}`),
    {
      kind: 'card-offer',
      priority: 5,
      policy: 'hold',
      now,
      expiresAt,
    },
  );

/** Whether a card is still to be had today: a plan not finished, and nothing done with today. */
export async function isCardWanted(db: Db, personId: string, dayFrom: Date): Promise<boolean> {
  const [row] = await db.execute<{ wanted: boolean }>(sql`
    select exists (select 1 from study_assignments s where s.person_id = ${personId} and s.finished_at is null)
      and not exists (select 1 from card_showings c where c.person_id = ${personId} and c.ended_at >= ${at(dayFrom)}) as wanted`);
  return row?.wanted ?? false;
}

/** A person's own time for the daily card, or `off`; null: with the digest. */
export async function findCardTime(db: Db, personId: string): Promise<string | null> {
  const [row] = await db.execute<{ at: string }>(
    sql`select at from card_times where person_id = ${personId}`,
  );
  return row?.at ?? null;
}

export async function setCardTime(db: Db, personId: string, time: string | null): Promise<void> {
  await db.execute(
    time === null
      ? sql`delete from card_times where person_id = ${personId}`
      : sql`insert into card_times (person_id, at) values (${personId}, ${time}) on conflict (person_id) do update set at = excluded.at`,
  );
}
