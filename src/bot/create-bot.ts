import type { Agent } from 'node:http';
import { Telegraf, TelegramError } from 'telegraf';
import type { Update } from 'telegraf/types';
import { noteReachability } from '../domain/people/change-account.ts';
import type { Sender } from '../domain/updates/take-updates.ts';
import { commonWord } from '../messages/people.ts';
import type { BotContext, Services } from './context.ts';
import { createAlertsFeature } from './features/alerts.ts';
import { createAlikeFeature } from './features/alike.ts';
import { createApprovalsFeature } from './features/approvals.ts';
import { createAssessmentsFeature } from './features/assessments.ts';
import { createAssessmentReopenFeature } from './features/assessment-reopen.ts';
import { createAssessmentCyclesFeature } from './features/assessment-cycles.ts';
import { createAuditFeature } from './features/audit.ts';
import { createBankFeature } from './features/bank.ts';
import { createBankImportFeature } from './features/bank-import.ts';
import { createBankProposalsFeature } from './features/bank-proposals.ts';
import { createBoardActionsFeature } from './features/board-actions.ts';
import { createBoardFeature } from './features/board.ts';
import { createBroadcastFeature } from './features/broadcast.ts';
import { createCardTimeFeature } from './features/card-time.ts';
import { createClassFeedbackFeature } from './features/class-feedback.ts';
import { createClassesFeature } from './features/classes.ts';
import { createClassesPlanFeature } from './features/classes-plan.ts';
import { createCreditFeature } from './features/credit.ts';
import { createDriftFeature } from './features/drift.ts';
import { createDutiesFeature } from './features/duties.ts';
import { createDoubtfulFeature } from './features/doubtful.ts';
import { createFileAccessFeature } from './features/file-access.ts';
import { createFileDocumentsFeature } from './features/file-documents.ts';
import { createFlaggedFeature } from './features/flagged.ts';
import { createErasureFeature } from './features/erasure.ts';
import { createExamBoardFeature } from './features/exam-board.ts';
import { createExamCallFeature } from './features/exam-call.ts';
import { createExamChangesFeature } from './features/exam-changes.ts';
import { createExamsFeature } from './features/exams.ts';
import { createCertificatesFeature } from './features/certificates.ts';
import { createFormsFeature } from './features/forms.ts';
import { createHoursDecideFeature } from './features/hours-decide.ts';
import { createHoursRecordFeature } from './features/hours-record.ts';
import { createHoursFeature } from './features/hours.ts';
import { createInquiriesFeature } from './features/inquiries.ts';
import { createInterviewAnswersFeature } from './features/interview-answers.ts';
import { createInterviewApprovalsFeature } from './features/interview-approvals.ts';
import { createInterviewListFeature } from './features/interview-list.ts';
import { createInterviewMoveFeature } from './features/interview-move.ts';
import { createInterviewProposalsFeature } from './features/interview-proposals.ts';
import { createInterviewRecordFeature } from './features/interview-record.ts';
import { createInterviewStatementFeature } from './features/interview-statement.ts';
import { createInterviewsFeature } from './features/interviews.ts';
import { createKeyCorrectionsFeature } from './features/key-corrections.ts';
import { createKeyDecisionsFeature } from './features/key-decisions.ts';
import { createLeaveDecideFeature } from './features/leave-decide.ts';
import { createLeaveFeature } from './features/leave.ts';
import { createLearningFeature } from './features/learning.ts';
import { createMeetingFixFeature } from './features/meeting-fix.ts';
import { createMeetingHereFeature } from './features/meeting-here.ts';
import { createMeetingMoveFeature } from './features/meeting-move.ts';
import { createMeetingRollFeature } from './features/meeting-roll.ts';
import { createMeetingRoomFeature } from './features/meeting-room.ts';
import { createMeetingsFeature } from './features/meetings.ts';
import { createMeetingsPlanFeature } from './features/meetings-plan.ts';
import { createMemberKindsFeature } from './features/member-kinds.ts';
import { createNoticeCorrectionFeature } from './features/notice-correction.ts';
import { createNoticeThreadsFeature } from './features/notice-threads.ts';
import { createNoticesFeature } from './features/notices.ts';
import { createObjectionDeskFeature } from './features/objection-desk.ts';
import { createObjectionsFeature } from './features/objections.ts';
import { createOwnDataFeature } from './features/own-data.ts';
import { createOwnFileFeature } from './features/own-file.ts';
import { createOwnSettingsFeature } from './features/own-settings.ts';
import { createPeopleFeature } from './features/people.ts';
import { createQuestionReportsFeature } from './features/question-reports.ts';
import { createPlansAssignFeature } from './features/plans-assign.ts';
import { createPlansFeature } from './features/plans.ts';
import { createQuietFeature } from './features/quiet.ts';
import { createQuizFeature } from './features/quizzes.ts';
import { createRelativesFeature } from './features/relatives.ts';
import { createRecogniseDecideFeature } from './features/recognise-decide.ts';
import { createRecogniseFeature } from './features/recognise.ts';
import { createRectifyFeature } from './features/rectify.ts';
import { createReportsFeature } from './features/reports.ts';
import { createOpinionReturnFeature } from './features/opinion-return.ts';
import { createReviewOpinionsFeature } from './features/review-opinions.ts';
import { createReviewFeature } from './features/review.ts';
import { createStudyFeature } from './features/study.ts';
import { createTaskReviewFeature } from './features/task-review.ts';
import { createTaskWorkFeature } from './features/task-work.ts';
import { createTasksFeature } from './features/tasks.ts';
import { createUnitTableFeature } from './features/unit-table.ts';
import { createVoiceDeskFeature } from './features/voice-desk.ts';
import { createVotesFeature } from './features/votes.ts';
import { createVisitsFeature } from './features/visits.ts';
import { createWeekFeature } from './features/week.ts';
import { saysStale } from './flow.ts';
import { answerPresses } from './middleware/answer-presses.ts';
import { limitCalls } from './middleware/call-limits.ts';
import { doorman } from './middleware/doorman.ts';
import { labels } from './middleware/labels.ts';
import { settleFlow } from './middleware/settle-flow.ts';
import { typedPresses } from './middleware/typed-presses.ts';
import { pressesOf } from './on-press.ts';
import { createTexts } from './texts.ts';

