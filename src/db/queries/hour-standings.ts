import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, texts } from './sql-values.ts';

/** A calendar year by its first day and the day after its last, with the day it is looked at. */
export type HourYear = { from: string; to: string; day: string };

export type StandingRow = {
  roles: string[];
  memberKinds: string[];
  /** Days of the year on which an exemption holds, each counted once. */
  exemptDays: number;
  /** The exemption that holds on the day, if one does. */
  exempt: { reason: string; until: string | null } | null;
  /** Confirmed hours of the year by kind of evidence. */
  done: Record<string, number>;
  /** Recorded and not decided yet. */
  waiting: number;
};

/**
 * What is asked of one person and what they have, beside `p`. An event counts once, as its newest confirmed entry says;
 * a day that two exemptions share is one day.
 */
const standing = ({ from, to, day }: HourYear, exempting: readonly string[]): SQL => sql`
  coalesce((select jsonb_agg(distinct role) from posts o, unnest(o.roles) role
    where o.person_id = p.id and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)), '[]') as roles,
  coalesce((select jsonb_agg(k.kind order by k.kind) from person_member_kinds k where k.person_id = p.id), '[]') as "memberKinds",
  coalesce((select sum(upper(free) - lower(free)) from unnest((
      select range_agg(daterange(greatest(e.starts_on, ${from}::date), least(e.ends_on, ${to}::date))) from exemptions e
      where e.person_id = p.id and e.reason = any(${texts(exempting)}) and e.starts_on < ${to}::date
        and (e.ends_on is null or e.ends_on > greatest(e.starts_on, ${from}::date)))) free), 0)::int as "exemptDays",
  (select jsonb_build_object('reason', e.reason, 'until', e.ends_on) from exemptions e
    where e.person_id = p.id and e.reason = any(${texts(exempting)}) and e.starts_on <= ${day}::date
      and (e.ends_on is null or e.ends_on > ${day}::date) order by e.ends_on desc nulls first limit 1) as exempt,
  coalesce((select jsonb_object_agg(total.evidence, total.hours) from (
      select counted.evidence, sum(counted.hours)::float8 as hours from (
        select distinct on (h.event_id) h.evidence, h.hours, h.day from study_hours h
        join study_hour_decisions d on d.entry_id = h.id and d.verdict = 'confirmed'
        where h.person_id = p.id order by h.event_id, h.recorded_at desc, h.id desc) counted
      where counted.day >= ${from}::date and counted.day < ${to}::date group by counted.evidence) total), '{}') as done,
  coalesce((select sum(h.hours)::float8 from study_hours h
    where h.person_id = p.id and h.day >= ${from}::date and h.day < ${to}::date
      and not exists (select 1 from study_hour_decisions d where d.entry_id = h.id)
      and not exists (select 1 from study_hours n left join study_hour_decisions nd on nd.entry_id = n.id
        where n.person_id = h.person_id and n.event_id = h.event_id and (n.recorded_at, n.id) > (h.recorded_at, h.id)
          and nd.verdict is distinct from 'rejected')), 0) as waiting`;

/** @param exempting ids of the exemptions that take their days out of what is asked */
export async function findStanding(
  db: Db,
  personId: string,
  year: HourYear,
  exempting: readonly string[],
): Promise<StandingRow | undefined> {
  const [row] = await db.execute<StandingRow>(
    sql`select ${standing(year, exempting)} from people p where p.id = ${personId}`,
  );
  return row;
}

export type UnitStandingRow = StandingRow & { unitId: string; unitName: string };

/**
 * The same for everybody under a unit, in one statement, with the unit right below it (or it itself) that each is counted
 * in: that of the oldest post held under it. Nobody is named.
 */
export async function findStandingsUnder(
  db: Db,
  unitId: string,
  year: HourYear,
  exempting: readonly string[],
): Promise<UnitStandingRow[]> {
  const { day } = year;
  return db.execute<UnitStandingRow>(sql`
    select home.id as "unitId", home.name as "unitName", ${standing(year, exempting)}
    from people p cross join lateral (
      select u.id, u.name from posts o join unit_closure below on below.descendant_id = o.unit_id and below.ancestor_id = ${unitId}
      join unit_closure c on c.descendant_id = o.unit_id
      join organisation_units u on u.id = c.ancestor_id and (u.parent_id = ${unitId} or u.id = ${unitId} and o.unit_id = ${unitId})
      where o.person_id = p.id and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)
      order by o.starts_on, o.id limit 1) home`);
}

/** Registers a kind of membership, or takes it away; false when it was so already. */
export async function setMemberKind(
  tx: Tx,
  { personId, kind, holds, by }: { personId: string; kind: string; holds: boolean; by: string },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(
    holds
      ? sql`insert into person_member_kinds (person_id, kind, registered_by, registered_at)
          values (${personId}, ${kind}, ${by}, ${at(now)}) on conflict do nothing returning 1`
      : sql`delete from person_member_kinds where person_id = ${personId} and kind = ${kind} returning 1`,
  );
  return rows.length === 1;
}

export async function findMemberKinds(db: Db | Tx, personId: string): Promise<string[]> {
  const rows = await db.execute<{ kind: string }>(
    sql`select kind from person_member_kinds where person_id = ${personId} order by kind`,
  );
  return rows.map((row) => row.kind);
}
