import { alerts as alertsEn, drift as driftEn } from '../../src/messages/locales/en/alerts.ts';
import { bank as bankEn } from '../../src/messages/locales/en/bank.ts';
import { bankImport as bankImportEn } from '../../src/messages/locales/en/bank-import.ts';
import { broadcast as broadcastEn } from '../../src/messages/locales/en/broadcast.ts';
import { certificates as certificatesEn } from '../../src/messages/locales/en/certificates.ts';
import { classes as classesEn } from '../../src/messages/locales/en/classes.ts';
import { cycles as cyclesEn } from '../../src/messages/locales/en/cycles.ts';
import { common as commonEn } from '../../src/messages/locales/en/common.ts';
import { corrections as correctionsEn } from '../../src/messages/locales/en/corrections.ts';
import { duties as dutiesEn } from '../../src/messages/locales/en/duties.ts';
import { doubtful as doubtfulEn } from '../../src/messages/locales/en/doubtful.ts';
import { fileAccess as fileAccessEn } from '../../src/messages/locales/en/file-access.ts';
import { flagged as flaggedEn } from '../../src/messages/locales/en/flagged.ts';
import { examDesk as examDeskEn } from '../../src/messages/locales/en/exam-desk.ts';
import { exams as examsEn } from '../../src/messages/locales/en/exams.ts';
import { forms as formsEn } from '../../src/messages/locales/en/forms.ts';
import { hours as hoursEn } from '../../src/messages/locales/en/hours.ts';
import { erasure as erasureEn } from '../../src/messages/locales/en/erasure.ts';
import { leave as leaveEn } from '../../src/messages/locales/en/leave.ts';
import { plans as plansEn } from '../../src/messages/locales/en/plans.ts';
import { meetings as meetingsEn } from '../../src/messages/locales/en/meetings.ts';
import { interviewOrders as interviewOrdersEn } from '../../src/messages/locales/en/interview-orders.ts';
import { interviewRecords as interviewRecordsEn } from '../../src/messages/locales/en/interview-records.ts';
import { inquiries as inquiriesEn } from '../../src/messages/locales/en/inquiries.ts';
import { interviewProposals as interviewProposalsEn } from '../../src/messages/locales/en/interview-proposals.ts';
import { learning as learningEn } from '../../src/messages/locales/en/learning.ts';
import { ledger as ledgerEn } from '../../src/messages/locales/en/ledger.ts';
import { notices as noticesEn } from '../../src/messages/locales/en/notices.ts';
import { objections as objectionsEn } from '../../src/messages/locales/en/objections.ts';
import { people as peopleEn } from '../../src/messages/locales/en/people.ts';
import { quizzes as quizzesEn } from '../../src/messages/locales/en/quizzes.ts';
import { receipts as receiptsEn } from '../../src/messages/locales/en/receipts.ts';
import { sanctions as sanctionsEn } from '../../src/messages/locales/en/sanctions.ts';
import { recognitions as recognitionsEn } from '../../src/messages/locales/en/recognitions.ts';
import { rectifications as rectificationsEn } from '../../src/messages/locales/en/rectifications.ts';
import { reports as reportsEn } from '../../src/messages/locales/en/reports.ts';
import { reviews as reviewsEn } from '../../src/messages/locales/en/reviews.ts';
import { review as reviewEn } from '../../src/messages/locales/en/review.ts';
import { study as studyEn } from '../../src/messages/locales/en/study.ts';
import * as supervisionEn from '../../src/messages/locales/en/supervision.ts';
import { unitTable as unitTableEn } from '../../src/messages/locales/en/unit-table.ts';
import { visits as visitsEn } from '../../src/messages/locales/en/visits.ts';
import { voices as voicesEn } from '../../src/messages/locales/en/voices.ts';
import { alerts, drift } from '../../src/messages/locales/zh/alerts.ts';
import { bank } from '../../src/messages/locales/zh/bank.ts';
import { bankImport } from '../../src/messages/locales/zh/bank-import.ts';
import { broadcast } from '../../src/messages/locales/zh/broadcast.ts';
import { certificates } from '../../src/messages/locales/zh/certificates.ts';
import { classes } from '../../src/messages/locales/zh/classes.ts';
import { cycles } from '../../src/messages/locales/zh/cycles.ts';
import { common } from '../../src/messages/locales/zh/common.ts';
import { corrections } from '../../src/messages/locales/zh/corrections.ts';
import { duties } from '../../src/messages/locales/zh/duties.ts';
import { doubtful } from '../../src/messages/locales/zh/doubtful.ts';
import { fileAccess } from '../../src/messages/locales/zh/file-access.ts';
import { flagged } from '../../src/messages/locales/zh/flagged.ts';
import { examDesk } from '../../src/messages/locales/zh/exam-desk.ts';
import { exams } from '../../src/messages/locales/zh/exams.ts';
import { forms } from '../../src/messages/locales/zh/forms.ts';
import { hours } from '../../src/messages/locales/zh/hours.ts';
import { erasure } from '../../src/messages/locales/zh/erasure.ts';
import { leave } from '../../src/messages/locales/zh/leave.ts';
import { plans } from '../../src/messages/locales/zh/plans.ts';
import { meetings } from '../../src/messages/locales/zh/meetings.ts';
import { interviewOrders } from '../../src/messages/locales/zh/interview-orders.ts';
import { interviewRecords } from '../../src/messages/locales/zh/interview-records.ts';
import { inquiries } from '../../src/messages/locales/zh/inquiries.ts';
import { interviewProposals } from '../../src/messages/locales/zh/interview-proposals.ts';
import { learning } from '../../src/messages/locales/zh/learning.ts';
import { ledger } from '../../src/messages/locales/zh/ledger.ts';
import { notices } from '../../src/messages/locales/zh/notices.ts';
import { objections } from '../../src/messages/locales/zh/objections.ts';
import { people } from '../../src/messages/locales/zh/people.ts';
import { quizzes } from '../../src/messages/locales/zh/quizzes.ts';
import { receipts } from '../../src/messages/locales/zh/receipts.ts';
import { sanctions } from '../../src/messages/locales/zh/sanctions.ts';
import { recognitions } from '../../src/messages/locales/zh/recognitions.ts';
import { rectifications } from '../../src/messages/locales/zh/rectifications.ts';
import { reports } from '../../src/messages/locales/zh/reports.ts';
import { reviews } from '../../src/messages/locales/zh/reviews.ts';
import { review } from '../../src/messages/locales/zh/review.ts';
import { study } from '../../src/messages/locales/zh/study.ts';
import * as supervision from '../../src/messages/locales/zh/supervision.ts';
import { unitTable } from '../../src/messages/locales/zh/unit-table.ts';
import { voices } from '../../src/messages/locales/zh/voices.ts';
import { visits } from '../../src/messages/locales/zh/visits.ts';

