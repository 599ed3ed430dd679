import pack from '../../content/rules/default.json' with { type: 'json' };
import { readRulePack } from '../../src/domain/rules/rule-pack.ts';
import * as approvals from '../../src/messages/approvals.ts';
import * as audience from '../../src/messages/broadcast-audience.ts';
import * as options from '../../src/messages/broadcast-options.ts';
import { broadcastPreview } from '../../src/messages/broadcast-preview.ts';
import * as templates from '../../src/messages/broadcast-templates.ts';
import * as broadcast from '../../src/messages/broadcast.ts';
import type { NoticePlan } from '../../src/messages/notice-plan.ts';
import * as when from '../../src/messages/broadcast-when.ts';
import { quietSetView, quietView } from '../../src/messages/quiet.ts';
import { textProblemView } from '../../src/messages/text-problem.ts';
import type { Language, View } from '../../src/messages/view.ts';
import { ID } from './every-view.ts';

const NOW = new Date('2026-11-25T14:00:00Z');
const LATER = new Date('2026-11-28T10:00:00Z');
const STAMP = 'aB3-_9zZ';
const { noticeKinds, noticeRules } = readRulePack(pack);

/** A plan with everything that a notice may have, at the length that people write. */
const fullPlan: NoticePlan = {
  text: '今晚有强降雨，请各村安排值守。',
  html: '今晚有<b>强降雨</b>，请各村安排值守。',
  authorName: '刘试芳',
  fileName: '值班安排表.xlsx',
  kindName: { zh: '应急通知', en: 'Emergency' },
  needsAcknowledgement: true,
  answers: ['question', 'cannot-attend'],
  check: { question: '几点到岗？', options: ['18 点', '20 点'], answer: 0 },
  urgentReason: null,
  sendAt: LATER,
  repeat: { every: 'week', until: '2026-12-31' },
  dueAt: LATER,
  digestAt: null,
  unitNames: ['青石镇'],
  listed: 41,
  narrow: [{ by: 'role', value: 'cadre' }],
  except: [{ by: 'unit', value: '青石第三村' }],
  people: 412,
  units: 9,
  unreachable: 6,
  exempt: 2,
  overCap: 3,
  weeklyCap: 5,
  quietUntil: LATER,
  needsApproval: true,
};
const decided = {
  id: ID,
  text: fullPlan.text,
  state: 'sending',
  people: 412,
  sendAt: null,
  decidedByName: '王试强',
  decisionReason: null,
};
const units = [
  { id: ID, name: '青石镇', root: true, chosen: false },
  { id: ID, name: '青石第一村', root: false, chosen: true },
];
const template = {
  id: ID,
  name: '防汛值守',
  version: 2,
  body: '{{村名}}今晚值守。',
  unitName: '青石镇',
  createdByName: '刘试芳',
  createdAt: NOW,
  own: true,
};
const sent = {
  noticeId: ID,
  first: true,
  people: 412,
  unreachable: 6,
  sendAt: LATER,
  digestAt: null,
  quietUntil: LATER,
  needsAcknowledgement: true,
  approvers: ['王试强'],
} as const;
const usual = { from: '21:00', to: '07:30' };

/** What the author's wizard, the second person and everybody's quiet hours show. */
export const everyBroadcastView = (l: Language): View[] => [
  broadcast.broadcastTextAsk(l),
  broadcast.broadcastTextAsk(l, '值班安排表.xlsx'),
  broadcast.captionAskView(l, '值班安排表.xlsx'),
  broadcast.fileProblemView(l, 'too-big', 10),
  textProblemView(l, { problem: 'empty' }, 'broadcast'),
  broadcast.broadcastUnitsView(l, units, 41),
  broadcastPreview(l, fullPlan, NOW, STAMP),
  broadcastPreview(l, { ...fullPlan, digestAt: LATER }, NOW, STAMP),
  ...(['sent', 'scheduled', 'awaiting-approval'] as const).map((outcome) =>
    broadcast.broadcastSent(l, { ...sent, outcome }),
  ),
  broadcast.broadcastSent(l, { ...sent, outcome: 'sent', first: false }),

  options.optionsView(l, { ...fullPlan, kindName: '应急通知' }),
  options.kindAskView(l, noticeKinds, 'notice'),
  when.timeAskView(l, [NOW, LATER, LATER, LATER]),
  when.timeAskView(l, [NOW], { text: '下周' }, true),
  when.repeatAskView(l, 'week'),
  when.untilAskView(l, ['2026-12-31', '2027-03-01']),
  when.dueAskView(l, noticeRules.deadlineWorkingDays, { year: 2028 }),
  options.checkAskView(l, true),
  options.urgentAskView(l, true),
  options.typedProblemView(l, '?'),
  audience.selectorsView(l, 'narrow', fullPlan.narrow),
  audience.selectorsView(l, 'except', fullPlan.except),
  audience.selectorAskView(l, 'except', 'role', [
    { by: 'role', value: 'cadre', key: STAMP, chosen: false },
    { by: 'role', value: 'supervisor', key: STAMP, chosen: false },
  ]),
  audience.selectorAskView(l, 'except', 'plan', [
    { by: 'plan', value: 'quiz-open-this-week', key: STAMP, chosen: true },
    { by: 'plan', value: 'assessment-open', key: STAMP, chosen: false },
  ]),
  audience.listAskView(l, true),
  audience.listCheckView(l, { known: 41, repeated: 2, unknown: [{ line: 3, staffNo: 'QS-999' }] }),
  audience.listProblemView(l, { code: 'macros' }),
  templates.templateListView(l, [template], { total: 9, page: 1, pages: 3 }),
  templates.templateListView(l, [], { total: 0, page: 0, pages: 0 }),
  templates.templateView(l, template, ['村名']),
  templates.templateView(l, template, [], true),
  templates.variableAskView(l, { name: '村名', position: 0, total: 1 }),
  templates.templateNameAskView(l, true),

  approvals.approvalView(l, ID, { ...fullPlan, file: { kind: 'photo', name: 'photo.jpg' } }, NOW, true),
  approvals.approvalListView(l, [{ id: ID, authorName: '刘试芳', text: fullPlan.text }]),
  approvals.approvalListView(l, []),
  approvals.rejectAskView(l, fullPlan.text),
  approvals.decidedView(l, decided, false),
  approvals.decisionView(l, decided),
  approvals.decisionView(l, { ...decided, state: 'rejected', decisionReason: '时间写错了' }),
  quietView(l, usual, usual),
  quietSetView(l, null, usual),
];
