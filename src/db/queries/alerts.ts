import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { isDisregarded } from './ledger.ts';
import { areRelated } from './relations.ts';
import { at, isUnder, texts } from './sql-values.ts';

export type CauseInput =
  | { event: 'rectification-overdue' | 'objection-unanswered'; days: number }
  | { event: 'section-attention'; sections: readonly string[]; periods: readonly string[] };

/** An entry that an upheld objection had disregarded is no cause. */
const isVoid = (entry: SQL): SQL => isDisregarded(sql`${entry}.person_id`, sql`${entry}.id`);

/** Person, cause and entries of what a rule finds on a day, out of the ledger and the files that were rolled up from it. */
function causesOf(cause: CauseInput, day: string, now: Date): SQL {
  switch (cause.event) {
    case 'rectification-overdue':
      return sql`
        select o.person_id, o.id || ':' || due.day as cause, array_remove(array[o.id, due.entry_id], null) as entries
        from ledger_entries o cross join lateral (
          select coalesce(x.day, o.data->>'dueOn') as day, x.id as entry_id from (select 1) one left join lateral (
            select x.id, x.data->>'dueOn' as day from ledger_entries x where x.person_id = o.person_id and x.kind = 'rectification-extended'
              and x.data->>'item' = o.source_id::text order by x.seq desc limit 1) x on true) due
        where o.kind = 'rectification-opened' and due.day::date + ${cause.days}::int < ${day}::date and not ${isVoid(sql`o`)}
          and not exists (select 1 from ledger_entries c where c.person_id = o.person_id and c.kind = 'rectification-closed'
            and c.source_id = o.source_id and not ${isVoid(sql`c`)})`;
    case 'section-attention':
      return sql`
        select f.person_id, s->>'id' || ':' || max(f.period) as cause, array_agg(distinct e.id) as entries
        from (select distinct on (person_id, period) person_id, period, sections from credit_files
          where period = any(${texts(cause.periods)}) order by person_id, period, computed_at desc) f
        cross join lateral jsonb_array_elements(f.sections) s cross join lateral (
          select x::uuid as id from jsonb_array_elements_text(s->'entries') x) e
        where s->>'id' = any(${texts(cause.sections)}) and s->>'state' = 'attention'
        group by f.person_id, s->>'id' having count(distinct f.period) = ${cause.periods.length}::int`;
    case 'objection-unanswered':
      return sql`
        select o.person_id, o.id::text as cause, array[o.entry_id] as entries from objections o
        where o.due_at + make_interval(days => ${cause.days}::int) < ${at(now)}
          and not exists (select 1 from objection_answers a where a.objection_id = o.id)`;
  }
}

/** Proposes what a rule finds, in one statement: once a cause, and about nobody who is exempt, but for objections. */
export async function insertAlerts(
  db: Db | Tx,
  { id, colour, cause }: { id: string; colour: string; cause: CauseInput },
  rulePackVersion: string,
  day: string,
  now: Date,
): Promise<number> {
  const spared =
    cause.event === 'objection-unanswered'
      ? sql`true`
      : sql`not exists (select 1 from exemptions e where e.person_id = x.person_id and e.starts_on <= ${day}::date
          and (e.ends_on is null or e.ends_on > ${day}::date))`;
  const rows = await db.execute(sql`
    insert into alerts (id, rule, colour, rule_pack_version, person_id, cause_key, entry_ids, created_at)
    select uuidv7(), ${id}, ${colour}, ${rulePackVersion}, x.person_id, ${id}::text || ':' || x.person_id || ':' || x.cause, x.entries, ${at(now)}
    from (${causesOf(cause, day, now)}) x where ${spared} order by x.person_id on conflict do nothing returning 1`);
  return rows.length;
}

export type AlertVerdict = 'accepted' | 'dismissed' | 'taken-back';
export type AlertRow = {
  id: string;
  rule: string;
  colour: string;
  personId: string;
  personName: string;
  unitName: string;
  entryIds: string[];
  createdAt: string;
  /** The decision that holds; nulls while it is open. */
  n: number | null;
  verdict: AlertVerdict | null;
  reason: string | null;
  decidedBy: string | null;
  decidedByName: string | null;
  decidedAt: string | null;
  /** The entry that an acceptance made and that stands. */
  entryId: string | null;
};

