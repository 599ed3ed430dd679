import { v4 as randomId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { findClass, findFeedback, insertFeedback } from '../../db/queries/classes.ts';
import { findMeetingUnder } from '../../db/queries/meetings.ts';
import type { MeetingRow } from '../../db/queries/meetings.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { ofEnough, type Hidden, type Shown } from '../quizzes/hiding-rules.ts';
import { classesOf } from './read-classes.ts';

/** Longest sentence about a class, in characters. */
export const WORDS_LIMIT = 200;
type Person = Pick<Actor, 'personId' | 'posts'>;
type Answer = { score: number; words: string | null };

/**
 * Stores what somebody who was there thinks of a class, once. Nothing of it leads back to them: the row has a random id
 * and no time, and who has answered is noted apart.
 * @returns whether it was stored; undefined where they were not there
 */
export function giveFeedback(
  db: Db,
  person: Person,
  meetingId: string,
  { score, words }: Answer,
  now: Date,
): Promise<boolean | undefined> {
  if (!Number.isInteger(score) || score < 1 || score > 5) return Promise.resolve(undefined);
  return db.transaction(async (tx) => {
    const row = await findClass(tx, meetingId, classesOf(person, now));
    if (row?.own !== 'present') return undefined;
    return insertFeedback(tx, { id: randomId(), meetingId, score, words }, person.personId);
  });
}

export type Feedback = { average: number; words: string[] };

/** What the organiser may know of the answers: nothing but their number before there are enough of them. */
export async function readFeedback(
  db: Db,
  organiser: Actor,
  id: string,
): Promise<{ meeting: MeetingRow; feedback: Hidden | Shown<Feedback> } | undefined> {
  const meeting = await findMeetingUnder(db, id, scopeOf(organiser, 'meetings.hold'));
  if (!meeting) return undefined;
  const answers = await findFeedback(db, id);
  const feedback = ofEnough(answers.length, () => ({
    average: answers.reduce((sum, { score }) => sum + score, 0) / answers.length,
    words: answers.flatMap(({ words }) => words ?? []),
  }));
  return { meeting, feedback };
}
