import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import type { StoredSection } from '../schema/credit.ts';
import { at, json, uuids } from './sql-values.ts';

export type { StoredSection };

export type RollUpInput = {
  /** The pack's sections as they are. */
  sections: readonly unknown[];
  rulePackVersion: string;
  period: string;
  from: Date;
  to: Date;
  /** Whether `to` is the end of the period; otherwise what happens from `to` on still belongs to it. */
  isOver: boolean;
  /** Start of the calendar year of the period. */
  yearFrom: Date;
  /** Local day for due dates. */
  day: string;
  /**
   * Whose files: of everybody; of those for whom anything has changed since (their ledger, an exemption, the day); or of certain
   * people.
   */
  of: 'everybody' | 'changed' | { people: readonly string[] };
};

/**
 * Rolls every ledger up into a file of the period: one statement for everybody, however many. Only entries of a
 * section's `inputs` are read. The rules are those of the pack (see domain/rules/file-section.ts):
 * share = Σ good ÷ Σ total, of a corrected entry as its newest correction says, whenever that came; one to be disregarded is listed and counts for nothing; present = any; open-items = opened without a closing entry of the same source, due as the
 * newest extension of its source says; count.
 * Files of people for whom nothing has changed since are not even looked at, unless everybody's are asked for; what stands in a ledger
 * already and has not happened by `to` has its file looked at again on its day. A row is rewritten only
 * when it differs, so a rerun returns `changed: 0`. The order keeps two runs from blocking each other.
 */
