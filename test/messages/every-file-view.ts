import * as access from '../../src/messages/file-access.ts';
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
