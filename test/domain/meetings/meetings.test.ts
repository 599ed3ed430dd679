import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerInvitation, cancelMeeting, moveMeeting } from '../../../src/domain/meetings/change-meeting.ts';
import { checkIn, showRoom } from '../../../src/domain/meetings/check-in.ts';
import { closeMeeting } from '../../../src/domain/meetings/close-meeting.ts';
import { correctAttendance, objectToAttendance } from '../../../src/domain/meetings/correct-attendance.ts';
import { markAll, markAttendance, readRoll } from '../../../src/domain/meetings/mark-attendance.ts';
import { planMeeting, previewMeeting } from '../../../src/domain/meetings/plan-meeting.ts';
import { listHeld, listOwn, readHeld, readOwn } from '../../../src/domain/meetings/read-meetings.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { confirmSameMeeting, decideHours, listWaiting } from '../../../src/domain/study/decide-hours.ts';
import { readOwnHours } from '../../../src/domain/study/own-hours.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits, type Units } from '../../support/roster.ts';
import { giveKind } from '../study/hours-stage.ts';
import { after, attendance, codeNow, hoursOf, NOW, plan, planOf, STARTS, told } from './meeting-stage.ts';

let database: TestDatabase;
let db: TestDatabase['db'];
let units: Units;
let secretary: Actor;
let branch: Actor;
let other: Actor;
let cadre: Actor;
let second: Actor;
let away: Actor;
let phoneless: Actor;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  units = await layUnits(db);
  secretary = await addPerson(db, { unitId: units.townA, roles: ['township-secretary'] });
  branch = await addPerson(db, { unitId: units.a1, roles: ['cadre', 'branch-secretary'] });
  other = await addPerson(db, { unitId: units.a2, roles: ['branch-secretary'] });
  cadre = await addPerson(db, { unitId: units.a1 });
  second = await addPerson(db, { unitId: units.a1 });
  away = await addPerson(db, { unitId: units.a1, exemptFrom: '2026-01-01' });
  phoneless = await addPerson(db, { unitId: units.a1, telegramId: null });
  await giveKind(db, second, 'branch-committee');
});
afterAll(() => database.close());
beforeEach(() => db.execute(sql`delete from deliveries`));

const sorted = (...people: Actor[]) => people.map(({ personId }) => personId).toSorted();
const mark = (id: string, person: Actor, state: 'present' | 'absent', at = after(0)) =>
  markAttendance(db, branch, { id, personId: person.personId }, { state }, pack, at);

