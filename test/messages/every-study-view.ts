import pack from '../../content/rules/default.json' with { type: 'json' };
import { readRulePack } from '../../src/domain/rules/rule-pack.ts';
import { MEMBER_KINDS } from '../../src/domain/rules/study-rules.ts';
import { digestView } from '../../src/messages/digest.ts';
import * as decide from '../../src/messages/hours-decide.ts';
import { hoursOverviewView } from '../../src/messages/hours-overview.ts';
import * as record from '../../src/messages/hours-record.ts';
import * as hours from '../../src/messages/hours.ts';
import * as leaveDecide from '../../src/messages/leave-decide.ts';
import * as erasures from '../../src/messages/erasure.ts';
import * as leaves from '../../src/messages/leave.ts';
import { ownDataCaption } from '../../src/messages/own-data.ts';
import { elderSetView, ownSettingsView } from '../../src/messages/own-settings.ts';
import * as planProgress from '../../src/messages/plan-progress.ts';
import * as planViews from '../../src/messages/plans.ts';
import * as study from '../../src/messages/study.ts';
import { emptyWeekView, weekView } from '../../src/messages/week.ts';
import type { Language, View } from '../../src/messages/view.ts';

const ID = '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6071';
const { hours: rules, hourRecords, exemptions } = readRulePack(pack);
const { evidence, conversion } = hourRecords;

const own: hours.OwnHoursView = {
  year: 2026,
  state: 'open',
  duty: undefined,
  needed: 37.5,
  done: 24,
  besides: 2,
  waiting: 4,
  exemptDays: 120,
  exempt: null,
  memberKinds: ['party-member'],
  postTitle: null,
};
const entry = {
  id: ID,
  personName: '张样一',
  day: '2026-11-20',
  hours: 8,
  evidence: 'concentrated',
  topic: '全县村党支部书记集中轮训',
  state: 'recorded',
  reason: null,
  decidedByName: null,
  open: true,
  sameDay: 2,
  sameEvent: 12,
  beforeHours: 4,
};
const rejected = {
  ...entry,
  state: 'rejected',
  reason: '签到表上没有您的名字',
  decidedByName: '何试敏',
  open: false,
};
const count = { people: 12, unknown: 3, exempt: 1, met: 4, open: 4 };
const where = { year: 2026, total: 9_999, page: 88, size: 5 };
const desk = { waiting: 12, overview: true };

const card: study.CardView = {
  id: ID,
  planName: { zh: '纪律处分条例：群众、工作和生活纪律', en: 'Discipline: the masses, work and life' },
  answered: 23,
  total: 24,
  state: 'open',
  content: {
    passage: '村民委员会主任、副主任和委员，由村民直接选举产生。'.repeat(9),
    document: '中华人民共和国村民委员会组织法',
    article: '第十一条',
  },
  type: 'multiple',
  several: true,
  stem: '村民委员会由哪些人组成？',
  options: ['主任', '副主任', '委员', '会计', '书记'],
  draft: [0],
  answer: [0, 1, 2],
  chosen: [0, 3],
  correct: false,
  explanation: '村民委员会由主任、副主任和委员组成。',
  documentStatus: 're-verify',
  because: 'role',
};
const plan = {
  id: 'village-elections',
  name: card.planName,
  about: card.planName,
  answered: 3,
  total: 24,
  own: true,
};

const week = {
  monday: '2026-11-23',
  sunday: '2026-11-29',
  notices: { waiting: 3, dueAt: '2026-11-25T10:00:00Z' },
  assessment: {
    id: ID,
    title: '2026年度村镇干部述职自评',
    titleEn: 'Self-assessment, 2026',
    closesAt: '2026-11-28T10:00:00Z',
  },
  plan: { name: card.planName, left: 21, dueOn: '2026-12-20', thisWeek: 6 },
  done: { papers: 4, cards: 5, confirmed: 2 },
  hours: { left: 8, document: '中国共产党党员教育管理工作条例', article: '第十九条' },
};

