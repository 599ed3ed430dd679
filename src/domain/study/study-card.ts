import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import {
  endShowing,
  findAssignments,
  findCardMarks,
  findCardQuestions,
  findOpenShowing,
  findShowing,
  insertCardAnswer,
  insertShowing,
  markFinished,
  markOnScreen,
  markStarted,
  setDraft,
  type AssignmentRow,
  type CardQuestionRow,
  type ShowingRow,
} from '../../db/queries/study-cards.ts';
import { lockPerson } from '../../db/queries/study-hours.ts';
import { readContent } from '../questions/read-content.ts';
import { gradeResponse, takesSeveral } from '../questions/rules.ts';
import { dayOf } from '../schedule/calendar.ts';
import { nextCard, progressOf, type CardMark } from './card-rules.ts';
import { giveDue, type Person, type Progress } from './choose-plan.ts';
import { findPlan, type StudyCard, type StudyPlan } from './plans.ts';

/** A card before a person, with its passage, its question and how it stands. */
export type ShownCard = ShowingRow & { content: StudyCard; planName: StudyPlan['name'] } & Progress & {
    because: AssignmentRow['because'];
    several: boolean;
  };
export type Next =
  | { kind: 'card'; card: ShownCard }
  /** Nothing is under way: a plan is to be chosen. */
  | { kind: 'choose' }
  /** What is left of the plan was put off until another day. */
  | { kind: 'enough' };

/** Plans in which something is asked with buttons can be studied here: choices, one right or several. */
const PRESSED: readonly string[] = ['single', 'multiple', 'truefalse'];

/** The card that is open, or the next one of the plan under way, which is opened by this (row B6). */
export function openNextCard(db: Db, person: Person, plans: readonly StudyPlan[], now: Date): Promise<Next> {
  return db.transaction(async (tx): Promise<Next> => {
    await lockPerson(tx, person.personId);
    await giveDue(tx, person, plans, now);
    const open = await findOpenShowing(tx, person.personId);
    const shown = open && (await complete(tx, person, open, plans));
    if (shown) {
      await markOnScreen(tx, person.personId, true);
      return { kind: 'card', card: shown };
    }
    // Its plan or card is not there any more.
    if (open) await endShowing(tx, { id: open.id, personId: person.personId, state: 'skipped' }, now);
    const under = (await findAssignments(tx, person.personId)).filter((one) => one.finishedAt === null);
    let isPutOff = false;
    for (const { plan: id } of under) {
      const plan = findPlan(plans, id);
      if (!plan) continue;
      const found = await openCardOf(tx, person, plan, now);
      if (found === 'enough') isPutOff = true;
      else if (found !== 'done') {
        const card = await complete(tx, person, found, plans);
        if (card) return { kind: 'card', card };
      }
    }
    return { kind: isPutOff ? 'enough' : 'choose' };
  });
}

async function openCardOf(
  tx: Tx,
  { personId }: Person,
  plan: StudyPlan,
  now: Date,
): Promise<ShowingRow | 'done' | 'enough'> {
  const asked = await findAskable(tx, plan);
  const marks = await findCardMarks(tx, personId);
  const cards = plan.cards.filter(({ question }) => asked.has(question));
  const ids = cards.map(({ id }) => id);
  const next = cards.find(({ id }) => id === nextCard(ids, marks, dayOf(now)));
  const version = next && asked.get(next.question);
  if (!next || !version) {
    if (!isFinished(ids, marks)) return 'enough';
    await markFinished(tx, personId, plan.id, now);
    return 'done';
  }
  const id = newId();
  const row = { id, personId, plan: plan.id, card: next.id, questionVersionId: version.versionId };
  await insertShowing(tx, row, now);
  await markStarted(tx, personId, plan.id, now);
  const showing = await findShowing(tx, id, personId);
  if (!showing) throw new Error('the card was not stored');
  return showing;
}

/** The questions of a plan that may be asked, by their codes. */
async function findAskable(tx: Db | Tx, plan: StudyPlan): Promise<Map<string, CardQuestionRow>> {
  const rows = await findCardQuestions(
    tx,
    plan.cards.map(({ question }) => question),
  );
  return new Map(rows.filter(({ type }) => PRESSED.includes(type)).map((row) => [row.code, row]));
}

const isFinished = (ids: readonly string[], marks: readonly CardMark[]): boolean => {
  const { answered, total } = progressOf(ids, marks);
  return answered === total;
};