describe('a meeting that is planned', () => {
  test('is for the people of the unit, each told once with whom no exemption keeps from it', async () => {
    const wanted = planOf(units.a1);
    const [first, again] = [
      await planMeeting(db, branch, wanted, pack, NOW),
      await planMeeting(db, branch, wanted, pack, NOW),
    ];
    expect([first, again]).toMatchObject([{ first: true, told: 5 }, { first: false }]);
    expect((await told(db, 'meeting-invitation')).toSorted()).toEqual(
      sorted(branch, cadre, second, phoneless),
    );
    expect(await readHeld(db, branch, wanted.id)).toMatchObject({
      invited: 5,
      excused: 1,
      present: 0,
      hours: 2,
      evidence: 'concentrated',
    });
    expect((await readOwn(db, away, wanted.id))?.excuse).toBe('on-leave');
    expect(await readOwn(db, other, wanted.id)).toBeUndefined();
  });

  test('of the committee is for who sits on it', async () => {
    const meant = await previewMeeting(db, branch, planOf(units.a1, { kind: 'branch-committee' }), pack);
    expect(meant).toEqual({ people: 2, unreachable: 0 });
    const id = await plan(db, branch, units.a1, { kind: 'branch-committee' });
    expect((await told(db, 'meeting-invitation')).toSorted()).toEqual(sorted(branch, second));
    expect((await readHeld(db, branch, id))?.hours).toBeNull();
  });

  test('is refused for the past, an unknown kind, and a unit of somebody else', async () => {
    const tries = [
      planMeeting(db, branch, planOf(units.a1, { startsAt: NOW }), pack, NOW),
      planMeeting(db, branch, planOf(units.a1, { kind: 'no-such' }), pack, NOW),
      planMeeting(db, branch, planOf(units.a2), pack, NOW),
      planMeeting(db, branch, planOf(units.townA), pack, NOW),
      planMeeting(db, cadre, planOf(units.a1), pack, NOW),
    ];
    const problems = (await Promise.all(tries)).map((it) => (it.ok ? 'ok' : it.problem));
    expect(problems).toEqual(['past', 'unknown-kind', 'not-found', 'not-found', 'not-found']);
    expect(await told(db, 'meeting-invitation')).toEqual([]);
  });

  test('is seen by the organisers above it, and by nobody beside', async () => {
    const id = await plan(db, branch, units.a1);
    expect((await readHeld(db, secretary, id))?.id).toBe(id);
    expect(await readHeld(db, other, id)).toBeUndefined();
    expect(await readHeld(db, cadre, id)).toBeUndefined();
    expect((await listHeld(db, other, 0)).total).toBe(0);
    expect((await listOwn(db, cadre, 0)).rows.map((row) => row.id)).toContain(id);
    expect((await showRoom(db, other, id, pack, after(0))).ok).toBe(false);
    expect(await readRoll(db, other, id, { page: 0, missing: false }, after(0))).toBeUndefined();
    expect(await closeMeeting(db, other, id, after(0))).toEqual({ ok: false, problem: 'not-found' });
  });

  test('tells who heard of it that it is cancelled, and everybody when it moves', async () => {
    const id = await plan(db, branch, units.a1);
    await db.execute(sql`update deliveries set state = 'sent' where person_id = ${cadre.personId}`);
    const to = new Date(STARTS.getTime() + 86_400_000);
    expect(await moveMeeting(db, branch, { id, startsAt: to }, NOW)).toMatchObject({ first: true });
    expect(await moveMeeting(db, branch, { id, startsAt: to }, NOW)).toMatchObject({ first: false });
    expect((await told(db, 'meeting-moved')).toSorted()).toEqual(
      sorted(branch, cadre, second, away, phoneless),
    );
    expect((await readHeld(db, branch, id))?.moves).toBe(1);
    await cancelMeeting(db, branch, id, NOW);
    await cancelMeeting(db, branch, id, NOW);
    expect((await told(db, 'meeting-cancelled')).toSorted()).toEqual(sorted(cadre, phoneless));
    expect(await markAll(db, branch, id, 'present', pack, after(0))).toEqual({ ok: false, problem: 'over' });
    expect(await moveMeeting(db, other, { id, startsAt: STARTS }, NOW)).toEqual({
      ok: false,
      problem: 'not-found',
    });
  });
});

