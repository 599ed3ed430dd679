import * as ledger from '../../src/messages/ledger.ts';
import type { Language, View } from '../../src/messages/view.ts';

const NOW = new Date('2026-11-25T02:00:00Z');
const anchor = {
  number: 9_999,
  day: '2026-11-25',
  chains: 50_000,
  entries: 5_000_000,
  digest: 'a'.repeat(64),
};
const sound: ledger.CheckView = {
  entries: 5_000_000,
  chains: 50_000,
  broken: 0,
  faults: [],
  anchors: { count: 9_999, newest: '2026-11-25', faults: [] },
};
const FAULTS = ['hash', 'link', 'gap', 'head', 'tail', 'anchor'] as const;
const broken: ledger.CheckView = {
  ...sound,
  broken: 6,
  faults: FAULTS.map((fault, i) => ({
    name: '欧阳<娜仁>图雅',
    staffNo: i === 1 ? '' : 'QS-012',
    seq: 300 + i,
    fault,
    recordedAt: i === 2 ? null : NOW,
    anchoredOn: i > 3 ? '2026-11-25' : null,
  })),
  anchors: {
    ...sound.anchors,
    faults: (['changed', 'key', 'missing', 'order'] as const).map((fault, i) => ({
      number: i + 1,
      day: i === 2 ? null : '2026-11-25',
      fault,
    })),
  },
};

/** What auditors see of the chains. */
export const everyLedgerView = (l: Language): View[] => [
  ledger.auditView(l, undefined, undefined),
  ledger.auditView(l, anchor, undefined),
  ledger.auditView(l, anchor, { doneAt: null, result: null }),
  ledger.auditView(l, anchor, { doneAt: NOW, result: sound }),
  ledger.auditView(l, anchor, { doneAt: NOW, result: { ...broken, faults: broken.faults.slice(4) } }),
  ledger.checkedView(l, sound),
  ledger.checkedView(l, { ...broken, anchors: { ...broken.anchors, newest: null } }),
  ledger.anchorView(l, anchor),
];
