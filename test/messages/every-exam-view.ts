import * as board from '../../src/messages/exam-board.ts';
import * as call from '../../src/messages/exam-call.ts';
import * as certificates from '../../src/messages/certificates.ts';
import * as adjust from '../../src/messages/exam-adjust.ts';
import * as extend from '../../src/messages/exam-extend.ts';
import * as open from '../../src/messages/exam-open.ts';
import * as preview from '../../src/messages/exam-preview.ts';
import * as exams from '../../src/messages/exams.ts';
import type { Language, View } from '../../src/messages/view.ts';
import { pack } from '../support/pack.ts';

const ID = '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6071';
const NOW = new Date('2026-11-25T02:00:00Z');
const SOON = new Date('2026-11-26T02:00:00Z');
const LATER = new Date('2026-11-28T10:00:00Z');
const STAMP = 'AAAAAAAA';

const exam: exams.ExamView = {
  quizId: ID,
  topic: 'integrity',
  calledByName: '刘试芳',
  items: 30,
  minutes: 180,
  passMark: 0.6,
  attempts: 1,
  forFile: true,
  opensAt: NOW,
  closesAt: LATER,
  closedAt: LATER,
  state: 'open',
  deadline: LATER,
  marksShown: true,
};
const states = ['cancelled', 'excused', 'coming', 'open', 'under-way', 'finished', 'missed'] as const;
const called = {
  quizId: ID,
  topic: null,
  opensAt: NOW,
  closesAt: LATER,
  closedAt: LATER,
  cancelled: false,
  people: 412,
  leftOut: 6,
};
const unit = { name: '青石第一村', people: 45, begun: 93, finished: 87, passed: 80 };
const shares = {
  people: 412,
  excused: 2,
  begun: 300,
  finished: 289,
  passed: 91,
  units: Array.from({ length: 9 }, () => unit),
  others: unit,
};
const plan: preview.PlanView = {
  ...exam,
  minutes: 180,
  unitNames: ['青石镇', '青石第一村'],
  people: 412,
  exempt: 6,
  unreachable: 3,
  pool: 592,
  revised: 90,
};
const failed = Object.keys(changesProblems()).map((problem) => ({ name: '张样一', text: '张样一', problem }));
function changesProblems(): Record<string, true> {
  return {
    unknown: true,
    ambiguous: true,
    finished: true,
    cancelled: true,
    'under-way': true,
    over: true,
    past: true,
    'too-long': true,
    'not-longer': true,
  };
}
const certificate: certificates.CertificateView = {
  name: '张样一',
  unitName: '青石第一村',
  title: { zh: '正式考试 · 廉洁履职与党员教育', en: 'Formal exam · Integrity and member education' },
  share: 0.866,
  passMark: 0.6,
  takenAt: SOON,
  issuedAt: LATER,
  revokedAt: null,
};

/** Everything an exam can show, in its longest form. */
export const everyExamView = (l: Language): View[] => [
  exams.examCalledView(l, { ...exam, opensAt: SOON }, pack, NOW),
  exams.examCalledView(l, exam, pack, NOW, true),
  exams.examCalledView(l, { ...exam, state: 'excused' }, pack, NOW, true),
  exams.examReminderView(l, exam, pack, NOW),
  exams.examCancelledView(l, exam, pack),
  ...[true, false].map((counts) =>
    exams.examEndedView(l, { ...exam, marksShown: counts }, pack, {
      attemptId: ID,
      answered: 9,
      total: 30,
      counts,
    }),
  ),
  ...states.map((state) => open.examOpenView(l, { ...exam, state }, pack, NOW)),
  open.examOpenView(l, { ...exam, minutes: null }, pack, NOW),
  open.examListView(
    l,
    states.slice(0, 5).map((state) => ({ ...exam, state })),
    pack,
  ),
  open.examListView(l, [], pack),

  call.examHomeView(l, [], pack, NOW),
  call.examHomeView(l, [called, { ...called, cancelled: true }, { ...called, opensAt: SOON }], pack, NOW),
  call.whatAskView(
    l,
    pack.quizTopics.map(({ id, name }) => ({ id, name: name[l] })),
  ),
  call.itemsAskView(l, { pool: 592, least: 5, most: 30 }),
  call.itemsAskView(l, { pool: 592, least: 5, most: 30 }, { text: 'x' }),
  call.itemsAskView(l, { pool: 592, least: 5, most: 30 }, { wanted: 10, there: 3 }),
  call.minutesAskView(l, 40, { least: 5, most: 180 }),
  call.opensAskView(l, [SOON, LATER], 'past'),
  call.closesAskView(l, [SOON, LATER, LATER], { minutes: 40, days: 31 }, 'too-long'),
  preview.examUnitsView(l, [
    { id: ID, name: '青石镇', root: true, chosen: true },
    { id: ID, name: '青石第一村', root: false, chosen: false },
  ]),
  preview.examPreview(l, plan, pack, STAMP),
  preview.examPreview(l, { ...plan, opensAt: null, revised: 0, exempt: 0, unreachable: 0 }, pack, STAMP),
  preview.examCalledAnswer(l, ID, 412, true),
  preview.examCalledAnswer(l, ID, 412, false),
  preview.examCalledAnswer(l, ID, null, false),

  board.examBoardView(l, called, shares, pack, NOW),
  board.examBoardView(l, { ...called, opensAt: SOON }, shares, pack, NOW),
  board.examBoardView(l, called, { ...shares, units: [], others: null }, pack, LATER),
  board.examBoardView(l, { ...called, cancelled: true }, shares, pack, NOW),
  board.notBegunView(l, ID, [{ name: '张样一', unitName: '青石第一村', away: true }], {
    total: 99,
    page: 4,
    size: 10,
  }),
  board.notBegunView(l, ID, [], { total: 0, page: 0, size: 10 }),
  board.cancelAskView(l, ID, 412),
  board.examCancelledAnswer(l, ID, 412),
  board.purposeAskView(l, ID, ['help', 'archive', 'report']),

  extend.extendAskView(l, { closesAt: LATER, times: [LATER, LATER, LATER], days: 31 }),
  extend.extendAskView(l, { closesAt: LATER, times: [LATER], days: 31 }, 'not-later'),
  extend.extendPreview(l, { from: SOON, to: LATER, people: 412 }, STAMP),
  extend.extendedView(l, ID, LATER, 412),
  adjust.whoAskView(l, ID),
  adjust.whoAskView(l, ID, { failed }),
  adjust.whatToAdjustView(l, { people: [{ name: '张样一' }], failed }),
  adjust.extraAskView(l, 240),
  adjust.windowAskView(l, 'x'),
  adjust.reasonAskView(l, true),
  adjust.adjustPreview(
    l,
    { change: { kind: 'minutes', extraMinutes: 30 }, reason: '住院', able: 3, failed },
    STAMP,
  ),
  adjust.adjustPreview(
    l,
    { change: { kind: 'window', opensAt: SOON, closesAt: LATER }, reason: '住院', able: 3, failed: [] },
    STAMP,
  ),
  adjust.adjustPreview(l, { change: { kind: 'excused' }, reason: '住院', able: 0, failed }, STAMP),
  adjust.adjustedView(l, ID, 3, failed),

  certificates.verifiedView(l, certificate, '7K3QD0X9ZM'),
  certificates.verifiedView(l, { ...certificate, revokedAt: LATER }, null),
  certificates.revokeAskView(l, '张样一', false),
  certificates.revokePreview(l, { name: '张样一', code: '7K3QD-0X9ZM', reason: '成绩更正' }, STAMP),
];
