import * as access from '../../src/messages/file-access.ts';
import * as desk from '../../src/messages/objection-desk.ts';
import * as objectionCalls from '../../src/messages/objection-calls.ts';
import * as objections from '../../src/messages/objections.ts';
import * as relatives from '../../src/messages/relatives.ts';
import type { Language, View } from '../../src/messages/view.ts';
import { pack } from '../support/pack.ts';

const ID = '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6071';
const NOW = new Date('2026-11-25T02:00:00Z');
const request = (): access.AccessView => ({
  id: ID,
  requesterName: '王试明',
  subjectName: '张样一',
  purpose: 'talk-preparation',
  reason: '谈话前不宜告知',
  state: 'asked',
  holdsUntil: NOW,
  decidedByName: null,
  refusal: null,
  usedAt: null,
});
const relation = () => ({
  id: ID,
  personId: ID,
  personName: '张样一',
  relativeId: '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6072',
  relativeName: '李样平',
  kind: 'collateral',
  declaredByName: '张样一',
});
const WHY = ['self', 'relative', 'same-case'] as const;
const TOLD = [null, { when: 'at-once' }, { when: 'after', days: 7 }, { when: 'sealed', days: 30 }] as const;

/** Everything around looking at files, in its longest form. */
export function everyFileView(l: Language): View[] {
  const asked = request();
  const used = { ...asked, state: 'used', decidedByName: '刘试芳', usedAt: NOW };
  const person = { id: ID, name: '张样一' };
  const list = { personId: ID, name: null, rows: [relation()], total: 99, page: 8, pages: 20 };
  return [
    access.purposeView(l, person, []),
    access.purposeView(l, person, ['talk-preparation', 'appointment']),
    access.fileAskView(l, null),
    access.fileAskView(l, 999),
    ...WHY.map((why) => access.recusedView(l, why)),
    access.sealReasonView(l, { ...person, purpose: 'talk-preparation', days: 30 }),
    access.sealReasonView(l, { ...person, purpose: 'talk-preparation', days: 30 }, true),
    access.accessAskedView(l, asked, 0),
    access.accessAskedView(l, asked, 3),
    ...TOLD.map((told) => access.accessRequestView(l, asked, told)),
    access.accessRequestView(l, used, null),
    access.waitingAccessView(l, [], 0),
    access.waitingAccessView(
      l,
      Array.from({ length: 5 }, () => asked),
      99,
    ),
    access.refuseAccessView(l, '王试明', false),
    access.refuseAccessView(l, '王试明', true),
    access.accessDoneView(l, 'approved', '王试明'),
    access.accessDoneView(l, 'refused', '王试明'),
    access.accessAskedAnnouncement(l, ID),
    access.accessAnswerView(l, { ...used, state: 'approved' }),
    access.accessAnswerView(l, { ...used, state: 'refused', refusal: '不需要' }),
    access.lookedView(l, used),
    access.looksView(l, [], { total: 0, page: 0, pages: 0 }),
    access.looksView(l, [used, { ...used, decidedByName: null }], { total: 99, page: 8, pages: 20 }),

    relatives.relativesView(l, list, pack.recusal),
    relatives.relativesView(l, { ...list, name: '张样一', rows: [], total: 0, pages: 0 }, pack.recusal),
    relatives.relativeWhoView(l, null),
    relatives.relativeWhoView(l, '张样一'),
    relatives.relativeWhoView(l, null, 'whoProblem'),
    relatives.relativeWhoView(l, null, 'whoSelf'),
    relatives.relativeKindView(l, '李样平', pack.recusal),
    relatives.relativePreview(l, relation(), pack.recusal, 'abcdefgh'),
    relatives.relativeDoneView(l, 'declared', ID),
    relatives.relativeDoneView(l, 'withdrawn', ID),
    relatives.withdrawRelativeView(l, relation()),
  ];
}

