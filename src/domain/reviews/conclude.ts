import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { insertDelivery } from '../../db/queries/deliveries.ts';
import { insertEntries } from '../../db/queries/ledger.ts';
import { findHoldersAbove, findPostsOf } from '../../db/queries/people.ts';
import {
  countGrade,
  findOwnResult,
  findReviewed,
  findReviewedByOpinion,
  findReviewedUnder,
  insertOpinion,
  insertOpinionDecision,
  lockReviewed,
  type OpinionRow,
  type ReviewedRow,
} from '../../db/queries/review-opinions.ts';
import { readAssessmentForm } from '../assessments/form.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { accessBy } from '../people/access-by.ts';
import { rolesFor, scopeOf, type Actor } from '../people/rules.ts';
import { isAllowedInput, type RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { compareVotes, OPINION_LIMIT, passesCap, RETURN_LIMIT, type Compared } from './opinion-rules.ts';

export type Reviewed = Pick<
  ReviewedRow,
  'id' | 'cycleId' | 'personId' | 'name' | 'unitName' | 'title' | 'titleEn'
> & { opinion: OpinionRow | null; compared: Compared[]; isReleased: boolean };
const MOST_SHOWN = 5;
const ACTION = 'reviews.conclude';

function read({ form, answers, tallies, ...row }: ReviewedRow): Reviewed {
  const isReleased = row.opinion?.verdict === 'confirmed';
  return {
    ...row,
    isReleased,
    compared: compareVotes(readAssessmentForm(form), answers, tallies, isReleased),
  };
}
/** Whom a conclusion is still due for, others than oneself; names are read, so it is logged. */
export function listReviewed(db: Db, actor: Actor, now: Date): Promise<{ rows: Reviewed[]; total: number }> {
  return db.transaction(async (tx) => {
    const { rows, total } = await findReviewed(tx, actor.personId, scopeOf(actor, ACTION), MOST_SHOWN);
    if (rows.length > 0)
      await insertAccess(tx, accessBy(actor, 'review.read-list', null, { people: rows.length }), now);
    return { rows: rows.map(read), total };
  });
}

/** One of them with what others said; what the person said stands beside it once the conclusion is released. Logged. */
export function readReviewed(db: Db, actor: Actor, id: string, now: Date): Promise<Reviewed | undefined> {
  return db.transaction(async (tx) => {
    const row = await findReviewedUnder(tx, id, actor.personId, scopeOf(actor, ACTION));
    if (row) await insertAccess(tx, accessBy(actor, 'review.read', row.personId, { subjectId: id }), now);
    return row && read(row);
  });
}

/** Whether the grade would go to more people than the rule pack has it for. */
export async function warnsOfCap(
  db: Db | Tx,
  cycleId: string,
  grade: string,
  { reviews: { capped } }: RulePack,
): Promise<{ reviewed: number; given: number } | undefined> {
  if (grade !== capped.grade) return undefined;
  const counts = await countGrade(db, cycleId, grade);
  return passesCap(counts, capped.oneOf) ? counts : undefined;
}

export type OpinionDraft = { id: string; subjectId: string; grade: string; text: string };
export type Entered =
  | { ok: true; first: boolean; told: boolean; name: string }
  | { ok: false; problem: 'not-found' | 'entered-before' | 'text' };

/** Enters what the committee concluded. It is nothing until a second person has confirmed it, who is told. */
export function enterOpinion(
  db: Db,
  actor: Actor,
  { id, subjectId, grade, text }: OpinionDraft,
  pack: RulePack,
  now: Date,
): Promise<Entered> {
  const words = text.trim();
  const day = dayOf(now);
  return db.transaction(async (tx): Promise<Entered> => {
    await lockReviewed(tx, subjectId);
    const row = await findReviewedUnder(tx, subjectId, actor.personId, scopeOf(actor, ACTION));
    if (!row || !pack.reviews.grades.some((one) => one.id === grade))
      return { ok: false, problem: 'not-found' };
    const { opinion, personId, name } = row;
    if (opinion?.id === id) return { ok: true, first: false, told: true, name };
    if (opinion && opinion.verdict !== 'returned') return { ok: false, problem: 'entered-before' };
    if (words === '' || [...words].length > OPINION_LIMIT) return { ok: false, problem: 'text' };
    const entered = { id, subjectId, personId, grade, text: words, enteredBy: actor.personId };
    await insertOpinion(tx, { ...entered, rulePackVersion: pack.version }, now);
    await insertAccess(tx, accessBy(actor, 'review.enter', personId, { opinionId: id }), now);
    const units = (await findPostsOf(tx, personId, day)).slice(0, 1).map(({ unitId }) => unitId);
    const above = await findHoldersAbove(tx, units, rolesFor(ACTION), day, 5);
    const second = above.find((one) => one !== personId && one !== actor.personId);
    if (second !== undefined) await tell(tx, 'opinion-asked', subjectId, id, second, now);
    return { ok: true, first: true, told: second !== undefined, name };
  });
}

export type OpinionVerdict = { verdict: 'confirmed' } | { verdict: 'returned'; reason: string };
export type OpinionDecided =
  { ok: true; name: string } | { ok: false; problem: 'not-found' | 'own' | 'decided-before' | 'text' };

/**
 * Confirms an opinion, which makes it an entry of the person's file and releases it to them, or returns it with a reason;
 * once, and never by who entered it or the person.
 */
export function decideOpinion(
  db: Db,
  actor: Actor,
  opinionId: string,
  decision: OpinionVerdict,
  pack: RulePack,
  now: Date,
): Promise<OpinionDecided> {
  const reason = decision.verdict === 'returned' ? decision.reason.trim() : null;
  return db.transaction(async (tx): Promise<OpinionDecided> => {
    const row = await findReviewedByOpinion(tx, opinionId, actor.personId, scopeOf(actor, ACTION));
    const opinion = row?.opinion;
    if (!row || opinion?.id !== opinionId) return { ok: false, problem: 'not-found' };
    if (opinion.enteredBy === actor.personId) return { ok: false, problem: 'own' };
    if (reason !== null && (reason === '' || [...reason].length > RETURN_LIMIT))
      return { ok: false, problem: 'text' };
    const given = { verdict: decision.verdict, reason, by: actor.personId };
    if (!(await insertOpinionDecision(tx, opinionId, given, now)))
      return opinion.verdict === decision.verdict && opinion.decidedBy === actor.personId
        ? { ok: true, name: row.name }
        : { ok: false, problem: 'decided-before' };
    await insertAccess(tx, accessBy(actor, `review.${decision.verdict}`, row.personId, { opinionId }), now);
    if (decision.verdict === 'confirmed') {
      await enterFile(tx, row, opinion, actor, pack, now);
      await tell(tx, 'review-result', row.id, opinionId, row.personId, now);
    }
    await tell(tx, 'opinion-decided', opinionId, opinionId, opinion.enteredBy, now);
    return { ok: true, name: row.name };
  });
}

async function enterFile(
  tx: Tx,
  row: ReviewedRow,
  opinion: OpinionRow,
  actor: Actor,
  pack: RulePack,
  now: Date,
): Promise<void> {
  if (!isAllowedInput(pack, 'review-conclusion')) return;
  const grade = pack.reviews.grades.find(({ id }) => id === opinion.grade);
  const entry = {
    id: newId(),
    personId: row.personId,
    kind: 'review-conclusion',
    nature: 'conclusion' as const,
    occurredAt: now,
    sourceKind: 'review',
    sourceId: row.id,
    recordedBy: opinion.enteredBy,
    confirmedBy: actor.personId,
    data: {
      text: `${grade?.name.zh ?? opinion.grade} · ${opinion.text}`,
      grade: opinion.grade,
      cycle: row.title,
    },
  };
  await insertEntries(tx, [entry], pack.version, now);
}

async function tell(
  tx: Tx,
  kind: 'opinion-asked' | 'opinion-decided' | 'review-result',
  subjectId: string,
  onceId: string,
  personId: string,
  now: Date,
): Promise<void> {
  const { answer: priority } = PRIORITY;
  const row = { id: newId(), kind, personId, subjectId, onceKey: `${kind}:${onceId}`, priority };
  await insertDelivery(tx, { ...row, policy: 'resend', notBefore: now }, now);
}

/** A person's own result beside what others said, once it has been released. */
export async function readOwnResult(
  db: Db,
  person: Pick<Actor, 'personId'>,
  id: string,
): Promise<Reviewed | undefined> {
  const row = await findOwnResult(db, id, person.personId);
  return row && read(row);
}

/** Of whom an opinion is that this person may return; undefined where they may not, or it has been decided. */
export async function readForReturn(db: Db, actor: Actor, opinionId: string): Promise<string | undefined> {
  const row = await findReviewedByOpinion(db, opinionId, actor.personId, scopeOf(actor, ACTION));
  const opinion = row?.opinion;
  return opinion?.id === opinionId && opinion.verdict === null && opinion.enteredBy !== actor.personId
    ? row?.name
    : undefined;
}
