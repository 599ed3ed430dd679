import type { Db, Tx } from '../../db/client.ts';
import {
  findOverdueAttempts,
  findSlots,
  finishAttempt,
  lockOpenAttempt,
  type Graded,
} from '../../db/queries/answers.ts';
import { tellOne } from '../deliveries/tell-one.ts';
import { gradeResponse } from '../questions/rules.ts';
import { toSlot, type Slot } from './read-attempt.ts';
import { isWhole, responseOf } from './response-rules.ts';
import { countsWhenOver, endOf, phaseOf } from './sitting-rules.ts';

export type HandedIn =
  | { ok: true; open: number }
  /** Time is over, and what was chosen is dealt with as the quiz says. */
  | { ok: false; problem: 'over' | 'not-found' };

/**
 * Hands an attempt in with what was chosen; where answers are final there is nothing to hand in. Twice is once. `open` is how many slots were left without a whole answer.
 */
export function handIn(
  db: Db,
  { attemptId, personId }: { attemptId: string; personId: string },
  now: Date,
): Promise<HandedIn> {
  return db.transaction(async (tx): Promise<HandedIn> => {
    const isOpen = await lockOpenAttempt(tx, attemptId, personId);
    const slots = await slotsOf(tx, attemptId, personId, now);
    const [first] = slots;
    if (first?.settings.answers !== 'until-handed-in') return { ok: false, problem: 'not-found' };
    const open = slots.filter((slot) => !slot.submitted && !isWhole(slot.content, slot)).length;
    if (!isOpen) return { ok: true, open };
    if (phaseOf(first.settings, first.attempt, now) === 'over') return { ok: false, problem: 'over' };
    await finishAttempt(tx, attemptId, draftsOf(slots), { by: 'person', counts: true, at: now });
    return { ok: true, open };
  });
}

/**
 * Ends an attempt whose time is over and that nobody handed in, at the moment when it was: `submit` counts what was
 * chosen, the other ways do not count. False when it goes on, or has ended already.
 * @param tell whether somebody whose exam it was is told, because they are not looking at it
 */
export function endIfOver(
  db: Db,
  { attemptId, personId }: { attemptId: string; personId: string },
  now: Date,
  tell = false,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await lockOpenAttempt(tx, attemptId, personId))) return false;
    const slots = await slotsOf(tx, attemptId, personId, now);
    const [first] = slots;
    const at = first && endOf(first.settings, first.attempt.deadline);
    if (!first || !at || phaseOf(first.settings, first.attempt, now) !== 'over') return false;
    const counts = countsWhenOver(first.settings);
    const ended = await finishAttempt(tx, attemptId, draftsOf(slots), { by: 'clock', counts, at });
    if (ended && tell && first.attempt.preset === 'exam') await tellEnded(tx, attemptId, personId, now);
    return ended;
  });
}

/** So many attempts are ended in one round. */
const AT_ONCE = 200;
/** A press that was stored in time has so long to have its turn, before the attempt is ended under it. */
const TURN_MS = 10_000;

/**
 * The same for all of them, each by itself: one that cannot be graded holds up no other. Returns how many ended.
 * @throws AggregateError once all were tried, with what went wrong
 */
export async function endOverdue(db: Db, now: Date): Promise<number> {
  const failures: unknown[] = [];
  let ended = 0;
  for (const attempt of await findOverdueAttempts(db, new Date(now.getTime() - TURN_MS), AT_ONCE))
    try {
      ended += Number(await endIfOver(db, attempt, now, true));
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} attempts could not be ended`);
  return ended;
}

/** A word that the time of an exam ran out, and what counts. */
const tellEnded = (tx: Tx, attemptId: string, personId: string, now: Date): Promise<boolean> =>
  tellOne(tx, { kind: 'exam-ended', personId, subjectId: attemptId }, now);

const slotsOf = async (tx: Tx, attemptId: string, personId: string, now: Date): Promise<Slot[]> =>
  (await findSlots(tx, attemptId, personId)).map((row) => toSlot(row, now));

/** What the drafts are worth; one that is not whole is graded as far as it goes, which all-or-nothing makes nothing. */
const draftsOf = (slots: readonly Slot[]): Graded[] =>
  slots
    .filter((slot) => !slot.submitted && slot.chosen.length + slot.typed.length > 0)
    .map((slot) => ({
      position: slot.position,
      fraction: gradeResponse(slot.content, responseOf(slot.content, slot), slot.settings.credit),
    }));
