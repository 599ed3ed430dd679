import * as actions from '../../src/messages/board-actions.ts';
import * as names from '../../src/messages/board-names.ts';
import * as board from '../../src/messages/board.ts';
import { noticeListView } from '../../src/messages/notice-list.ts';
import * as threads from '../../src/messages/notice-threads.ts';
import { noticeView } from '../../src/messages/notices.ts';
import { progressView } from '../../src/messages/progress.ts';
import type { Language, View } from '../../src/messages/view.ts';
import * as visits from '../../src/messages/visits.ts';

const ID = '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6071';
const NOW = new Date('2026-11-25T02:00:00Z');
const LATER = new Date('2026-11-28T10:00:00Z');
const page = { total: 99_999, waiting: 99_999, open: 99_999, page: 8_888, pages: 9_999, size: 5 };

const received = {
  id: ID,
  text: '今晚有强降雨，请各村安排值守。',
  authorName: '刘试芳',
  sentAt: NOW,
  dueAt: LATER,
  state: 'sending',
  version: 999,
  needsAcknowledgement: true,
  answers: ['question', 'cannot-attend'] as const,
  check: { question: '值守从几点开始？', options: ['18:00', '20:00', '22:00', '24:00'], answer: 1 },
  acknowledgement: null as string | null,
  acknowledgedVersion: null as number | null,
};
const sentNotice = {
  ...received,
  people: 412,
  acknowledged: 289,
  decisionReason: null,
};
const boardRow = {
  unitName: '青石第一村',
  people: 45,
  sent: 41,
  confirmed: 30,
  questions: 2,
  cannotAttend: 1,
  open: 5,
  waiting: 1,
  unreachable: 2,
  unknown: 1,
  cancelled: 1,
  exempt: 2,
  seen: 3,
  inPerson: 2,
  outdated: 4,
};
const word = {
  id: ID,
  noticeId: ID,
  recipientId: ID,
  fromId: ID,
  fromName: '张样一',
  unitName: '青石第一村',
  text: '值守从几点开始？',
  noticeText: received.text,
  version: 999,
};
const thread = {
  noticeId: ID,
  personId: ID,
  noticeText: received.text,
  recipient: { name: '张样一', unitName: '青石第一村' },
  messages: [{ fromId: ID, fromName: '张样一', text: '几点？', at: NOW }],
};
const line = { ...thread.recipient, personId: ID, lastText: '几点？', messages: 1, waiting: true };
const visit = {
  noticeId: ID,
  noticeText: received.text,
  personId: ID,
  name: '张样一',
  unitName: '青石第一村',
  why: 'unreachable',
  state: 'open',
  authorName: '刘试芳',
  liaison: '李样二',
  note: '电话告知',
} as const;
const progress = {
  noticeId: ID,
  text: received.text,
  sent: 214,
  failed: 3,
  unknown: 1,
  cancelled: 0,
  waiting: 198,
  recent: 500,
  recentSeconds: 20,
  resumesAt: null,
};

/** What a notice brings about after it was sent, with buttons, in its longest form. */
export const everyReceiptView = (l: Language): View[] => [
  noticeView(l, received, { now: NOW }),
  noticeView(l, received, { now: NOW, caption: true }),
  noticeView(l, received, { now: NOW, wrong: 0 }),
  noticeView(l, { ...received, check: undefined }, { now: NOW, correction: true }),
  noticeView(l, { ...received, check: undefined, acknowledgement: 'question' }),
  noticeView(l, { ...received, acknowledgement: 'understood', acknowledgedVersion: 1 }),
  noticeView(l, { ...received, state: 'withdrawn' }),
  noticeListView(l, [received, { ...received, state: 'withdrawn' }], page),
  threads.questionAskView(l, received.text),
  threads.replyAskView(l, '张样一', '几点？'),
  threads.askedView(l, ID),
  threads.repliedView(l, ID, '张样一'),
  threads.threadWordView(l, word),
  threads.threadWordView(l, { ...word, fromId: '' }),
  threads.threadWordView(l, { ...word, fromId: '' }, true),
  threads.threadListView(l, ID, [line, line, line, line, line], page),
  threads.threadListView(l, ID, [], { ...page, total: 0 }),
  threads.threadView(l, thread, ID),
  board.boardListView(l, []),
  board.boardListView(l, [sentNotice]),
  board.boardView(l, { notice: sentNotice, rows: [], waiting: 0, page: 0 }, NOW),
  board.boardView(
    l,
    { notice: sentNotice, rows: Array.from({ length: 20 }, () => boardRow), waiting: 12, page: 1 },
    NOW,
  ),
  names.namesMenuView(l, sentNotice, board.totalsOf([boardRow])),
  names.namesView(
    l,
    ID,
    'cannot-attend',
    [{ ...visit, standing: 'open', problem: null, away: true, recordedBy: null, confirmedVersion: null }],
    page,
  ),
  names.remindAskView(l, ID, 117, 2),
  names.remindedView(l, ID, { queued: 2, times: [{ at: LATER, people: 2 }] }, NOW),
  actions.moreView(l, { ...sentNotice, hasCheck: true }, { sent: 214, waiting: 198, unknown: 2 }),
  actions.stopAskView(l, sentNotice, { sent: 214, waiting: 198, unknown: 2 }),
  actions.withdrawAskView(l, sentNotice, 214),
  actions.unknownAskView(l, ID, 2),
  actions.correctAskView(l, received.text),
  actions.correctPreview(l, received, { holders: 214, waiting: 198 }, 'AbCdEfGh', NOW),
  actions.correctProblemView(l, 'same'),
  actions.versionsView(l, ID, [{ version: 1, change: 'first', text: received.text, at: NOW, recipients: 1 }]),
  actions.spreadView(l, ID, { check: received.check, counts: [1, 2, 3, 4] }),
  visits.visitListView(l, [visit, visit, visit, visit, visit], page, ID),
  visits.visitListView(l, [], { ...page, total: 0 }),
  visits.visitView(l, visit, { ofNotice: true, page: 12 }),
  visits.noteAskView(l, '张样一'),
  visits.visitDoneView(l, { noticeId: ID, name: '张样一', ofNotice: true }, 'told'),
  visits.visitsAnnouncedView(l, { noticeId: ID, visits: [visit], total: 9 }),
  visits.assignedVisitsView(l, ID, [visit], page),
  progressView(l, progress),
];
