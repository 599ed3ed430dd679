import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { regradeFacts } from './regrade.ts';
import { at, json, texts, uuids } from './sql-values.ts';

/**
 * Brings facts of the other tables into the ledger, in one statement: what happened before `until`, of the kinds
 * that the rule pack allows, each source once. The order by person keeps two runs from blocking each other; the
 * chain itself is made by the table's trigger.
 */
export async function insertFacts(
  tx: Tx,
  {
    kinds,
    evidence,
    rulePackVersion,
    until,
  }: {
    kinds: readonly string[];
    /** Kinds of evidence whose confirmed study hours are facts of a file. */
    evidence: readonly string[];
    rulePackVersion: string;
    until: Date;
  },
  now: Date,
): Promise<Record<string, number>> {
  const rows = await tx.execute<{ kind: string; n: number }>(sql`
    with fact(kind, nature, person_id, occurred_at, source_kind, source_id, recorded_by, confirmed_by, data) as (
      select 'quiz-result', 'fact', p.person_id, a.finished_at, 'attempt', a.id, null::uuid, null::uuid,
        jsonb_build_object('correct', a.correct, 'total', a.total, 'preset', q.preset, 'slot', q.slot)
      from attempts a join papers p on p.id = a.paper_id join quizzes q on q.id = p.quiz_id
      where p.number = 1 and a.counts and (q.settings->>'forFile')::boolean and a.finished_at < ${at(until)}
      union all
      select case when h.replaces is null then 'study-hours' else 'correction' end, 'fact', h.person_id,
        h.day::timestamp at time zone 'Asia/Shanghai', 'study-hours', h.id, h.recorded_by, d.decided_by,
        jsonb_strip_nulls(jsonb_build_object('hours', h.hours, 'evidence', h.evidence, 'text', h.topic, 'replaces', h.replaces))
      from study_hours h join study_hour_decisions d on d.entry_id = h.id and d.verdict = 'confirmed'
      where d.decided_at < ${at(until)} and (h.evidence = any(${texts(evidence)})
        or exists (select 1 from ledger_entries e where e.person_id = h.person_id and e.source_kind = 'study-hours' and e.source_id = h.replaces))
      union all
      ${regradeFacts}
      union all
      select 'notice-acknowledged', 'fact', k.person_id, k.at, 'notice', k.notice_id, k.person_id, null,
        jsonb_build_object('state', k.state, 'via', k.via) from acknowledgements k where k.at < ${at(until)}
      union all
      select 'interview-notified', 'fact', i.person_id, min(d.sent_at), 'interview', i.id, i.ordered_by, null,
        jsonb_build_object('interviewKind', i.kind) from interviews i
      join deliveries d on d.subject_id = i.id and d.person_id = i.person_id and d.kind = 'interview-notice' and d.state = 'sent'
      where d.sent_at < ${at(until)} group by i.id
      union all
      select 'interview-held', 'fact', i.person_id, i.starts_at, 'interview', i.id, i.ordered_by, i.ordered_by,
        jsonb_strip_nulls(jsonb_build_object('interviewKind', i.kind, 'recordHash', r.hash)) from interviews i
      left join interview_records r on r.interview_id = i.id and r.what = 'sealed'
      where i.state = 'held' and i.minutes > 0 and coalesce(r.at, i.starts_at) < ${at(until)}
      union all
      select 'inquiry-answered', 'self-declared', i.person_id, r.at, 'interview', i.id, i.person_id, null,
        jsonb_build_object('interviewKind', i.kind, 'recordHash', r.hash) from interviews i
      join interview_records r on r.interview_id = i.id and r.what = 'sealed' where i.state = 'held' and i.minutes = 0 and r.at < ${at(until)}
      union all
      select 'rectification-opened', 'conclusion', i.person_id, e.at, 'rectification', i.id, i.opened_by, i.reviewer_id,
        jsonb_build_object('text', i.text, 'dueOn', e.day)
      from rectification_items i join rectification_events e on e.item_id = i.id and e.kind = 'opened' where e.at < ${at(until)}
      union all
      select 'rectification-extended', 'conclusion', i.person_id, e.at, 'rectification', e.id, e.by, e.by,
        jsonb_build_object('text', i.text, 'dueOn', e.day, 'item', i.id)
      from rectification_items i join rectification_events e on e.item_id = i.id and e.kind = 'extension-granted' where e.at < ${at(until)}
      union all
      select 'rectification-closed', 'conclusion', i.person_id, e.at, 'rectification', i.id, e.by, e.by, jsonb_build_object('text', i.text)
      from rectification_items i join rectification_events e on e.item_id = i.id and e.kind = 'closed' where e.at < ${at(until)}
      union all
      select 'self-assessment-submitted', 'self-declared', s.person_id, s.submitted_at, 'assessment', s.id, s.person_id, null,
        jsonb_build_object('cycle', c.title) from assessment_submissions s join assessment_cycles c on c.id = s.cycle_id
      where s.state = 'submitted' and s.submitted_at < ${at(until)}
      union all
      select 'post-started', 'fact', o.person_id, o.starts_on::timestamp at time zone 'Asia/Shanghai', 'post', o.id, null, null,
        jsonb_build_object('title', o.title, 'unit', u.name) from posts o join organisation_units u on u.id = o.unit_id
      where o.starts_on::timestamp at time zone 'Asia/Shanghai' < ${at(until)}
      union all
      select 'post-ended', 'fact', o.person_id, o.ends_on::timestamp at time zone 'Asia/Shanghai', 'post', o.id, null, null,
        jsonb_build_object('title', o.title, 'unit', u.name) from posts o join organisation_units u on u.id = o.unit_id
      where o.ends_on::timestamp at time zone 'Asia/Shanghai' < ${at(until)}
    ), made as (
      insert into ledger_entries (id, person_id, kind, nature, occurred_at, recorded_at, source_kind, source_id, rule_pack_version,
        recorded_by, confirmed_by, data)
      select uuidv7(), f.person_id, f.kind, f.nature, f.occurred_at, ${at(now)}, f.source_kind, f.source_id, ${rulePackVersion},
        f.recorded_by, f.confirmed_by, f.data
      from fact f where f.kind = any(${texts(kinds)}) and not exists (
        select 1 from ledger_entries e where e.kind = f.kind and e.source_id = f.source_id and e.person_id = f.person_id)
      order by f.person_id, f.occurred_at, f.kind, f.source_id
      returning kind)
    select kind, count(*)::int as n from made group by kind`);
  return Object.fromEntries(rows.map((row) => [row.kind, row.n]));
}