export async function putCreditFiles(
  tx: Tx,
  input: RollUpInput,
  now: Date,
): Promise<{ people: number; changed: number }> {
  const { sections, rulePackVersion, period, from, to, isOver, yearFrom, day, of } = input;
  const wanted =
    of === 'everybody'
      ? sql`true`
      : of === 'changed'
        ? sql`(f.person_id is null or f.ledger_seq <> coalesce(h.seq, 0) or f.exempt <> x.exempt or f.stale_on <= ${day}::date)`
        : sql`p.id = any(${uuids(of.people)})`;
  const rows = await tx.execute<{ people: number; changed: number }>(sql`
    with section as (
      select id, ord, inputs, rule, rule->>'kind' as how,
        case rule->>'kind' when 'share' then jsonb_build_array(rule->'entryKind') when 'open-items' then jsonb_build_array(rule->'opened', rule->'closed')
          else coalesce(rule->'entryKinds', '[]') end as reads
      from jsonb_to_recordset(${json(sections)}) as s(id text, "order" int, inputs jsonb, rule jsonb),
        lateral (select "order" as ord) o
    ), person as materialized (
      select p.id, coalesce(h.seq, 0) as seq, x.exempt from people p left join ledger_heads h on h.person_id = p.id
      left join credit_files f on f.person_id = p.id and f.period = ${period} and f.rule_pack_version = ${rulePackVersion}
      cross join lateral (select exists (select 1 from exemptions e where e.person_id = p.id and e.starts_on <= ${day}::date
        and (e.ends_on is null or e.ends_on > ${day}::date)) as exempt) x
      where exists (select 1 from posts o where o.person_id = p.id) and ${wanted}
    ), ahead as materialized (
      select person_id, (min(occurred_at) at time zone 'Asia/Shanghai')::date as day from ledger_entries
      where ${!isOver} and occurred_at >= ${at(to)} group by person_id
    ), corrected as materialized (
      select distinct on (e.data->>'corrects') (e.data->>'corrects')::uuid as id, e.data, coalesce((e.data->>'disregarded')::boolean, false) as void
      from person p join ledger_entries e on e.person_id = p.id
      where e.kind = 'correction' and e.data ? 'corrects' order by e.data->>'corrects', e.seq desc
    ), entry as (
      select s.id as section_id, e.id, e.person_id, e.kind, e.occurred_at, e.seq, coalesce(x.data, e.data) as data, coalesce(x.void, false) as void,
        s.reads ? e.kind and not coalesce(x.void, false) as counts, e.occurred_at >= ${at(from)} as in_period, s.how, s.rule,
        s.how = 'open-items' and e.kind = s.rule->>'opened' and not coalesce(x.void, false) and not exists (select 1 from ledger_entries x
          where x.person_id = e.person_id and x.kind = s.rule->>'closed' and x.source_id = e.source_id and x.occurred_at < ${at(to)}
            and not exists (select 1 from corrected v where v.id = x.id and v.void)) as open,
        case when s.how = 'open-items' and e.kind = s.rule->>'opened' then (select x.data->>(s.rule->>'dueField') from ledger_entries x
          where x.person_id = e.person_id and x.kind = s.rule->>'extended' and x.data->>'item' = e.source_id::text and x.occurred_at < ${at(to)}
            and not exists (select 1 from corrected v where v.id = x.id and v.void)
          order by x.occurred_at desc, x.seq desc limit 1) end as extended
      from person p join ledger_entries e on e.person_id = p.id join section s on s.inputs ? e.kind left join corrected x on x.id = e.id
      where e.occurred_at < ${at(to)}
    ), listed as (
      select *, in_period or open or (how = 'present' and (rule->>'within' = 'ever' or rule->>'within' = 'year' and occurred_at >= ${at(yearFrom)})) as shown,
        coalesce(extended, data->>(rule->>'dueField'))::date as due
      from entry
    ), fact as (
      select person_id, section_id,
        count(*) filter (where counts and in_period)::int as n_period,
        count(*) filter (where counts and occurred_at >= ${at(yearFrom)})::int as n_year,
        count(*) filter (where counts)::int as n_ever,
        coalesce(sum((data->>(rule->>'goodField'))::numeric) filter (where how = 'share' and counts and in_period), 0) as good,
        coalesce(sum((data->>(rule->>'totalField'))::numeric) filter (where how = 'share' and counts and in_period), 0) as total,
        count(*) filter (where open)::int as open,
        count(*) filter (where open and due < ${day}::date)::int as overdue,
        min(due + 1) filter (where open and due >= ${day}::date) as stale_on,
        count(*) filter (where shown and not void)::int as standing,
        coalesce(jsonb_agg(id order by occurred_at desc, seq desc) filter (where shown), '[]') as entries
      from listed group by person_id, section_id
    ), judged as (
      select p.id as person_id, p.seq, p.exempt, s.ord, s.id as section_id, s.how, f.n_period, f.good, f.total, f.open, f.entries, f.standing, f.stale_on,
        case s.how
          when 'share' then case when coalesce(f.n_period, 0) = 0 then 'missing-data' when f.n_period < (s.rule->>'enoughFrom')::int or f.total = 0 then 'not-enough'
            when f.good / f.total < (s.rule->>'attentionBelow')::numeric then 'attention' else 'in-order' end
          when 'present' then case when coalesce(case s.rule->>'within' when 'period' then f.n_period when 'year' then f.n_year else f.n_ever end, 0) > 0
            then 'in-order' else 'missing-data' end
          when 'open-items' then case when coalesce(f.overdue, 0) > 0 then 'attention' when coalesce(f.open, 0) > 0 then 'information' else 'in-order' end
          else 'information' end as state
      from person p cross join section s left join fact f on f.person_id = p.id and f.section_id = s.id
    ), file as (
      select j.person_id, min(j.seq) as seq, bool_or(j.exempt) as exempt, least(min(j.stale_on), min(a.day)) as stale_on, jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', j.section_id,
          'state', case when exempt and state in ('missing-data', 'not-enough') then 'information' else state end,
          'count', case when how = 'present' then coalesce(standing, 0) else coalesce(n_period, 0) end,
          'good', case when how = 'share' and n_period > 0 then good end, 'total', case when how = 'share' and n_period > 0 then total end,
          'open', case when how = 'open-items' then coalesce(open, 0) end, 'entries', coalesce(entries, '[]'))) order by j.ord) as sections
      from judged j left join ahead a on a.person_id = j.person_id group by j.person_id
    ), written as (
      insert into credit_files (person_id, period, rule_pack_version, sections, ledger_seq, exempt, stale_on, computed_at)
      select person_id, ${period}, ${rulePackVersion}, sections, seq, exempt, stale_on, ${at(now)} from file order by person_id
      on conflict (person_id, period, rule_pack_version) do update
        set sections = excluded.sections, ledger_seq = excluded.ledger_seq, exempt = excluded.exempt, stale_on = excluded.stale_on,
          computed_at = excluded.computed_at
        where (credit_files.sections, credit_files.ledger_seq, credit_files.exempt, credit_files.stale_on)
          is distinct from (excluded.sections, excluded.ledger_seq, excluded.exempt, excluded.stale_on)
      returning 1)
    select (select count(*)::int from file) as people, (select count(*)::int from written) as changed`);
  return rows[0] ?? { people: 0, changed: 0 };
}