describe('the code of the room', () => {
  test('makes present who types it in time, once, by when it came', async () => {
    const id = await plan(db, branch, units.a1);
    expect(await showRoom(db, branch, id, pack, after(-61))).toMatchObject({ problem: 'too-early' });
    expect(await checkIn(db, cadre, '0000', pack, after(0))).toEqual({ ok: false, problem: 'no-room' });
    const code = await codeNow(db, branch, id, after(0));
    expect(await checkIn(db, cadre, code, pack, after(0.5))).toMatchObject({ ok: true, first: true });
    expect(await checkIn(db, cadre, code, pack, after(1.4))).toMatchObject({ ok: true, first: false });
    expect(await checkIn(db, second, code, pack, after(2))).toEqual({ ok: false, problem: 'wrong' });
    expect(await checkIn(db, other, code, pack, after(0.5))).toEqual({ ok: false, problem: 'no-room' });
    expect(await attendance(db, id)).toEqual({ [cadre.personId]: 'present code' });
    // Stored while the code was shown, and handled after the meeting had been closed.
    await closeMeeting(db, branch, id, after(3));
    expect(await checkIn(db, second, code, pack, after(0.9))).toMatchObject({ ok: true });
    expect(await attendance(db, id)).toMatchObject({ [second.personId]: 'present code' });
    expect((await hoursOf(db, id)).map(({ who }) => who).toSorted()).toEqual(sorted(cadre, second));
    expect(await checkIn(db, phoneless, code, pack, after(4))).toEqual({ ok: false, problem: 'no-room' });
  });

  test('cannot be guessed: after five wrong ones nothing is taken for a while', async () => {
    const id = await plan(db, branch, units.a1);
    const code = await codeNow(db, branch, id, after(0));
    const wrong = String((Number(code) + 1) % 10_000).padStart(4, '0');
    expect(await checkIn(db, cadre, 'four', pack, after(0))).toEqual({ ok: false, problem: 'not-a-code' });
    const problems = [];
    for (let n = 0; n < 6; n += 1) {
      const tried = await checkIn(db, cadre, wrong, pack, after(0));
      problems.push(tried.ok ? 'ok' : tried.problem);
    }
    expect(problems).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'locked']);
    expect(await checkIn(db, cadre, code, pack, after(0.1))).toEqual({ ok: false, problem: 'locked' });
    const later = await codeNow(db, branch, id, after(11));
    expect(await checkIn(db, cadre, later, pack, after(11))).toMatchObject({ ok: true });
  });

  test('is typed a hundred times at once, and counts once', async () => {
    const id = await plan(db, branch, units.a1);
    const code = await codeNow(db, branch, id, after(0));
    const all = await Promise.all(
      Array.from({ length: 100 }, () => checkIn(db, second, code, pack, after(0.2))),
    );
    expect(all.filter((it) => it.ok && it.first)).toHaveLength(1);
    const [row] = await db.execute<{ n: number }>(
      sql`select count(*)::int as n from meeting_attendance where meeting_id = ${id}`,
    );
    expect(row?.n).toBe(1);
  });
});

describe('the list', () => {
  test('is saved at every tick, which twice is once, and can be taken back', async () => {
    const id = await plan(db, branch, units.a1);
    expect(await mark(id, phoneless, 'present', after(-90))).toEqual({ ok: false, problem: 'too-early' });
    await mark(id, phoneless, 'present');
    await mark(id, phoneless, 'present');
    await mark(id, cadre, 'present');
    await mark(id, cadre, 'absent');
    const excuse = { state: 'excused', reason: 'ill' } as const;
    await markAttendance(db, branch, { id, personId: second.personId }, excuse, pack, after(0));
    expect(await attendance(db, id)).toEqual({
      [phoneless.personId]: 'present list',
      [cadre.personId]: 'absent list',
      [second.personId]: 'excused list ill',
    });
    const [row] = await db.execute<{ n: number }>(
      sql`select count(*)::int as n from meeting_attendance where meeting_id = ${id}`,
    );
    expect(row?.n).toBe(4);
    expect(await mark(id, other, 'present')).toEqual({ ok: false, problem: 'not-found' });
  });

  test('takes all but the excused at once, and all back', async () => {
    const id = await plan(db, branch, units.a1);
    await answerInvitation(db, second, id, 'duty', pack, NOW);
    await markAll(db, branch, id, 'present', pack, after(0));
    expect(Object.keys(await attendance(db, id)).toSorted()).toEqual(sorted(branch, cadre, phoneless));
    const missing = await readRoll(db, branch, id, { page: 0, missing: true }, after(0));
    expect(missing?.rows.map(({ personId }) => personId).toSorted()).toEqual(sorted(second, away));
    await markAll(db, branch, id, 'absent', pack, after(0));
    expect((await readHeld(db, branch, id))?.present).toBe(0);
  });

  test('has beforehand what somebody answered, until they can come after all', async () => {
    const id = await plan(db, branch, units.a1);
    expect((await answerInvitation(db, cadre, id, 'leave', pack, NOW))?.excuse).toBe('leave');
    expect((await readHeld(db, branch, id))?.excused).toBe(2);
    expect((await answerInvitation(db, cadre, id, null, pack, NOW))?.excuse).toBeNull();
    expect(await answerInvitation(db, cadre, id, 'no-such', pack, NOW)).toBeUndefined();
    expect(await answerInvitation(db, other, id, 'leave', pack, NOW)).toBeUndefined();
  });

  test('leaves a trace of whose names were read', async () => {
    const id = await plan(db, branch, units.a1);
    await readRoll(db, branch, id, { page: 0, missing: false }, after(0));
    const rows = await db.execute(
      sql`select 1 from access_log where action = 'meetings.read-roll' and detail->>'meetingId' = ${id}`,
    );
    expect(rows).toHaveLength(1);
  });
});

