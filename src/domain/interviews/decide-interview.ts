import type { Db, Tx } from '../../db/client.ts';
import { cancelPending } from '../../db/queries/deliveries.ts';
import { expireProposed, findProposed, markInterviewDecided } from '../../db/queries/interview-approvals.ts';
import { findInterview, lockPeople, type InterviewRow } from '../../db/queries/interviews.ts';
import { readAs } from '../../db/queries/read-as.ts';
import { findInScope } from '../people/find-in-scope.ts';
import { tellOne } from '../deliveries/tell-one.ts';
import { findContentProblem } from '../notices/content-rules.ts';
import { unitsHeldAs, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { deadlineIn } from '../schedule/working-days.ts';
import { announce, logInterview } from './arrange-interview.ts';
import { kindsApprovedBy } from './order-rules.ts';

export type DecidedInterview =
  | { ok: true; interview: InterviewRow }
  | { ok: false; problem: 'decided'; interview: InterviewRow }
  | { ok: false; problem: 'not-found' | 'needs-reason' | 'private-reason' | 'unknown-year' };

/** An interview for whoever may decide on it by the rule pack: never its orderer, never its subject. Undefined for anybody else. */
export async function readToDecide(
  db: Db | Tx,
  person: Actor,
  id: string,
  pack: RulePack,
  now: Date,
): Promise<InterviewRow | undefined> {
  const row = await readAs(db, person, now, (as) => findInterview(as, id));
  if (!row || row.orderedBy === person.personId || row.personId === person.personId) return undefined;
  const kind = kindsApprovedBy(person, pack).find((one) => one.id === row.kind);
  if (!kind || row.approveBy === null || row.state === 'withdrawn') return undefined;
  const scope = unitsHeldAs(person, kind.approvedBy ?? []);
  return (await findInScope(db, person, scope, row.personId, now)) ? row : undefined;
}

/**
 * A second person approves, or refuses with a reason (row F1); the first decision stays. An approved interview is
 * announced in the same transaction; who ordered it hears of either.
 * @param reason null approves
 */
export function decideInterview(
  db: Db,
  person: Actor,
  { id, reason }: { id: string; reason: string | null },
  pack: RulePack,
  now: Date,
): Promise<DecidedInterview> {
  return db.transaction(async (tx): Promise<DecidedInterview> => {
    const before = await readToDecide(tx, person, id, pack, now);
    if (!before) return { ok: false, problem: 'not-found' };
    if (reason?.trim() === '') return { ok: false, problem: 'needs-reason' };
    if (findContentProblem(reason ?? '')) return { ok: false, problem: 'private-reason' };
    await lockPeople(tx, [before.personId, before.orderedBy]);
    const startsAt = await findStart(tx, before, pack, now);
    if (!startsAt) return { ok: false, problem: 'unknown-year' };
    const state = reason === null ? 'announced' : 'refused';
    const done = await markInterviewDecided(tx, { id, by: person.personId, reason, state, startsAt }, now);
    const interview = await findInterview(tx, id);
    if (!interview) throw new Error('an interview went away while it was decided on');
    if (!done) return { ok: false, problem: 'decided', interview };
    await cancelPending(tx, [id]);
    if (reason === null) await announce(tx, { ...interview, startsAt }, now);
    await tellOrderer(tx, interview, now);
    const action = reason === null ? 'interviews.approve' : 'interviews.refuse';
    await logInterview(tx, person, action, interview, {}, now);
    return { ok: true, interview };
  });
}

/** An hour stays; the working days of a written answer are counted from the approval. */
async function findStart(
  tx: Tx,
  { kind, startsAt, minutes }: InterviewRow,
  pack: RulePack,
  now: Date,
): Promise<Date | undefined> {
  const days = pack.interviewKinds.find(({ id }) => id === kind)?.deadlineWorkingDays ?? null;
  if (minutes > 0 || days === null) return new Date(startsAt);
  const due = await deadlineIn(tx, days, now);
  return due.ok ? due.at : undefined;
}

async function tellOrderer(tx: Tx, { id, orderedBy }: InterviewRow, now: Date): Promise<void> {
  await tellOne(tx, { kind: 'interview-decided', personId: orderedBy, subjectId: id }, now);
}

/** What waits for this person to approve, the oldest first. */
export async function listToApprove(
  db: Db,
  person: Actor,
  pack: RulePack,
  now: Date,
): Promise<InterviewRow[]> {
  const found = await readAs(db, person, now, (as) =>
    Promise.all(
      kindsApprovedBy(person, pack).map(({ id, approvedBy }) =>
        findProposed(
          as,
          {
            kinds: [id],
            scope: unitsHeldAs(person, approvedBy ?? []),
            notBy: person.personId,
            day: dayOf(now),
          },
          now,
        ),
      ),
    ),
  );
  return found.flat().slice(0, 8);
}

/** Ends what nobody decided on in time; who ordered it is told. */
export const expireProposals = (db: Db, now: Date): Promise<number> =>
  db.transaction((tx) => expireProposed(tx, now));