/**
 * Notes up to when the facts are in a period's files, which have been brought up to date in this transaction: to the hour, so that
 * a run that comes twice changes nothing. Where they were made for an earlier day, they are made again once the period is over.
 */
export async function putPeriod(
  tx: Tx,
  { period, rulePackVersion, from, to }: { period: string; rulePackVersion: string; from: Date; to: Date },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into credit_periods (period, rule_pack_version, starts_at, ends_at, rolled_at)
    values (${period}, ${rulePackVersion}, ${at(from)}, ${at(to)}, date_trunc('hour', ${at(now)}))
    on conflict (period, rule_pack_version) do update set rolled_at = excluded.rolled_at where credit_periods.rolled_at <> excluded.rolled_at`);
}

/** A period that is over, with the sections of its pack and whose files are not what the ledger says any more. */
export type LatePeriod = {
  period: string;
  rulePackVersion: string;
  sections: unknown[];
  startsAt: string;
  endsAt: string;
  /** Null where it was not rolled up since it ended: then everybody is looked at. */
  people: string[] | null;
};

/** A transaction that was under way at the last roll-up may have recorded its entries this much earlier. */
const OVERLAP = sql`interval '1 day'`;

/** Periods that are over and have to be rolled up once more: for the first time, or for late facts and corrections. */
export const findLatePeriods = (tx: Tx, now: Date): Promise<LatePeriod[]> =>
  tx.execute<LatePeriod>(sql`
    select c.period, c.rule_pack_version as "rulePackVersion", k.body->'fileSections' as sections, c.starts_at as "startsAt",
      c.ends_at as "endsAt", case when c.rolled_at >= c.ends_at then late.people end as people
    from credit_periods c join rule_packs k on k.version = c.rule_pack_version
    cross join lateral (select jsonb_agg(distinct e.person_id) as people from ledger_entries e
      where c.rolled_at >= c.ends_at and e.recorded_at >= c.rolled_at - ${OVERLAP} and (e.occurred_at < c.ends_at or e.kind = 'correction')) late
    where c.ends_at <= ${at(now)} and (c.rolled_at < c.ends_at or late.people is not null) order by c.ends_at, c.period, c.rule_pack_version`);

export type CreditFileRow = {
  personId: string;
  name: string;
  staffNo: string;
  period: string;
  rulePackVersion: string;
  sections: StoredSection[];
  computedAt: string;
};

/** The newest quarter's file of a person. */
export async function findCreditFile(db: Db | Tx, personId: string): Promise<CreditFileRow | undefined> {
  const [row] = await db.execute<CreditFileRow>(sql`
    select f.person_id as "personId", p.name, p.staff_no as "staffNo", f.period, f.rule_pack_version as "rulePackVersion", f.sections,
      f.computed_at as "computedAt"
    from credit_files f join people p on p.id = f.person_id where f.person_id = ${personId} and f.period like '____-Q_' order by f.period desc, f.computed_at desc limit 1`);
  return row;
}

/** The files that a person has of periods that ended after an instant, with the sections they were made by. */
export const findPeriodsSince = (
  tx: Tx,
  personId: string,
  since: Date,
): Promise<Omit<LatePeriod, 'people'>[]> =>
  tx.execute(sql`
    select c.period, c.rule_pack_version as "rulePackVersion", k.body->'fileSections' as sections, c.starts_at as "startsAt", c.ends_at as "endsAt"
    from credit_files f join credit_periods c on c.period = f.period and c.rule_pack_version = f.rule_pack_version
    join rule_packs k on k.version = c.rule_pack_version
    where f.person_id = ${personId} and c.ends_at > ${at(since)} order by c.ends_at, c.period, c.rule_pack_version`);

export type AccessRow = {
  id: string;
  actorId: string | null;
  action: string;
  subjectPersonId: string | null;
  purpose: string | null;
  detail: Record<string, unknown>;
};

/** Writes who looked at what; in the transaction of the read. */
export async function insertAccess(tx: Tx, row: AccessRow, now: Date): Promise<void> {
  await tx.execute(sql`
    insert into access_log (id, actor_id, action, subject_person_id, purpose, detail, at)
    values (${row.id}, ${row.actorId}, ${row.action}, ${row.subjectPersonId}, ${row.purpose}, ${json(row.detail)}, ${at(now)})`);
}
