import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import {
  findChoices,
  findComparable,
  findComparableQuiz,
  type ChoiceRow,
  type ComparableQuiz,
  type ComparableRow,
} from '../../db/queries/alike.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { findNames } from '../../db/queries/people.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';
import { findAlikePairs, wrongWays, type Sheet } from './copying-rules.ts';
import { groupBy } from './grouping-rules.ts';

/** Two people whose mistakes agree beyond chance: something to ask them about, stored nowhere. */
export type AlikeNamed = {
  names: [string, string];
  sharedMistakes: number;
  sameMistakes: number;
  close: number;
};
export type Alike = ComparableQuiz & { people: number; pairs: AlikeNamed[] };

/** Finished weekly quizzes and formal exams that people of the scope took. */
export async function listComparable(
  db: Db,
  actor: Actor,
  { page, size }: { page: number; size: number },
  now: Date,
): Promise<{ quizzes: ComparableRow[]; total: number }> {
  const scope = scopeOf(actor, 'learning.alike');
  const quizzes = await findComparable(db, scope, dayOf(now), { limit: size, offset: page * size }, now);
  return { quizzes, total: quizzes[0]?.total ?? 0 };
}

/**
 * The pairs of a finished quiz to ask about, among the people of the actor's scope. Whoever looks is written to the access
 * log with everybody who is shown, in the transaction of the look. Undefined for a quiz that is open or not of this kind.
 */
export function readAlike(db: Db, actor: Actor, quizId: string, now: Date): Promise<Alike | undefined> {
  return db.transaction(async (tx) => {
    const quiz = await findComparableQuiz(tx, quizId, now);
    const rows = quiz && (await findChoices(tx, quizId, scopeOf(actor, 'learning.alike'), dayOf(now), now));
    // Nobody of theirs took it: for them it does not exist.
    if (!quiz || !rows || rows.length === 0) return undefined;
    const sheets = sheetsOf(rows);
    const ways = new Map(rows.map((row) => [row.versionId, wrongWays(row)]));
    const pairs = findAlikePairs(sheets, ways);
    const shown = [...new Set(pairs.flatMap(({ people }) => people))];
    const names = await findNames(tx, shown);
    const nameOf = (id: string) => names[shown.indexOf(id)] ?? '';
    for (const subjectPersonId of pairs.length > 0 ? shown : [null]) {
      const detail = { quizId, pairs: pairs.length };
      const entry = { id: newId(), actorId: actor.personId, action: 'quiz.alike', purpose: null, detail };
      await insertAccess(tx, { ...entry, subjectPersonId }, now);
    }
    return {
      ...quiz,
      people: sheets.length,
      pairs: pairs.map(({ people: [a, b], sharedMistakes, sameMistakes, close }) => ({
        names: [nameOf(a), nameOf(b)],
        sharedMistakes,
        sameMistakes,
        close,
      })),
    };
  });
}

const sheetsOf = (rows: readonly ChoiceRow[]): Sheet[] =>
  [...groupBy(rows, ({ personId }) => personId)].map(([personId, answers]) => ({
    personId,
    answers: answers.map(({ versionId, chosen, correct, pressedAt }) => ({
      itemId: versionId,
      response: chosen.toSorted((a, b) => a - b).join(','),
      right: correct,
      pressedAt: new Date(pressedAt),
    })),
  }));
