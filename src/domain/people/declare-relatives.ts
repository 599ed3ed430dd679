import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import {
  findNamedPerson,
  findRelation,
  findRelations,
  insertRelation,
  markRelationWithdrawn,
  type RelationRow,
} from '../../db/queries/relations.ts';
import { readAs } from '../../db/queries/read-as.ts';
import { findInScope } from './find-in-scope.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { scopeOf, type Actor } from './rules.ts';

export type Relation = RelationRow;

/** Relations shown on a page. */
export const RELATIONS_A_PAGE = 5;

/** What holds for the actor, or (for an administrator of theirs) for somebody; undefined outside that. Names are read: logged. */
export function readRelatives(
  db: Db,
  actor: Actor,
  personId: string,
  page: number,
  now: Date,
): Promise<{ rows: Relation[]; total: number; name: string } | undefined> {
  return db.transaction(async (tx) => {
    const person =
      personId === actor.personId
        ? actor
        : await findInScope(tx, actor, scopeOf(actor, 'people.manage'), personId, now);
    if (!person) return undefined;
    const row = {
      id: newId(),
      actorId: actor.personId,
      action: 'relatives.read',
      subjectPersonId: personId,
      purpose: null,
    };
    if (personId !== actor.personId) await insertAccess(tx, { ...row, detail: {} }, now);
    const where = { offset: page * RELATIONS_A_PAGE, limit: RELATIONS_A_PAGE };
    const found = await readAs(tx, actor, now, (as) => findRelations(as, personId, where));
    return { ...found, name: person.name };
  });
}

/** Name and number as somebody types them, in either order: "张样一 QS-012". */
const NAME_AND_NUMBER = /^(?<first>\S{1,40})[\s,，、]+(?<second>\S{1,40})$/u;

/**
 * The person meant by a name and a staff number together. Both are asked for, so that nobody learns from this who is on the
 * roster; who has only a name turns to an administrator.
 */
export async function findNamedRelative(db: Db, text: string): Promise<string | undefined> {
  const { first = '', second = '' } = NAME_AND_NUMBER.exec(text.trim())?.groups ?? {};
  if (first === '' || second === '') return undefined;
  return (
    (await findNamedPerson(db, { name: first, staffNo: second })) ??
    (await findNamedPerson(db, { name: second, staffNo: first }))
  );
}

export type RelationDraft = { id: string; personId: string; relativeId: string; kind: string };

/**
 * Declares two people relatives: one's own, or, by an administrator, those of somebody in their scope. It holds at once and
 * for both. The same again changes nothing. False where it is not theirs to declare.
 */
export function declareRelative(
  db: Db,
  actor: Actor,
  draft: RelationDraft,
  pack: RulePack,
  now: Date,
): Promise<boolean> {
  const isKnown = pack.recusal.relatives.some(({ id }) => id === draft.kind);
  if (!isKnown || draft.personId === draft.relativeId) return Promise.resolve(false);
  return db.transaction(async (tx) => {
    const scope = scopeOf(actor, 'people.manage');
    const isTheirs =
      draft.personId === actor.personId || (await findInScope(tx, actor, scope, draft.personId, now));
    if (!isTheirs) return false;
    if (await insertRelation(tx, { ...draft, declaredBy: actor.personId }, now))
      await insertAccess(tx, log(actor, 'relatives.declare', draft, draft.id), now);
    return true;
  });
}

/**
 * A declaration that this person may take back: their own, or one that an administrator made about somebody in their scope.
 * Never what the other side declared, which is `not-yours` to the two it is about, and nothing to anybody else.
 */
export async function readWithdrawable(
  db: Db | Tx,
  actor: Actor,
  id: string,
  now: Date,
): Promise<Relation | 'not-yours' | undefined> {
  const relation = await findRelation(db, id);
  if (!relation || relation.declaredBy === actor.personId) return relation;
  const { personId, relativeId, declaredBy } = relation;
  const isOfParty = declaredBy === personId || declaredBy === relativeId;
  const scope = scopeOf(actor, 'people.manage');
  if (!isOfParty && (await findInScope(db, actor, scope, personId, now))) return relation;
  return [personId, relativeId].includes(actor.personId) ? 'not-yours' : undefined;
}

/** Takes a declaration back; the row stays, with who and when. Undefined where it is not theirs to take back. */
export function withdrawRelative(db: Db, actor: Actor, id: string, now: Date): Promise<Relation | undefined> {
  return db.transaction(async (tx) => {
    const relation = await readWithdrawable(tx, actor, id, now);
    if (!relation || relation === 'not-yours' || !(await markRelationWithdrawn(tx, id, actor.personId, now)))
      return undefined;
    await insertAccess(tx, log(actor, 'relatives.withdraw', relation, id), now);
    return relation;
  });
}

const log = (
  { personId: actorId }: Actor,
  action: string,
  { personId, relativeId }: { personId: string; relativeId: string },
  relationId: string,
) => ({
  id: newId(),
  actorId,
  action,
  subjectPersonId: personId,
  purpose: null,
  detail: { relationId, relative: relativeId },
});