describe('the closing', () => {
  test('gives everybody a row, and who was there the hours; nobody confirms what they wrote or what is theirs', async () => {
    const id = await plan(db, branch, units.a1);
    expect(await closeMeeting(db, branch, id, after(-1))).toEqual({ ok: false, problem: 'too-early' });
    const code = await codeNow(db, branch, id, after(0));
    await checkIn(db, cadre, code, pack, after(0));
    await checkIn(db, branch, code, pack, after(0));
    await mark(id, phoneless, 'present');
    const closed = await closeMeeting(db, branch, id, after(120));
    expect(closed).toMatchObject({ ok: true, first: true, given: 3, confirmed: 1 });
    expect(await closeMeeting(db, branch, id, after(121))).toMatchObject({ first: false });
    expect(await attendance(db, id)).toEqual({
      [cadre.personId]: 'present code',
      [branch.personId]: 'present code',
      [phoneless.personId]: 'present list',
      [second.personId]: 'absent closing',
      [away.personId]: 'excused closing on-leave',
    });
    const given = new Map((await hoursOf(db, id)).map(({ who, ...rest }) => [who, rest]));
    const own = (person: Actor) => given.get(person.personId);
    expect(own(cadre)).toEqual({ hours: 2, recordedBy: cadre.personId, decidedBy: branch.personId });
    expect(own(branch)).toEqual({ hours: 2, recordedBy: branch.personId, decidedBy: null });
    expect(own(phoneless)).toEqual({ hours: 2, recordedBy: branch.personId, decidedBy: null });
    expect((await readOwnHours(db, cadre, pack, after(120))).done).toBe(4);
  });

  test('leaves the rest to somebody else, who confirms the meeting in one press', async () => {
    const id = await plan(db, branch, units.a1);
    await markAll(db, branch, id, 'present', pack, after(0));
    expect(await closeMeeting(db, branch, id, after(120))).toMatchObject({ given: 4, confirmed: 0 });
    const waiting = (await listWaiting(db, branch, 0, after(121))).rows;
    expect(waiting.filter(({ eventId }) => eventId === id)).toEqual([]);
    const [entry] =
      (await db.execute<{ id: string }>(sql`select id from study_hours where event_id = ${id} limit 1`)) ??
      [];
    const entryId = entry?.id ?? '';
    expect(await decideHours(db, branch, entryId, { verdict: 'confirmed' }, after(121))).toMatchObject({
      ok: false,
    });
    expect(await confirmSameMeeting(db, branch, entryId, after(121))).toBe(0);
    expect(await confirmSameMeeting(db, other, entryId, after(121))).toBe(0);
    expect(await confirmSameMeeting(db, secretary, entryId, after(121))).toBe(4);
    expect(await confirmSameMeeting(db, secretary, entryId, after(122))).toBe(0);
    expect((await hoursOf(db, id)).every(({ decidedBy }) => decidedBy === secretary.personId)).toBe(true);
  });

  test('comes once when several press, and no mark slips in behind it', async () => {
    const id = await plan(db, branch, units.a1);
    const code = await codeNow(db, branch, id, after(0));
    await checkIn(db, cadre, code, pack, after(0));
    const closings = await Promise.all(
      [branch, secretary, branch, secretary].map((who) => closeMeeting(db, who, id, after(60))),
    );
    expect(closings.filter((it) => it.ok && it.first)).toHaveLength(1);
    expect(await mark(id, second, 'present', after(61))).toEqual({ ok: false, problem: 'over' });
    expect(await hoursOf(db, id)).toHaveLength(1);
  });
});

