import { readAssessmentForm } from '../domain/assessments/form.ts';
import type { CadenceSubject } from '../domain/deliveries/read-cadence-subject.ts';
import type { RectificationSubject } from '../domain/deliveries/read-rectification-subject.ts';
import type { Subject } from '../domain/deliveries/read-subject.ts';
import { decisionOf, planOfState } from '../domain/notices/read-approval.ts';
import { receivedNotice } from '../domain/notices/received-notice.ts';
import type { RulePack } from '../domain/rules/rule-pack.ts';
import { dayOf } from '../domain/schedule/calendar.ts';
import { objectionFollowedView } from '../messages/alerts.ts';
import { approvalView, decisionView } from '../messages/approvals.ts';
import { reopenedToldView } from '../messages/assessment-cycles.ts';
import { assessmentIntro } from '../messages/assessments.ts';
import { importAnswerView, proposalAnswerView } from '../messages/bank-proposals.ts';
import {
  examCalledView,
  examCancelledView,
  examEndedView,
  examReminderView,
  examTitle,
} from '../messages/exams.ts';
import { accessAnswerView, accessAskedAnnouncement, lookedView } from '../messages/file-access.ts';
import { dutiesAnnounced } from '../messages/duties.ts';
import { fileEnteredView } from '../messages/forms.ts';
import { digestView, type DigestItem } from '../messages/digest.ts';
import { elderView } from '../messages/elder.ts';
import { hoursRejectedView, hoursWaitingAnnouncement } from '../messages/hours-decide.ts';
import { supersededView } from '../messages/flagged.ts';
import { correctionDecidedView } from '../messages/key-corrections.ts';
import { correctionAnnouncement } from '../messages/key-decisions.ts';
import { reportAnsweredView } from '../messages/question-reports.ts';
import { anchorView, checkedView } from '../messages/ledger.ts';
import { erasureAnnounceView, erasureAnswerView } from '../messages/erasure.ts';
import { leaveAskedView } from '../messages/leave-decide.ts';
import { leaveAnswerView } from '../messages/leave.ts';
import { noticeAnswerView, noticeView } from '../messages/notices.ts';
import { threadWordView } from '../messages/notice-threads.ts';
import { fileCorrectedView, objectionAnsweredView, objectionOpenView } from '../messages/objection-calls.ts';
import { planAssignedView } from '../messages/plan-progress.ts';
import { offerView, weeklyView } from '../messages/quiz-menu.ts';
import { regradedView } from '../messages/regraded.ts';
import {
  recognitionAnswerView,
  recognitionAskedView,
  recognitionToldView,
} from '../messages/recognitions.ts';
import {
  sanctionAnswerView,
  sanctionAskedView,
  sanctionEndedView,
  sanctionToldView,
} from '../messages/sanction-notices.ts';
import { dueSoonView, toldView } from '../messages/rectifications.ts';
import { reportAnnouncement } from '../messages/reports.ts';
import { opinionAnswerView, opinionAskedView, resultView } from '../messages/review-opinions.ts';
import { reviewCountedView, reviewOpenView } from '../messages/reviews.ts';
import { reviewOfferView } from '../messages/review.ts';
import { cardOfferView } from '../messages/study.ts';
import type { Language, View } from '../messages/view.ts';
import { cadenceDueView } from '../messages/cadences.ts';
import { visitsAnnouncedView } from '../messages/visits.ts';
import { weekView } from '../messages/week.ts';
import { renderInterview } from './render-interview.ts';
import { renderMeeting, type WrittenFile } from './render-meeting.ts';

/** A queued message as it is to be sent: its words, a file that is kept or written for it, or the message it replaces. */
export type Rendered = {
  view: View;
  fileId?: string;
  written?: WrittenFile;
  edits?: { messageId: number; isCaption: boolean };
};

/** Who reads it: in which language, and whether in plain text. */
export type Reader = { language: Language; elder: boolean };

/** The words of a queued message, from what is true at the moment of sending. */
export function renderDelivery(reader: Reader, subject: Subject, pack: RulePack, now: Date): Rendered {
  const rendered = render(reader, subject, pack, now);
  return reader.elder ? { ...rendered, view: elderView(reader.language, rendered.view) } : rendered;
}

/** Things that whoever reads with difficulty is told of at once. */
const FEW = 3;

function render(reader: Reader, subject: Subject, pack: RulePack, now: Date): Rendered {
  const { language, elder } = reader;
  if (subject.kind === 'digest') {
    const [only] = subject.items;
    if (only && subject.items.length === 1) return render(reader, only, pack, now);
    const items = subject.items.map((item) => digestItem(language, item, pack));
    return { view: digestView(language, items, pack.quizPresets.daily.items, elder ? FEW : undefined) };
  }
  if ('meeting' in subject) return renderMeeting(language, subject, pack, now);
  if (subject.kind === 'ledger-anchor') {
    const { name, content } = subject.file;
    return { view: anchorView(language, subject.anchor), written: { name, body: Buffer.from(content) } };
  }
  if ('interview' in subject || 'record' in subject) return renderInterview(language, subject, pack, now);
  return 'notice' in subject
    ? renderNotice(language, subject, pack, now)
    : { view: renderView(language, subject, pack, now) };
}

