import type { Db, Tx } from '../../db/client.ts';
import {
  findOpenProposals,
  findProposal,
  insertProposals,
  markProposalDismissed,
  type ProposalRow,
} from '../../db/queries/interview-proposals.ts';
import { readAs } from '../../db/queries/read-as.ts';
import { findInScope } from '../people/find-in-scope.ts';
import { findContentProblem } from '../notices/content-rules.ts';
import { unitsHeldAs, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { logInterview } from './arrange-interview.ts';
import { kindsOrderedBy } from './order-rules.ts';

export type { ProposalRow };

/** Suggests what the triggers of the pack find today (row F3); a second run finds nothing new. */
export async function proposeInterviews(db: Db, pack: RulePack, now: Date): Promise<number> {
  let made = 0;
  for (const { id, kind, roles, on } of pack.interviewTriggers)
    made += await insertProposals(db, { id, kind, roles, ...on }, pack.version, dayOf(now), now);
  return made;
}

const LIST = 8;

/** What is suggested to this person: interviews that they may order, the most urgent first. */
export async function listProposals(
  db: Db,
  person: Actor,
  pack: RulePack,
  now: Date,
): Promise<ProposalRow[]> {
  const notOf = person.personId;
  const found = await readAs(db, person, now, (as) =>
    Promise.all(
      kindsOrderedBy(person, pack).map(({ id, orderedBy }) => {
        const scope = unitsHeldAs(person, orderedBy);
        return findOpenProposals(as, { kind: id, scope, notOf, day: dayOf(now) }, LIST);
      }),
    ),
  );
  return found
    .flat()
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
    .slice(0, LIST);
}

/** One of them, as long as this person may order it; undefined for anybody else. */
export async function readProposal(
  db: Db | Tx,
  person: Actor,
  id: string,
  pack: RulePack,
  now: Date,
): Promise<ProposalRow | undefined> {
  const row = await readAs(db, person, now, (as) => findProposal(as, id));
  const kind = row && kindsOrderedBy(person, pack).find((one) => one.id === row.kind);
  if (!kind || row.personId === person.personId) return undefined;
  const scope = unitsHeldAs(person, kind.orderedBy);
  return (await findInScope(db, person, scope, row.personId, now)) ? row : undefined;
}

export type Dismissed = { ok: true } | { ok: false; problem: 'not-found' | 'decided' | 'needs-reason' };

/** Somebody who could order it says why it is not needed; the reason is kept. */
export function dismissProposal(
  db: Db,
  person: Actor,
  { id, reason }: { id: string; reason: string },
  pack: RulePack,
  now: Date,
): Promise<Dismissed> {
  return db.transaction(async (tx): Promise<Dismissed> => {
    const row = await readProposal(tx, person, id, pack, now);
    if (!row) return { ok: false, problem: 'not-found' };
    if (reason === '' || findContentProblem(reason)) return { ok: false, problem: 'needs-reason' };
    if (!(await markProposalDismissed(tx, { id, by: person.personId, reason }, now)))
      return { ok: false, problem: 'decided' };
    const detail = { proposalId: id, trigger: row.trigger };
    await logInterview(tx, person, 'interviews.dismiss', { id, personId: row.personId }, detail, now);
    return { ok: true };
  });
}
