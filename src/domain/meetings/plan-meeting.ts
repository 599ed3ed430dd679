import { randomBytes } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import {
  countPeopleOf,
  findMeetingUnder,
  findUnitsToMeet,
  insertInvitees,
  insertMeeting,
  tellInvitees,
  type UnitChoice,
  type Whom,
} from '../../db/queries/meetings.ts';
import { isScopeCovering } from '../../db/queries/people.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { DAYS_AHEAD, findKind, hoursOf } from './meeting-rules.ts';

export type { UnitChoice };
export type MeetingPlan = {
  id: string;
  kind: string;
  unitId: string;
  title: string;
  startsAt: Date;
  minutes: number;
  place: string;
};
export type Planned =
  | { ok: true; first: boolean; told: number }
  | { ok: false; problem: 'not-found' | 'unknown-kind' | 'past' | 'nobody' };

/** The units whose people somebody may call together. */
export const listUnitsToMeet = (db: Db, organiser: Actor): Promise<UnitChoice[]> =>
  findUnitsToMeet(db, scopeOf(organiser, 'meetings.hold'));

/** Exemptions for which somebody is excused beforehand: nothing is asked of them while one holds. */
const excusing = ({ exemptions }: RulePack): string[] =>
  exemptions.filter(({ effects }) => effects.includes('denominators')).map(({ id }) => id);

/** Exemptions for which nothing is sent: the organiser has them on the list, and a person gets in touch. */
export const unsent = ({ exemptions }: RulePack): string[] =>
  exemptions.filter(({ effects }) => effects.includes('reminders')).map(({ id }) => id);

/** Whom a kind of meeting of a unit is for, on the day it is. */
export function whomOf(pack: RulePack, kind: string, unitId: string, startsAt: Date): Whom {
  const who = findKind(pack, kind)?.who;
  const roles = who ? (who.roles ?? []) : null;
  return { unitId, roles, memberKinds: who?.memberKinds ?? [], day: dayOf(startsAt) };
}

/** Why nothing can be planned for that time: it is over, or too far ahead to be meant. */
export function findStartProblem(startsAt: Date, now: Date): 'past' | 'far' | undefined {
  if (startsAt <= now) return 'past';
  return startsAt.getTime() - now.getTime() > DAYS_AHEAD * 86_400_000 ? 'far' : undefined;
}

/** How many people it would be for, to be confirmed; undefined for a unit that is not theirs. */
export async function previewMeeting(
  db: Db,
  organiser: Actor,
  plan: Pick<MeetingPlan, 'kind' | 'unitId' | 'startsAt'>,
  pack: RulePack,
): Promise<{ people: number; unreachable: number } | undefined> {
  if (!(await isScopeCovering(db, scopeOf(organiser, 'meetings.hold'), [plan.unitId]))) return undefined;
  return countPeopleOf(db, whomOf(pack, plan.kind, plan.unitId, plan.startsAt));
}

/**
 * Plans a meeting, freezes who is expected and queues the word to them, in one transaction. The id is the wizard's, so
 * that confirming twice plans once.
 */
export function planMeeting(
  db: Db,
  organiser: Actor,
  plan: MeetingPlan,
  pack: RulePack,
  now: Date,
): Promise<Planned> {
  const scope = scopeOf(organiser, 'meetings.hold');
  return db.transaction(async (tx): Promise<Planned> => {
    const there = await findMeetingUnder(tx, plan.id, scope);
    if (there) return { ok: true, first: false, told: there.invited };
    if (!findKind(pack, plan.kind)) return { ok: false, problem: 'unknown-kind' };
    if (plan.startsAt <= now) return { ok: false, problem: 'past' };
    if (!(await isScopeCovering(tx, scope, [plan.unitId]))) return { ok: false, problem: 'not-found' };
    const whom = whomOf(pack, plan.kind, plan.unitId, plan.startsAt);
    if ((await countPeopleOf(tx, whom)).people === 0) return { ok: false, problem: 'nobody' };
    const gives = hoursOf(pack, plan.kind, plan.minutes);
    const row = { ...plan, evidence: gives?.evidence ?? null, hours: gives?.hours ?? null };
    const rest = { rulePackVersion: pack.version, heldBy: organiser.personId, secret: newSecret() };
    const first = await insertMeeting(
      tx,
      { ...row, ...rest, about: null, seats: null, signUpUntil: null },
      now,
    );
    const told = await insertInvitees(tx, plan.id, whom, excusing(pack));
    await tellInvitees(
      tx,
      plan.id,
      { round: '', known: false, exempting: unsent(pack) },
      {
        kind: 'meeting-invitation',
        priority: PRIORITY.bulk,
        policy: 'hold',
        now,
        expiresAt: plan.startsAt,
      },
    );
    const detail = { meetingId: plan.id, kind: plan.kind, people: told };
    const log = { id: newId(), actorId: organiser.personId, action: 'meetings.plan', detail };
    await insertAccess(tx, { ...log, subjectPersonId: null, purpose: null }, now);
    return { ok: true, first, told };
  });
}

/** What the codes of one meeting are derived from. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
