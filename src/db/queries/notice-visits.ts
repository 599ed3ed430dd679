import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { insertCarried, insertDeliveries, type DigestTimes } from './deliveries.ts';
import { at, homeUnit, isAway, isUnder } from './sql-values.ts';

export type VisitRule = { reminders: number; waitMs: number };

/**
 * Makes a visit of everybody whom a notice that asks for an answer could not reach, of who has gone from
 * the bot since, and of who has had all reminders (or whose time to confirm is up) and not answered. The liaison is the
 * branch secretary of the nearest unit above the person's, other than the person; where there is none, the author. One
 * statement; running it again makes nothing.
 */
export async function insertVisits(tx: Tx, day: string, rule: VisitRule, now: Date): Promise<number> {
  const waited = at(new Date(now.getTime() - rule.waitMs));
  const rows = await tx.execute<{ n: number }>(sql`
    with open as (
      select n.id as notice_id, n.author_id, d.person_id, d.unit_id,
        case when d.state in ('unreachable', 'rejected', 'expired') then 'unreachable'
          when d.state = 'sent' and ${isAway(sql`d.person_id`)} then 'unreachable'
          when d.state = 'sent' and (n.due_at <= ${at(now)} or (past.n >= ${rule.reminders} and past.last <= ${waited}))
            then 'unconfirmed' end as why
      from notices n join deliveries d on d.subject_id = n.id and d.kind = 'notice' and not d.exempt
      left join acknowledgements k on k.notice_id = n.id and k.person_id = d.person_id
      left join lateral (select count(*)::int as n, max(coalesce(m.sent_at, m.created_at)) as last from deliveries m
        where m.subject_id = n.id and m.person_id = d.person_id and m.kind = 'ack-reminder' and m.state <> 'cancelled') past on true
      where n.state = 'sending' and n.needs_acknowledgement and n.sent_at > ${at(new Date(now.getTime() - 30 * 86_400_000))} and coalesce(k.state, 'seen') = 'seen'
        and not exists (select 1 from notice_visits v where v.notice_id = n.id and v.person_id = d.person_id)
    ), made as (
      insert into notice_visits (notice_id, person_id, liaison_id, why, state, created_at)
      select o.notice_id, o.person_id, coalesce((
          select s.person_id from unit_closure c join posts s on s.unit_id = c.ancestor_id and 'branch-secretary' = any(s.roles)
            and s.starts_on <= ${day}::date and (s.ends_on is null or s.ends_on > ${day}::date)
          join telegram_accounts a on a.person_id = s.person_id and a.revoked_at is null and a.unreachable_at is null
          where c.descendant_id = o.unit_id and s.person_id <> o.person_id order by c.depth, s.starts_on, s.id limit 1), o.author_id),
        o.why, 'open', ${at(now)}
      from open o where o.why is not null on conflict do nothing returning 1)
    select count(*)::int as n from made`);
  return rows[0]?.n ?? 0;
}

/** Tells each liaison once about the visits that were handed to them at `now`: urgent ones at once, others in the digest. */
export async function announceVisits(tx: Tx, now: Date, digest: DigestTimes): Promise<number> {
  const fresh = (urgent: boolean) => sql`
    select distinct v.liaison_id as person_id, v.notice_id as subject_id, 'visit-list:' || v.notice_id || ':' || v.liaison_id || ':' || ${now.toISOString()} as once_key,
      '{}'::jsonb as data
    from notice_visits v join notices n on n.id = v.notice_id
    where v.created_at = ${at(now)} and (n.urgent_reason is not null) = ${urgent}`;
  const calm = await insertCarried(tx, fresh(false), { kind: 'visit-list', now }, digest);
  const loud = await insertDeliveries(tx, fresh(true), {
    kind: 'visit-list',
    priority: 2,
    policy: 'hold',
    urgent: true,
    now,
  });
  return calm + loud;
}

export type VisitRow = {
  noticeId: string;
  noticeText: string;
  personId: string;
  name: string;
  unitName: string;
  why: 'unreachable' | 'unconfirmed';
  state: 'open' | 'told' | 'not-met';
};

const columns = sql`v.notice_id as "noticeId", n.text as "noticeText", v.person_id as "personId", p.name, u.name as "unitName", v.why, v.state`;
const joined = sql`notice_visits v join notices n on n.id = v.notice_id join people p on p.id = v.person_id
  join notice_recipients r on r.notice_id = v.notice_id and r.person_id = v.person_id join organisation_units u on u.id = r.unit_id`;