/** Who decides: never about themselves or a relative, nor where they wrote an entry that the person disputes. */
export type AlertReader = { personId: string; scope: readonly string[]; day: string };

const held = (post: SQL, day: string): SQL =>
  sql`${post}.starts_on <= ${day}::date and (${post}.ends_on is null or ${post}.ends_on > ${day}::date)`;

const alertsFor = ({ personId, scope, day }: AlertReader): SQL => sql`
  select a.id, a.rule, a.colour, a.person_id as "personId", p.name as "personName", coalesce(u.name, '') as "unitName", to_jsonb(a.entry_ids) as "entryIds",
    a.created_at as "createdAt", d.n, d.verdict, d.reason, d.decided_by as "decidedBy", b.name as "decidedByName", d.decided_at as "decidedAt",
    d.entry_id as "entryId"
  from alerts a join people p on p.id = a.person_id
  left join lateral (select * from alert_decisions x where x.alert_id = a.id order by x.n desc limit 1) d on true
  left join people b on b.id = d.decided_by
  left join lateral (select u.name from posts o join organisation_units u on u.id = o.unit_id where o.person_id = a.person_id and ${held(sql`o`, day)}
    order by o.starts_on, o.id limit 1) u on true
  where a.person_id <> ${personId} and not ${areRelated(sql`a.person_id`, sql`${personId}::uuid`)}
    and not exists (select 1 from objections o join ledger_entries e on e.id = o.entry_id where o.person_id = a.person_id
      and ${personId}::uuid in (e.recorded_by, e.confirmed_by) and not exists (select 1 from objection_answers w where w.objection_id = o.id))
    and exists (select 1 from posts o where o.person_id = a.person_id and ${held(sql`o`, day)} and ${isUnder(sql`o.unit_id`, scope)})`;

/** Open ones, the oldest first; or those that were decided, the newest first. */
export async function findAlerts(
  db: Db | Tx,
  reader: AlertReader,
  which: 'open' | 'decided',
  page: { offset: number; limit: number },
): Promise<{ rows: AlertRow[]; total: number }> {
  const [wanted, order] =
    which === 'open'
      ? [sql`f.verdict is null`, sql`f."createdAt", f.id`]
      : [sql`f.verdict is not null`, sql`f."decidedAt" desc, f.id`];
  const rows = await db.execute<AlertRow & { total: number }>(sql`
    select count(*) over ()::int as total, f.* from (${alertsFor(reader)}) f where ${wanted} order by ${order}
    offset ${page.offset} limit ${page.limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

export async function findAlert(db: Db | Tx, reader: AlertReader, id: string): Promise<AlertRow | undefined> {
  const [row] = await db.execute<AlertRow>(sql`${alertsFor(reader)} and a.id = ${id}`);
  return row;
}

export type NewAlertDecision = {
  id: string;
  alertId: string;
  n: number;
  verdict: AlertVerdict;
  reason: string | null;
  entryId: string | null;
  decidedBy: string;
};

/** False where somebody else decided first. */
export async function insertAlertDecision(tx: Tx, row: NewAlertDecision, now: Date): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into alert_decisions (id, alert_id, person_id, n, verdict, reason, entry_id, decided_by, decided_at)
    select ${row.id}, a.id, a.person_id, ${row.n}::smallint, ${row.verdict}, ${row.reason}, ${row.entryId}::uuid, ${row.decidedBy}, ${at(now)}
    from alerts a where a.id = ${row.alertId} on conflict do nothing returning 1`);
  return rows.length === 1;
}

/** Whose an alert is, for the lock that makes decisions about them wait for each other. */
export async function findAlertPerson(tx: Tx, id: string): Promise<string | undefined> {
  const [row] = await tx.execute<{ personId: string }>(
    sql`select person_id as "personId" from alerts where id = ${id}`,
  );
  return row?.personId;
}
