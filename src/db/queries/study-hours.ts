import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, isUnder } from './sql-values.ts';

export type HourState = 'recorded' | 'confirmed' | 'rejected' | 'replaced';
export type HourEntryRow = {
  id: string;
  personId: string;
  personName: string;
  day: string;
  hours: number;
  evidence: string;
  topic: string;
  eventId: string;
  replaces: string | null;
  /** replaced: a later entry of the same event stands in its place, or waits to. */
  state: HourState;
  reason: string | null;
  decidedByName: string | null;
};

/** A later entry of the same event that has not been rejected; beside `h`. */
const correction = sql`
  from study_hours n left join study_hour_decisions nd on nd.entry_id = n.id
  where n.person_id = h.person_id and n.event_id = h.event_id and (n.recorded_at, n.id) > (h.recorded_at, h.id)`;
const isCorrected = sql`exists (select 1 ${correction} and nd.verdict is distinct from 'rejected')`;
const isReplaced = sql`exists (select 1 ${correction} and (nd.verdict = 'confirmed' or d.verdict is null and nd.verdict is null))`;
const columns = sql`
  h.id, h.person_id as "personId", p.name as "personName", h.day::text as day, h.hours::float8 as hours, h.evidence, h.topic,
  h.event_id as "eventId", h.replaces,
  case when d.verdict = 'rejected' then 'rejected' when ${isReplaced} then 'replaced' else coalesce(d.verdict, 'recorded') end as state,
  d.reason, b.name as "decidedByName"
  from study_hours h join people p on p.id = h.person_id
  left join study_hour_decisions d on d.entry_id = h.id left join people b on b.id = d.decided_by`;

export type NewHourEntry = {
  id: string;
  personId: string;
  day: string;
  hours: number;
  evidence: string;
  topic: string;
  eventId: string;
  replaces: string | null;
  recordedBy: string;
  rulePackVersion: string;
};

/** Makes recordings about one person wait for each other, so that an event is not recorded twice at once. */
export async function lockPerson(tx: Tx, personId: string): Promise<void> {
  await tx.execute(sql`select 1 from people where id = ${personId} for no key update`);
}

export async function insertHourEntry(tx: Tx, row: NewHourEntry, now: Date): Promise<void> {
  await tx.execute(sql`
    insert into study_hours (id, person_id, day, hours, evidence, topic, event_id, replaces, recorded_by, rule_pack_version, recorded_at)
    values (${row.id}, ${row.personId}, ${row.day}::date, ${row.hours}, ${row.evidence}, ${row.topic}, ${row.eventId}, ${row.replaces},
      ${row.recordedBy}, ${row.rulePackVersion}, ${at(now)})`);
}

/** One entry about a person; undefined for anybody else's. */
export async function findHourEntry(
  db: Db | Tx,
  id: string,
  personId: string,
): Promise<HourEntryRow | undefined> {
  const [row] = await db.execute<HourEntryRow>(
    sql`select ${columns} where h.id = ${id} and h.person_id = ${personId}`,
  );
  return row;
}

