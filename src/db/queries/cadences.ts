import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { insertCarried, type DigestTimes } from './deliveries.ts';
import { at, homeUnit, isUnder, json, texts } from './sql-values.ts';

/** A kind of meeting in its period: how often it is held at least, by whom, and whom it binds at all. */
export type CadenceInput = {
  kind: string;
  period: { id: string; from: Date; to: Date };
  times: number;
  /** Whose posts make a unit one that holds meetings, and who is told. */
  roles: readonly string[];
  /** Registered members that a unit has at least; 0 for any. */
  leastPeople: number;
  /** Only units that held one since then. */
  heldSince: Date | null;
  /** The local day that posts are looked at. */
  day: string;
};

const isHeld = (post: SQL, day: string): SQL =>
  sql`${post}.starts_on <= ${day}::date and (${post}.ends_on is null or ${post}.ends_on > ${day}::date)`;

/** How many meetings of a kind the unit `u` has had, or has arranged, between two instants. */
const meetingsOf = (kind: SQL, from: SQL, to: SQL, which: SQL): SQL => sql`(
  select count(*)::int from meetings m join unit_closure c on c.descendant_id = m.unit_id and c.ancestor_id = u.id
  where m.kind = ${kind} and ${which} and m.starts_at >= ${from} and m.starts_at < ${to})`;

/** Whether the cadence binds the unit `u`, and too few meetings of its period are held or arranged. */
const isMissing = ({ kind, period, times, leastPeople, heldSince, day }: CadenceInput): SQL => sql`
  ${meetingsOf(sql`${kind}`, at(period.from), at(period.to), sql`m.state <> 'cancelled'`)} < ${times}
  and (${leastPeople} = 0 or ${leastPeople} <= (
    select count(distinct o.person_id) from posts o join unit_closure c on c.descendant_id = o.unit_id and c.ancestor_id = u.id
    join person_member_kinds k on k.person_id = o.person_id and k.kind in ('party-member', 'branch-committee')
    where ${isHeld(sql`o`, day)}))
  and ${heldSince === null ? sql`true` : sql`${meetingsOf(sql`${kind}`, at(heldSince), at(period.from), sql`m.state = 'closed'`)} > 0`}`;

/** A line in the digest of who organises a unit that lacks a meeting of its period: once a period and kind. */
export function announceMissing(
  tx: Tx,
  cadence: CadenceInput,
  now: Date,
  digest: DigestTimes,
): Promise<number> {
  const { kind, period, times, roles, day } = cadence;
  const audience = sql`
    select distinct h.person_id, u.id as subject_id, 'cadence-due:' || ${kind}::text || ':' || ${period.id}::text || ':' || u.id || ':' || h.person_id as once_key,
      jsonb_build_object('kind', ${kind}::text, 'from', ${at(period.from)}, 'to', ${at(period.to)}, 'times', ${times}::int) as data
    from organisation_units u join posts h on h.unit_id = u.id and h.roles && ${texts(roles)} and ${isHeld(sql`h`, day)}
    join telegram_accounts t on t.person_id = h.person_id and t.revoked_at is null and t.unreachable_at is null
    where ${isMissing(cadence)}`;
  return insertCarried(tx, audience, { kind: 'cadence-due', now, expiresAt: period.to }, digest);
}

export type UnitDriftRow = {
  id: string;
  name: string;
  people: number;
  /** People with a section of their newest file for which nothing was recorded. */
  missing: number;
  /** Things to be put right that are open past their day. */
  overdue: number;
  /** Objections without an answer past their term. */
  unanswered: number;
  /** Meetings of the periods given that were not held often enough. */
  skipped: number;
};

/**
 * What is drifting in the units of a scope, as counts, in the order of their names: one statement. A branch counts with the
 * village it is of; whoever is exempt on the day is left out of what is about people.
 */
