import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { countPeopleOf, findMeetingUnder, insertMeeting, tellPeopleOf } from '../../db/queries/meetings.ts';
import { isScopeCovering } from '../../db/queries/people.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { CLASS } from '../meetings/meeting-rules.ts';
import { newSecret, unsent, whomOf, type Planned } from '../meetings/plan-meeting.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';

export type ClassPlan = {
  id: string;
  unitId: string;
  title: string;
  about: string;
  startsAt: Date;
  minutes: number;
  place: string;
  seats: number;
  signUpUntil: Date;
  /** Study hours of who was there; 0 for none. */
  hours: number;
};

/** Longest description of a class, in characters, and most seats. */
export const ABOUT_LIMIT = 200;
export const MOST_SEATS = 2000;

/** The kind of evidence that attendance at a class is: the one that feeds the file. */
const evidenceOf = ({ hourRecords }: RulePack): string | null =>
  hourRecords.evidence.find(({ feedsFile }) => feedsFile)?.id ?? null;

/** Plans a class and offers it to the people of a unit, in one transaction; confirming twice plans once. */
export function planClass(
  db: Db,
  organiser: Actor,
  plan: ClassPlan,
  pack: RulePack,
  now: Date,
): Promise<Planned> {
  const scope = scopeOf(organiser, 'meetings.hold');
  const whom = whomOf(pack, CLASS, plan.unitId, now);
  return db.transaction(async (tx): Promise<Planned> => {
    const { people } = await countPeopleOf(tx, whom);
    if (await findMeetingUnder(tx, plan.id, scope)) return { ok: true, first: false, told: people };
    if (plan.startsAt <= now || plan.signUpUntil <= now) return { ok: false, problem: 'past' };
    if (!(await isScopeCovering(tx, scope, [plan.unitId]))) return { ok: false, problem: 'not-found' };
    if (people === 0) return { ok: false, problem: 'nobody' };
    const evidence = plan.hours > 0 ? evidenceOf(pack) : null;
    const gives = { evidence, hours: evidence === null ? null : plan.hours };
    const rest = { rulePackVersion: pack.version, heldBy: organiser.personId, secret: newSecret() };
    const first = await insertMeeting(tx, { ...plan, ...gives, ...rest, kind: CLASS }, now);
    const offer = { kind: 'class-offer', priority: PRIORITY.bulk, policy: 'hold', now } as const;
    await tellPeopleOf(tx, plan.id, whom, unsent(pack), { ...offer, expiresAt: plan.signUpUntil });
    const detail = { meetingId: plan.id, people };
    const log = { id: newId(), actorId: organiser.personId, action: 'classes.plan', detail };
    await insertAccess(tx, { ...log, subjectPersonId: null, purpose: null }, now);
    return { ok: true, first, told: people };
  });
}
