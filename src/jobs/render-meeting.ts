import { CALENDAR_FILE, writeMeetingCalendar } from '../documents/meeting-calendar.ts';
import type { MeetingSubject } from '../domain/deliveries/read-meeting-subject.ts';
import type { MeetingRow } from '../domain/meetings/read-meetings.ts';
import type { RulePack } from '../domain/rules/rule-pack.ts';
import { feedbackAskView } from '../messages/class-feedback.ts';
import { classView } from '../messages/classes.ts';
import { attendeeViewOf, meetingViewOf, ownMeetingViewOf } from '../messages/meeting-names.ts';
import { objectionView } from '../messages/meeting-fix.ts';
import { attendanceCorrectedView, meetingCancelledView, ownMeetingView } from '../messages/meetings.ts';
import type { Language, View } from '../messages/view.ts';

/** A file that is written for one message and kept nowhere. */
export type WrittenFile = { name: string; body: Uint8Array };

const calendarOf = (meeting: MeetingRow, now: Date): WrittenFile => ({
  name: CALENDAR_FILE,
  body: writeMeetingCalendar({ ...meeting, startsAt: new Date(meeting.startsAt), now }),
});

const OCCASIONS = {
  'class-offer': 'offer',
  'class-seat': 'seat',
  'class-reminder': 'reminder',
  'class-moved': 'moved',
} as const;

/** What is said about a meeting; with the calendar file where there is a time to keep free. */
export function renderMeeting(
  language: Language,
  subject: MeetingSubject,
  pack: RulePack,
  now: Date,
): { view: View; written?: WrittenFile } {
  switch (subject.kind) {
    case 'class-feedback':
      return { view: feedbackAskView(language, meetingViewOf(subject.meeting, pack)) };
    case 'class-offer':
    case 'class-seat':
    case 'class-reminder':
    case 'class-moved': {
      const { meeting } = subject;
      const row = meetingViewOf(meeting, pack);
      const view = classView(language, row, { now, occasion: OCCASIONS[subject.kind], mayHold: false });
      return { view, ...(meeting.signedUp === 'seated' ? { written: calendarOf(meeting, now) } : {}) };
    }
    case 'meeting-invitation':
    case 'meeting-moved': {
      const { meeting } = subject;
      const view = ownMeetingView(
        language,
        ownMeetingViewOf(meeting, pack),
        subject.kind === 'meeting-moved',
      );
      return { view, written: calendarOf(meeting, now) };
    }
    case 'meeting-corrected':
      return { view: attendanceCorrectedView(language, ownMeetingViewOf(subject.meeting, pack)) };
    case 'meeting-cancelled':
      return { view: meetingCancelledView(language, meetingViewOf(subject.meeting, pack)) };
    case 'meeting-objection': {
      const attendee = attendeeViewOf(subject.attendee, pack);
      return { view: objectionView(language, meetingViewOf(subject.meeting, pack), attendee) };
    }
  }
}
