import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import {
  announceCorrection,
  countGraded,
  findBankQuestion,
  insertCorrection,
  type BankQuestionRow,
} from '../../db/queries/key-corrections.ts';
import { isWholeCounty } from '../../db/queries/organisation-units.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { rolesFor, scopeOf, type Actor } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';
import { isCorrectableKey, withOptions, withWords, type Correctable, type KeyProblem } from './key-rules.ts';
import { readContent } from './read-content.ts';
import type { Content } from './rules.ts';
import { storeContent } from './store-content.ts';

/** Longest reason and explanation, in characters. */
export const CORRECTION_REASON_LIMIT = 200;
export const EXPLANATION_LIMIT = 300;

export type BankQuestion = BankQuestionRow & { content: Content };
/** A key as it was given: options by their index, or words. */
export type GivenKey = { options: readonly number[] } | { words: string };
export type KeyDraft = { id: string; versionId: string; key: GivenKey; explanation: string; reason: string };
export type CorrectionProblem =
  | KeyProblem
  /** Not theirs to change, or no such question. */
  | 'not-found'
  /** Its key is the order in which it is stored: it takes a new question. */
  | 'other-type'
  | 'replaced'
  | 'proposed-before';
export type Proposed = { ok: true } | { ok: false; problem: CorrectionProblem };
export type Read =
  { ok: true; question: BankQuestion & { content: Correctable } } | { ok: false; problem: CorrectionProblem };

/** A version whose key this person may propose to correct now. */
export async function readCorrectable(db: Db, actor: Actor, versionId: string): Promise<Read> {
  if (!(await isWholeCounty(db, scopeOf(actor, 'reports.answer'))))
    return { ok: false, problem: 'not-found' };
  const row = await findBankQuestion(db, versionId);
  if (!row) return { ok: false, problem: 'not-found' };
  const content = readContent(row);
  if (!isCorrectableKey(content)) return { ok: false, problem: 'other-type' };
  if (row.replaced) return { ok: false, problem: 'replaced' };
  if (row.openCorrection !== null) return { ok: false, problem: 'proposed-before' };
  return { ok: true, question: { ...row, content } };
}

/** How many attempts, of how many people, the correction of this version would grade again. */
export const countAffected = async (
  db: Db,
  actor: Actor,
  versionId: string,
): Promise<{ attempts: number; people: number }> =>
  (await isWholeCounty(db, scopeOf(actor, 'reports.answer')))
    ? countGraded(db, versionId)
    : { attempts: 0, people: 0 };

export const keyOf = (content: Correctable, key: GivenKey) =>
  'words' in key ? withWords(content, key.words) : withOptions(content, key.options);

/** Proposes another key; somebody else decides. The same draft twice is once. */
export async function proposeCorrection(db: Db, actor: Actor, draft: KeyDraft, now: Date): Promise<Proposed> {
  const { id, versionId, explanation, reason } = draft;
  const read = await readCorrectable(db, actor, versionId);
  if (!read.ok && read.problem !== 'proposed-before') return read;
  const row = await findBankQuestion(db, versionId);
  const content = row && readContent(row);
  if (!content || !isCorrectableKey(content)) return { ok: false, problem: 'not-found' };
  const key = keyOf(content, draft.key);
  if (!key.ok) return key;
  const { answer: newAnswer, extra: newExtra } = storeContent(key.content);
  return db.transaction(async (tx): Promise<Proposed> => {
    const proposal = { id, versionId, newAnswer, newExtra, newExplanation: explanation, reason };
    const stored = await insertCorrection(tx, { ...proposal, proposedBy: actor.personId }, now);
    if (!stored) return { ok: false, problem: 'proposed-before' };
    if (stored === 'there') return { ok: true };
    const audience = { roles: rolesFor('keys.approve'), day: dayOf(now), priority: PRIORITY.answer };
    await announceCorrection(tx, id, audience, now);
    const detail = { correctionId: id, versionId };
    const access = { id: newId(), actorId: actor.personId, action: 'keys.propose', subjectPersonId: null };
    await insertAccess(tx, { ...access, purpose: null, detail }, now);
    return { ok: true };
  });
}