describe('after the closing', () => {
  const closedWith = async (...present: Actor[]) => {
    const id = await plan(db, branch, units.a1);
    const code = await codeNow(db, branch, id, after(0));
    for (const person of present) await checkIn(db, person, code, pack, after(0));
    await closeMeeting(db, branch, id, after(120));
    await db.execute(sql`delete from deliveries`);
    return id;
  };
  const correct = (id: string, person: Actor, how: 'was-there' | 'was-not' | 'was-excused', by = branch) =>
    correctAttendance(db, by, { id, personId: person.personId }, how, after(200));

  test('a correction is a row with its reason, told to the person, and of the hours one that a second person confirms', async () => {
    const id = await closedWith(cadre);
    expect(await correct(id, second, 'was-there')).toBe(true);
    expect(await correct(id, second, 'was-there')).toBe(false);
    expect(await correct(id, cadre, 'was-not')).toBe(true);
    expect(await attendance(db, id)).toMatchObject({
      [second.personId]: 'present correction was-there',
      [cadre.personId]: 'absent correction was-not',
    });
    expect((await told(db, 'meeting-corrected')).toSorted()).toEqual(sorted(second, cadre));
    const before = (await readOwnHours(db, cadre, pack, after(201))).done;
    const [entry] =
      (await db.execute<{ id: string }>(sql`
      select id from study_hours where event_id = ${id} and person_id = ${cadre.personId} and hours = 0`)) ??
      [];
    expect(
      await decideHours(db, secretary, entry?.id ?? '', { verdict: 'confirmed' }, after(202)),
    ).toMatchObject({ ok: true });
    expect((await readOwnHours(db, cadre, pack, after(203))).done).toBe(before - 2);
    expect((await hoursOf(db, id)).map(({ hours }) => hours)).toHaveLength(3);
  });

  test('nobody corrects their own, nor what is not theirs', async () => {
    const id = await closedWith(cadre);
    expect(await correct(id, branch, 'was-there')).toBe(false);
    expect(await correct(id, branch, 'was-there', secretary)).toBe(true);
    expect(await correct(id, cadre, 'was-not', other)).toBe(false);
    expect(await correct(id, other, 'was-there')).toBe(false);
  });

  test('an objection stays, and reaches the organiser once', async () => {
    const id = await closedWith(cadre);
    expect((await objectToAttendance(db, second, id, after(130)))?.objected).toBe(true);
    await objectToAttendance(db, second, id, after(131));
    expect(await told(db, 'meeting-objection')).toEqual([branch.personId]);
    expect(await objectToAttendance(db, other, id, after(131))).toBeUndefined();
    await correct(id, second, 'was-there');
    expect((await readOwn(db, second, id))?.objected).toBe(false);
    const rows = await db.execute(sql`select 1 from meeting_objections where meeting_id = ${id}`);
    expect(rows).toHaveLength(1);
  });

  test('the database itself refuses to change a row', async () => {
    const id = await closedWith(cadre);
    for (const change of [
      sql`update meeting_attendance set state = 'present' where meeting_id = ${id}`,
      sql`delete from meeting_attendance where meeting_id = ${id}`,
      sql`delete from meeting_objections where meeting_id = ${id}`,
    ])
      await expect(db.execute(change)).rejects.toThrow();
  });
});