/** With the name that the pack has for the kind. */
const cadenceView = ({ meetingKind, unitName, to }: CadenceSubject, pack: RulePack) => ({
  unitName,
  to,
  kindName: pack.cadences.find(({ id }) => id === meetingKind)?.name ?? { zh: meetingKind, en: meetingKind },
});

type Single = Exclude<Subject, { kind: 'digest' }>;
type AboutMeeting = Extract<Single, { meeting: unknown } | { interview: unknown } | { record: unknown }>;
type AboutAnchor = Extract<Single, { kind: 'ledger-anchor' }>;
type AboutNotice = Extract<Single, { kind: 'notice' | 'ack-reminder' | 'notice-edit' | 'notice-correction' }>;

/** A notice, and what it says now, under its file where that goes along or is there already. A reminder is words only. */
function renderNotice(language: Language, subject: AboutNotice, pack: RulePack, now: Date): Rendered {
  const { kind, notice } = subject;
  const { fileId } = notice;
  const withFile =
    fileId !== null && kind !== 'ack-reminder' && (notice.state === 'sending' || kind === 'notice-edit');
  const view = noticeView(language, receivedNotice(notice, pack), {
    now,
    reminder: kind === 'ack-reminder',
    correction: kind === 'notice-correction',
    caption: withFile,
  });
  if (kind === 'notice-edit') return { view, edits: { messageId: subject.messageId, isCaption: withFile } };
  return { view, ...(withFile ? { fileId } : {}) };
}

const seenBy = ({ relation }: Pick<RectificationSubject, 'relation'>, now: Date) => ({
  relation,
  today: dayOf(now),
});

/** What a digest says of a reminder: one line and one button. */
function digestItem(language: Language, subject: Single, pack: RulePack): DigestItem {
  switch (subject.kind) {
    case 'notice':
    case 'ack-reminder':
      return { kind: subject.kind, id: subject.notice.id, text: subject.notice.text };
    case 'visit-list':
      return { kind: subject.kind, people: subject.total };
    case 'assessment-reminder':
      return { ...subject.cycle, kind: subject.kind };
    case 'hours-waiting':
      return { kind: subject.kind, entries: subject.entries };
    case 'exam-reminder': {
      const { quizId: id, topic, closesAt } = subject.exam;
      return { kind: subject.kind, id, title: examTitle(language, topic, pack), closesAt };
    }
    case 'cadence-due':
      return { ...cadenceView(subject, pack), kind: subject.kind };
    case 'rectification-reminder':
    case 'rectification-overdue': {
      const { item, relation } = subject;
      return { kind: subject.kind, ...item, owns: relation === 'owner' };
    }
    case 'quiz-offer':
    case 'card-offer':
    case 'duties':
      return { kind: subject.kind };
    case 'study-reminder':
      return { kind: subject.kind, finished: subject.finished };
    case 'week':
      return { kind: subject.kind, week: subject.week };
    case 'plan-assigned':
      return { kind: subject.kind, name: subject.assigned.name, endsOn: subject.assigned.endsOn };
    case 'review-offer':
      return { kind: subject.kind, reviews: Math.min(subject.due, pack.reviewBook.dailyCap) };
    default:
      throw new Error(`${subject.kind} is no reminder: it is never carried`);
  }
}

function renderRegraded(
  language: Language,
  { correction, keyShown, results }: Extract<Single, { kind: 'regraded' }>,
  { quizPresets }: RulePack,
): View {
  const isPreset = (preset: string): preset is keyof typeof quizPresets => Object.hasOwn(quizPresets, preset);
  return regradedView(language, {
    ...correction,
    content: keyShown ? correction.after : null,
    results: results.map((result) => ({
      ...result,
      name: isPreset(result.preset) ? quizPresets[result.preset].name[language] : result.preset,
    })),
  });
}

