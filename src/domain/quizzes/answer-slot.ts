import type { Db } from '../../db/client.ts';
import { findSlots, putAnswer } from '../../db/queries/answers.ts';
import { gradeResponse } from '../questions/rules.ts';
import type { Confidence } from './confidence-rules.ts';
import { toSlot, type Slot, type SlotAnswer } from './read-attempt.ts';
import {
  applyMove,
  inVersion,
  isWhole,
  mannerOf,
  responseOf,
  type Given,
  type Move,
} from './response-rules.ts';
import { phaseOf } from './sitting-rules.ts';

export type { Move };

export type Answered =
  /** `stored` is false when it was so before: a second press changes nothing. */
  | { ok: true; stored: boolean; slot: Slot; finished: boolean }
  /** `stale`: the button belongs to an earlier state of the slot, which is shown as it is now. */
  | { ok: false; problem: 'over' | 'stale' | 'nothing-chosen' | 'too-many'; slot: Slot }
  /** Not theirs, or nothing that this slot has. */
  | { ok: false; problem: 'not-found' };

type Place = { attemptId: string; position: number; personId: string };

/**
 * Does to a slot what a press or a typed word says, and stores it at once. Where one option is the answer and answers are
 * final, it is graded by that; otherwise it is a draft until it is submitted or the attempt is handed in. The shown letter
 * stands for an index of the version; the caller gives letters by their shown place.
 */
export function answerSlot(db: Db, place: Place, move: Move, now: Date): Promise<Answered> {
  return onSlot(db, place, now, (row) => {
    const { slot, before } = row;
    const moved = applyMove(slot.content, before, inVersion(move, slot.order));
    if ('problem' in moved) return moved.problem;
    return { given: moved.given, submit: isFinalByPress(slot) && moved.whole };
  });
}

/** Where one letter is the answer; not where people may first say how sure they are, since that is said before it is marked. */
const isFinalByPress = ({ settings, content }: Slot): boolean =>
  settings.answers === 'final' && !settings.confidence && mannerOf(content) === 'one';

/**
 * Makes a draft final, where answers are; nobody submits what is not whole.
 * @param confidence how sure the person is; kept only where the quiz asks
 */
export function submitSlot(
  db: Db,
  place: Place,
  now: Date,
  confidence: Confidence | null = null,
): Promise<Answered> {
  return onSlot(db, place, now, ({ slot, before }) => {
    if (!isWhole(slot.content, before)) return 'nothing-chosen';
    const submit = slot.settings.answers === 'final';
    return { given: before, submit, confidence: slot.settings.confidence ? confidence : null };
  });
}

type Decision =
  | { given: Given; submit: boolean; confidence?: Confidence | null }
  | 'not-found'
  | 'stale'
  | 'too-many'
  | 'nothing-chosen';

/** Presses that come at once on one slot take turns; more than this is nobody's thumb. */
const MOST_TURNS = 20;

async function onSlot(
  db: Db,
  place: Place,
  now: Date,
  decide: (row: { slot: Slot; before: Given }) => Decision,
): Promise<Answered> {
  for (let turn = 1; turn <= MOST_TURNS; turn += 1) {
    const answered = await tryOnSlot(db, place, now, decide);
    if (answered) return answered;
  }
  throw new Error('an answer could not be stored: somebody else keeps changing it');
}

/** Undefined when another press came between reading and storing, and what is there now has to be looked at. */
async function tryOnSlot(
  db: Db,
  { attemptId, position, personId }: Place,
  now: Date,
  decide: (row: { slot: Slot; before: Given }) => Decision,
): Promise<Answered | undefined> {
  const [row] = await findSlots(db, attemptId, personId, position);
  if (!row) return { ok: false, problem: 'not-found' };
  const slot = toSlot(row, now);
  const before: Given = { chosen: slot.chosen, typed: slot.typed };
  const { finished } = slot.attempt;
  if (slot.submitted) return { ok: true, stored: false, slot, finished };
  if (phaseOf(slot.settings, slot.attempt, now) !== 'open') return { ok: false, problem: 'over', slot };
  const decision = decide({ slot, before });
  if (typeof decision === 'string')
    return decision === 'not-found'
      ? { ok: false, problem: decision }
      : { ok: false, problem: decision, slot };
  const { given, submit, confidence = null } = decision;
  if (!submit && isSame(before, given)) return { ok: true, stored: false, slot, finished };
  const { credit, lives } = slot.settings;
  const fraction = submit ? gradeResponse(slot.content, responseOf(slot.content, given), credit) : null;
  const answer = { attemptId, personId, position, before, fraction, confidence, lives, ...given };
  const put = await putAnswer(db, answer, now);
  if (!put) return undefined;
  const after: SlotAnswer = {
    chosen: [...given.chosen],
    typed: [...given.typed],
    submitted: submit,
    fraction,
    correct: fraction === null ? null : fraction === 1,
    confidence,
    finishedAt: put.finished ? now.toISOString() : row.finishedAt,
  };
  return { ok: true, stored: true, slot: toSlot(row, now, after), finished: put.finished };
}

const isSame = (a: Given, b: Given): boolean => JSON.stringify(a) === JSON.stringify(b);
