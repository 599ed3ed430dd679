import type { Db } from '../../db/client.ts';
import { findInterview, findInterviewOf, type InterviewRow } from '../../db/queries/interviews.ts';
import { findRecord, type ReadRecord } from '../interviews/read-record.ts';
import type { DeliveryRow } from '../../db/queries/sending.ts';

export type InterviewSubject =
  | {
      kind:
        | 'interview-notice'
        | 'interview-reminder'
        | 'interview-answer'
        | 'interview-cancelled'
        | 'interview-approval'
        | 'interview-decided';
      interview: InterviewRow;
      toOrderer: boolean;
    }
  | { kind: 'interview-record' | 'interview-sealed'; record: ReadRecord; personId: string };

/** What is said about an interview; undefined where there is nothing to say any more. */
export async function readInterviewSubject(
  db: Db,
  kind: InterviewSubject['kind'],
  { subjectId, personId, data }: DeliveryRow,
  now: Date,
): Promise<InterviewSubject | undefined> {
  if (!subjectId) return undefined;
  if (kind === 'interview-approval') {
    const asked = await findInterview(db, subjectId);
    const isOpen = asked?.state === 'proposed' && asked.approveBy !== null && new Date(asked.approveBy) > now;
    return isOpen ? { kind, interview: asked, toOrderer: false } : undefined;
  }
  if (kind === 'interview-record' || kind === 'interview-sealed') {
    const record = await findRecord(db, personId, subjectId);
    const isAsked = kind === 'interview-sealed' || record?.interview.state === 'recorded';
    return record && isAsked ? { kind, record, personId } : undefined;
  }
  const interview = await findInterviewOf(db, subjectId, personId);
  if (!interview) return undefined;
  const { state, round } = interview;
  const isOver =
    state === 'cancelled' || state === 'held' || state === 'recorded' || new Date(interview.startsAt) <= now;
  if (kind === 'interview-notice' && (state !== 'announced' || round !== (Number(data['round']) || 0)))
    return undefined;
  const isOff = isOver || state === 'move-asked' || state === 'cannot-attend';
  if (kind === 'interview-reminder' && isOff) return undefined;
  return { kind, interview, toOrderer: interview.orderedBy === personId };
}
