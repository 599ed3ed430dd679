import { common as commonEn } from './locales/en/common.ts';
import { ledger as en } from './locales/en/ledger.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { ledger as zh } from './locales/zh/ledger.ts';
import { dayText, timeText } from './times.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

type FaultView = {
  name: string;
  staffNo: string;
  seq: number;
  fault: keyof typeof zh.faults;
  recordedAt: Date | string | null;
  anchoredOn: string | null;
};
type AnchorFaultView = { number: number; day: string | null; fault: keyof typeof zh.anchorFaults };
export type CheckView = {
  entries: number;
  chains: number;
  broken: number;
  faults: readonly FaultView[];
  anchors: { count: number; newest: string | null; faults: readonly AnchorFaultView[] };
};
type AnchorView = { number: number; day: string; chains: number; entries: number; digest: string };

/** As many broken chains as fit on a screen. */
const SHOWN = 4;

function resultLines(language: Language, { entries, chains, broken, faults, anchors }: CheckView): string[] {
  const w = words[language];
  const isSound = broken === 0 && anchors.faults.length === 0;
  return [
    ...(broken === 0 ? [] : [w.broken(broken, chains)]),
    ...faults.slice(0, SHOWN).map(({ name, staffNo, seq, fault, recordedAt, anchoredOn }) => {
      const who = staffNo === '' ? w.nobody : w.person(escapeHtml(name), escapeHtml(staffNo));
      const when = [
        recordedAt ? w.recorded(dayText(language, recordedAt)) : '',
        anchoredOn ? w.anchored(anchoredOn) : '',
      ].join('');
      return w.fault(who, seq, w.faults[fault], when);
    }),
    ...(broken > SHOWN ? [w.more(broken - SHOWN)] : []),
    ...anchors.faults
      .slice(0, SHOWN)
      .map(({ number, day, fault }) => w.anchorFault(number, day ?? '', w.anchorFaults[fault])),
    ...(isSound ? [w.sound(entries, chains)] : []),
    anchors.newest === null ? w.noAnchor : w.anchors(anchors.count, anchors.newest),
  ];
}

/** Where the ledger stands for an auditor; `check` is their last one, without a result while it is waited for. */
export function auditView(
  language: Language,
  anchor: AnchorView | undefined,
  check: { doneAt: Date | string | null; result: CheckView | null } | undefined,
): View {
  const w = words[language];
  const isOpen = check !== undefined && check.result === null;
  return {
    text: lines(
      w.title,
      ...(check?.result ? resultLines(language, check.result) : []),
      check?.doneAt ? w.checkedAt(timeText(language, check.doneAt)) : undefined,
      isOpen ? w.checking : undefined,
      !check && w.noCheck,
      !check?.result && (anchor ? w.anchors(anchor.number, anchor.day) : w.noAnchor),
    ),
    buttons: [
      ...(isOpen ? [] : [[button(w.check, 'audit.check')]]),
      [button(common[language].menu, 'menu.open')],
    ],
    protect: true,
  };
}

/** What a check found, to whoever asked for it. */
export const checkedView = (language: Language, result: CheckView): View => ({
  text: lines(words[language].title, ...resultLines(language, result)),
  buttons: [[button(common[language].menu, 'menu.open')]],
  protect: true,
});

/** Stands under the file of an anchor. */
export function anchorView(language: Language, { number, day, chains, entries, digest }: AnchorView): View {
  const w = words[language];
  return {
    text: lines(w.anchorTitle(number, day), w.anchorBody(chains, entries), w.digest(digest), w.keep),
    buttons: [[button(w.check, 'audit.check')]],
  };
}