/** One's own showing with all that is shown of it; undefined for anybody else's, or when its plan is gone. */
export async function readShownCard(
  db: Db,
  person: Person,
  id: string,
  plans: readonly StudyPlan[],
): Promise<ShownCard | undefined> {
  const showing = await findShowing(db, id, person.personId);
  return showing && complete(db, person, showing, plans);
}

async function complete(
  tx: Db | Tx,
  { personId }: Person,
  showing: ShowingRow,
  plans: readonly StudyPlan[],
): Promise<ShownCard | undefined> {
  const plan = findPlan(plans, showing.plan);
  const content = plan?.cards.find(({ id }) => id === showing.card);
  if (!plan || !content) return undefined;
  const marks = await findCardMarks(tx, personId);
  const assignments = await findAssignments(tx, personId);
  const because = assignments.find((one) => one.plan === plan.id)?.because ?? 'own-choice';
  const progress = progressOf(
    plan.cards.map(({ id }) => id),
    marks,
  );
  return { ...showing, content, planName: plan.name, ...progress, because, several: takesSeveral(showing) };
}

export type CardPressed =
  { ok: true; card: ShownCard } | { ok: false; problem: 'not-found' | 'ended' | 'choose' };

/**
 * A press on an option, by its index. It answers a card with one right option at once; of several it is put in or taken
 * out until they are submitted. The first answer is stored and stays; pressing twice is pressing once.
 */
export async function pressCard(
  db: Db,
  person: Person,
  press: { id: string; option: number; chosen: boolean },
  plans: readonly StudyPlan[],
  now: Date,
): Promise<CardPressed> {
  const card = await readShownCard(db, person, press.id, plans);
  if (!card || press.option >= card.options.length) return { ok: false, problem: 'not-found' };
  if (card.state === 'later' || card.state === 'skipped') return { ok: false, problem: 'ended' };
  if (!card.several) return answerCard(db, person, card, [press.option], plans, now);
  await setDraft(db, { ...press, personId: person.personId });
  return reread(db, person, card.id, plans);
}

/** Answers with what is ticked. */
export async function submitCard(
  db: Db,
  person: Person,
  id: string,
  plans: readonly StudyPlan[],
  now: Date,
): Promise<CardPressed> {
  const card = await readShownCard(db, person, id, plans);
  if (!card) return { ok: false, problem: 'not-found' };
  if (card.state === 'later' || card.state === 'skipped') return { ok: false, problem: 'ended' };
  if (card.state === 'open' && card.draft.length === 0) return { ok: false, problem: 'choose' };
  return answerCard(db, person, card, card.draft, plans, now);
}

/**
 * Stores the first answer to a card, by the indexes of its options; a later one changes nothing.
 * @param typedBy the update that brought it, where it was typed
 */
export async function answerCard(
  db: Db,
  person: Person,
  card: ShownCard,
  chosen: readonly number[],
  plans: readonly StudyPlan[],
  now: Date,
  typedBy: number | null = null,
): Promise<CardPressed> {
  const { personId } = person;
  const { id, versionId } = card;
  const correct = gradeResponse(readContent(card), { chosen }, 'all-or-nothing') === 1;
  await db.transaction(async (tx) => {
    if (!(await endShowing(tx, { id, personId, state: 'answered', typedBy }, now))) return;
    const given = { personId, card: card.card, questionVersionId: versionId, chosen, correct };
    await insertCardAnswer(tx, given, now);
    const plan = findPlan(plans, card.plan);
    const asked = plan && (await findAskable(tx, plan));
    const ids = plan?.cards.filter(({ question }) => asked?.has(question)).map((one) => one.id) ?? [];
    if (isFinished(ids, await findCardMarks(tx, personId))) await markFinished(tx, personId, card.plan, now);
  });
  return reread(db, person, id, plans);
}

async function reread(db: Db, person: Person, id: string, plans: readonly StudyPlan[]): Promise<CardPressed> {
  const card = await readShownCard(db, person, id, plans);
  return card ? { ok: true, card } : { ok: false, problem: 'not-found' };
}

/** Puts a card off until another day, or behind the others of its plan; what was answered stays answered. */
export async function putOffCard(
  db: Db,
  person: Person,
  { id, state }: { id: string; state: 'later' | 'skipped' },
  plans: readonly StudyPlan[],
  now: Date,
): Promise<CardPressed> {
  const { personId } = person;
  await db.transaction((tx) => endShowing(tx, { id, personId, state }, now));
  return reread(db, person, id, plans);
}
