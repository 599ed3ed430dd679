import type { Db } from '../../db/client.ts';
import type { DeliveryRow } from '../../db/queries/deliveries.ts';
import { findInterviewOf, type InterviewRow } from '../../db/queries/interviews.ts';
import { findNoticeForRecipient, type NoticeRow } from '../../db/queries/notices.ts';
import { findOpenCycle, type CycleRow } from '../../db/queries/assessments.ts';
import { dayOf } from '../schedule/calendar.ts';

/** What a queued message is about, read at the moment of sending, so that it says what is true now. */
export type Subject =
  | { kind: 'notice' | 'ack-reminder'; notice: NoticeRow }
  | { kind: 'notice-answer'; noticeId: string; answer: string; personName: string; unitName: string }
  | {
      kind: 'interview-notice' | 'interview-reminder' | 'interview-answer' | 'interview-cancelled';
      interview: InterviewRow;
      toOrderer: boolean;
    }
  | { kind: 'assessment-reminder'; cycle: CycleRow }
  | { kind: 'quiz-offer' }
  | { kind: 'study-reminder'; finished: number };

const word = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Undefined when there is nothing to say any more, e.g. a reminder of a notice that was confirmed meanwhile. */
export async function readSubject(db: Db, delivery: DeliveryRow, now: Date): Promise<Subject | undefined> {
  const { kind, subjectId, personId, data } = delivery;
  switch (kind) {
    case 'notice':
    case 'ack-reminder': {
      const notice = subjectId ? await findNoticeForRecipient(db, subjectId, personId) : undefined;
      if (!notice || (kind === 'ack-reminder' && notice.acknowledgement !== null)) return undefined;
      return { kind, notice };
    }
    case 'notice-answer':
      return subjectId
        ? {
            kind,
            noticeId: subjectId,
            answer: word(data['answer']),
            personName: word(data['personName']),
            unitName: word(data['unitName']),
          }
        : undefined;
    case 'interview-notice':
    case 'interview-reminder':
    case 'interview-answer':
    case 'interview-cancelled': {
      const interview = subjectId ? await findInterviewOf(db, subjectId, personId) : undefined;
      if (!interview) return undefined;
      const isOver =
        interview.state === 'cancelled' || interview.state === 'held' || new Date(interview.startsAt) <= now;
      if (kind === 'interview-notice' && interview.state !== 'announced') return undefined;
      if (
        kind === 'interview-reminder' &&
        (isOver || interview.state === 'move-asked' || interview.state === 'cannot-attend')
      )
        return undefined;
      return { kind, interview, toOrderer: interview.orderedBy === personId };
    }
    case 'assessment-reminder': {
      const cycle = await findOpenCycle(db, personId, dayOf(now), now);
      return cycle && cycle.id === subjectId && cycle.state !== 'submitted' ? { kind, cycle } : undefined;
    }
    case 'quiz-offer':
      return { kind };
    case 'study-reminder':
      return { kind, finished: Number(data['finished']) || 0 };
    default:
      return undefined;
  }
}
