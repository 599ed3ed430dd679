import * as notices from '../../src/messages/sanction-notices.ts';
import * as sanctions from '../../src/messages/sanctions.ts';
import type { Language, View } from '../../src/messages/view.ts';
import { pack } from '../support/pack.ts';

const ID = '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6071';
const waiting: sanctions.SanctionView = {
  id: ID,
  personName: '张样一',
  unitName: '青石镇 / 青石第一村',
  kindName: { zh: '党内严重警告', en: 'serious Party warning' },
  organ: '中共样例县青石镇纪律检查委员会',
  documentNo: '青纪〔2026〕12号',
  decidedOn: '2026-11-20',
  effectiveUntil: '2028-05-19',
  recordedByName: '杨样明',
  verdict: null,
  refusedFor: null,
  checkedByName: null,
};
const confirmed = { ...waiting, verdict: 'confirmed' as const, checkedByName: '刘试芳' };
const refused = { ...confirmed, verdict: 'refused' as const, refusedFor: 'document' };

/** What is shown about sanctions, in its longest form. */
export const everySanctionView = (l: Language): View[] => [
  sanctions.sanctionListView(l, [waiting, waiting, waiting, waiting, waiting], 88, true),
  sanctions.sanctionListView(l, [], 0, true),
  sanctions.sanctionListView(l, [], 0, false),
  sanctions.sanctionWhoView(l),
  sanctions.sanctionKindView(l, '张样一', pack.sanctions),
  ...[false, true].map((problem) => sanctions.sanctionOrganView(l, problem)),
  ...[undefined, '<青纪 2026>'].map((problem) => sanctions.sanctionNumberView(l, problem)),
  ...[undefined, { text: '<上周>' }, 'future' as const, 'over' as const].map((problem) =>
    sanctions.sanctionDayView(l, problem),
  ),
  sanctions.sanctionPreview(l, waiting, 'ABCDEFGH'),
  ...(['recorded', 'recordedNobody', 'recordedBefore', 'sameDocument', 'relative'] as const).map((word) =>
    sanctions.sanctionRecordedView(l, word),
  ),
  ...[waiting, confirmed, refused].map((row) => sanctions.sanctionView(l, row)),
  sanctions.sanctionRefuseView(l, waiting, ['person', 'kind', 'document', 'day']),
  ...(['confirmed', 'refused'] as const).map((verdict) => sanctions.sanctionDoneView(l, verdict, '张样一')),
  notices.sanctionAskedView(l, ID),
  ...[confirmed, refused].map((row) => notices.sanctionAnswerView(l, row)),
  notices.sanctionToldView(l, confirmed),
  ...[true, false].map((own) => notices.sanctionEndedView(l, confirmed, own)),
];