/** Still to be made: the notice stands, and the person has not answered by themselves meanwhile. */
const wanted = sql`n.state = 'sending' and v.state in ('open', 'not-met')
  and not exists (select 1 from acknowledgements k where k.notice_id = v.notice_id and k.person_id = v.person_id and k.state <> 'seen')`;

/** The visits of a liaison that are still to be made, of one notice or of all; urgent ones first, those where nobody was met last. */
export async function findVisits(
  db: Db,
  liaisonId: string,
  page: { offset: number; limit: number },
  noticeId?: string,
): Promise<{ rows: VisitRow[]; total: number }> {
  const rows = await db.execute<VisitRow & { total: number }>(sql`
    select ${columns}, (count(*) over ())::int as total from ${joined}
    where v.liaison_id = ${liaisonId} and ${wanted} ${noticeId === undefined ? sql`` : sql`and v.notice_id = ${noticeId}`}
    order by v.state <> 'open', n.urgent_reason is null, v.created_at, ${homeUnit}, u.id, p.staff_no offset ${page.offset} limit ${page.limit}`);
  return { rows, total: rows[0]?.total ?? 0 };
}

/** One visit of a liaison that is still to be made. */
export async function findVisit(
  db: Db | Tx,
  visit: { noticeId: string; personId: string; liaisonId: string },
): Promise<(VisitRow & { authorName: string; dueAt: string | null }) | undefined> {
  const [row] = await db.execute<VisitRow & { authorName: string; dueAt: string | null }>(sql`
    select ${columns}, a.name as "authorName", n.due_at as "dueAt" from ${joined} join people a on a.id = n.author_id
    where v.notice_id = ${visit.noticeId} and v.person_id = ${visit.personId} and v.liaison_id = ${visit.liaisonId} and ${wanted}`);
  return row;
}

/** How many visits of a liaison are still to be made. */
export async function countVisits(db: Db, liaisonId: string): Promise<number> {
  const [row] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from notice_visits v join notices n on n.id = v.notice_id where v.liaison_id = ${liaisonId} and ${wanted}`,
  );
  return row?.n ?? 0;
}

export type AssignedVisitRow = VisitRow & { liaison: string; note: string | null };

/** The visit list of one of the author's notices under a scope: whom, by whom, how it stands. Open ones first. */
export async function findVisitsOf(
  db: Db | Tx,
  noticeId: string,
  authorId: string,
  scope: readonly string[],
  page: { offset: number; limit: number },
): Promise<{ rows: AssignedVisitRow[]; total: number; open: number }> {
  const rows = await db.execute<AssignedVisitRow & { total: number; allOpen: number }>(sql`
    select ${columns}, v.note, l.name as liaison, (count(*) over ())::int as total, (count(*) filter (where v.state = 'open') over ())::int as "allOpen"
    from ${joined} join people l on l.id = v.liaison_id
    where v.notice_id = ${noticeId} and n.author_id = ${authorId} and ${isUnder(sql`r.unit_id`, scope)}
    order by v.state <> 'open', v.state, ${homeUnit}, u.id, p.staff_no offset ${page.offset} limit ${page.limit}`);
  return { rows, total: rows[0]?.total ?? 0, open: rows[0]?.allOpen ?? 0 };
}

/** How the record of a visit came out; `there` when exactly this had been recorded. */
export type VisitRecorded = 'stored' | 'there' | 'over';

/** A liaison says how a visit went; `over` when it is not theirs, was recorded otherwise, or is not needed any more. */
export async function markVisit(
  tx: Tx,
  visit: {
    noticeId: string;
    personId: string;
    liaisonId: string;
    state: 'told' | 'not-met';
    note: string | null;
  },
  now: Date,
): Promise<VisitRecorded> {
  const marked = await tx.execute(sql`
    update notice_visits v set state = ${visit.state}, note = ${visit.note}, done_at = ${at(now)} from notices n
    where n.id = v.notice_id and v.notice_id = ${visit.noticeId} and v.person_id = ${visit.personId} and v.liaison_id = ${visit.liaisonId} and ${wanted}
    returning 1`);
  if (marked.length === 1) return 'stored';
  const there = await tx.execute(sql`
    select 1 from notice_visits where notice_id = ${visit.noticeId} and person_id = ${visit.personId}
      and liaison_id = ${visit.liaisonId} and state = ${visit.state} and note is not distinct from ${visit.note}::text`);
  return there.length === 1 ? 'there' : 'over';
}
