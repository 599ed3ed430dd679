import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { findHoldersAbove, findPostsOf } from '../../db/queries/people.ts';
import { isRelated } from '../../db/queries/relations.ts';
import { findSanctionOf, insertSanction, isRecorded } from '../../db/queries/sanctions.ts';
import { lockPerson } from '../../db/queries/study-hours.ts';
import { tellOne } from '../deliveries/tell-one.ts';
import { findInScope } from '../people/find-in-scope.ts';
import { rolesFor, scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { findSanctionDayProblem, lastDayInEffect, sanctionKind } from './rules.ts';
import { readDocumentNo, readOrgan } from './read-decision.ts';

export type SanctionDraft = {
  id: string;
  personId: string;
  kind: string;
  organ: string;
  documentNo: string;
  decidedOn: string;
};
export type Recorded =
  | { ok: true; first: boolean; told: boolean }
  | { ok: false; problem: 'not-found' | 'own' | 'relative' | 'wrong' | 'recorded-before' };

/** So many of those above are asked whether they are somebody else and no relative. */
const MOST_ABOVE = 8;

/**
 * Records a sanction that the competent organ has decided on about somebody else of the scope, for a second person to check against
 * the document. Until then it stands in no file. How long it has an effect is worked out by the rule of its kind. The id is the wizard's:
 * the same again changes nothing; the same document of the same person is refused.
 */
export function recordSanction(
  db: Db,
  actor: Actor,
  draft: SanctionDraft,
  pack: RulePack,
  now: Date,
): Promise<Recorded> {
  const { id, personId } = draft;
  const day = dayOf(now);
  return db.transaction(async (tx): Promise<Recorded> => {
    if (personId === actor.personId) return { ok: false, problem: 'own' };
    if (await findSanctionOf(tx, id, actor.personId, day)) return { ok: true, first: false, told: true };
    if (!(await findInScope(tx, actor, scopeOf(actor, 'sanctions.record'), personId, now)))
      return { ok: false, problem: 'not-found' };
    if (await isRelated(tx, actor.personId, personId)) return { ok: false, problem: 'relative' };
    const kind = sanctionKind(pack, draft.kind);
    const [organ, documentNo] = [readOrgan(draft.organ), readDocumentNo(draft.documentNo)];
    if (!kind || organ === undefined || documentNo === undefined) return { ok: false, problem: 'wrong' };
    if (findSanctionDayProblem(draft.decidedOn, kind.months, day)) return { ok: false, problem: 'wrong' };
    await lockPerson(tx, personId);
    if (await isRecorded(tx, personId, documentNo)) return { ok: false, problem: 'recorded-before' };
    const row = {
      id,
      personId,
      kind: kind.id,
      kindName: kind.name,
      organ,
      documentNo,
      decidedOn: draft.decidedOn,
      effectiveUntil: lastDayInEffect(draft.decidedOn, kind.months),
      recordedBy: actor.personId,
      rulePackVersion: pack.version,
    };
    if (!(await insertSanction(tx, row, now))) return { ok: false, problem: 'not-found' };
    const detail = { recordId: id, kind: kind.id };
    const about = { id: newId(), actorId: actor.personId, subjectPersonId: personId, purpose: null };
    await insertAccess(tx, { ...about, action: 'sanction.recorded', detail }, now);
    return { ok: true, first: true, told: await askChecker(tx, id, [personId, actor.personId], now) };
  });
}

/** Tells the nearest above who may check it and is neither of the two, nor a relative; false where there is nobody. */
async function askChecker(tx: Tx, id: string, [personId, by]: [string, string], now: Date): Promise<boolean> {
  const day = dayOf(now);
  const unitIds = (await findPostsOf(tx, personId, day)).slice(0, 1).map(({ unitId }) => unitId);
  for (const checker of await findHoldersAbove(tx, unitIds, rolesFor('sanctions.check'), day, MOST_ABOVE)) {
    if (checker === personId || checker === by || (await isRelated(tx, checker, personId))) continue;
    await tellOne(tx, { kind: 'sanction-asked', personId: checker, subjectId: id }, now);
    return true;
  }
  return false;
}
