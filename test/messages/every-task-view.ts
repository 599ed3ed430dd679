import * as duties from '../../src/messages/duties.ts';
import { digestView } from '../../src/messages/digest.ts';
import * as items from '../../src/messages/rectifications.ts';
import * as rectify from '../../src/messages/rectify.ts';
import type { Language, View } from '../../src/messages/view.ts';

const ID = '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6071';
const today = '2026-11-25';
const item: items.ItemView = {
  id: ID,
  personName: '张样一',
  openerName: '杨样明',
  reviewerName: '刘试芳',
  text: '补齐第二季度村务公开栏的集体收支明细，并在村民小组长会议上说明<每一笔>的来由。',
  dueOn: '2026-11-28',
  state: 'open',
  asked: { id: ID, day: '2026-12-20', reason: '等县里的台账模板' },
  events: 12,
};
const states = ['open', 'handed-in', 'closed'].map((state) => ({ ...item, state }));
const kinds = [
  'opened',
  'evidence',
  'extension-asked',
  'extension-granted',
  'extension-refused',
  'handed-in',
  'returned',
  'closed',
  'escalated',
  'taken-over',
];
const events = kinds.map((kind) => ({
  id: ID,
  kind,
  byName: kind === 'escalated' ? null : '张样一',
  text: '已经补齐，请看照片',
  fileId: kind === 'evidence' ? ID : null,
  day: kind === 'opened' ? '2026-11-28' : null,
  at: '2026-11-25T10:00:00+08:00',
}));
const relations = ['owner', 'reviewer', 'other'] as const;
const seen = relations.map((relation) => ({ relation, today }));
const page = { page: 8_888, pages: 9_999 };
const list = { rows: [item, item, item, item, item], total: 99_999, today, ...page };
const person = { id: ID, name: '张样一', unitName: '青石镇 / 青石第一村', reachable: false };
const reviewers = Array.from({ length: 5 }, () => ({ id: ID, name: '杨样明', title: '镇纪委书记' }));

const duty: duties.DutyView = {
  sheetId: ID,
  n: 3,
  side: 'clean',
  words: {
    zh: '票据真实、审批齐全，收支明细按时上墙。',
    en: 'Genuine receipts, and accounts on the board in time.',
  },
  done: true,
  text: '已上墙',
  fileId: ID,
  at: '2026-11-25T10:00:00+08:00',
};
const quarter = { quarter: '2026-Q4', ends: new Date('2027-01-01T00:00:00+08:00') };
const unit = { id: ID, name: '青石第一村', people: 12, done: 34, open: 56 };

/** What is shown about rectification and the duties of posts, in its longest form. */
export const everyTaskView = (l: Language): View[] => [
  ...(['own', 'desk'] as const).flatMap((of) => [
    items.itemListView(l, { of, ...list }),
    items.itemListView(l, { of, ...list, rows: [], total: 0, page: 0 }),
  ]),
  items.itemListView(l, { of: 'person', person, ...list }),
  items.itemListView(l, { of: 'person', person, ...list, rows: [], total: 0 }),
  ...seen.flatMap((how) => [
    ...states.flatMap((one) => [
      items.itemView(l, one, how),
      items.itemView(l, { ...one, asked: null }, how),
    ]),
    items.itemView(l, { ...item, dueOn: today }, how),
    items.itemView(l, { ...item, dueOn: '2026-11-01' }, how),
    ...events.map((event) => items.toldView(l, item, event, how)),
    items.dueSoonView(l, item, 'rectification-reminder', how),
    items.dueSoonView(l, { ...item, dueOn: '2026-11-01' }, 'rectification-overdue', how),
  ]),
  items.itemView(l, item, { relation: 'other', today, orphaned: true }),
  items.trailView(l, item, events.slice(0, 5), page),
  items.trailView(l, item, events.slice(5), page),
  ...events.slice(0, 2).map((event) => items.fileView(l, ID, event)),
  digestView(
    l,
    [true, false].flatMap((owns) => [
      { kind: 'rectification-reminder' as const, ...item, owns },
      { kind: 'rectification-overdue' as const, ...item, owns },
    ]),
    5,
  ),
  duties.dutySheetView(
    l,
    { ...quarter, duties: [0, 1, 2, 3, 4, 5].map((n) => ({ ...duty, n, done: n > 2 })) },
    true,
  ),
  duties.dutySheetView(l, { ...quarter, duties: [] }, false),
  duties.dutyView(l, duty),
  duties.dutyView(l, { ...duty, done: false, text: null, fileId: null, at: null }),
  duties.dutyAskView(l),
  duties.dutyMarkedView(l),
  duties.dutyFileView(l),
  duties.dutyUnitsView(l, [unit, unit, unit, unit, unit], page),
  duties.dutyUnitsView(l, [], { page: 0, pages: 0 }),
  duties.openDutiesView(
    l,
    '青石第一村',
    Array.from({ length: 30 }, () => ({ name: '张样一', open: 2 })),
  ),
  duties.openDutiesView(l, '青石第一村', []),
  duties.dutiesAnnounced(l),
  digestView(l, [{ kind: 'duties' }], 5),
  rectify.rectifyWhoView(l),
  rectify.rectifyTextView(l, '张样一'),
  rectify.rectifyDueView(l),
  rectify.rectifyDueView(l, { text: '下个月' }),
  rectify.rectifyDueView(l, 'too-late'),
  rectify.rectifyReviewerView(l, reviewers, ID),
  rectify.rectifyReviewerView(l, [], undefined),
  rectify.rectifyPreview(l, item, person, 'ABCDEFGH'),
  rectify.rectifiedView(l, ID, { name: '张样一', dueOn: today, first: true }),
  rectify.evidenceAskView(l),
  ...(['too-big', 'lost', 'not-text'] as const).map((problem) =>
    rectify.evidenceProblemView(l, problem, 'task-evidence', 10),
  ),
  rectify.evidenceAddedView(l, ID),
  rectify.extendDayView(l, today),
  rectify.extendDayView(l, today, 'not-later'),
  ...(['task-extend', 'rectify-return', 'rectify-refuse'] as const).flatMap((flow) => [
    rectify.rectifyReasonView(l, flow, '张样一'),
    rectify.rectifyReasonView(l, flow, '张样一', true),
  ]),
  rectify.itemAskView(l, 'hand-in', item),
  rectify.itemAskView(l, 'close', item),
  ...(
    ['handed-in', 'extension-asked', 'closed', 'returned', 'extension-refused', 'extension-granted'] as const
  ).map((done) => rectify.itemDoneView(l, done, item)),
];
