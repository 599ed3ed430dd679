import { readAssessmentForm } from '../domain/assessments/form.ts';
import type { Subject } from '../domain/deliveries/read-subject.ts';
import type { RulePack } from '../domain/rules/rule-pack.ts';
import { assessmentIntro } from '../messages/assessments.ts';
import {
  interviewCancelled,
  interviewForOrderer,
  interviewNotice,
  interviewViewOf,
} from '../messages/interviews.ts';
import { noticeAnswerView, noticeView } from '../messages/notices.ts';
import { offerView, weeklyView } from '../messages/quizzes.ts';
import type { Language, View } from '../messages/view.ts';

/** The words of a queued message, from what is true at the moment of sending. */
export function renderDelivery(language: Language, subject: Subject, pack: RulePack, now: Date): View {
  switch (subject.kind) {
    case 'notice':
      return noticeView(language, subject.notice);
    case 'ack-reminder':
      return noticeView(language, subject.notice, true);
    case 'notice-answer':
      return noticeAnswerView(language, subject);
    case 'interview-notice':
    case 'interview-reminder':
    case 'interview-answer': {
      const view = interviewViewOf(subject.interview, pack.interviewKinds);
      const isReminder = subject.kind === 'interview-reminder';
      return subject.toOrderer
        ? interviewForOrderer(language, view, isReminder)
        : interviewNotice(language, view, isReminder);
    }
    case 'interview-cancelled':
      return interviewCancelled(language, subject.interview.startsAt);
    case 'assessment-reminder': {
      const form = readAssessmentForm(subject.cycle.form);
      const answers = Object.fromEntries(
        Object.entries(subject.cycle.answers ?? {}).map(([key, value]) => [key, String(value)]),
      );
      return assessmentIntro(
        language,
        { ...subject.cycle, minutes: form.minutes, questions: form.questions, answers },
        now,
        true,
      );
    }
    case 'quiz-offer':
      return offerView(language, pack.quizDaily.items);
    case 'study-reminder':
      return weeklyView(language, subject.finished);
  }
}
