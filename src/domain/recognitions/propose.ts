import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { findHoldersAbove, findPostsOf } from '../../db/queries/people.ts';
import {
  findOpenObjections,
  findProposalOf,
  insertProposal,
  type OpenObjectionRow,
  type RecognitionKind,
} from '../../db/queries/recognitions.ts';
import { findInScope } from '../people/find-in-scope.ts';
import { tellOne } from '../deliveries/tell-one.ts';
import { findTextProblem, type TextProblem } from '../notices/rules.ts';
import { mayDo, rolesFor, scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';

export type OpenObjection = OpenObjectionRow;
export const RECOGNITION_KINDS = [
  'commendation',
  'refused-gift',
  'clearing',
] as const satisfies RecognitionKind[];
export type { RecognitionKind };
export const isRecognitionKind = (word: string): word is RecognitionKind =>
  (RECOGNITION_KINDS as readonly string[]).includes(word);

/** Longest text, in characters. */
const TEXT_LIMIT = 300;
/** Objections to choose from. */
const MOST_OBJECTIONS = 5;

export type RecognitionDraft = {
  id: string;
  personId: string;
  kind: RecognitionKind;
  text: string;
  objectionId: string | null;
};
export type Proposed =
  { ok: true; first: boolean; told: boolean } | { ok: false; problem: 'not-found' | 'own' | 'text' };

/** What is wrong with the words: too many, or something that may not go over a messenger. */
export function findRecognitionTextProblem(text: string): TextProblem | undefined {
  const length = [...text.trim()].length;
  return length > TEXT_LIMIT ? { problem: 'too-long', length, limit: TEXT_LIMIT } : findTextProblem(text);
}

/** Objections of a person that a clearing may close, for who may read the file; logged where there are any. */
export function listOpenObjections(
  db: Db,
  actor: Actor,
  personId: string,
  now: Date,
): Promise<OpenObjection[]> {
  return db.transaction(async (tx) => {
    if (personId === actor.personId || !mayDo(actor, 'file.read')) return [];
    if (!(await findInScope(tx, actor, scopeOf(actor, 'file.read'), personId, now))) return [];
    const found = await findOpenObjections(tx, personId, MOST_OBJECTIONS);
    const entry = { id: newId(), actorId: actor.personId, subjectPersonId: personId, purpose: 'objection' };
    if (found.length > 0)
      await insertAccess(
        tx,
        { ...entry, action: 'file.read-objections', detail: { objections: found.length } },
        now,
      );
    return found;
  });
}

/**
 * Proposes an entry about somebody else of the scope. Whoever is nearest above them and may decide, other than the two,
 * is told. The id is the wizard's: the same again changes nothing.
 */
export async function proposeRecognition(
  db: Db,
  actor: Actor,
  draft: RecognitionDraft,
  pack: RulePack,
  now: Date,
): Promise<Proposed> {
  const { id, personId, kind } = draft;
  const day = dayOf(now);
  if (personId === actor.personId) return { ok: false, problem: 'own' };
  const closable = draft.objectionId === null ? [] : await listOpenObjections(db, actor, personId, now);
  return db.transaction(async (tx): Promise<Proposed> => {
    if (await findProposalOf(tx, id, actor.personId, day)) return { ok: true, first: false, told: true };
    if (!(await findInScope(tx, actor, scopeOf(actor, 'recognitions.propose'), personId, now)))
      return { ok: false, problem: 'not-found' };
    if (findRecognitionTextProblem(draft.text)) return { ok: false, problem: 'text' };
    const closes = closable.find((one) => one.id === draft.objectionId);
    if (draft.objectionId !== null && (!closes || kind !== 'clearing'))
      return { ok: false, problem: 'not-found' };
    const row = {
      ...draft,
      text: draft.text.trim(),
      entryId: closes?.entryId ?? null,
      proposedBy: actor.personId,
      rulePackVersion: pack.version,
    };
    if (!(await insertProposal(tx, row, now))) return { ok: false, problem: 'not-found' };
    const unitIds = (await findPostsOf(tx, personId, day)).slice(0, 1).map(({ unitId }) => unitId);
    const above = await findHoldersAbove(tx, unitIds, rolesFor('recognitions.approve'), day, 5);
    const decider = above.find((one) => one !== personId && one !== actor.personId);
    if (decider !== undefined)
      await tellOne(tx, { kind: 'recognition-asked', personId: decider, subjectId: id }, now);
    return { ok: true, first: true, told: decider !== undefined };
  });
}
