import { findReopening, type ReopeningRow } from '../../db/queries/assessment-cycles.ts';
import { findOpenCycle, type CycleRow } from '../../db/queries/assessments.ts';
import type { Db } from '../../db/client.ts';
import { findNoticesForRecipients, type NoticeRow } from '../../db/queries/notices.ts';
import { cancelCarried, findCarried, type DeliveryRow } from '../../db/queries/sending.ts';
import { dayOf } from '../schedule/calendar.ts';
import { readBankSubject, type BankSubject } from './read-bank-subject.ts';
import { readQuestionSubject, type QuestionSubject } from './read-question-subject.ts';
import type { Content } from '../study/read-week.ts';
import { readInterviewSubject, type InterviewSubject } from './read-interview-subject.ts';
import { readErasureSubject, type ErasureSubject } from './read-erasure-subject.ts';
import { readLeaveSubject, type LeaveSubject } from './read-leave-subject.ts';
import { readFileSubject, type FileSubject } from './read-file-subject.ts';
import { readExamSubject, type ExamSubject } from './read-exam-subject.ts';
import { readCadenceSubject, type CadenceSubject } from './read-cadence-subject.ts';
import { readLedgerSubject, type LedgerSubject } from './read-ledger-subject.ts';
import { readClassSubject } from './read-class-subject.ts';
import { readObjectionSubject, type ObjectionSubject } from './read-objection-subject.ts';
import { readMeetingSubject, type MeetingSubject } from './read-meeting-subject.ts';
import { readRecognitionSubject, type RecognitionSubject } from './read-recognition-subject.ts';
import { readRectificationSubject, type RectificationSubject } from './read-rectification-subject.ts';
import { readSanctionSubject, type SanctionSubject } from './read-sanction-subject.ts';
import { readReviewSubject, type ReviewSubject } from './read-review-subject.ts';
import { readStudySubject, type StudySubject } from './read-study-subject.ts';
import {
  mergeVisits,
  NOTICE_KINDS,
  readNoticeSubject,
  readShownNotice,
  type NoticeSubject,
} from './read-notice-subject.ts';

/** What a queued message is about, read at the moment of sending, so that it says what is true now. */
export type Subject =
  | NoticeSubject
  | InterviewSubject
  | { kind: 'assessment-reminder'; cycle: CycleRow }
  | { kind: 'assessment-reopened'; reopening: ReopeningRow }
  | StudySubject
  | BankSubject
  | QuestionSubject
  | LeaveSubject
  | ErasureSubject
  | FileSubject
  | ObjectionSubject
  | ExamSubject
  | MeetingSubject
  | CadenceSubject
  | LedgerSubject
  | RectificationSubject
  | RecognitionSubject
  | SanctionSubject
  | ReviewSubject
  | { kind: 'duties' | 'file-entered' | 'objection-followed' }
  | { kind: 'quiz-offer' }
  | { kind: 'study-reminder'; finished: number }
  | { kind: 'digest'; items: Exclude<Subject, { kind: 'digest' }>[]; rows: string[] };
type Single = Exclude<Subject, { kind: 'digest' }>;

/**
 * The subjects of rows that are about to be sent, in their order. Undefined where there is nothing to say any more, e.g.
 * a reminder of a notice that was confirmed meanwhile, or a digest none of whose reminders still stands.
 */
export async function readSubjects(
  db: Db,
  deliveries: readonly DeliveryRow[],
  content: Content,
  now: Date,
): Promise<(Subject | undefined)[]> {
  const notices = await findNotices(db, deliveries);
  return Promise.all(
    deliveries.map((delivery) =>
      delivery.kind === 'digest'
        ? readDigest(db, delivery, content, now)
        : readSubject(db, delivery, notices, content, now),
    ),
  );
}

type Notices = Map<string, NoticeRow>;

async function findNotices(db: Db, deliveries: readonly DeliveryRow[]): Promise<Notices> {
  const wanted = deliveries.flatMap(({ kind, subjectId, personId }) =>
    NOTICE_KINDS.includes(kind) && subjectId ? [{ noticeId: subjectId, personId }] : [],
  );
  return wanted.length === 0 ? new Map() : findNoticesForRecipients(db, wanted);
}

/** The version of each notice that a message about this says, by the notice's id. */
export function versionsIn(subject: Subject): Record<string, number> {
  if (subject.kind === 'digest') return Object.assign({}, ...subject.items.map(versionsIn));
  return 'notice' in subject ? { [subject.notice.id]: subject.notice.version } : {};
}

/** The rows that a message about this says, where it is a digest. */
export const rowsIn = (subject: Subject): { said?: readonly string[] } =>
  subject.kind === 'digest' ? { said: subject.rows } : {};

/** What the word of the week says itself: on its day it takes the place of these. */
const IN_THE_WEEK: readonly string[] = [
  'quiz-offer',
  'card-offer',
  'study-reminder',
  'ack-reminder',
  'assessment-reminder',
];

