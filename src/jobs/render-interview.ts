import { CALENDAR_FILE, writeMeetingCalendar } from '../documents/meeting-calendar.ts';
import type { InterviewSubject } from '../domain/deliveries/read-interview-subject.ts';
import type { RulePack } from '../domain/rules/rule-pack.ts';
import { calendarTitle, interviewApprovalView, interviewDecisionView } from '../messages/interview-orders.ts';
import {
  interviewCancelled,
  interviewForOrderer,
  interviewNotice,
  interviewViewOf,
  kindName,
} from '../messages/interviews.ts';
import { inquiryCancelled, inquiryNotice } from '../messages/inquiries.ts';
import { recordToldView, recordView } from '../messages/interview-records.ts';
import type { Language, View } from '../messages/view.ts';
import type { WrittenFile } from './render-meeting.ts';

/** What is said about an interview; its notice comes with a calendar file, which names no kind and no cause. */
export function renderInterview(
  language: Language,
  subject: InterviewSubject,
  pack: RulePack,
  now: Date,
): { view: View; written?: WrittenFile } {
  if ('record' in subject) return { view: recordSubjectView(language, subject, pack, now) };
  const { kind, interview, toOrderer } = subject;
  const view = interviewViewOf(interview, pack.interviewKinds);
  const order = {
    ...interview,
    ...view,
    kindName: kindName(language, pack.interviewKinds, interview.kind),
    isWritten: interview.minutes === 0,
  };
  switch (kind) {
    case 'interview-approval':
      return { view: interviewApprovalView(language, order, now) };
    case 'interview-decided':
      return { view: interviewDecisionView(language, order) };
    case 'interview-cancelled':
      return {
        view:
          interview.minutes === 0
            ? inquiryCancelled(language, interview.startsAt)
            : interviewCancelled(language, interview.startsAt),
      };
    case 'interview-notice':
      if (interview.minutes === 0) return { view: inquiryNotice(language, view, now) };
      return {
        view: interviewNotice(language, view),
        written: {
          name: CALENDAR_FILE,
          body: writeMeetingCalendar({
            ...interview,
            title: calendarTitle(language),
            startsAt: new Date(interview.startsAt),
            moves: interview.round,
            now,
          }),
        },
      };
    case 'interview-reminder':
    case 'interview-answer': {
      const isReminder = kind === 'interview-reminder';
      if (interview.minutes === 0) return { view: inquiryNotice(language, view, now, true) };
      return {
        view: toOrderer
          ? interviewForOrderer(language, view, isReminder)
          : interviewNotice(language, view, isReminder),
      };
    }
  }
}

function recordSubjectView(
  language: Language,
  { kind, record, personId }: Extract<InterviewSubject, { record: unknown }>,
  { interviewFields }: RulePack,
  now: Date,
): View {
  const { interview } = record;
  const own = interview.personId === personId;
  const shown = { ...record, ...interview, own, isWritten: interview.minutes === 0 };
  return kind === 'interview-record'
    ? recordView(language, shown, interviewFields, now)
    : recordToldView(language, shown);
}