export type BotOptions = Services & {
  token: string;
  apiRoot?: string | undefined;
  agent?: Agent | undefined;
};
export type Bot = {
  telegram: Telegraf<BotContext>['telegram'];
  /**
   * Handles one update to its end; who it is from is looked up unless given. It throws what went wrong, so that the caller may try
   * again.
   */
  handle: (update: Update, receivedAt: Date, sender?: Sender) => Promise<void>;
  /** Says the short apology for an update that could not be handled. */
  apologise: (update: Update) => Promise<void>;
  /** Asks Telegram who we are; must be called once before `handle`. */
  init: () => Promise<{ id: number; username: string }>;
};

/** Puts the features together. Nothing is sent until `init`. */
export function createBot({ token, apiRoot, agent, ...services }: BotOptions): Bot {
  const telegraf = new Telegraf<BotContext>(token, {
    handlerTimeout: Infinity,
    telegram: { webhookReply: false, ...(apiRoot ? { apiRoot } : {}) },
  });
  const received = new WeakMap<Update, { at: Date; sender: Sender | undefined }>();
  // Given to its constructor, which runs for every update, it would be dropped where the address is plain http.
  const useAgent = ({ options }: Bot['telegram']): void => {
    if (agent) options.agent = agent;
  };
  useAgent(telegraf.telegram);
  telegraf.use(async (ctx, next) => {
    useAgent(ctx.telegram);
    ctx.services = services;
    ctx.now = services.clock();
    const { at, sender } = received.get(ctx.update) ?? { at: ctx.now, sender: undefined };
    ctx.receivedAt = at;
    ctx.sender = sender;
    ctx.answered = false;
    await next();
  });
  telegraf.use(limitCalls, settleFlow, answerPresses, doorman, labels, typedPresses);

  const features = [
    createPeopleFeature(),
    createOwnSettingsFeature(),
    createQuietFeature(),
    createQuizFeature(),
    createExamsFeature(),
    createExamCallFeature(),
    createExamBoardFeature(),
    createExamChangesFeature(),
    createCertificatesFeature(),
    createNoticesFeature(),
    createNoticeThreadsFeature(),
    createVisitsFeature(),
    createAssessmentsFeature(),
    createAssessmentCyclesFeature(),
    createAssessmentReopenFeature(),
    createVotesFeature(),
    createVoiceDeskFeature(),
    createReviewOpinionsFeature(),
    createOpinionReturnFeature(),
    createBroadcastFeature(),
    createApprovalsFeature(),
    createBoardFeature(),
    createBoardActionsFeature(),
    createNoticeCorrectionFeature(),
    createInterviewListFeature(),
    createInterviewsFeature(),
    createInterviewAnswersFeature(),
    createDutiesFeature(),
    createRecogniseFeature(),
    createRecogniseDecideFeature(),
    createRectifyFeature(),
    createFormsFeature(),
    createAlertsFeature(),
    createDriftFeature(),
    createTasksFeature(),
    createTaskWorkFeature(),
    createTaskReviewFeature(),
    createInterviewApprovalsFeature(),
    createInterviewMoveFeature(),
    createInterviewProposalsFeature(),
    createInterviewRecordFeature(),
    createInterviewStatementFeature(),
    createInquiriesFeature(),
    createCreditFeature(),
    createOwnFileFeature(),
    createOwnDataFeature(),
    createErasureFeature(),
    createObjectionsFeature(),
    createObjectionDeskFeature(),
    createFileAccessFeature(),
    createRelativesFeature(),
    createFileDocumentsFeature(),
    createUnitTableFeature(),
    createHoursFeature(),
    createHoursRecordFeature(),
    createHoursDecideFeature(),
    createMeetingsFeature(),
    createMeetingsPlanFeature(),
    createMeetingMoveFeature(),
    createMeetingRoomFeature(),
    createMeetingRollFeature(),
    createMeetingFixFeature(),
    createMeetingHereFeature(),
    createClassesFeature(),
    createClassesPlanFeature(),
    createClassFeedbackFeature(),
    createMemberKindsFeature(),
    createLeaveFeature(),
    createLeaveDecideFeature(),
    createStudyFeature(),
    createCardTimeFeature(),
    createBankFeature(),
    createBankImportFeature(),
    createBankProposalsFeature(),
    createQuestionReportsFeature(),
    createReportsFeature(),
    createKeyCorrectionsFeature(),
    createKeyDecisionsFeature(),
    createWeekFeature(),
    createPlansFeature(),
    createPlansAssignFeature(),
    createFlaggedFeature(),
    createDoubtfulFeature(),
    createReviewFeature(),
    createLearningFeature(),
    createAlikeFeature(),
    createAuditFeature(),
  ];
  const flows = Object.assign(
    {},
    ...features.map((feature) => feature.flows),
  ) as (typeof features)[number]['flows'];
  const composers = [...features.map(({ composer }) => composer), createTexts(flows)];
  telegraf.use(pressesOf(composers, saysStale), ...composers);
  // Without a handler of its own telegraf would end the process; the receiver decides what to do.
  telegraf.catch((error) => {
    throw error;
  });

  return {
    telegram: telegraf.telegram,
    handle: (update, receivedAt, sender) => {
      received.set(update, { at: receivedAt, sender });
      return telegraf.handleUpdate(update);
    },
    apologise: (update) => apologise(telegraf, services, update),
    init: async () => {
      telegraf.botInfo = await telegraf.telegram.getMe();
      return { id: telegraf.botInfo.id, username: telegraf.botInfo.username };
    },
  };
}

async function apologise(telegraf: Telegraf<BotContext>, { log }: Services, update: Update): Promise<void> {
  const message =
    'message' in update
      ? update.message
      : 'callback_query' in update
        ? update.callback_query.message
        : undefined;
  if (!message || message.chat.type !== 'private') return;
  await telegraf.telegram
    .sendMessage(message.chat.id, commonWord('zh', 'wrong'))
    .catch((error: unknown) => log.warn({ error }, 'apology not sent'));
}

/** Who blocked the bot between their press and our reply is marked, and the update counts as handled. */
export async function noteBlocked(
  error: unknown,
  update: Update,
  botId: number,
  { db, clock }: Services,
): Promise<boolean> {
  if (!(error instanceof TelegramError) || error.code !== 403) return false;
  const message =
    'message' in update
      ? update.message
      : 'callback_query' in update
        ? update.callback_query.message
        : undefined;
  // In a group it is the group that does not want us; who spoke there can be reached as before.
  if (message?.chat.type === 'private')
    await noteReachability(db, { telegramId: message.chat.id, botId }, 'blocked', clock());
  return true;
}