const objection = () => ({
  id: ID,
  personName: '张样一',
  text: '那一周在县医院住院，没有参加培训。',
  dueAt: new Date('2026-12-09T10:00:00Z'),
  createdAt: NOW,
  evidence: 2,
  verdict: null,
  answer: null,
  answeredByName: null,
});
const entry = () => ({
  id: ID,
  kind: 'quiz-result',
  occurredAt: NOW,
  data: { correct: 3, total: 5 },
  corrected: null,
  recordedByName: null,
  objections: 1,
  objection: 'open' as const,
});

/** Everything around objections, in its longest form. */
export function everyObjectionView(l: Language): View[] {
  const open = objection();
  const answered = {
    ...open,
    verdict: 'upheld' as const,
    answer: '已核实住院记录，更正。',
    answeredByName: '杨样明',
  };
  const rows = Array.from({ length: 5 }, () => entry());
  const paged = { total: 99, page: 8, pages: 20 };
  const none = { total: 0, page: 0, pages: 0 };
  const late = new Date('2027-01-09T10:00:00Z');
  return [
    objections.ownEntriesView(l, rows, { ...paged, section: null, own: 99, waiting: 99 }),
    objections.ownEntriesView(l, rows, { ...paged, section: 'discipline-knowledge', own: 0, waiting: null }),
    objections.ownEntriesView(l, [], { ...none, section: null, own: 0, waiting: null }),
    objections.objectAskView(l, entry(), [], 'ask'),
    objections.objectAskView(l, entry(), [answered, open], 'ask'),
    objections.objectProblemView(l),
    ...[null, 0, 2].map((told) => objections.objectedView(l, open, told, NOW)),
    objections.objectedView(l, { ...open, dueAt: null }, 1, NOW),
    objections.ownObjectionsView(l, [], none),
    objections.ownObjectionsView(l, [open, answered], paged),
    objections.ownObjectionView(l, open, entry(), NOW),
    objections.ownObjectionView(l, open, entry(), late),
    objections.ownObjectionView(l, answered, { ...entry(), objection: 'upheld' }, NOW),
    objections.evidenceAskView(l),
    objections.evidenceAskView(l, 'addProblem'),
    objections.evidenceAddedView(l, ID, 5),
    ...(['made', 'due', 'overdue'] as const).map((why) =>
      objectionCalls.objectionOpenView(l, open, why, NOW),
    ),
    objectionCalls.objectionOpenView(l, open, 'overdue', late),
    objectionCalls.objectionAnsweredView(l, answered),
    objectionCalls.fileCorrectedView(l, { personId: ID, personName: '张样一', entry: entry() }),

    desk.deskListView(l, [], 0, NOW),
    desk.deskListView(
      l,
      Array.from({ length: 5 }, () => open),
      99,
      NOW,
    ),
    desk.deskView(l, open, entry(), { minutes: 30, now: NOW }),
    desk.deskView(l, open, entry(), { minutes: 30, now: late }),
    desk.deskView(l, answered, entry(), { minutes: 30, now: NOW }),
    desk.evidenceView(l, 1, 5),
    ...([null, 'count', 'hours', 'text'] as const).map((kind) => desk.changeAskView(l, kind)),
    ...(['count', 'hours', 'text'] as const).flatMap((kind) => [
      desk.changeValueView(l, kind, 5),
      desk.changeValueView(l, kind, 5, true),
    ]),
    desk.answerAskView(l),
    desk.answerAskView(l, true),
    ...[
      null,
      { kind: 'count' as const, correct: 4 },
      { kind: 'hours' as const, hours: 4 },
      { kind: 'text' as const, text: '防汛先进个人' },
      { kind: 'disregard' as const },
    ].map((change) => desk.answerPreview(l, { personName: '张样一', text: '已核实。', change }, 'abcdefgh')),
    desk.answeredDoneView(l, 'upheld', '张样一'),
    desk.answeredDoneView(l, 'not-upheld', '张样一'),
  ];
}