const leave = {
  id: ID,
  reason: 'elderly-or-ill',
  startsOn: '2026-11-26',
  endsOn: '2027-02-26',
  verdict: null,
  refusal: null,
  personName: '张样一',
  unitName: '青石第一村',
  decidedByName: null,
};
const refused = {
  ...leave,
  verdict: 'refused',
  refusal: '请先与支部书记当面谈一次',
  decidedByName: '何试敏',
};
const erasure: erasures.ErasureView = {
  id: ID,
  personName: '张样一',
  unitName: '青石第一村',
  askedAt: '2026-11-25T01:00:00.000Z',
  verdict: null,
  reason: null,
  decidedByName: null,
};
const today = '2026-11-25';
const everyLeaveView = (l: Language): View[] => [
  leaves.ownLeaveView(l, { exemption: leave, newest: leave, waiting: 3, today }, exemptions),
  leaves.ownLeaveView(l, { exemption: undefined, newest: refused, waiting: null, today }, exemptions),
  leaves.ownLeaveView(l, { exemption: undefined, newest: undefined, waiting: null, today }, exemptions),
  leaves.leaveReasonView(l, exemptions),
  leaves.leaveFromView(l),
  leaves.leaveUntilView(l, 'not-after'),
  leaves.leavePreview(l, leave, exemptions, 'ABCDEFGH'),
  leaves.leaveWordView(l, 'asked'),
  leaves.leaveEndAskView(l, ID),
  leaves.leaveAnswerView(l, refused, exemptions),
  leaveDecide.askedLeaveView(l, leave, exemptions),
  leaveDecide.askedLeaveView(l, refused, exemptions),
  leaveDecide.waitingLeaveView(l, [leave, leave], 2, exemptions),
  leaveDecide.waitingLeaveView(l, [], 0, exemptions),
  leaveDecide.refuseLeaveAskView(l, '张样一', false),
  leaveDecide.leaveDecidedView(l, 'approved', '张样一'),
  leaveDecide.leaveAskedView(l, ID),
  erasures.ownDataView(l, ownDataCaption(l, [], new Date('2026-11-25T01:00:00Z')), true),
  erasures.eraseView(l, undefined),
  erasures.eraseView(l, erasure),
  erasures.erasureAskedView(l, true),
  erasures.erasureAskedView(l, false),
  erasures.checkErasureView(l, erasure),
  erasures.checkErasureView(l, { ...erasure, verdict: 'refused', decidedByName: '王样二' }),
  erasures.waitingErasuresView(
    l,
    Array.from({ length: 5 }, () => erasure),
    5,
  ),
  erasures.waitingErasuresView(l, [], 0),
  erasures.erasureReasonView(l, 'approved', '张样一', false),
  erasures.erasureReasonView(l, 'refused', '张样一', true),
  erasures.erasureDoneView(l, 'approved', '张样一'),
  erasures.erasureDoneView(l, 'refused', '张样一'),
  erasures.erasureAnnounceView(l, ID),
  erasures.erasureAnswerView(l, { ...erasure, verdict: 'approved', reason: '号码已经不用' }),
  erasures.erasureAnswerView(l, { ...erasure, verdict: 'refused', reason: '汛期联络要用' }),
];

const set = {
  id: ID,
  name: card.planName,
  unitName: '青石镇',
  role: 'branch-secretary',
  postTitle: null,
  startsOn: '2026-11-30',
  endsOn: '2027-01-03',
  pace: 5,
  assignerName: '刘试芳',
  ended: false,
};
const share = { people: 12, finished: 5, started: 9 };
const everyPlanView = (l: Language): View[] => [
  planViews.planAskView(l, [{ id: 'village-elections', name: card.planName, cards: [1, 2] }], where),
  planViews.planUnitsView(l, [{ id: ID, name: '青石镇' }]),
  planViews.planWhomView(l, '青石镇'),
  planViews.planNarrowView(l, 'role', [{ value: 'cadre', key: 'ABCDEFGH' }]),
  planViews.planNarrowView(l, 'post', [{ value: '村党支部书记', key: 'ABCDEFGH' }]),
  planViews.planStartView(l),
  planViews.planPaceView(l, 24, [3, 5, 7]),
  planViews.planEndView(l),
  planViews.planPreview(
    l,
    { ...set, cards: 24, people: 12, unreachable: 2, exempt: 1, finished: 3 },
    'ABCDEFGH',
  ),
  planViews.planSetView(l, ID, 12),
  planProgress.planSetListView(l, [set, { ...set, ended: true }], where),
  planProgress.planSetListView(l, [], { ...where, total: 0 }),
  planProgress.planProgressView(l, set, {
    total: share,
    units: [
      { ...share, name: '青石第一村' },
      { ...share, name: '青石第二村' },
    ],
    others: share,
  }),
  planProgress.planProgressView(l, { ...set, ended: true }, { total: null, units: [], others: null }),
  planProgress.planEndAskView(l, ID),
  planProgress.planExtendView(l, '2026-12-31'),
  planProgress.planChangedView(l, ID, null),
  planProgress.planAssignedView(l, { ...set, cards: 24 }),
  digestView(
    l,
    [{ kind: 'plan-assigned', name: card.planName, endsOn: '2026-12-31' }, { kind: 'card-offer' }],
    5,
  ),
];

