import type { Db } from '../../db/client.ts';
import { findInterviewOf, findInterviewsBy, type InterviewRow } from '../../db/queries/interviews.ts';
import { readAs } from '../../db/queries/read-as.ts';
import type { Actor } from '../people/rules.ts';

export type { InterviewRow };

/** An interview for one of the two people in it. */
export function readInterview(
  db: Db,
  person: Actor,
  id: string,
  now: Date,
): Promise<InterviewRow | undefined> {
  return readAs(db, person, now, (as) => findInterviewOf(as, id, person.personId));
}

export function listInterviews(db: Db, orderer: Actor, now: Date): Promise<InterviewRow[]> {
  return readAs(db, orderer, now, (as) => findInterviewsBy(as, orderer.personId, now, 8));
}
