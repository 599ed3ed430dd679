import type { Db, Tx } from '../../db/client.ts';
import { findItems, finishAttempt, lockAttempt, putAnswer, type ItemRow } from '../../db/queries/quizzes.ts';
import { isCorrect, takesSeveral } from '../questions/rules.ts';

export type Pressed =
  | { ok: true; stored: boolean; submitted: boolean; finished: boolean }
  | { ok: false; problem: 'not-found' | 'closed' | 'nothing-chosen' };

/**
 * Stores a press on option `shown` (its place in the shown order) of a slot. Single choice and true/false are answered by
 * it; in a multiple choice it becomes `chosen` or not, however often that is said, and without the word it toggles. A slot that is answered stays as it is (`stored: false`), so a second press does
 * nothing; presses on one attempt wait for each other.
 */
export function pressOption(
  db: Db,
  press: { attemptId: string; position: number; shown: number; chosen?: boolean; personId: string },
  now: Date,
): Promise<Pressed> {
  return onOpenSlot(db, press, now, (item) => {
    const option = item.optionOrder[press.shown];
    if (option === undefined) return { problem: 'not-found' };
    if (!takesSeveral(item)) return { chosen: [option], submit: true };
    const before = item.chosen ?? [];
    const others = before.filter((o) => o !== option);
    const chosen = (press.chosen ?? !before.includes(option)) ? [...others, option] : others;
    return { chosen: chosen.toSorted((a, b) => a - b), submit: false };
  });
}

/** Stores a typed answer, given as places in the shown order ("ab" → [0, 1]), and submits it. */
export function typeAnswer(
  db: Db,
  typed: { attemptId: string; position: number; shown: readonly number[]; personId: string },
  now: Date,
): Promise<Pressed> {
  return onOpenSlot(db, typed, now, (item) => {
    const chosen = typed.shown.map((place) => item.optionOrder[place]);
    if (chosen.length === 0 || (!takesSeveral(item) && chosen.length !== 1)) return { problem: 'not-found' };
    if (chosen.some((option) => option === undefined)) return { problem: 'not-found' };
    return {
      chosen: [...new Set(chosen.filter((option) => option !== undefined))].toSorted((a, b) => a - b),
      submit: true,
    };
  });
}

/** Submits what is toggled in a multiple choice. */
export function submitOptions(
  db: Db,
  slot: { attemptId: string; position: number; personId: string },
  now: Date,
): Promise<Pressed> {
  return onOpenSlot(db, slot, now, (item) =>
    item.chosen && item.chosen.length > 0
      ? { chosen: item.chosen, submit: true }
      : { problem: 'nothing-chosen' },
  );
}

type Decision = { chosen: number[]; submit: boolean } | { problem: 'not-found' | 'nothing-chosen' };

function onOpenSlot(
  db: Db,
  { attemptId, position, personId }: { attemptId: string; position: number; personId: string },
  now: Date,
  decide: (item: ItemRow) => Decision,
): Promise<Pressed> {
  return db.transaction(async (tx: Tx): Promise<Pressed> => {
    const attempt = await lockAttempt(tx, attemptId, personId, now);
    if (!attempt) return { ok: false, problem: 'not-found' };
    const item = (await findItems(tx, attemptId, personId)).find((row) => row.position === position);
    if (!item) return { ok: false, problem: 'not-found' };
    if (item.submitted || attempt.finished)
      return { ok: true, stored: false, submitted: true, finished: attempt.finished };
    if (attempt.closed) return { ok: false, problem: 'closed' };
    const decision = decide(item);
    if ('problem' in decision) return { ok: false, problem: decision.problem };
    const correct = decision.submit ? isCorrect(item.answer, decision.chosen) : null;
    await putAnswer(tx, { attemptId, position, chosen: decision.chosen, correct }, now);
    const finished = decision.submit && (await finishAttempt(tx, attemptId, now));
    return { ok: true, stored: true, submitted: decision.submit, finished };
  });
}
