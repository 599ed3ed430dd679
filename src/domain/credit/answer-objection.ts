import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { findEntries, insertEntries, type EntryRow } from '../../db/queries/ledger.ts';
import {
  findAnswerableObjections,
  findEvidence,
  findObjection,
  insertObjectionAnswer,
  isAuthorOf,
  tellReaders,
  type ObjectionRow,
} from '../../db/queries/objections.ts';
import { isRelated } from '../../db/queries/relations.ts';
import { lockPerson } from '../../db/queries/study-hours.ts';
import { readAs } from '../../db/queries/read-as.ts';
import { findInScope } from '../people/find-in-scope.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { tellOne } from '../deliveries/tell-one.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { isAllowedInput, type RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { correctedId, correctionData, type Change } from './correction-rules.ts';
import type { Objection } from './object-to-entry.ts';
import { rollUpPerson } from './roll-up-person.ts';

type Answerer = Pick<Actor, 'personId' | 'posts'>;

/** Objections shown at once; the rest come up as these are answered. */
const MOST_WAITING = 5;
/** Longest answer, in characters. */
export const ANSWER_LIMIT = 500;

/** Open objections that this person may answer. */
export const listAnswerable = (
  db: Db,
  actor: Answerer,
  now: Date,
): Promise<{ rows: Objection[]; total: number }> =>
  readAs(db, actor, now, (as) =>
    findAnswerableObjections(
      as,
      actor.personId,
      scopeOf(actor, 'objections.answer'),
      dayOf(now),
      MOST_WAITING,
    ),
  );

export type AnswererChecked =
  | { ok: true; objection: ObjectionRow; entry: EntryRow }
  | { ok: false; problem: 'not-found' | 'relative' | 'author' };

/** Whether this person may answer an objection: in scope, and neither its subject, an author of its entry, nor a relative. */
export async function checkAnswerer(
  db: Db | Tx,
  actor: Answerer,
  id: string,
  now: Date,
): Promise<AnswererChecked> {
  const { personId } = actor;
  const objection = await readAs(db, actor, now, (as) => findObjection(as, id));
  const scope = scopeOf(actor, 'objections.answer');
  const isTheirs =
    objection &&
    objection.personId !== personId &&
    (await findInScope(db, actor, scope, objection.personId, now));
  const [entry] = isTheirs
    ? await readAs(db, actor, now, (as) => findEntries(as, objection.personId, [objection.entryId]))
    : [];
  if (!objection || !entry) return { ok: false, problem: 'not-found' };
  if (await isRelated(db, personId, objection.personId)) return { ok: false, problem: 'relative' };
  if (await isAuthorOf(db, personId, objection.entryId)) return { ok: false, problem: 'author' };
  return { ok: true, objection, entry };
}

/** An objection with its entry and what was laid before, for whoever may answer it; logged. */
export function readObjection(
  db: Db,
  actor: Answerer,
  id: string,
  now: Date,
): Promise<AnswererChecked & { evidence?: string[] }> {
  return db.transaction(async (tx) => {
    const checked = await checkAnswerer(tx, actor, id, now);
    if (!checked.ok) return checked;
    await log(tx, actor, checked.objection, 'objection.read', {}, now);
    return { ...checked, evidence: await findEvidence(tx, id) };
  });
}

export type Answer =
  { verdict: 'not-upheld'; text: string } | { verdict: 'upheld'; text: string; change: Change };
export type Answered =
  | { ok: true; objection: ObjectionRow }
  | { ok: false; problem: 'not-found' | 'relative' | 'author' }
  | { ok: false; problem: 'answered-before'; objection: ObjectionRow };

/**
 * Answers an objection once and for good. Where it is upheld, the correction is an entry of its own, the person's files are
 * rolled up again, and everybody who has looked at the entry hears that it was corrected: all in one transaction.
 */
export function answerObjection(
  db: Db,
  actor: Answerer,
  id: string,
  answer: Answer,
  pack: RulePack,
  now: Date,
): Promise<Answered> {
  return db.transaction(async (tx): Promise<Answered> => {
    const found = await findObjection(tx, id);
    // Of two who answer at once, one comes second.
    if (found) await lockPerson(tx, found.personId);
    const checked = await checkAnswerer(tx, actor, id, now);
    if (!checked.ok) return checked;
    const { objection, entry } = checked;
    if (objection.verdict !== null)
      return objection.answeredBy === actor.personId && objection.verdict === answer.verdict
        ? { ok: true, objection }
        : { ok: false, problem: 'answered-before', objection };
    const correctionId =
      answer.verdict === 'upheld'
        ? await insertCorrection(tx, actor, objection, entry, answer.change, pack, now)
        : null;
    const { personId } = objection;
    const { verdict, text } = answer;
    const given = { objectionId: id, personId, verdict, text, answeredBy: actor.personId, correctionId };
    await insertObjectionAnswer(tx, given, now);
    if (isAllowedInput(pack, 'objection-answer'))
      await insertEntries(tx, [answerEntry(actor, objection, verdict, now)], pack.version, now);
    await rollUpPerson(tx, { personId, since: new Date(entry.occurredAt) }, now);
    if (verdict === 'upheld') await tellReaders(tx, objection, actor.personId, PRIORITY.answer, now);
    await log(tx, actor, objection, `objection.${verdict}`, { ...(correctionId && { correctionId }) }, now);
    await tellOne(tx, { kind: 'objection-answered', personId, subjectId: id }, now);
    return { ok: true, objection: (await findObjection(tx, id)) ?? objection };
  });
}

async function insertCorrection(
  tx: Tx,
  actor: Answerer,
  { id, personId }: ObjectionRow,
  entry: EntryRow,
  change: Change,
  pack: RulePack,
  now: Date,
): Promise<string> {
  if (!isAllowedInput(pack, 'correction')) throw new Error('the rule pack allows no corrections');
  const target = correctedId(entry);
  const [original] = target === entry.id ? [] : await findEntries(tx, personId, [target]);
  const correctionId = newId();
  const row = {
    id: correctionId,
    personId,
    kind: 'correction',
    nature: 'conclusion' as const,
    occurredAt: now,
    sourceKind: 'objection',
    sourceId: id,
    recordedBy: actor.personId,
    confirmedBy: null,
    data: correctionData(entry, change, id, original?.data ?? null),
  };
  await insertEntries(tx, [row], pack.version, now);
  return correctionId;
}

const answerEntry = (
  { personId: recordedBy }: Answerer,
  { id, entryId, personId }: ObjectionRow,
  verdict: Answer['verdict'],
  now: Date,
) => ({
  id: newId(),
  personId,
  kind: 'objection-answer',
  nature: 'conclusion' as const,
  occurredAt: now,
  sourceKind: 'objection',
  sourceId: id,
  recordedBy,
  confirmedBy: null,
  data: { about: entryId, verdict },
});

const log = (
  tx: Tx,
  { personId: actorId }: Answerer,
  { id, entryId, personId }: ObjectionRow,
  action: string,
  detail: Record<string, unknown>,
  now: Date,
): Promise<void> => {
  const row = { id: newId(), actorId, action, subjectPersonId: personId, purpose: 'objection' };
  return insertAccess(tx, { ...row, detail: { objectionId: id, entryId, ...detail } }, now);
};
