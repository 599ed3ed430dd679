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
  /** Start of the calendar year of the period. */
  yearFrom: Date;
  /** Local day for due dates. */
  day: string;
};

/**
 * Rolls every ledger up into a file of the period: one statement for everybody, however many. Only entries of a
 * section's `inputs` are read. The rules are those of the pack (see domain/rules/file-section.ts):
 * share = Σ good ÷ Σ total, of a corrected entry as its newest correction says, whenever that came; present = any; open-items = opened without a closing entry of the same source; count.
 * A row is rewritten only when it differs, so a rerun returns `changed: 0`. The order keeps two runs from blocking each other.
 */
export async function putCreditFiles(
  tx: Tx,
  input: RollUpInput,
  now: Date,
): Promise<{ people: number; changed: number }> {
  const { sections, rulePackVersion, period, from, to, yearFrom, day } = input;
  const rows = await tx.execute<{ people: number; changed: number }>(sql`
    with section as (
      select id, ord, inputs, rule, rule->>'kind' as how,
        case rule->>'kind' when 'share' then jsonb_build_array(rule->'entryKind') when 'open-items' then jsonb_build_array(rule->'opened', rule->'closed')
          else coalesce(rule->'entryKinds', '[]') end as reads
      from jsonb_to_recordset(${json(sections)}) as s(id text, "order" int, inputs jsonb, rule jsonb),
        lateral (select "order" as ord) o
    ), corrected as materialized (
      select distinct on (data->>'corrects') (data->>'corrects')::uuid as id, data from ledger_entries
      where kind = 'correction' and data ? 'corrects' order by data->>'corrects', seq desc
    ), entry as (
      select s.id as section_id, e.id, e.person_id, e.kind, e.occurred_at, e.seq, coalesce(x.data, e.data) as data, s.reads ? e.kind as counts,
        e.occurred_at >= ${at(from)} as in_period, s.how, s.rule,
        s.how = 'open-items' and e.kind = s.rule->>'opened' and not exists (select 1 from ledger_entries x
          where x.person_id = e.person_id and x.kind = s.rule->>'closed' and x.source_id = e.source_id and x.occurred_at < ${at(to)}) as open
      from ledger_entries e join section s on s.inputs ? e.kind left join corrected x on x.id = e.id where e.occurred_at < ${at(to)}
    ), fact as (
      select person_id, section_id,
        count(*) filter (where counts and in_period)::int as n_period,
        count(*) filter (where counts and occurred_at >= ${at(yearFrom)})::int as n_year,
        count(*) filter (where counts)::int as n_ever,
        coalesce(sum((data->>(rule->>'goodField'))::numeric) filter (where how = 'share' and counts and in_period), 0) as good,
        coalesce(sum((data->>(rule->>'totalField'))::numeric) filter (where how = 'share' and counts and in_period), 0) as total,
        count(*) filter (where open)::int as open,
        count(*) filter (where open and (data->>(rule->>'dueField'))::date < ${day}::date)::int as overdue,
        coalesce(jsonb_agg(id order by occurred_at desc, seq desc) filter (where in_period or open or (how = 'present'
          and (rule->>'within' = 'ever' or rule->>'within' = 'year' and occurred_at >= ${at(yearFrom)}))), '[]') as entries
      from entry group by person_id, section_id
    ), judged as (
      select p.id as person_id, s.ord, s.id as section_id, s.how, f.n_period, f.good, f.total, f.open, f.entries,
        case s.how
          when 'share' then case when coalesce(f.n_period, 0) = 0 then 'missing-data' when f.n_period < (s.rule->>'enoughFrom')::int or f.total = 0 then 'not-enough'
            when f.good / f.total < (s.rule->>'attentionBelow')::numeric then 'attention' else 'in-order' end
          when 'present' then case when coalesce(case s.rule->>'within' when 'period' then f.n_period when 'year' then f.n_year else f.n_ever end, 0) > 0
            then 'in-order' else 'missing-data' end
          when 'open-items' then case when coalesce(f.overdue, 0) > 0 then 'attention' when coalesce(f.open, 0) > 0 then 'information' else 'in-order' end
          else 'information' end as state,
        exists (select 1 from exemptions e where e.person_id = p.id and e.starts_on <= ${day}::date and (e.ends_on is null or e.ends_on > ${day}::date)) as exempt
      from people p cross join section s left join fact f on f.person_id = p.id and f.section_id = s.id
      where exists (select 1 from posts o where o.person_id = p.id)
    ), file as (
      select j.person_id, jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', j.section_id,
          'state', case when exempt and state in ('missing-data', 'not-enough') then 'information' else state end,
          'count', case when how = 'present' then jsonb_array_length(coalesce(entries, '[]')) else coalesce(n_period, 0) end,
          'good', case when how = 'share' and n_period > 0 then good end, 'total', case when how = 'share' and n_period > 0 then total end,
          'open', case when how = 'open-items' then coalesce(open, 0) end, 'entries', coalesce(entries, '[]'))) order by j.ord) as sections,
        coalesce((select h.seq from ledger_heads h where h.person_id = j.person_id), 0) as seq
      from judged j group by j.person_id
    ), written as (
      insert into credit_files (person_id, period, rule_pack_version, sections, ledger_seq, computed_at)
      select person_id, ${period}, ${rulePackVersion}, sections, seq, ${at(now)} from file order by person_id
      on conflict (person_id, period, rule_pack_version) do update
        set sections = excluded.sections, ledger_seq = excluded.ledger_seq, computed_at = excluded.computed_at
        where credit_files.sections is distinct from excluded.sections or credit_files.ledger_seq <> excluded.ledger_seq
      returning 1)
    select (select count(*)::int from file) as people, (select count(*)::int from written) as changed`);
  return rows[0] ?? { people: 0, changed: 0 };
}

export type CreditFileRow = {
  personId: string;
  name: string;
  staffNo: string;
  period: string;
  rulePackVersion: string;
  sections: StoredSection[];
  computedAt: string;
};

/** The newest file of a person. */
export async function findCreditFile(db: Db | Tx, personId: string): Promise<CreditFileRow | undefined> {
  const [row] = await db.execute<CreditFileRow>(sql`
    select f.person_id as "personId", p.name, p.staff_no as "staffNo", f.period, f.rule_pack_version as "rulePackVersion", f.sections,
      f.computed_at as "computedAt"
    from credit_files f join people p on p.id = f.person_id where f.person_id = ${personId} order by f.period desc, f.computed_at desc limit 1`);
  return row;
}

/** The purpose an actor last gave for opening this person's file, since an instant; null when there was none. */
export async function findLastPurpose(
  tx: Tx,
  actorId: string,
  subjectId: string,
  since: Date,
): Promise<string | null> {
  const [row] = await tx.execute<{ purpose: string | null }>(sql`
    select purpose from access_log where actor_id = ${actorId} and subject_person_id = ${subjectId}
      and action = 'file.read' and at >= ${at(since)} order by at desc limit 1`);
  return row?.purpose ?? null;
}

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

/** The same of many people at once, a row each. */
export async function insertAccesses(
  tx: Tx,
  { actorId, action, purpose, detail }: Omit<AccessRow, 'id' | 'subjectPersonId'>,
  subjectIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into access_log (id, actor_id, action, subject_person_id, purpose, detail, at)
    select uuidv7(), ${actorId}, ${action}, x, ${purpose}, ${json(detail)}, ${at(now)} from unnest(${uuids(subjectIds)}) x`);
}
