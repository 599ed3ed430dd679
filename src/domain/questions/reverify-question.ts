import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { isWholeCounty } from '../../db/queries/organisation-units.ts';
import { markReportsAnswered, markRetired, tellReporters } from '../../db/queries/question-reports.ts';
import {
  approveReverification,
  findFlagged,
  findFlaggedQuestion,
  insertReverification,
  rejectReverification,
  type FlaggedRow,
} from '../../db/queries/reverifications.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { readContent } from './read-content.ts';
import type { Content } from './rules.ts';

export const FLAGGED_A_PAGE = 5;
/** Longest name of an article, and longest quotation, in characters. */
export const PLACE_LIMIT = 40;
export const QUOTE_LIMIT = 400;

/** A flagged question, and what this person may do with it: nobody decides on their own proposal. */
export type Flagged = FlaggedRow & { content: Content; mayPropose: boolean; mayDecide: boolean };
export type FlaggedDone = { ok: true; question: Flagged } | { ok: false; problem: 'not-found' | 'changed' };

const mayTend = (db: Db | Tx, actor: Actor): Promise<boolean> =>
  isWholeCounty(db, scopeOf(actor, 'keys.approve'));

function withContent(row: FlaggedRow, actor: Actor): Flagged {
  const isOpen = row.status === 'flagged';
  const mayEdit = scopeOf(actor, 'reports.answer').length > 0;
  return {
    ...row,
    content: readContent(row),
    mayPropose: isOpen && mayEdit && row.proposalId === null && row.newDocumentStatus !== 'superseded',
    mayDecide: isOpen && row.proposalId !== null && row.proposedBy !== actor.personId,
  };
}

/** Questions that are not drawn until somebody has verified them; those that wait for a second person first. */
export async function listFlagged(
  db: Db,
  actor: Actor,
  page: number,
): Promise<{ rows: Flagged[]; total: number }> {
  if (!(await mayTend(db, actor))) return { rows: [], total: 0 };
  const { rows, total } = await findFlagged(db, { offset: page * FLAGGED_A_PAGE, limit: FLAGGED_A_PAGE });
  return { rows: rows.map((row) => withContent(row, actor)), total };
}

export async function readFlagged(
  db: Db | Tx,
  actor: Actor,
  questionId: string,
): Promise<Flagged | undefined> {
  const row = (await mayTend(db, actor)) ? await findFlaggedQuestion(db, questionId) : undefined;
  return row && withContent(row, actor);
}

export type ReverifyDraft = {
  id: string;
  questionId: string;
  versionId: string;
  place: string;
  quote: string;
};

/** Proposes that the question is right by the document in force, at that place and in those words. The same draft twice is once. */
export function proposeReverification(
  db: Db,
  actor: Actor,
  draft: ReverifyDraft,
  now: Date,
): Promise<FlaggedDone> {
  const { id, questionId, versionId, place, quote } = draft;
  return act(db, actor, questionId, 'questions.reverify', now, async (tx, question) => {
    const isTheirs = question.proposalId === id;
    if ((!question.mayPropose && !isTheirs) || question.versionId !== versionId) return 'no';
    if (isTheirs) return 'before';
    const { newDocumentId: documentId } = question;
    const row = { id, versionId, documentId, place, quote, proposedBy: actor.personId };
    return (await insertReverification(tx, row, now)) ? 'done' : 'no';
  });
}

/** Another's proposal becomes a new version, and the question is drawn again; or it is sent back, and stays flagged. */
export function decideReverification(
  db: Db,
  actor: Actor,
  questionId: string,
  verdict: 'approved' | 'rejected',
  now: Date,
): Promise<FlaggedDone> {
  return act(db, actor, questionId, `questions.${verdict}`, now, async (tx, question) => {
    if (question.proposalId === null || !question.mayDecide) return 'no';
    const given = { id: question.proposalId, deciderId: actor.personId };
    if (verdict === 'rejected') return (await rejectReverification(tx, given, now)) ? 'done' : 'no';
    const rests = [question.versionId, question.newDocumentId, question.newPlace, question.newQuote];
    const contentHash = createHash('sha256')
      .update(JSON.stringify(['reverifies', ...rests]))
      .digest('hex');
    return (await approveReverification(tx, { ...given, newVersionId: newId(), contentHash }, now))
      ? 'done'
      : 'no';
  });
}

/** The question is drawn no more; whoever has an open report about it hears so. */
export function retireFlagged(db: Db, actor: Actor, questionId: string, now: Date): Promise<FlaggedDone> {
  return act(db, actor, questionId, 'questions.retire', now, async (tx, question) => {
    if (scopeOf(actor, 'reports.answer').length === 0) return 'no';
    if (question.status === 'retired') return 'before';
    if (question.status !== 'flagged' || !(await markRetired(tx, questionId))) return 'no';
    const given = { answer: 'retired', words: null, answererId: actor.personId } as const;
    await tellReporters(tx, await markReportsAnswered(tx, { questionId }, given, now), PRIORITY.answer, now);
    return 'done';
  });
}

function act(
  db: Db,
  actor: Actor,
  questionId: string,
  action: string,
  now: Date,
  change: (tx: Tx, question: Flagged) => Promise<'done' | 'before' | 'no'>,
): Promise<FlaggedDone> {
  return db.transaction(async (tx): Promise<FlaggedDone> => {
    const question = await readFlagged(tx, actor, questionId);
    if (!question) return { ok: false, problem: 'not-found' };
    const how = await change(tx, question);
    if (how === 'no') return { ok: false, problem: 'changed' };
    if (how === 'done') {
      const access = { id: newId(), actorId: actor.personId, action, subjectPersonId: null, purpose: null };
      await insertAccess(tx, { ...access, detail: { questionId } }, now);
    }
    return { ok: true, question: (await readFlagged(tx, actor, questionId)) ?? question };
  });
}
