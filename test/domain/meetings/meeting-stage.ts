import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Db } from '../../../src/db/client.ts';
import { showRoom } from '../../../src/domain/meetings/check-in.ts';
import { planMeeting, type MeetingPlan } from '../../../src/domain/meetings/plan-meeting.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { pack } from '../../support/pack.ts';

export const NOW = new Date('2026-11-25T10:00:00+08:00');
export const STARTS = new Date('2026-11-27T15:00:00+08:00');
export const after = (minutes: number): Date => new Date(STARTS.getTime() + minutes * 60_000);

export const planOf = (unitId: string, change: Partial<MeetingPlan> = {}): MeetingPlan => ({
  id: newId(),
  kind: 'theme-day',
  unitId,
  title: 'The discipline regulation',
  startsAt: STARTS,
  minutes: 120,
  place: 'Village office',
  ...change,
});

/** Plans one, which must be taken; returns its id. */
export async function plan(
  db: Db,
  organiser: Actor,
  unitId: string,
  change: Partial<MeetingPlan> = {},
): Promise<string> {
  const wanted = planOf(unitId, change);
  const planned = await planMeeting(db, organiser, wanted, pack, NOW);
  if (!planned.ok) throw new Error(planned.problem);
  return wanted.id;
}

/** The code that is shown in the room at an instant. */
export async function codeNow(db: Db, organiser: Actor, id: string, at: Date): Promise<string> {
  const room = await showRoom(db, organiser, id, pack, at);
  if (!room.ok) throw new Error(room.problem);
  return room.code;
}

/** Whatever is recorded of a meeting, the newest of each person. */
export const attendance = async (db: Db, id: string): Promise<Record<string, string>> => {
  const rows = await db.execute<{ who: string; what: string }>(sql`
    select distinct on (person_id) person_id as who, state || ' ' || via || coalesce(' ' || reason, '') as what
    from meeting_attendance where meeting_id = ${id} order by person_id, n desc`);
  return Object.fromEntries(rows.map(({ who, what }) => [who, what]));
};

export const hoursOf = async (db: Db, id: string) => [
  ...(await db.execute<{ who: string; hours: number; recordedBy: string; decidedBy: string | null }>(sql`
    select h.person_id as who, h.hours::float8 as hours, h.recorded_by as "recordedBy", d.decided_by as "decidedBy"
    from study_hours h left join study_hour_decisions d on d.entry_id = h.id where h.event_id = ${id} order by h.recorded_at, h.person_id`)),
];

export const told = async (db: Db, kind: string): Promise<string[]> =>
  (
    await db.execute<{ who: string }>(sql`
      select person_id as who from deliveries where kind = ${kind} order by created_at, person_id`)
  ).map(({ who }) => who);
