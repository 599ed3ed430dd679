import type { Db, Tx } from '../../db/client.ts';
import {
  findCalledExams,
  findExaminees,
  type CalledExamRow,
  type ExamineeRow,
} from '../../db/queries/exam-boards.ts';
import { isBatchStored, lockExam, lockExaminees, putChange } from '../../db/queries/exam-changes.ts';
import type { Actor } from '../people/rules.ts';
import { quizSettingsSchema } from '../rules/study-rules.ts';
import { callerOf, logExam } from './call-exam.ts';
import { findChangeProblem, type ChangeProblem, type PersonChange } from './exam-change-rules.ts';
import { stateOf } from './exam-rules.ts';

/** So many people at a time. */
export const MOST_PEOPLE = 50;
/** Longest reason, in characters. */
export const REASON_LIMIT = 100;

export type Named = { personId: string; name: string };
/** What a list came to: who is meant, and which words mean nobody, or more than one. */
export type Matched = { people: Named[]; failed: { text: string; problem: 'unknown' | 'ambiguous' }[] };

/** Finds those of an exam of the actor's whom staff numbers and names mean; that names were read is logged. */
export function matchExaminees(
  db: Db,
  actor: Actor,
  quizId: string,
  words: readonly string[],
  now: Date,
): Promise<Matched> {
  return db.transaction(async (tx) => {
    const rows = await findExaminees(tx, quizId, callerOf(actor));
    const people = new Map<string, Named>();
    const failed: Matched['failed'] = [];
    for (const text of new Set(words)) {
      const found = rows.filter(
        ({ name, staffNo }) => name === text || staffNo.toLowerCase() === text.toLowerCase(),
      );
      const [only] = found;
      if (only && found.length === 1) people.set(only.personId, { personId: only.personId, name: only.name });
      else failed.push({ text, problem: found.length > 1 ? 'ambiguous' : 'unknown' });
    }
    if (people.size > 0) await logExam(tx, actor, 'exams.read-names', { quizId, people: people.size }, now);
    return { people: [...people.values()], failed };
  });
}

export type Sorted = { able: Named[]; failed: { name: string; problem: ChangeProblem }[] };

function sortPeople(
  rows: readonly ExamineeRow[],
  { settings, cancelled }: Pick<CalledExamRow, 'settings' | 'cancelled'>,
  change: PersonChange,
  now: Date,
): Sorted {
  const minutes = quizSettingsSchema.parse(settings).timeLimit ?? 0;
  const sorted: Sorted = { able: [], failed: [] };
  for (const row of rows) {
    const { personId, name, excused, begun, extraMinutes, deadlineAt } = row;
    const [opensAt, closesAt] = [new Date(row.opensAt), new Date(row.closesAt)];
    // One whose time is over is done, though nobody has ended it yet.
    const finished = row.finished || (deadlineAt !== null && new Date(deadlineAt) <= now);
    const state = stateOf({ cancelled, excused, opensAt, closesAt, begun, finished }, now);
    const problem = findChangeProblem({ state, closesAt, extraMinutes, minutes }, change, now);
    if (problem) sorted.failed.push({ name, problem });
    else sorted.able.push({ personId, name });
  }
  return sorted;
}

/** For whom a change can be made, and for whom not and why; nothing is stored. */
export function planChange(
  db: Db,
  actor: Actor,
  { quizId, personIds, change }: { quizId: string; personIds: readonly string[]; change: PersonChange },
  now: Date,
): Promise<Sorted | undefined> {
  return db.transaction(async (tx) => {
    const [exam] = await findCalledExams(tx, callerOf(actor), 1, quizId);
    if (!exam) return undefined;
    const rows = await findExaminees(tx, quizId, callerOf(actor));
    return sortPeople(
      rows.filter(({ personId }) => personIds.includes(personId)),
      exam,
      change,
      now,
    );
  });
}

export type Adjusted = { ok: true; done: number; failed: Sorted['failed'] } | { ok: false };

/**
 * Changes the exam for each of these people whom it can be changed for, with the reason; the others are named with why
 * not. Each is told what holds now, without the reason. Confirming twice changes once.
 */
export function adjustPeople(
  db: Db,
  actor: Actor,
  adjustment: {
    id: string;
    quizId: string;
    personIds: readonly string[];
    change: PersonChange;
    reason: string;
  },
  now: Date,
): Promise<Adjusted> {
  const { id, quizId, personIds, change, reason } = adjustment;
  return db.transaction(async (tx): Promise<Adjusted> => {
    const exam = await lockExam(tx, quizId, callerOf(actor));
    if (!exam) return { ok: false };
    const before = await isBatchStored(tx, id);
    if (before > 0) return { ok: true, done: before, failed: [] };
    const rows = await lockedRows(tx, actor, quizId, personIds);
    const { able, failed } = sortPeople(rows, exam, change, now);
    if (able.length > 0)
      await putChange(
        tx,
        {
          batchId: id,
          quizId,
          personIds: able.map(({ personId }) => personId),
          change,
          reason,
          changedBy: actor.personId,
        },
        now,
      );
    return { ok: true, done: able.length, failed };
  });
}

const lockedRows = (
  tx: Tx,
  actor: Actor,
  quizId: string,
  personIds: readonly string[],
): Promise<ExamineeRow[]> => lockExaminees(tx, quizId, callerOf(actor), personIds);