export async function countDrift(
  db: Db,
  { scope, day, cadences }: { scope: readonly string[]; day: string; cadences: readonly CadenceInput[] },
  now: Date,
): Promise<UnitDriftRow[]> {
  const skipped = cadences.map(
    (
      cadence,
    ) => sql`select ${homeUnit} as unit_id from organisation_units u where ${isUnder(sql`u.id`, scope)} and exists (
      select 1 from posts h where h.unit_id = u.id and h.roles && ${texts(cadence.roles)} and ${isHeld(sql`h`, day)}) and ${isMissing(cadence)}`,
  );
  const none = sql`select null::uuid as unit_id where false`;
  return db.execute<UnitDriftRow>(sql`
    with member as materialized (
      select distinct on (o.person_id) o.person_id, ${homeUnit} as unit_id from posts o join organisation_units u on u.id = o.unit_id
      where ${isHeld(sql`o`, day)} and ${isUnder(sql`o.unit_id`, scope)} and not exists (select 1 from exemptions e where e.person_id = o.person_id
        and e.starts_on <= ${day}::date and (e.ends_on is null or e.ends_on > ${day}::date))
      order by o.person_id, o.starts_on, o.id
    ), person as (
      select m.unit_id, m.person_id,
        coalesce((select f.sections @? '$[*] ? (@.state == "missing-data")' from credit_files f where f.person_id = m.person_id
          and f.period like '____-Q_' order by f.period desc, f.computed_at desc limit 1), false) as missing,
        (select count(*)::int from rectification_items i where i.person_id = m.person_id and i.state <> 'closed' and i.due_on < ${day}::date) as overdue,
        (select count(*)::int from objections o where o.person_id = m.person_id and o.due_at < ${at(now)}
          and not exists (select 1 from objection_answers a where a.objection_id = o.id)) as unanswered
      from member m
    ), skipped as (
      select s.unit_id, count(*)::int as n from (${skipped.length === 0 ? none : sql.join(skipped, sql` union all `)}) s group by s.unit_id
    ), counted as (
      select unit_id, count(*)::int as people, count(*) filter (where missing)::int as missing, sum(overdue)::int as overdue,
        sum(unanswered)::int as unanswered from person group by unit_id
    )
    select u.id, u.name, coalesce(c.people, 0)::int as people, coalesce(c.missing, 0)::int as missing, coalesce(c.overdue, 0)::int as overdue,
      coalesce(c.unanswered, 0)::int as unanswered, coalesce(s.n, 0)::int as skipped
    from counted c full join skipped s on s.unit_id = c.unit_id join organisation_units u on u.id = coalesce(c.unit_id, s.unit_id)
    order by u.name collate "zh-x-icu", u.id`);
}

/** The unit's name, if it lacks the meeting still and the person holds a post in it still. */
export async function findMissing(
  db: Db,
  { kind, from, to, times }: { kind: string; from: Date; to: Date; times: number },
  { unitId, personId, day }: { unitId: string; personId: string; day: string },
): Promise<string | undefined> {
  const held = meetingsOf(sql`${kind}`, at(from), at(to), sql`m.state <> 'cancelled'`);
  const [row] = await db.execute<{ name: string }>(sql`
    select u.name from organisation_units u where u.id = ${unitId} and ${held} < ${times} and exists (
      select 1 from posts h where h.unit_id = u.id and h.person_id = ${personId} and ${isHeld(sql`h`, day)})`);
  return row?.name;
}

export type HeldRow = { unitId: string; unitName: string; held: Record<string, number> };

/** How many meetings of each kind the units of a scope that hold meetings have held in its period; counts only. */
export async function countHeld(
  db: Db,
  scope: readonly string[],
  kinds: readonly { kind: string; from: Date; to: Date }[],
  roles: readonly string[],
  day: string,
  page: { offset: number; limit: number },
): Promise<{ rows: HeldRow[]; total: number }> {
  const rows = await db.execute<HeldRow & { total: number }>(sql`
    select count(*) over ()::int as total, u.id as "unitId", u.name as "unitName", (
      select jsonb_object_agg(k.kind, ${meetingsOf(sql`k.kind`, sql`k."from"`, sql`k."to"`, sql`m.state = 'closed'`)})
      from jsonb_to_recordset(${json(kinds)}) as k(kind text, "from" timestamptz, "to" timestamptz)) as held
    from organisation_units u where ${isUnder(sql`u.id`, scope)} and exists (
      select 1 from posts h where h.unit_id = u.id and h.roles && ${texts(roles)} and ${isHeld(sql`h`, day)})
    order by u.id offset ${page.offset} limit ${page.limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}