export type NewEntry = {
  id: string;
  personId: string;
  kind: string;
  nature: 'fact' | 'conclusion' | 'self-declared';
  occurredAt: Date;
  sourceKind: string;
  sourceId: string;
  recordedBy: string | null;
  confirmedBy: string | null;
  data: Record<string, unknown>;
};

/** Entries that a person decided on, such as a recognition; sorted by person as the chain wants it. */
export async function insertEntries(
  tx: Tx,
  entries: readonly NewEntry[],
  rulePackVersion: string,
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into ledger_entries (id, person_id, kind, nature, occurred_at, recorded_at, source_kind, source_id, rule_pack_version,
      recorded_by, confirmed_by, data)
    select id, "personId", kind, nature, "occurredAt", ${at(now)}, "sourceKind", "sourceId", ${rulePackVersion}, "recordedBy", "confirmedBy", data
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as r(id uuid, "personId" uuid, kind text, nature text,
      "occurredAt" timestamptz, "sourceKind" text, "sourceId" uuid, "recordedBy" uuid, "confirmedBy" uuid, data jsonb)
    order by "personId", "occurredAt"`);
}

export type EntryRow = {
  id: string;
  seq: number;
  kind: string;
  nature: string;
  occurredAt: string;
  sourceKind: string;
  rulePackVersion: string;
  recordedByName: string | null;
  confirmedByName: string | null;
  data: Record<string, unknown>;
  /** What its newest correction says instead. */
  corrected: Record<string, unknown> | null;
  hash: string;
  objections: number;
  /** How the newest objection stands; null where there is none. */
  objection: 'open' | 'upheld' | 'not-upheld' | null;
};

/** Whether an entry of a person was disregarded after an objection: its newest correction says so. */
export const isDisregarded = (personId: SQL, entryId: SQL): SQL => sql`coalesce((
  select (x.data->>'disregarded')::boolean from ledger_entries x
  where x.person_id = ${personId} and x.kind = 'correction' and x.data->>'corrects' = ${entryId}::text order by x.seq desc limit 1), false)`;

const entryColumns: SQL = sql`
  e.id, e.seq, e.kind, e.nature, e.occurred_at as "occurredAt", e.source_kind as "sourceKind", e.rule_pack_version as "rulePackVersion",
  r.name as "recordedByName", c.name as "confirmedByName", e.data, e.hash,
  (select x.data from ledger_entries x where x.person_id = e.person_id and x.kind = 'correction' and x.data->>'corrects' = e.id::text
    order by x.seq desc limit 1) as corrected,
  (select count(*)::int from objections o where o.entry_id = e.id) as objections,
  (select coalesce(a.verdict, 'open') from objections o left join objection_answers a on a.objection_id = o.id where o.entry_id = e.id
    order by o.created_at desc, o.id desc limit 1) as objection
  from ledger_entries e left join people r on r.id = e.recorded_by left join people c on c.id = e.confirmed_by`;

/** Entries of one person's file by id, newest first; an id of somebody else's file gives nothing. */
export async function findEntries(
  db: Db | Tx,
  personId: string,
  ids: readonly string[],
): Promise<EntryRow[]> {
  return db.execute<EntryRow>(sql`
    select ${entryColumns} where e.person_id = ${personId} and e.id = any(${uuids(ids)}) order by e.occurred_at desc, e.seq desc`);
}

/** Entries of a person's own file that an objection can be made to, the newest first: all, or those of the given ids. */
export async function findOwnEntries(
  db: Db | Tx,
  personId: string,
  ids: readonly string[] | null,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ rows: EntryRow[]; total: number }> {
  const rows = await db.execute<EntryRow & { total: number }>(sql`
    select count(*) over ()::int as total, ${entryColumns}
    where e.person_id = ${personId} and e.kind not in ('objection', 'objection-answer') ${ids === null ? sql`` : sql`and e.id = any(${uuids(ids)})`}
    order by e.occurred_at desc, e.seq desc offset ${offset} limit ${limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

export async function insertRulePack(
  tx: Db | Tx,
  row: { version: string; body: unknown; contentHash: string },
  now: Date,
): Promise<string> {
  await tx.execute(sql`
    insert into rule_packs (version, body, content_hash, loaded_at) values (${row.version}, ${json(row.body)}, ${row.contentHash}, ${at(now)})
    on conflict do nothing`);
  const [stored] = await tx.execute<{ hash: string }>(
    sql`select content_hash as hash from rule_packs where version = ${row.version}`,
  );
  return stored?.hash ?? '';
}
