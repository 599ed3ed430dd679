import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { insertDeliveries, type FanOut } from './deliveries.ts';
import { at, isUnder, texts, uuids } from './sql-values.ts';

export type MeetingState = 'planned' | 'closed' | 'cancelled';
export type AttendanceState = 'present' | 'excused' | 'absent';
export type MeetingRow = {
  id: string;
  kind: string;
  unitId: string;
  unitName: string;
  heldBy: string;
  heldByName: string;
  title: string;
  place: string;
  startsAt: string;
  minutes: number;
  evidence: string | null;
  hours: number | null;
  about: string | null;
  seats: number | null;
  signUpUntil: string | null;
  openedAt: string | null;
  moves: number;
  state: MeetingState;
  closedAt: string | null;
  /** How many are expected, and what is known of them so far; the rest of a closed one were absent. */
  invited: number;
  present: number;
  excused: number;
};

/** The row of attendance that holds for the invitee `i`, as `l`. */
export const newest = sql`left join lateral (
  select a.n, a.state, a.reason, a.via, a.marked_by, a.at from meeting_attendance a
  where a.meeting_id = i.meeting_id and a.person_id = i.person_id order by a.n desc limit 1) l on true`;

export const meetingColumns = sql`
  m.id, m.kind, m.unit_id as "unitId", u.name as "unitName", m.held_by as "heldBy", b.name as "heldByName", m.title, m.place,
  m.starts_at as "startsAt", m.minutes, m.evidence, m.hours::float8 as hours, m.about, m.seats, m.sign_up_until as "signUpUntil",
  m.opened_at as "openedAt", m.moves, m.state, m.closed_at as "closedAt", c.invited, c.present, c.excused`;
export const meetingFrom = sql`
  from meetings m join organisation_units u on u.id = m.unit_id join people b on b.id = m.held_by
  cross join lateral (
    select count(*)::int as invited, count(*) filter (where l.state = 'present')::int as present,
      count(*) filter (where l.state = 'excused' or l.state is null and i.excuse is not null)::int as excused
    from meeting_invitees i ${newest} where i.meeting_id = m.id) c`;

export type NewMeeting = {
  id: string;
  kind: string;
  rulePackVersion: string;
  unitId: string;
  heldBy: string;
  title: string;
  place: string;
  startsAt: Date;
  minutes: number;
  evidence: string | null;
  hours: number | null;
  about: string | null;
  seats: number | null;
  signUpUntil: Date | null;
  secret: string;
};