function renderView(
  language: Language,
  subject: Exclude<Single, AboutNotice | AboutMeeting | AboutAnchor>,
  pack: RulePack,
  now: Date,
): View {
  switch (subject.kind) {
    case 'notice-answer':
      return noticeAnswerView(language, subject);
    case 'notice-message':
      return threadWordView(language, subject.word);
    case 'notice-approval':
      return approvalView(language, subject.asked.notice.id, planOfState(subject.asked, pack, now), now);
    case 'notice-decided':
      return decisionView(language, decisionOf(subject.asked));
    case 'visit-list':
      return visitsAnnouncedView(language, subject);
    case 'assessment-reminder': {
      const form = readAssessmentForm(subject.cycle.form);
      const answers = Object.fromEntries(
        Object.entries(subject.cycle.answers ?? {}).map(([key, value]) => [key, String(value)]),
      );
      return assessmentIntro(
        language,
        {
          ...subject.cycle,
          minutes: form.minutes,
          questions: form.questions,
          hasFacts: form.facts.length > 0,
          answers,
        },
        now,
        true,
      );
    }
    case 'assessment-reopened':
      return reopenedToldView(language, subject.reopening);
    case 'exam-called':
    case 'exam-changed':
      return examCalledView(language, subject.exam, pack, now, subject.kind === 'exam-changed');
    case 'exam-reminder':
      return examReminderView(language, subject.exam, pack, now);
    case 'exam-cancelled':
      return examCancelledView(language, subject.exam, pack);
    case 'exam-ended':
      return examEndedView(language, subject.exam, pack, {
        ...subject.attempt,
        attemptId: subject.attemptId,
      });
    case 'hours-waiting':
      return hoursWaitingAnnouncement(language, subject.entries);
    case 'hours-rejected':
      return hoursRejectedView(language, subject.entry, pack.hourRecords.evidence);
    case 'question-report':
      return reportAnnouncement(language, subject.report);
    case 'report-answered':
      return reportAnsweredView(language, subject.report);
    case 'key-proposed':
      return correctionAnnouncement(language, { ...subject.correction, mayDecide: true });
    case 'key-decided':
      return correctionDecidedView(language, subject.correction);
    case 'document-superseded':
      return supersededView(language, subject.succession);
    case 'regraded':
      return renderRegraded(language, subject, pack);
    case 'cadence-due':
      return cadenceDueView(language, cadenceView(subject, pack));
    case 'card-offer':
      return cardOfferView(language);
    case 'ledger-checked':
      return checkedView(language, subject.result);
    case 'proposal-decided':
      return proposalAnswerView(language, subject.proposal);
    case 'import-decided':
      return importAnswerView(language, subject.outcome);
    case 'review-offer':
      return reviewOfferView(language, Math.min(subject.due, pack.reviewBook.dailyCap));
    case 'duties':
      return dutiesAnnounced(language);
    case 'objection-followed':
      return objectionFollowedView(language);
    case 'file-entered':
      return fileEnteredView(language);
    case 'quiz-offer':
      return offerView(language, pack.quizPresets.daily.items);
    case 'study-reminder':
      return weeklyView(language, subject.finished);
    case 'week':
      return weekView(language, subject.week);
    case 'plan-assigned':
      return planAssignedView(language, subject.assigned);
    case 'file-asked':
      return accessAskedAnnouncement(language, subject.requestId);
    case 'file-decided':
      return accessAnswerView(language, subject.request);
    case 'file-looked':
      return lookedView(language, subject.request);
    case 'objection-open':
      return objectionOpenView(language, subject.objection, subject.why, now);
    case 'objection-answered':
      return objectionAnsweredView(language, subject.objection);
    case 'file-corrected':
      return fileCorrectedView(language, subject);
    case 'leave-asked':
      return leaveAskedView(language, subject.requestId);
    case 'review-open':
      return reviewOpenView(language, subject.cycle, subject.open, now);
    case 'review-counted':
      return reviewCountedView(language, subject.cycle);
    case 'opinion-asked':
      return opinionAskedView(language, subject.subjectId);
    case 'opinion-decided':
      return opinionAnswerView(language, subject.decided);
    case 'review-result':
      return resultView(language, subject.row, pack.reviews.grades);
    case 'recognition-asked':
      return recognitionAskedView(language, subject.proposalId);
    case 'recognition-decided':
      return recognitionAnswerView(language, subject.proposal);
    case 'recognition-told':
      return recognitionToldView(language, subject.proposal);
    case 'sanction-asked':
      return sanctionAskedView(language, subject.recordId);
    case 'sanction-checked':
      return sanctionAnswerView(language, subject.sanction);
    case 'sanction-told':
      return sanctionToldView(language, subject.sanction);
    case 'sanction-ended':
      return sanctionEndedView(language, subject.sanction, subject.own);
    case 'rectification':
      return toldView(language, subject.item, subject.event, seenBy(subject, now));
    case 'rectification-reminder':
    case 'rectification-overdue':
      return dueSoonView(language, subject.item, subject.kind, seenBy(subject, now));
    case 'erasure-asked':
      return erasureAnnounceView(language, subject.requestId);
    case 'erasure-decided':
      return erasureAnswerView(language, subject.erasure);
    case 'leave-decided':
      return leaveAnswerView(language, subject.leave, pack.exemptions);
  }
}