/** Whether an entry of the event stands or waits, apart from the one it would replace. */
export async function isEventRecorded(
  tx: Tx,
  personId: string,
  eventId: string,
  replaces: string | null,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from study_hours h left join study_hour_decisions d on d.entry_id = h.id
    where h.person_id = ${personId} and h.event_id = ${eventId} and h.id is distinct from ${replaces}::uuid
      and d.verdict is distinct from 'rejected' and not (${isCorrected}) limit 1`);
  return rows.length === 1;
}

/** A person's entries of the days from `from` to before `to`, the newest day first, with how many there are. */
export async function findHourEntries(
  db: Db,
  personId: string,
  { from, to }: { from: string; to: string },
  page: { offset: number; limit: number },
): Promise<{ rows: HourEntryRow[]; total: number }> {
  const rows = await db.execute<HourEntryRow & { total: number }>(sql`
    select count(*) over ()::int as total, ${columns}
    where h.person_id = ${personId} and h.day >= ${from}::date and h.day < ${to}::date
    order by h.day desc, h.recorded_at desc, h.id desc offset ${page.offset} limit ${page.limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

const holdsPostUnder = (scope: readonly string[], day: string): SQL => sql`exists (
  select 1 from posts held where held.person_id = h.person_id and held.starts_on <= ${day}::date
    and (held.ends_on is null or held.ends_on > ${day}::date) and ${isUnder(sql`held.unit_id`, scope)})`;

/** What waits for somebody's answer within the scope: neither about them nor written by them, and not corrected since. */
const isWaitingFor = (deciderId: string, scope: readonly string[], day: string): SQL => sql`
  h.person_id <> ${deciderId} and h.recorded_by <> ${deciderId} and ${holdsPostUnder(scope, day)} and not (${isCorrected})`;

/** Entries that wait, the oldest first. */
export async function findWaitingHours(
  tx: Db | Tx,
  deciderId: string,
  scope: readonly string[],
  day: string,
  page: { offset: number; limit: number },
): Promise<{ rows: HourEntryRow[]; total: number }> {
  const rows = await tx.execute<HourEntryRow & { total: number }>(sql`
    select count(*) over ()::int as total, ${columns} where d.verdict is null and ${isWaitingFor(deciderId, scope, day)}
    order by h.recorded_at, h.id offset ${page.offset} limit ${page.limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

export async function countWaitingHours(
  db: Db,
  deciderId: string,
  scope: readonly string[],
  day: string,
): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from study_hours h
    where not exists (select 1 from study_hour_decisions d where d.entry_id = h.id) and ${isWaitingFor(deciderId, scope, day)}`);
  return row?.n ?? 0;
}

export type DecidableRow = HourEntryRow & {
  /** Whether it is still to be decided by this person. */
  open: boolean;
  /** What else is recorded for the same person and day and has not been rejected. */
  sameDay: number;
  /** How many others of the same meeting wait for an answer too. */
  sameEvent: number;
  /** What the entry it replaces says. */
  beforeHours: number | null;
  decidedBy: string | null;
};

/** An entry within the scope of who may decide on it, decided or not; undefined for any other. */
export async function findDecidableHours(
  tx: Db | Tx,
  id: string,
  deciderId: string,
  scope: readonly string[],
  day: string,
): Promise<DecidableRow | undefined> {
  const [row] = await tx.execute<DecidableRow>(sql`
    select d.verdict is null and not (${isCorrected}) as open, d.decided_by as "decidedBy",
      (select count(*)::int from study_hours o left join study_hour_decisions od on od.entry_id = o.id
        where o.person_id = h.person_id and o.day = h.day and o.event_id <> h.event_id and od.verdict is distinct from 'rejected') as "sameDay",
      (select count(*)::int from study_hours o where o.event_id = h.event_id and o.person_id <> h.person_id and o.person_id <> ${deciderId}
        and o.recorded_by <> ${deciderId} and not exists (select 1 from study_hour_decisions od where od.entry_id = o.id)) as "sameEvent",
      (select r.hours::float8 from study_hours r where r.id = h.replaces) as "beforeHours", ${columns}
    where h.id = ${id} and h.person_id <> ${deciderId} and h.recorded_by <> ${deciderId} and ${holdsPostUnder(scope, day)}`);
  return row;
}

/** Stores the answer once; false when it is there already, or the entry is not theirs to decide. */
export async function insertHourDecision(
  tx: Tx,
  decision: { entryId: string; deciderId: string; verdict: 'confirmed' | 'rejected'; reason: string | null },
  scope: readonly string[],
  day: string,
  now: Date,
): Promise<boolean> {
  const { entryId, deciderId, verdict, reason } = decision;
  const rows = await tx.execute(sql`
    insert into study_hour_decisions (entry_id, person_id, recorded_by, verdict, reason, decided_by, decided_at)
    select h.id, h.person_id, h.recorded_by, ${verdict}, ${reason}, ${deciderId}, ${at(now)}
    from study_hours h where h.id = ${entryId} and ${isWaitingFor(deciderId, scope, day)}
    on conflict do nothing returning 1`);
  return rows.length === 1;
}

/**
 * Confirms every entry of an event that waits for this person, as `insertHourDecision` does one, and writes each to the
 * access log, in one statement.
 * @returns how many
 */
export async function confirmHoursOfEvent(
  tx: Tx,
  eventId: string,
  deciderId: string,
  scope: readonly string[],
  day: string,
  now: Date,
): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`
    with decided as (
      insert into study_hour_decisions (entry_id, person_id, recorded_by, verdict, decided_by, decided_at)
      select h.id, h.person_id, h.recorded_by, 'confirmed', ${deciderId}, ${at(now)} from study_hours h
      where h.event_id = ${eventId} and ${isWaitingFor(deciderId, scope, day)} on conflict do nothing returning entry_id, person_id
    ), logged as (
      insert into access_log (id, actor_id, action, subject_person_id, detail, at)
      select uuidv7(), ${deciderId}, 'hours.confirmed', person_id, jsonb_build_object('entryId', entry_id), ${at(now)} from decided)
    select count(*)::int as n from decided`);
  return row?.n ?? 0;
}

/**
 * The study hours of a closed meeting for everybody who was there and has none of it: recorded by themselves who typed
 * the code of the room, else by who marked them.
 */
export async function insertHoursOfMeeting(tx: Tx, meetingId: string, now: Date): Promise<number> {
  const rows = await tx.execute(sql`
    insert into study_hours (id, person_id, day, hours, evidence, topic, event_id, recorded_by, rule_pack_version, recorded_at)
    select uuidv7(), l.person_id, (m.starts_at at time zone 'Asia/Shanghai')::date, m.hours, m.evidence, m.title, m.id, l.marked_by,
      m.rule_pack_version, ${at(now)}
    from meetings m join lateral (
      select distinct on (a.person_id) a.person_id, a.state, a.marked_by from meeting_attendance a where a.meeting_id = m.id
      order by a.person_id, a.n desc) l on l.state = 'present'
    where m.id = ${meetingId} and m.hours is not null
      and not exists (select 1 from study_hours h where h.person_id = l.person_id and h.event_id = m.id)
    order by l.person_id returning 1`);
  return rows.length;
}

/** A correction of the hours that a meeting gave somebody, to what it gives or to none; nothing when that is recorded. */
export async function insertHourCorrection(
  tx: Tx,
  {
    meetingId,
    personId,
    wasThere,
    recordedBy,
  }: { meetingId: string; personId: string; wasThere: boolean; recordedBy: string },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into study_hours (id, person_id, day, hours, evidence, topic, event_id, replaces, recorded_by, rule_pack_version, recorded_at)
    select uuidv7(), ${personId}, (m.starts_at at time zone 'Asia/Shanghai')::date, case when ${wasThere} then m.hours else 0 end, m.evidence,
      m.title, m.id, l.id, ${recordedBy}, m.rule_pack_version, ${at(now)}
    from meetings m left join lateral (
      select h.id, h.hours from study_hours h where h.person_id = ${personId} and h.event_id = m.id
      order by h.recorded_at desc, h.id desc limit 1) l on true
    where m.id = ${meetingId} and m.hours is not null and case when ${wasThere} then l.id is null or l.hours = 0 else l.hours > 0 end`);
}
