import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import {
  announceReport,
  insertMissedReport,
  insertReport,
  type NewReport,
  type SaidKind,
} from '../../db/queries/question-reports.ts';
import { findShowing } from '../../db/queries/study-cards.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { rolesFor, type Actor } from '../people/rules.ts';
import { readAttempt } from '../quizzes/read-attempt.ts';
import { dayOf } from '../schedule/calendar.ts';

/** What can be wrong with a question. */
export const REPORT_KINDS = ['key', 'text', 'source', 'other'] as const satisfies readonly SaidKind[];
export const isReportKind = (word: string | undefined): word is SaidKind =>
  REPORT_KINDS.some((kind) => kind === word);

/** Longest sentence about it, in characters. */
export const REPORT_LIMIT = 200;

/** Where the question was seen: in a slot of an attempt, or on a study card. */
export type SeenAt = Pick<NewReport, 'attemptId' | 'position' | 'showingId'>;

/**
 * The stem of a question that this person may report on (row C7): their own, answered, and its key is shown to them; else
 * nobody could know that it is wrong, and asking would tell.
 */
export async function findReportable(
  db: Db,
  person: Pick<Actor, 'personId'>,
  { attemptId, position, showingId }: SeenAt,
  now: Date,
): Promise<string | undefined> {
  if (showingId !== null) {
    const card = await findShowing(db, showingId, person.personId);
    return card?.state === 'answered' ? card.stem : undefined;
  }
  if (attemptId === null) return undefined;
  const slots = await readAttempt(db, attemptId, person.personId, now);
  const slot = slots.find((one) => one.position === position);
  return slot && slot.shown.key && (slot.submitted || slot.attempt.finished) ? slot.stem : undefined;
}

export type ReportDraft = { id: string; kind: SaidKind; words: string | null } & SeenAt;
export type Reported = { ok: true } | { ok: false; problem: 'not-found' | 'before' };

/** Stores the report and tells who answers it. One open report a person and version; the same draft twice is once. */
export async function reportQuestion(
  db: Db,
  person: Actor,
  draft: ReportDraft,
  now: Date,
): Promise<Reported> {
  if ((await findReportable(db, person, draft, now)) === undefined)
    return { ok: false, problem: 'not-found' };
  return db.transaction(async (tx): Promise<Reported> => {
    const stored = await insertReport(tx, { ...draft, reporterId: person.personId }, now);
    if (stored !== 'stored') return { ok: false, problem: stored ?? 'not-found' };
    await announce(tx, draft.id, now);
    return { ok: true };
  });
}

/**
 * A card of a review book was given up: the question may be bad, which those who answer reports are to see, and then it is
 * asked again. They are told nothing of the person.
 */
export async function reportMissed(tx: Tx, cardId: string, now: Date): Promise<void> {
  const id = newId();
  if (await insertMissedReport(tx, { id, cardId }, now)) await announce(tx, id, now);
}

const announce = (tx: Tx, id: string, now: Date): Promise<number> =>
  announceReport(
    tx,
    id,
    { roles: rolesFor('reports.answer'), day: dayOf(now), priority: PRIORITY.reminder },
    now,
  );