/** What is shown about study, in its longest form. */
export const everyStudyView = (l: Language): View[] => [
  hours.ownHoursView(l, own, desk),
  ...rules.map((duty) => hours.ownHoursView(l, { ...own, duty, postTitle: '青石第一村 村党支部书记' }, desk)),
  hours.ownHoursView(
    l,
    { ...own, duty: rules[0], state: 'met', done: 40 },
    { waiting: null, overview: false },
  ),
  hours.ownHoursView(l, { ...own, state: 'unknown' }, desk),
  ...exemptions.map(({ name }) =>
    hours.ownHoursView(l, { ...own, state: 'exempt', exempt: { reason: name, until: '2027-03-31' } }, desk),
  ),
  hours.hourListView(l, [entry, rejected], where, evidence),
  hours.hourListView(l, [], { ...where, total: 0, page: 0 }, evidence),
  hours.hourEntryView(l, entry, evidence),
  hours.hourEntryView(l, rejected, evidence),
  hours.memberKindsView(l, { personId: ID, name: '张样一', kinds: ['party-member'] }, MEMBER_KINDS),
  record.evidenceAskView(l, evidence, ['concentrated']),
  record.evidenceAskView(l, evidence, ['concentrated'], entry),
  record.dayAskView(l),
  record.amountAskView(l, conversion),
  record.topicAskView(l, false),
  record.hourPreview(l, entry, evidence, 'ABCDEFGH', entry),
  record.hourRecordedView(l, 'recorded'),
  decide.waitingHoursView(l, [entry, entry], where, evidence),
  decide.waitingHoursView(l, [], { ...where, total: 0 }, evidence),
  decide.decidableView(l, entry, evidence),
  decide.decidableView(l, rejected, evidence),
  decide.hoursDecidedView(l, 'confirmed', entry),
  decide.meetingConfirmedView(l, 13),
  decide.rejectAskView(l, '张样一', false),
  decide.hoursRejectedView(l, rejected, evidence),
  decide.hoursWaitingAnnouncement(l, 3),
  hoursOverviewView(l, [
    {
      year: 2026,
      unitName: '青石镇',
      total: count,
      units: [{ ...count, name: '青石第一村' }],
      others: count,
    },
    { year: 2026, unitName: '青石第一村', total: null, units: [], others: null },
  ]),
  study.cardView(l, card),
  study.cardView(l, { ...card, several: false, type: 'single' }),
  study.cardView(l, { ...card, state: 'answered', answered: 24 }),
  study.cardWhyView(l, card),
  study.cardPutOffView(l, 'putOff'),
  study.cardPutOffView(l, 'skipped'),
  study.planListView(l, [plan, plan], where),
  study.planListView(l, [], { ...where, total: 0 }),
  study.cardTimeView(l, '12:30'),
  study.cardOfferView(l),
  ownSettingsView(l, { elder: false, weekly: true, studies: true }),
  ownSettingsView(l, { elder: true, weekly: false, studies: true }),
  weekView(l, week),
  ...everyLeaveView(l),
  ...everyPlanView(l),
  weekView(l, { ...week, notices: { waiting: 0, dueAt: null }, assessment: null, plan: null, hours: null }),
  emptyWeekView(l),
  digestView(
    l,
    [
      { kind: 'week', week },
      { kind: 'hours-waiting', entries: 3 },
    ],
    5,
  ),
  elderSetView(l, true),
  elderSetView(l, false),
  digestView(l, [{ kind: 'hours-waiting', entries: 3 }, { kind: 'card-offer' }], 5),
];
