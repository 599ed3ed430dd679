import type { Db } from '../../db/client.ts';
import { findInterviewOf, findInterviewsBy, type InterviewRow } from '../../db/queries/interviews.ts';
import type { Actor } from '../people/rules.ts';

export type { InterviewRow };

/** An interview for one of the two people in it. */
export function readInterview(db: Db, person: Actor, id: string): Promise<InterviewRow | undefined> {
  return findInterviewOf(db, id, person.personId);
}

export function listInterviews(db: Db, orderer: Actor, now: Date): Promise<InterviewRow[]> {
  return findInterviewsBy(db, orderer.personId, now, 8);
}
