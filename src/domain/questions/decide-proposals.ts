import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { insertDelivery } from '../../db/queries/deliveries.ts';
import { findImportName, findImportOutcome } from '../../db/queries/question-imports.ts';
import {
  findProposal,
  findWaitingProposals,
  insertDecisions,
  lockImportOf,
  type DecidedRow,
  type ProposalRow,
  type Which,
} from '../../db/queries/question-proposals.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { mayDo, type Actor } from '../people/rules.ts';
import { accessTo } from './access.ts';

export type { ProposalRow };
export type ProposalVerdict = { verdict: 'approved' } | { verdict: 'rejected'; reason: string };
/** own: nobody answers what they wrote. left-behind: a later version stands in its place. no-source: it cannot be published. */
export type ProposalProblem =
  'not-allowed' | 'not-found' | 'own' | 'no-source' | 'decided-before' | 'left-behind';
export type ProposalDecided =
  { ok: true; proposal: ProposalRow } | { ok: false; problem: ProposalProblem; proposal?: ProposalRow };

export const PROPOSALS_A_PAGE = 5;
/** Longest reason, in characters. */
export const PROPOSAL_REASON_LIMIT = 200;

/** What waits for an answer, the oldest first; names of those who wrote it are read, so it is logged. */
export async function listProposals(
  db: Db,
  actor: Actor,
  page: number,
  now: Date,
): Promise<{ rows: ProposalRow[]; total: number }> {
  if (!mayDo(actor, 'bank.approve')) return { rows: [], total: 0 };
  return db.transaction(async (tx) => {
    const where = { offset: page * PROPOSALS_A_PAGE, limit: PROPOSALS_A_PAGE };
    const list = await findWaitingProposals(tx, where);
    const detail = { proposals: list.rows.length };
    if (list.rows.length > 0)
      await insertAccess(tx, accessTo(actor, 'bank.read-proposals', null, detail), now);
    return list;
  });
}

/** One of them, answered or not; logged. */
export async function readProposal(
  db: Db,
  actor: Actor,
  versionId: string,
  now: Date,
): Promise<ProposalRow | undefined> {
  if (!mayDo(actor, 'bank.approve')) return undefined;
  return db.transaction(async (tx) => {
    const proposal = await findProposal(tx, versionId);
    if (proposal)
      await insertAccess(tx, accessTo(actor, 'bank.read-proposal', proposal.writerId, { versionId }), now);
    return proposal;
  });
}

/** Why this person may not answer a proposal so; undefined when they may. */
export function findProposalProblem(
  actor: Pick<Actor, 'personId'>,
  proposal: ProposalRow,
  verdict: ProposalVerdict['verdict'],
): Exclude<ProposalProblem, 'not-allowed' | 'not-found'> | undefined {
  if (proposal.verdict !== null) return 'decided-before';
  if (!proposal.waiting) return 'left-behind';
  if (proposal.writerId === actor.personId) return 'own';
  if (verdict === 'approved' && (proposal.place === '' || proposal.quote === '')) return 'no-source';
  return undefined;
}

/**
 * Approves or rejects a proposal once, never one's own; the first answer stays. An approved version is drawn from now
 * on. The writer hears of a rejection with its reason, and of a file once all of it is answered.
 */
export function decideProposal(
  db: Db,
  actor: Actor,
  versionId: string,
  verdict: ProposalVerdict,
  now: Date,
): Promise<ProposalDecided> {
  if (!mayDo(actor, 'bank.approve')) return Promise.resolve({ ok: false, problem: 'not-allowed' });
  return db.transaction(async (tx): Promise<ProposalDecided> => {
    const decided = await decide(tx, actor, { versionId }, verdict, now);
    const proposal = await findProposal(tx, versionId);
    if (!proposal) return { ok: false, problem: 'not-found' };
    const isOurs = proposal.deciderId === actor.personId && proposal.verdict === verdict.verdict;
    if (decided.length > 0 || isOurs) return { ok: true, proposal };
    const problem = findProposalProblem(actor, proposal, verdict.verdict) ?? 'decided-before';
    return { ok: false, problem, proposal };
  });
}

/**
 * Approves all of a file that waits and may be approved by this person.
 * @returns how many this has approved; undefined where there is no such file
 */
export async function approveImport(
  db: Db,
  actor: Actor,
  importId: string,
  now: Date,
): Promise<number | undefined> {
  if (!mayDo(actor, 'bank.approve')) return undefined;
  return db.transaction(async (tx) => {
    if ((await findImportName(tx, importId)) === undefined) return undefined;
    return (await decide(tx, actor, { importId }, { verdict: 'approved' }, now)).length;
  });
}

async function decide(
  tx: Tx,
  actor: Actor,
  which: Which,
  decision: ProposalVerdict,
  now: Date,
): Promise<DecidedRow[]> {
  const { verdict } = decision;
  const reason = decision.verdict === 'rejected' ? decision.reason : null;
  await lockImportOf(tx, which);
  const decided = await insertDecisions(tx, which, { deciderId: actor.personId, verdict, reason }, now);
  for (const { versionId, writerId, importId } of decided) {
    if (verdict === 'rejected' || importId === null)
      await tell(tx, { kind: 'proposal-decided', personId: writerId, subjectId: versionId }, now);
  }
  for (const { importId, writerId } of new Map(decided.map((one) => [one.importId, one])).values()) {
    const detail = { ...which, decided: decided.length };
    await insertAccess(tx, accessTo(actor, `bank.${verdict}`, writerId, detail), now);
    if (importId === null) continue;
    const outcome = await findImportOutcome(tx, importId, writerId);
    if (outcome && outcome.waiting === 0 && outcome.approved > 0)
      await tell(tx, { kind: 'import-decided', personId: writerId, subjectId: importId }, now);
  }
  return decided;
}

const tell = (
  tx: Tx,
  word: { kind: 'proposal-decided' | 'import-decided'; personId: string; subjectId: string },
  now: Date,
): Promise<boolean> =>
  insertDelivery(
    tx,
    {
      ...word,
      id: newId(),
      onceKey: `${word.kind}:${word.subjectId}`,
      priority: PRIORITY.answer,
      policy: 'resend',
      notBefore: now,
    },
    now,
  );