/** What the digest carries, as far as it still stands, all visits in one line; the rest is struck off. */
async function readDigest(
  db: Db,
  digest: DeliveryRow,
  content: Content,
  now: Date,
): Promise<Subject | undefined> {
  const carried = await findCarried(db, digest.id, now);
  const notices = await findNotices(db, carried);
  const read = await Promise.all(carried.map((row) => readSubject(db, row, notices, content, now)));
  await cancelCarried(
    db,
    carried.filter((_, i) => read[i] === undefined).map((row) => row.id),
  );
  const all = read.filter((subject) => subject !== undefined);
  const hasWeek = all.some(({ kind }) => kind === 'week');
  const standing = all.filter(({ kind }) => !hasWeek || !IN_THE_WEEK.includes(kind));
  const visits = mergeVisits(standing.filter((subject) => subject.kind === 'visit-list'));
  const items = [...standing.filter(({ kind }) => kind !== 'visit-list'), ...(visits ? [visits] : [])];
  return items.length === 0 ? undefined : { kind: 'digest', items, rows: carried.map(({ id }) => id) };
}

async function readSubject(
  db: Db,
  delivery: DeliveryRow,
  notices: Notices,
  content: Content,
  now: Date,
): Promise<Single | undefined> {
  const { kind, subjectId, personId, data } = delivery;
  switch (kind) {
    case 'notice':
    case 'ack-reminder':
    case 'notice-edit':
    case 'notice-correction':
      return readShownNotice(delivery, notices.get(`${subjectId}:${personId}`));
    case 'notice-message':
    case 'notice-answer':
    case 'notice-approval':
    case 'notice-decided':
    case 'visit-list':
      return readNoticeSubject(db, delivery, now);
    case 'interview-notice':
    case 'interview-reminder':
    case 'interview-answer':
    case 'interview-cancelled':
    case 'interview-approval':
    case 'interview-decided':
    case 'interview-record':
    case 'interview-sealed':
      return readInterviewSubject(db, kind, delivery, now);
    case 'assessment-reminder': {
      const cycle = await findOpenCycle(db, personId, dayOf(now), now);
      return cycle && cycle.id === subjectId && cycle.state !== 'submitted' ? { kind, cycle } : undefined;
    }
    case 'assessment-reopened': {
      const reopening = subjectId === null ? undefined : await findReopening(db, subjectId, personId, now);
      return reopening && { kind, reopening };
    }
    case 'hours-waiting':
    case 'hours-rejected':
    case 'card-offer':
    case 'week':
    case 'plan-assigned':
    case 'review-offer':
      return readStudySubject(db, kind, delivery, content, now);
    case 'ledger-anchor':
    case 'ledger-checked':
      return readLedgerSubject(db, kind, delivery);
    case 'proposal-decided':
    case 'import-decided':
      return readBankSubject(db, kind, delivery);
    case 'question-report':
    case 'report-answered':
    case 'key-proposed':
    case 'key-decided':
    case 'regraded':
    case 'document-superseded':
      return readQuestionSubject(db, kind, delivery, now);
    case 'leave-asked':
    case 'leave-decided':
      return readLeaveSubject(db, kind, delivery, now);
    case 'erasure-asked':
    case 'erasure-decided':
      return readErasureSubject(db, kind, delivery, now);
    case 'file-asked':
    case 'file-decided':
    case 'file-looked':
      return readFileSubject(db, kind, delivery, now);
    case 'objection-open':
    case 'objection-answered':
    case 'file-corrected':
      return readObjectionSubject(db, kind, delivery, now);
    case 'exam-called':
    case 'exam-reminder':
    case 'exam-changed':
    case 'exam-cancelled':
    case 'exam-ended':
      return readExamSubject(db, kind, delivery, now);
    case 'meeting-invitation':
    case 'meeting-moved':
    case 'meeting-cancelled':
    case 'meeting-corrected':
    case 'meeting-objection':
      return readMeetingSubject(db, kind, delivery, now);
    case 'class-offer':
    case 'class-seat':
    case 'class-reminder':
    case 'class-feedback':
      return readClassSubject(db, kind, delivery, now);
    case 'cadence-due':
      return readCadenceSubject(db, delivery, now);
    case 'rectification':
    case 'rectification-reminder':
    case 'rectification-overdue':
      return readRectificationSubject(db, kind, delivery, now);
    case 'review-open':
    case 'review-counted':
    case 'opinion-asked':
    case 'opinion-decided':
    case 'review-result':
      return readReviewSubject(db, kind, delivery, now);
    case 'recognition-asked':
    case 'recognition-decided':
    case 'recognition-told':
      return readRecognitionSubject(db, kind, delivery, now);
    case 'sanction-asked':
    case 'sanction-checked':
    case 'sanction-told':
    case 'sanction-ended':
      return readSanctionSubject(db, kind, delivery, now);
    case 'file-entered':
    case 'objection-followed':
    case 'duties':
    case 'quiz-offer':
      return { kind };
    case 'study-reminder':
      return { kind, finished: Number(data['finished']) || 0 };
    default:
      return undefined;
  }
}
