import { createAlertsFeature } from './features/alerts.ts';
import { createAlikeFeature } from './features/alike.ts';
import { createApprovalsFeature } from './features/approvals.ts';
import { createAssessmentCyclesFeature } from './features/assessment-cycles.ts';
import { createAssessmentReopenFeature } from './features/assessment-reopen.ts';
import { createAssessmentsFeature } from './features/assessments.ts';
import { createAuditFeature } from './features/audit.ts';
import { createBankFeature } from './features/bank.ts';
import { createBankImportFeature } from './features/bank-import.ts';
import { createBankProposalsFeature } from './features/bank-proposals.ts';
import { createBoardActionsFeature } from './features/board-actions.ts';
import { createBoardFeature } from './features/board.ts';
import { createBroadcastFeature } from './features/broadcast.ts';
import { createCardTimeFeature } from './features/card-time.ts';
import { createCertificatesFeature } from './features/certificates.ts';
import { createClassFeedbackFeature } from './features/class-feedback.ts';
import { createClassesFeature } from './features/classes.ts';
import { createClassesPlanFeature } from './features/classes-plan.ts';
import { createCreditFeature } from './features/credit.ts';
import { createDoubtfulFeature } from './features/doubtful.ts';
import { createDriftFeature } from './features/drift.ts';
import { createDutiesFeature } from './features/duties.ts';
import { createErasureFeature } from './features/erasure.ts';
import { createExamBoardFeature } from './features/exam-board.ts';
import { createExamCallFeature } from './features/exam-call.ts';
import { createExamChangesFeature } from './features/exam-changes.ts';
import { createExamsFeature } from './features/exams.ts';
import { createFileAccessFeature } from './features/file-access.ts';
import { createFileDocumentsFeature } from './features/file-documents.ts';
import { createFlaggedFeature } from './features/flagged.ts';
import { createFormsFeature } from './features/forms.ts';
import { createHoursDecideFeature } from './features/hours-decide.ts';
import { createHoursFeature } from './features/hours.ts';
import { createHoursRecordFeature } from './features/hours-record.ts';
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
import { createLearningFeature } from './features/learning.ts';
import { createLeaveDecideFeature } from './features/leave-decide.ts';
import { createLeaveFeature } from './features/leave.ts';
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
import { createOpinionReturnFeature } from './features/opinion-return.ts';
import { createOwnDataFeature } from './features/own-data.ts';
import { createOwnFileFeature } from './features/own-file.ts';
import { createOwnSettingsFeature } from './features/own-settings.ts';
import { createPeopleFeature } from './features/people.ts';
import { createPlansAssignFeature } from './features/plans-assign.ts';
import { createPlansFeature } from './features/plans.ts';
import { createQuestionReportsFeature } from './features/question-reports.ts';
import { createQuietFeature } from './features/quiet.ts';
import { createQuizFeature } from './features/quizzes.ts';
import { createRecogniseDecideFeature } from './features/recognise-decide.ts';
import { createRecogniseFeature } from './features/recognise.ts';
import { createRectifyFeature } from './features/rectify.ts';
import { createRelativesFeature } from './features/relatives.ts';
import { createReportsFeature } from './features/reports.ts';
import { createReviewFeature } from './features/review.ts';
import { createReviewOpinionsFeature } from './features/review-opinions.ts';
import { createSanctionCheckFeature } from './features/sanction-check.ts';
import { createSanctionsFeature } from './features/sanctions.ts';
import { createStudyFeature } from './features/study.ts';
import { createTaskReviewFeature } from './features/task-review.ts';
import { createTaskWorkFeature } from './features/task-work.ts';
import { createTasksFeature } from './features/tasks.ts';
import { createUnitTableFeature } from './features/unit-table.ts';
import { createVisitsFeature } from './features/visits.ts';
import { createVoiceDeskFeature } from './features/voice-desk.ts';
import { createVotesFeature } from './features/votes.ts';
import { createWeekFeature } from './features/week.ts';
import type { Feature } from './flow.ts';

/** Everything that this bot does, each with its handlers and the wizards that it takes people through. */
export const createFeatures = (): Feature[] => [
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
  createSanctionsFeature(),
  createSanctionCheckFeature(),
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