const zh = {
  alerts,
  bank,
  bankImport,
  broadcast,
  certificates,
  classes,
  common,
  cycles,
  corrections,
  doubtful,
  drift,
  fileAccess,
  duties,
  flagged,
  examDesk,
  exams,
  forms,
  hours,
  leave,
  erasure,
  plans,
  meetings,
  inquiries,
  interviewOrders,
  interviewProposals,
  interviewRecords,
  learning,
  ledger,
  notices,
  objections,
  people,
  quizzes,
  receipts,
  recognitions,
  sanctions,
  rectifications,
  reports,
  review,
  reviews,
  study,
  unitTable,
  visits,
  voices,
  ...supervision,
  languageButton: '中文',
};
export type Words = typeof zh;

/** What the bot says and writes on its buttons, by language. */
export const words: { zh: Words; en: Words } = {
  zh,
  en: {
    alerts: alertsEn,
    bank: bankEn,
    bankImport: bankImportEn,
    broadcast: broadcastEn,
    certificates: certificatesEn,
    classes: classesEn,
    common: commonEn,
    cycles: cyclesEn,
    corrections: correctionsEn,
    doubtful: doubtfulEn,
    fileAccess: fileAccessEn,
    drift: driftEn,
    duties: dutiesEn,
    flagged: flaggedEn,
    examDesk: examDeskEn,
    exams: examsEn,
    forms: formsEn,
    hours: hoursEn,
    leave: leaveEn,
    erasure: erasureEn,
    plans: plansEn,
    meetings: meetingsEn,
    inquiries: inquiriesEn,
    interviewOrders: interviewOrdersEn,
    interviewProposals: interviewProposalsEn,
    interviewRecords: interviewRecordsEn,
    learning: learningEn,
    ledger: ledgerEn,
    notices: noticesEn,
    objections: objectionsEn,
    people: peopleEn,
    quizzes: quizzesEn,
    receipts: receiptsEn,
    recognitions: recognitionsEn,
    sanctions: sanctionsEn,
    rectifications: rectificationsEn,
    reports: reportsEn,
    review: reviewEn,
    reviews: reviewsEn,
    study: studyEn,
    unitTable: unitTableEn,
    visits: visitsEn,
    voices: voicesEn,
    ...supervisionEn,
    languageButton: 'English',
  },
};