/** False when it is there already (the confirm button was pressed twice). */
export async function insertMeeting(tx: Tx, row: NewMeeting, now: Date): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into meetings (id, kind, rule_pack_version, unit_id, held_by, title, place, starts_at, minutes, evidence, hours, about, seats,
      sign_up_until, secret, state, created_at)
    values (${row.id}, ${row.kind}, ${row.rulePackVersion}, ${row.unitId}, ${row.heldBy}, ${row.title}, ${row.place}, ${at(row.startsAt)},
      ${row.minutes}, ${row.evidence}, ${row.hours}, ${row.about}, ${row.seats}, ${row.signUpUntil ? at(row.signUpUntil) : null}, ${row.secret},
      'planned', ${at(now)}) on conflict (id) do nothing returning 1`);
  return rows.length === 1;
}

/** People of a unit: those who hold a post under it on `day`, all of them or of some roles or member kinds. */
export type Whom = {
  unitId: string;
  roles: readonly string[] | null;
  memberKinds: readonly string[];
  day: string;
};

const peopleOf = ({ unitId, roles, memberKinds, day }: Whom): SQL => sql`
  select distinct o.person_id from posts o where ${isUnder(sql`o.unit_id`, [unitId])}
    and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)
    and ${
      roles === null
        ? sql`true`
        : sql`(o.roles && ${texts(roles)} or exists (select 1 from person_member_kinds k
            where k.person_id = o.person_id and k.kind = any(${texts(memberKinds)})))`
    }`;

/** How many people a meeting would be for, and how many of them no message reaches. */
export async function countPeopleOf(
  db: Db | Tx,
  whom: Whom,
): Promise<{ people: number; unreachable: number }> {
  const [row] = await db.execute<{ people: number; unreachable: number }>(sql`
    select count(*)::int as people, (count(*) filter (where a.id is null or a.unreachable_at is not null))::int as unreachable
    from (${peopleOf(whom)}) x left join telegram_accounts a on a.person_id = x.person_id and a.revoked_at is null`);
  return row ?? { people: 0, unreachable: 0 };
}

const exemptionOn = (reasons: readonly string[], day: string): SQL => sql`(
  select e.reason from exemptions e where e.person_id = x.person_id and e.reason = any(${texts(reasons)})
    and e.starts_on <= ${day}::date and (e.ends_on is null or e.ends_on > ${day}::date) order by e.starts_on, e.id limit 1)`;

/** Freezes who is expected, each with the exemption that is known. */
export async function insertInvitees(
  tx: Tx,
  meetingId: string,
  whom: Whom,
  exempting: readonly string[],
): Promise<number> {
  const rows = await tx.execute(sql`
    insert into meeting_invitees (meeting_id, person_id, excuse)
    select ${meetingId}, x.person_id, ${exemptionOn(exempting, whom.day)} from (${peopleOf(whom)}) x on conflict do nothing returning 1`);
  return rows.length;
}

/** Tells people of a unit, each once a key; left out is who is exempt from being told. */
export function tellPeopleOf(
  tx: Tx,
  meetingId: string,
  whom: Whom,
  exempting: readonly string[],
  fanOut: FanOut,
): Promise<number> {
  const audience = sql`
    select x.person_id, ${meetingId}::uuid as subject_id, ${fanOut.kind}::text || ':' || ${meetingId}::text || ':' || x.person_id as once_key,
      '{}'::jsonb as data from (${peopleOf(whom)}) x where ${exemptionOn(exempting, whom.day)} is null`;
  return insertDeliveries(tx, audience, fanOut);
}

/** Tells who is expected, and who waits for a seat, each once a round; `known`: only those who heard of it, or may have. */
export function tellInvitees(
  tx: Db | Tx,
  meetingId: string,
  { round, known, exempting = [] }: { round: string; known: boolean; exempting?: readonly string[] },
  fanOut: FanOut,
): Promise<number> {
  const audience = sql`
    select i.person_id, i.meeting_id as subject_id, ${fanOut.kind}::text || ':' || i.meeting_id || ':' || ${round}::text || i.person_id as once_key,
      '{}'::jsonb as data from (
        select meeting_id, person_id, excuse from meeting_invitees union all
        select meeting_id, person_id, null from class_sign_ups where state = 'waiting') i
    where i.meeting_id = ${meetingId} and (i.excuse is null or i.excuse <> all(${texts(exempting)}))
      and (not ${known} or exists (select 1 from deliveries d where d.subject_id = i.meeting_id and d.person_id = i.person_id
        and d.state not in ('pending', 'cancelled', 'expired')))`;
  return insertDeliveries(tx, audience, fanOut);
}

/** A meeting of a unit in the scope. */
export async function findMeetingUnder(
  db: Db | Tx,
  id: string,
  scope: readonly string[],
): Promise<MeetingRow | undefined> {
  const [row] = await db.execute<MeetingRow>(
    sql`select ${meetingColumns} ${meetingFrom} where m.id = ${id} and ${isUnder(sql`m.unit_id`, scope)}`,
  );
  return row;
}

/** Whatever is said later about a meeting is said about it as it is then. */
export async function findMeeting(db: Db | Tx, id: string): Promise<MeetingRow | undefined> {
  const [row] = await db.execute<MeetingRow>(sql`select ${meetingColumns} ${meetingFrom} where m.id = ${id}`);
  return row;
}

export type OwnMeetingRow = MeetingRow & {
  excuse: string | null;
  /** What is recorded about the person; null while nothing is. */
  own: AttendanceState | null;
  ownReason: string | null;
  n: number | null;
  objected: boolean;
};
const own = sql`, i.excuse, l.state as own, l.reason as "ownReason", l.n,
  exists (select 1 from meeting_objections x where x.meeting_id = i.meeting_id and x.person_id = i.person_id and x.n = l.n) as objected`;

/** A meeting that a person is expected at, with what is recorded about them; undefined for any other. */
export async function findMeetingOf(
  db: Db | Tx,
  id: string,
  personId: string,
): Promise<OwnMeetingRow | undefined> {
  const [row] = await db.execute<OwnMeetingRow>(sql`
    select ${meetingColumns} ${own} ${meetingFrom} join meeting_invitees i on i.meeting_id = m.id and i.person_id = ${personId} ${newest}
    where m.id = ${id}`);
  return row;
}

type Page = { offset: number; limit: number };
type Listed<Row> = { rows: Row[]; total: number };
/** What is still to come or to be closed first, the nearest of it; then what is over, the latest; then what was off. */
export const meetingOrder = sql`order by array_position(array['planned', 'closed', 'cancelled'], m.state), case when m.state = 'planned' then m.starts_at end, m.starts_at desc, m.id`;
const isClass = (classes: boolean): SQL => (classes ? sql`m.kind = 'class'` : sql`m.kind <> 'class'`);

/** The meetings, or the classes, of the units in a scope. */
export async function findMeetingsUnder(
  db: Db,
  scope: readonly string[],
  classes: boolean,
  page: Page,
): Promise<Listed<MeetingRow>> {
  const rows = await db.execute<MeetingRow & { total: number }>(sql`
    select count(*) over ()::int as total, ${meetingColumns} ${meetingFrom} where ${isClass(classes)} and ${isUnder(sql`m.unit_id`, scope)}
    ${meetingOrder} offset ${page.offset} limit ${page.limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

/** The meetings that a person is or was expected at. */
export async function findMeetingsOf(db: Db, personId: string, page: Page): Promise<Listed<OwnMeetingRow>> {
  const rows = await db.execute<OwnMeetingRow & { total: number }>(sql`
    select count(*) over ()::int as total, ${meetingColumns} ${own} ${meetingFrom}
    join meeting_invitees i on i.meeting_id = m.id and i.person_id = ${personId} ${newest}
    where ${isClass(false)} and m.state <> 'cancelled' ${meetingOrder} offset ${page.offset} limit ${page.limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

/** Keeps everybody else from changing a meeting until the transaction ends. */
export async function lockMeeting(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`select 1 from meetings where id = ${id} for update`);
}

/** From now on the codes of the room count; the first time stays. */
export async function markOpened(tx: Tx, id: string, now: Date): Promise<string | undefined> {
  const [row] = await tx.execute<{ secret: string }>(sql`
    update meetings set opened_at = coalesce(opened_at, ${at(now)}) where id = ${id} and state = 'planned' returning secret`);
  return row?.secret;
}

export async function markMeetingClosed(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.execute(
    sql`update meetings set state = 'closed', closed_at = ${at(now)} where id = ${id} and state = 'planned'`,
  );
}

export async function markMeetingCancelled(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`update meetings set state = 'cancelled' where id = ${id} and state = 'planned'`);
}

/** False when it begins then already. */
export async function markMoved(tx: Tx, id: string, startsAt: Date): Promise<boolean> {
  const rows = await tx.execute(sql`
    update meetings set starts_at = ${at(startsAt)}, moves = moves + 1, opened_at = null,
      sign_up_until = case when sign_up_until is null then null else least(sign_up_until, ${at(startsAt)}) end
    where id = ${id} and state = 'planned' and starts_at <> ${at(startsAt)} returning 1`);
  return rows.length === 1;
}

export type UnitChoice = { id: string; name: string; kind: string };

/** The units of a scope: its tops, and what lies right below them. */
export async function findUnitsToMeet(db: Db, scope: readonly string[]): Promise<UnitChoice[]> {
  return db.execute<UnitChoice>(sql`
    select distinct on (u.id) u.id, u.name, u.kind from organisation_units u
    where u.id = any(${uuids(scope)}) or u.parent_id = any(${uuids(scope)}) order by u.id limit 24`);
}
