import { CronExpressionParser } from 'cron-parser';
import type { RulePack } from '../domain/rules/rule-pack.ts';
import { TIME_ZONE } from '../domain/schedule/calendar.ts';
import type { CatchUp, Job as TimedJob } from '../domain/schedule/claim-slots.ts';
import { analyseItems } from './analyse-items.ts';
import { anchorLedger } from './anchor-ledger.ts';
import { announceHours } from './announce-hours.ts';
import { askFeedback } from './ask-feedback.ts';
import { checkLedger } from './check-ledger.ts';
import { clearShownFiles } from './clear-shown-files.ts';
import { clearVoices } from './clear-voices.ts';
import type { Job } from './define-job.ts';
import { makeDutySheets } from './make-duty-sheets.ts';
import { forget } from './forget.ts';
import { endQuizzes } from './end-quizzes.ts';
import { handOver } from './hand-over.ts';
import { offerCards } from './offer-cards.ts';
import { offerQuiz } from './offer-quiz.ts';
import { offerReviews } from './offer-reviews.ts';
import { offerTimedCards } from './offer-timed-cards.ts';
import { proposeAlerts } from './propose-alerts.ts';
import { proposeInterviews } from './propose-interviews.ts';
import { regrade } from './regrade.ts';
import { releaseNotices } from './release-notices.ts';
import { remindAssessments } from './remind-assessments.ts';
import { remindExams } from './remind-exams.ts';
import { remindClasses } from './remind-classes.ts';
import { remindInquiries } from './remind-inquiries.ts';
import { remindInterviews } from './remind-interviews.ts';
import { remindLearners } from './remind-learners.ts';
import { remindObjections } from './remind-objections.ts';
import { remindUnconfirmed } from './remind-unconfirmed.ts';
import { remindSanctions } from './remind-sanctions.ts';
import { rollUp } from './roll-up.ts';
import { runReviews } from './run-reviews.ts';
import { settleInterviews } from './settle-interviews.ts';
import { sweep } from './sweep.ts';
import { watchCadences } from './watch-cadences.ts';
import { watchRectifications } from './watch-rectifications.ts';

type Row = { job: Job; cron: string; catchUp: CatchUp };

/**
 * All times on one screen, in Asia/Shanghai. Reminders are gathered before the digest of the day (rule pack, 07:30). `catchUp` says what happens to slots missed while nobody ran: `latest`
 * runs the newest of them once, `none` lets them pass.
 */
export function timetable(pack: RulePack): Row[] {
  const { weekday, at } = pack.reminders.studyReminder;
  const [hour, minute] = at.split(':').map(Number);
  return [
    { job: clearVoices, cron: '10 0 * * *', catchUp: 'latest' },
    { job: rollUp, cron: '30 1 * * *', catchUp: 'latest' },
    { job: anchorLedger, cron: '45 2 * * *', catchUp: 'latest' },
    { job: proposeAlerts, cron: '40 2 * * *', catchUp: 'latest' },
    { job: analyseItems, cron: '15 2 * * *', catchUp: 'latest' },
    { job: forget, cron: '20 3 * * *', catchUp: 'latest' },
    { job: offerQuiz, cron: '0 7 * * *', catchUp: 'latest' },
    { job: offerCards, cron: '3 7 * * *', catchUp: 'latest' },
    { job: offerReviews, cron: '6 7 * * *', catchUp: 'latest' },
    { job: offerTimedCards, cron: '*/10 * * * *', catchUp: 'none' },
    { job: remindLearners, cron: `${minute} ${hour} * * ${weekday % 7}`, catchUp: 'none' },
    { job: remindAssessments, cron: '5 7 * * *', catchUp: 'latest' },
    { job: remindExams, cron: '8 7 * * *', catchUp: 'latest' },
    { job: announceHours, cron: '12 7 * * *', catchUp: 'latest' },
    { job: watchCadences, cron: '8 7 * * *', catchUp: 'latest' },
    { job: makeDutySheets, cron: '11 7 * * *', catchUp: 'latest' },
    { job: watchRectifications, cron: '9 7 * * *', catchUp: 'latest' },
    { job: remindUnconfirmed, cron: '10 7 * * *', catchUp: 'latest' },
    { job: remindObjections, cron: '14 7 * * *', catchUp: 'latest' },
    { job: remindSanctions, cron: '13 7 * * *', catchUp: 'latest' },
    { job: releaseNotices, cron: '* * * * *', catchUp: 'latest' },
    { job: handOver, cron: '*/10 * * * *', catchUp: 'latest' },
    { job: proposeInterviews, cron: '20 6 * * *', catchUp: 'latest' },
    { job: remindInquiries, cron: '40 8 * * *', catchUp: 'latest' },
    { job: remindInterviews, cron: '*/10 7-21 * * *', catchUp: 'latest' },
    { job: settleInterviews, cron: '5-59/10 * * * *', catchUp: 'latest' },
    { job: remindClasses, cron: '0 9 * * *', catchUp: 'latest' },
    { job: askFeedback, cron: '30 9 * * *', catchUp: 'latest' },
    { job: clearShownFiles, cron: '* * * * *', catchUp: 'latest' },
    { job: endQuizzes, cron: '* * * * *', catchUp: 'latest' },
    { job: checkLedger, cron: '* * * * *', catchUp: 'latest' },
    { job: runReviews, cron: '*/10 * * * *', catchUp: 'latest' },
    { job: regrade, cron: '* * * * *', catchUp: 'latest' },
    { job: sweep, cron: '* * * * *', catchUp: 'latest' },
  ];
}

/** The slots of a row after one instant and not after another, the newest 200. */
const slotsBetween =
  (cron: string) =>
  (after: Date, until: Date): Date[] => {
    // `prev` answers with ticks before its start, which is in whole seconds like they are.
    const nextSecond = new Date((Math.floor(until.getTime() / 1000) + 1) * 1000);
    const ticks = CronExpressionParser.parse(cron, { tz: TIME_ZONE, currentDate: nextSecond });
    const slots: Date[] = [];
    // Backwards from now, so that a long outage costs no more than a short one.
    for (let slot = ticks.prev().toDate(); slot > after && slots.length < 200; slot = ticks.prev().toDate())
      slots.push(slot);
    return slots.toReversed();
  };

export const timedJobs = (rows: readonly Row[]): TimedJob[] =>
  rows.map(({ job, cron, catchUp }) => ({ name: job.name, catchUp, slotsBetween: slotsBetween(cron) }));
