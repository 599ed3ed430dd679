import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { findInterviewOf } from '../../db/queries/interviews.ts';
import { insertEvent } from '../../db/queries/rectification-events.ts';
import { findItem, findReviewers, insertItem, type ReviewerRow } from '../../db/queries/rectifications.ts';
import { findInScope } from '../people/find-in-scope.ts';
import { findTextProblem, type TextProblem } from '../notices/rules.ts';
import { rolesFor, scopeOf, type Actor } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';
import { findDueProblem, ITEM_LIMIT, type DueProblem } from './rules.ts';
import { tellAboutItem } from './tell-about-item.ts';

export type Reviewer = ReviewerRow;
export type ItemDraft = {
  id: string;
  personId: string;
  interviewId: string | null;
  text: string;
  dueOn: string;
  reviewerId: string;
};
export type Opened =
  | { ok: true; first: boolean }
  | { ok: false; problem: 'not-found' | 'own' | 'text' | 'reviewer' | DueProblem };

/** What is wrong with the words of an item: too many, or something that may not go over a messenger. */
export function findItemTextProblem(text: string): TextProblem | undefined {
  const length = [...text.trim()].length;
  return length > ITEM_LIMIT ? { problem: 'too-long', length, limit: ITEM_LIMIT } : findTextProblem(text);
}

/** Who may check an item of this owner, the nearest first: never the owner. */
export const listReviewers = (db: Db | Tx, ownerId: string, now: Date): Promise<Reviewer[]> =>
  findReviewers(db, ownerId, rolesFor('rectifications.open'), dayOf(now));

/**
 * Opens an item, begins its trail and tells the owner, and the reviewer where that is somebody else; in one transaction.
 * The id is the wizard's, so confirming twice opens once. Nobody opens their own, nor checks it.
 */
export function openItem(db: Db, actor: Actor, draft: ItemDraft, now: Date): Promise<Opened> {
  const { id, personId, reviewerId, interviewId } = draft;
  const scope = scopeOf(actor, 'rectifications.open');
  const day = dayOf(now);
  return db.transaction(async (tx): Promise<Opened> => {
    if (personId === actor.personId) return { ok: false, problem: 'own' };
    const there = await findItem(tx, id, { personId: actor.personId, scope, day });
    if (there) return { ok: true, first: false };
    if (!(await findInScope(tx, actor, scope, personId, now))) return { ok: false, problem: 'not-found' };
    if (findItemTextProblem(draft.text)) return { ok: false, problem: 'text' };
    const late = findDueProblem(draft.dueOn, day);
    if (late) return { ok: false, problem: late };
    if (!(await listReviewers(tx, personId, now)).some((one) => one.id === reviewerId))
      return { ok: false, problem: 'reviewer' };
    const interview = interviewId === null ? null : await findInterviewOf(tx, interviewId, actor.personId);
    if (interview !== null && interview?.personId !== personId) return { ok: false, problem: 'not-found' };
    const first = await insertItem(tx, { ...draft, text: draft.text.trim(), openedBy: actor.personId }, now);
    if (!first) return { ok: true, first };
    const eventId = newId();
    await insertEvent(
      tx,
      { id: eventId, itemId: id, kind: 'opened', by: actor.personId, day: draft.dueOn },
      now,
    );
    await insertAccess(
      tx,
      {
        id: newId(),
        actorId: actor.personId,
        action: 'rectification.open',
        subjectPersonId: personId,
        purpose: null,
        detail: { itemId: id },
      },
      now,
    );
    for (const told of new Set([personId, reviewerId]))
      if (told !== actor.personId) await tellAboutItem(tx, { itemId: id, eventId, personId: told }, now);
    return { ok: true, first };
  });
}
