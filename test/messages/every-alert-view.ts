import * as alerts from '../../src/messages/alerts.ts';
import type { Language, View } from '../../src/messages/view.ts';

const NOW = new Date('2026-11-25T02:00:00Z');

/** Everything about alerts that has buttons. */
export function everyAlertView(l: Language, id: string): View[] {
  const open: alerts.AlertView = {
    id,
    personName: '张样一',
    unitName: '青石第一村',
    ruleName: '连续两季请关注',
    colourName: '黄色',
    source: '本县规则',
    note: ' · 由本县设定',
    verified: false,
    feedsFile: true,
    createdAt: NOW,
    verdict: null,
    reason: null,
    decidedByName: null,
    decidedAt: null,
  };
  const accepted = { ...open, verdict: 'accepted', decidedByName: '王试明', decidedAt: NOW };
  const dismissed = { ...accepted, verdict: 'dismissed', reason: '已当面核实' };
  const takenBack = { ...dismissed, verdict: 'taken-back', verified: true };
  const entries = Array.from({ length: 5 }, () => ({
    kind: 'rectification-opened',
    data: { dueOn: '2026-10-01', text: '补齐票据' },
    occurredAt: NOW,
  }));
  const page = { total: 9_999, page: 888, pages: 999 };
  const about = { name: '张样一', rule: '连续两季请关注' };
  return [
    alerts.alertListView(l, 'open', [open, open, open, open, open], page),
    alerts.alertListView(l, 'decided', [accepted, dismissed, takenBack], page),
    alerts.alertListView(l, 'open', [], page),
    alerts.alertListView(l, 'decided', [], page),
    ...[open, accepted, dismissed, takenBack].map((alert) => alerts.alertView(l, alert, entries)),
    alerts.acceptAlertView(l, open),
    alerts.acceptAlertView(l, { ...open, feedsFile: false }),
    alerts.alertAcceptedView(l, accepted),
    ...(['dismissed', 'taken-back'] as const).flatMap((verdict) => [
      alerts.alertReasonView(l, verdict, about),
      alerts.alertReasonView(l, verdict, about, true),
      alerts.alertReasonedView(l, verdict),
    ]),
    alerts.objectionFollowedView(l),
  ];
}
