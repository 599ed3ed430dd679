import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { newest, type AttendanceState } from './meetings.ts';
import { at } from './sql-values.ts';

export type AttendeeRow = {
  personId: string;
  name: string;
  /** What is recorded; null while nothing is. */
  state: AttendanceState | null;
  reason: string | null;
  via: 'code' | 'list' | 'closing' | 'correction' | null;
  /** Why they need not come, as far as it is known. */
  excuse: string | null;
};
const columns = sql`i.person_id as "personId", p.name, l.state, l.reason, l.via, i.excuse
  from meeting_invitees i join people p on p.id = i.person_id ${newest}`;

/** Who is expected, by name; `missing`: only those who are not there. */
export async function findAttendees(
  tx: Db | Tx,
  meetingId: string,
  missing: boolean,
  page: { offset: number; limit: number },
): Promise<{ rows: AttendeeRow[]; total: number }> {
  const rows = await tx.execute<AttendeeRow & { total: number }>(sql`
    select count(*) over ()::int as total, ${columns}
    where i.meeting_id = ${meetingId} and (not ${missing} or l.state is distinct from 'present')
    order by p.name collate "zh-x-icu", p.staff_no offset ${page.offset} limit ${page.limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

export async function findAttendee(
  tx: Db | Tx,
  meetingId: string,
  personId: string,
): Promise<AttendeeRow | undefined> {
  const [row] = await tx.execute<AttendeeRow>(
    sql`select ${columns} where i.meeting_id = ${meetingId} and i.person_id = ${personId}`,
  );
  return row;
}

export type Mark = {
  meetingId: string;
  state: AttendanceState;
  reason: string | null;
  via: 'code' | 'list' | 'closing' | 'correction';
  markedBy: string;
};

const insertMarks = (tx: Tx, { meetingId, state, reason, via, markedBy }: Mark, who: SQL, now: Date) =>
  tx.execute<{ personId: string }>(sql`
    insert into meeting_attendance (meeting_id, person_id, n, state, reason, via, marked_by, at)
    select i.meeting_id, i.person_id, coalesce(l.n, 0) + 1, ${state}, ${reason}, ${via}, ${markedBy}, ${at(now)}
    from meeting_invitees i ${newest} where i.meeting_id = ${meetingId} and ${who} on conflict do nothing returning person_id as "personId"`);

/** Records what holds for a person from now on; false when the same was recorded already. */
export async function insertMark(tx: Tx, mark: Mark, personId: string, now: Date): Promise<boolean> {
  const differs = sql`(l.n is null or l.state <> ${mark.state} or ${mark.state} = 'excused' and l.reason is distinct from ${mark.reason})`;
  const rows = await insertMarks(tx, mark, sql`i.person_id = ${personId} and ${differs}`, now);
  return rows.length === 1;
}

/** The same for everybody of whom something else is recorded, but who is excused. Returns how many. */
export async function insertMarksForAll(tx: Tx, mark: Mark, now: Date): Promise<number> {
  const who = sql`i.excuse is null and l.state is distinct from 'excused' and l.state is distinct from ${mark.state}`;
  return (await insertMarks(tx, mark, who, now)).length;
}

/** At the closing everybody gets a row: who is excused that, and who else has none, or had it taken back, absent. */
export async function insertClosingMarks(
  tx: Tx,
  meetingId: string,
  closerId: string,
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into meeting_attendance (meeting_id, person_id, n, state, reason, via, marked_by, at)
    select i.meeting_id, i.person_id, 1, case when i.excuse is null then 'absent' else 'excused' end, i.excuse, 'closing', ${closerId}, ${at(now)}
    from meeting_invitees i ${newest} where i.meeting_id = ${meetingId} and l.n is null on conflict do nothing`);
}

/** What a person answered to the invitation: null, they come. */
export async function setExcuse(
  tx: Tx,
  meetingId: string,
  personId: string,
  excuse: string | null,
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    update meeting_invitees set excuse = ${excuse}, answered_at = ${at(now)}
    where meeting_id = ${meetingId} and person_id = ${personId} and excuse is distinct from ${excuse} returning 1`);
  return rows.length === 1;
}

/** An objection to what holds about a person now; false when it was made before. */
export async function insertMeetingObjection(
  tx: Tx,
  meetingId: string,
  personId: string,
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into meeting_objections (meeting_id, person_id, n, at)
    select i.meeting_id, i.person_id, l.n, ${at(now)} from meeting_invitees i ${newest}
    where i.meeting_id = ${meetingId} and i.person_id = ${personId} and l.n is not null on conflict do nothing returning 1`);
  return rows.length === 1;
}

export type RoomRow = {
  id: string;
  title: string;
  secret: string;
  openedAt: string;
  closedAt: string | null;
  own: AttendanceState | null;
};

/** The meetings with an open room that a person is expected at; a closed one as long as a press may still have been in time. */
export async function findRoomsOf(tx: Tx, personId: string, closedSince: Date): Promise<RoomRow[]> {
  return tx.execute<RoomRow>(sql`
    select m.id, m.title, m.secret, m.opened_at as "openedAt", m.closed_at as "closedAt", l.state as own
    from meeting_invitees i join meetings m on m.id = i.meeting_id ${newest}
    where i.person_id = ${personId} and m.opened_at is not null and m.state <> 'cancelled'
      and (m.closed_at is null or m.closed_at > ${at(closedSince)}) order by m.starts_at desc, m.id`);
}

/** Whether somebody typed too many wrong codes since an instant. The row is locked for the one who counts. */
export async function countCodeFailures(tx: Tx, personId: string, since: Date): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`
    insert into code_failures (person_id, failures, since) values (${personId}, 0, ${at(since)})
    on conflict (person_id) do update set failures = case when code_failures.since < ${at(since)} then 0 else code_failures.failures end
    returning failures as n`);
  return row?.n ?? 0;
}

export async function addCodeFailure(tx: Tx, personId: string, now: Date): Promise<void> {
  await tx.execute(sql`
    update code_failures set failures = failures + 1, since = case when failures = 0 then ${at(now)} else since end
    where person_id = ${personId}`);
}
