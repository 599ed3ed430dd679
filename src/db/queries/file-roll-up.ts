import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { at, json, uuids } from './sql-values.ts';

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

/** Who is exempt on a day. */
const exemptOn = (day: string) =>
  sql`select distinct person_id from exemptions where starts_on <= ${day}::date and (ends_on is null or ends_on > ${day}::date)`;

/** For whom a file of the period would not say what it says now, or who has none; nobody's ledger is read for it. */
async function findChanged(
  tx: Tx,
  { rulePackVersion, period, day }: Pick<RollUpInput, 'rulePackVersion' | 'period' | 'day'>,
): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select p.id from people p left join ledger_heads h on h.person_id = p.id left join (${exemptOn(day)}) x on x.person_id = p.id
    left join credit_files f on f.person_id = p.id and f.period = ${period} and f.rule_pack_version = ${rulePackVersion}
    where (f.person_id is null or f.ledger_seq <> coalesce(h.seq, 0) or f.exempt <> (x.person_id is not null) or f.stale_on <= ${day}::date)
      and exists (select 1 from posts o where o.person_id = p.id)`);
  return rows.map(({ id }) => id);
}

/**
 * Rolls every ledger up into a file of the period: one statement for everybody, however many. Only entries of a
 * section's `inputs` are read. The rules are those of the pack (see domain/rules/file-section.ts):
 * share = Σ good ÷ Σ total, of a corrected entry as its newest correction says, whenever that came; one to be disregarded is
 * listed and counts for nothing; present = any; open-items = opened without a closing entry of the same source, due as the
 * newest extension of its source says; in-effect = any whose last day is not over; count.
 * Files of people for whom nothing has changed since are not even looked at, unless everybody's are asked for; what stands in a
 * ledger already and has not happened by `to` has its file looked at again on its day. A row is rewritten only when it differs, so a rerun returns `changed: 0`. The order keeps two runs from blocking each other.
 *
 * What no section shows is left out before anything is sorted, and what a rule takes from an entry's data is taken where the entry
 * is read: sorted rows are narrow.
 */
export async function putCreditFiles(
  tx: Tx,
  input: RollUpInput,
  now: Date,
): Promise<{ people: number; changed: number }> {
  const { sections, rulePackVersion, period, from, to, isOver, yearFrom, day, of } = input;
  const some = of === 'everybody' ? undefined : of === 'changed' ? await findChanged(tx, input) : of.people;
  if (some?.length === 0) return { people: 0, changed: 0 };
  const ofThem = (personId: SQL): SQL => (some ? sql`${personId} = any(${uuids(some)})` : sql`true`);
  // What is sorted and joined for a whole county does not fit in the few megabytes that a press is given.
  await tx.execute(sql`set local work_mem = '64MB'`);
  const rows = await tx.execute<{ people: number; changed: number }>(sql`
    with section as materialized (
      select s.id, s."order" as ord, s.inputs, s.rule, s.rule->>'kind' as how, case s.rule->>'kind' when 'share' then jsonb_build_array(s.rule->'entryKind')
        when 'open-items' then jsonb_build_array(s.rule->'opened', s.rule->'closed') else coalesce(s.rule->'entryKinds', '[]') end as reads
      from jsonb_to_recordset(${json(sections)}) as s(id text, "order" int, inputs jsonb, rule jsonb)
    ), input as materialized (
      select s.ord, k.kind, s.reads ? k.kind as is_read, s.how = 'in-effect' or s.how = 'present' and s.rule->>'within' = 'ever' as for_ever,
        s.how = 'present' and s.rule->>'within' = 'year' as for_year, case s.how when 'share' then s.rule->>'goodField' end as good_field,
        case s.how when 'share' then s.rule->>'totalField' end as total_field, s.rule->>'dueField' as due_field, o.opens,
        case s.how when 'in-effect' then s.rule->>'untilField' end as until_field,
        case when o.opens then s.rule->>'closed' end as closed, case when o.opens then s.rule->>'extended' end as extended
      from section s cross join lateral jsonb_array_elements_text(s.inputs) k(kind)
      cross join lateral (select s.how = 'open-items' and k.kind = s.rule->>'opened' as opens) o
    ), person as materialized (
      select p.id, coalesce(h.seq, 0) as seq, x.person_id is not null as exempt from people p
      left join ledger_heads h on h.person_id = p.id left join (${exemptOn(day)}) x on x.person_id = p.id
      where exists (select 1 from posts o where o.person_id = p.id) and ${ofThem(sql`p.id`)}
    ), ahead as materialized (
      select person_id, (min(occurred_at) at time zone 'Asia/Shanghai')::date as day from ledger_entries
      where ${!isOver} and occurred_at >= ${at(to)} and ${ofThem(sql`person_id`)} group by person_id
    ), corrected as materialized (
      select distinct on (e.data->>'corrects') (e.data->>'corrects')::uuid as id, e.data, coalesce((e.data->>'disregarded')::boolean, false) as void
      from person p join ledger_entries e on e.person_id = p.id
      where e.kind = 'correction' and e.data ? 'corrects' order by e.data->>'corrects', e.seq desc
    ), closing as materialized (
      select e.kind, e.person_id, e.source_id from person p join ledger_entries e on e.person_id = p.id left join corrected x on x.id = e.id
      where e.kind = any((select array_agg(closed) from input)::text[]) and e.occurred_at < ${at(to)} and x.void is not true
    ), extension as materialized (
      select distinct on (e.kind, e.person_id, e.data->>'item') e.kind, e.person_id, e.data->>'item' as item, coalesce(x.data, e.data) as data
      from person p join ledger_entries e on e.person_id = p.id left join corrected x on x.id = e.id
      where e.kind = any((select array_agg(extended) from input)::text[]) and e.occurred_at < ${at(to)} and x.void is not true
      order by e.kind, e.person_id, e.data->>'item', e.occurred_at desc, e.seq desc
    ), entry as (
      select i.ord, e.id, e.person_id, e.occurred_at, e.seq, e.occurred_at >= ${at(from)} as in_period, x.void is true as void,
        i.is_read and x.void is not true as counts, i.opens and x.void is not true and c.person_id is null as open,
        case when i.opens then coalesce(n.data->>i.due_field, coalesce(x.data, e.data)->>i.due_field)::date end as due,
        (coalesce(x.data, e.data)->>i.until_field)::date as until,
        (coalesce(x.data, e.data)->>i.good_field)::numeric as good, (coalesce(x.data, e.data)->>i.total_field)::numeric as total
      from person p join ledger_entries e on e.person_id = p.id join input i on i.kind = e.kind left join corrected x on x.id = e.id
      left join closing c on c.kind = i.closed and c.person_id = e.person_id and c.source_id = e.source_id
      left join extension n on n.kind = i.extended and n.person_id = e.person_id and n.item = e.source_id::text
      where e.occurred_at < ${at(to)} and (e.occurred_at >= ${at(from)} or i.opens and x.void is not true and c.person_id is null
        or i.for_ever or i.for_year and e.occurred_at >= ${at(yearFrom)})
        and (e.occurred_at >= ${at(from)} or e.kind = any((select array_agg(kind) from input where opens or for_ever or for_year)::text[]))
    ), fact as (
      select person_id, ord,
        count(*) filter (where counts and in_period)::int as n_period,
        count(*) filter (where counts)::int as n_any,
        coalesce(sum(good) filter (where counts and in_period), 0) as good,
        coalesce(sum(total) filter (where counts and in_period), 0) as total,
        count(*) filter (where open or counts and until >= ${day}::date)::int as open,
        count(*) filter (where open and due < ${day}::date)::int as overdue,
        least(min(due + 1) filter (where open and due >= ${day}::date),
          min(until + 1) filter (where counts and until >= ${day}::date)) as stale_on,
        count(*) filter (where not void)::int as standing,
        jsonb_agg(id order by occurred_at desc, seq desc) as entries
      from entry group by person_id, ord
    ), judged as (
      select p.id as person_id, p.seq, p.exempt, s.ord, s.id as section_id, s.how, f.n_period, f.good, f.total, f.open, f.entries, f.standing, f.stale_on,
        case s.how
          when 'share' then case when coalesce(f.n_period, 0) = 0 then 'missing-data' when f.n_period < (s.rule->>'enoughFrom')::int or f.total = 0 then 'not-enough'
            when f.good / f.total < (s.rule->>'attentionBelow')::numeric then 'attention' else 'in-order' end
          when 'present' then case when coalesce(case s.rule->>'within' when 'period' then f.n_period else f.n_any end, 0) > 0
            then 'in-order' else 'missing-data' end
          when 'open-items' then case when coalesce(f.overdue, 0) > 0 then 'attention' when coalesce(f.open, 0) > 0 then 'information' else 'in-order' end
          when 'in-effect' then case when coalesce(f.open, 0) > 0 then 'attention' else 'in-order' end
          else 'information' end as state
      from person p cross join section s left join fact f on f.person_id = p.id and f.ord = s.ord
    ), file as (
      select j.person_id, min(j.seq) as seq, bool_or(j.exempt) as exempt, least(min(j.stale_on), min(a.day)) as stale_on, jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', j.section_id,
          'state', case when exempt and state in ('missing-data', 'not-enough') then 'information' else state end,
          'count', case when how = 'present' then coalesce(standing, 0) else coalesce(n_period, 0) end,
          'good', case when how = 'share' and n_period > 0 then good end, 'total', case when how = 'share' and n_period > 0 then total end,
          'open', case when how in ('open-items', 'in-effect') then coalesce(open, 0) end, 'entries', coalesce(entries, '[]'))) order by j.ord) as sections
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
