import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { insertDelivery } from '../../db/queries/deliveries.ts';
import {
  approveCorrection,
  countGraded,
  findCorrection,
  findOpenCorrections,
  rejectCorrection,
  type CorrectionRow,
} from '../../db/queries/key-corrections.ts';
import { isWholeCounty } from '../../db/queries/organisation-units.ts';
import { markReportsAnswered, tellReporters } from '../../db/queries/question-reports.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { correctedHash } from './key-rules.ts';
import { readContent } from './read-content.ts';
import type { Content } from './rules.ts';

export const CORRECTIONS_A_PAGE = 5;
/** Longest reason of a rejection, in characters. */
export const REJECTION_LIMIT = 200;

/** A correction with both keys, and whether this person may decide on it: never on their own. */
export type Correction = CorrectionRow & { before: Content; after: Content; mayDecide: boolean };
/** What approving it would touch. */
export type Affected = { attempts: number; people: number };
export type CorrectionDecided =
  | { ok: true; correction: Correction }
  | { ok: false; problem: 'not-found' }
  | { ok: false; problem: 'own' | 'replaced' | 'decided-before'; correction: Correction };

const mayApprove = (tx: Db | Tx, actor: Actor): Promise<boolean> =>
  isWholeCounty(tx, scopeOf(actor, 'keys.approve'));

/** The question with the key it had, and with the one it is to have. */
export function keysOf(row: CorrectionRow): { before: Content; after: Content } {
  const { type, options, answer, extra, newAnswer, newExtra } = row;
  return {
    before: readContent({ type, options, answer, extra }),
    after: readContent({ type, options, answer: newAnswer, extra: newExtra }),
  };
}

function withKeys(row: CorrectionRow, actor: Actor): Correction {
  return {
    ...row,
    ...keysOf(row),
    mayDecide: row.state === 'proposed' && row.proposedBy !== actor.personId && !row.replaced,
  };
}

const log = (tx: Tx, actor: Actor, action: string, correctionId: string, now: Date): Promise<void> =>
  insertAccess(
    tx,
    {
      id: newId(),
      actorId: actor.personId,
      action,
      subjectPersonId: null,
      purpose: null,
      detail: { correctionId },
    },
    now,
  );

/** Corrections that wait for a second person; none for who may not approve them. */
export async function listCorrections(
  db: Db,
  actor: Actor,
  page: number,
): Promise<{ rows: Correction[]; total: number }> {
  if (!(await mayApprove(db, actor))) return { rows: [], total: 0 };
  const where = { offset: page * CORRECTIONS_A_PAGE, limit: CORRECTIONS_A_PAGE };
  const { rows, total } = await findOpenCorrections(db, where);
  return { rows: rows.map((row) => withKeys(row, actor)), total };
}

/** One of them with how many attempts, of how many people, it would grade again. */
export async function readCorrection(
  db: Db,
  actor: Actor,
  id: string,
): Promise<{ correction: Correction; affected: Affected } | undefined> {
  if (!(await mayApprove(db, actor))) return undefined;
  const row = await findCorrection(db, id);
  return row && { correction: withKeys(row, actor), affected: await countGraded(db, row.versionId) };
}

/**
 * Approves another's correction (row C8): the right version is stored and drawn from now on, whoever reported the wrong one
 * hears so, and the attempts that were graded by it wait for the job `regrade`.
 */
export function approveKey(db: Db, actor: Actor, id: string, now: Date): Promise<CorrectionDecided> {
  return decide(
    db,
    actor,
    id,
    'approved',
    async (tx, { versionId, newAnswer, newExtra, proposedBy }) => {
      const contentHash = correctedHash(versionId, [newAnswer, newExtra]);
      const given = { id, deciderId: actor.personId, newVersionId: newId(), contentHash };
      const versionIds = await approveCorrection(tx, given, now);
      if (versionIds.length === 0) return false;
      // Answered in the name of who found it out, unless the report was theirs.
      const answer = { answer: 'corrected', words: null } as const;
      const ids = [
        ...(await markReportsAnswered(tx, { versionIds }, { ...answer, answererId: proposedBy }, now)),
        ...(await markReportsAnswered(tx, { versionIds }, { ...answer, answererId: actor.personId }, now)),
      ];
      await tellReporters(tx, ids, PRIORITY.answer, now);
      await log(tx, actor, 'keys.approve', id, now);
      return true;
    },
    now,
  );
}

/** Rejects another's correction with a reason, which its author hears; the reports stay open. */
export function rejectKey(
  db: Db,
  actor: Actor,
  id: string,
  words: string,
  now: Date,
): Promise<CorrectionDecided> {
  return decide(
    db,
    actor,
    id,
    'rejected',
    async (tx) => {
      const first = await rejectCorrection(tx, { id, deciderId: actor.personId, words }, now);
      if (first) await log(tx, actor, 'keys.reject', id, now);
      return first;
    },
    now,
  );
}

/** The first decision stays; the same person giving it once more has given it. */
function decide(
  db: Db,
  actor: Actor,
  id: string,
  state: 'approved' | 'rejected',
  act: (tx: Tx, row: CorrectionRow) => Promise<boolean>,
  now: Date,
): Promise<CorrectionDecided> {
  return db.transaction(async (tx): Promise<CorrectionDecided> => {
    const before = (await mayApprove(tx, actor)) ? await findCorrection(tx, id) : undefined;
    if (!before) return { ok: false, problem: 'not-found' };
    const first = await act(tx, before);
    const row = await findCorrection(tx, id);
    if (!row) throw new Error('the correction was decided but cannot be read');
    const correction = withKeys(row, actor);
    if (first) {
      const said = { kind: 'key-decided', subjectId: id, onceKey: `key-decided:${id}` };
      const how = { priority: PRIORITY.answer, policy: 'resend', notBefore: now } as const;
      await insertDelivery(tx, { id: newId(), personId: row.proposedBy, ...said, ...how }, now);
      return { ok: true, correction };
    }
    if (row.state === state && row.decidedBy === actor.personId) return { ok: true, correction };
    if (row.state !== 'proposed') return { ok: false, problem: 'decided-before', correction };
    return { ok: false, problem: row.proposedBy === actor.personId ? 'own' : 'replaced', correction };
  });
}
