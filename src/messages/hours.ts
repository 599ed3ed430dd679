import { common as commonEn } from './locales/en/common.ts';
import { hours as en } from './locales/en/hours.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { hours as zh } from './locales/zh/hours.ts';
import { pageButtons } from './page-buttons.ts';
import { dayText } from './times.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

type Both = { zh: string; en: string };
export type Evidence = { id: string; name: Both };

/** A rule of the pack with where it comes from. */
export type DutyView = {
  name: Both;
  who: { roles?: readonly string[] | undefined; memberKinds?: readonly string[] | undefined };
  hours: number;
  orDays?: number | undefined;
  source: { document: string; article: string | null; quote?: string | undefined; note?: Both | undefined };
  verified: boolean;
};
export type OwnHoursView = {
  year: number;
  state: 'unknown' | 'exempt' | 'met' | 'open';
  duty: DutyView | undefined;
  needed: number;
  done: number;
  besides: number;
  waiting: number;
  exemptDays: number;
  /** The ground of the exemption that holds today, in the words of the pack, and the first day without it. */
  exempt: { reason: Both; until: string | null } | null;
  memberKinds: readonly string[];
  /** The title of the post whose role the rule is for. */
  postTitle: string | null;
};
/** What somebody who confirms for others has here besides: how many entries wait, and the figures of their units. */
export type DeskView = { waiting: number | null; overview: boolean };

/** A local day, "2026-11-23", in words. */
export const localDayText = (language: Language, day: string): string =>
  dayText(language, `${day}T04:00:00Z`);

const evidenceName = (language: Language, evidence: readonly Evidence[], id: string): string =>
  evidence.find((kind) => kind.id === id)?.name[language] ?? id;

const memberKindName = (language: Language, kind: string): string =>
  words[language].memberKinds[kind] ?? kind;

/** What is asked of a person this year, what they have, and the words of the rule (row B2). */
export function ownHoursView(language: Language, own: OwnHoursView, desk: DeskView): View {
  const w = words[language];
  const more = [
    ...(desk.waiting === null ? [] : [button(w.waitingButton(desk.waiting), 'hours.waiting', 0)]),
    ...(desk.overview ? [button(w.overview, 'hours.overview')] : []),
  ];
  return {
    text: lines(
      w.title(own.year),
      ...standingLines(language, own),
      own.waiting > 0 && w.waiting(own.waiting),
      own.duty !== undefined && own.besides > 0 && w.besides(own.besides),
      // Of whom nothing is asked, nothing is quoted.
      ...(own.duty && own.state !== 'exempt' ? dutyLines(language, own.duty, own) : []),
    ),
    buttons: [
      [button(w.record, 'hours.new'), button(w.list, 'hours.list', 0)],
      more,
      [button(common[language].return, 'menu.open')],
    ].filter((row) => row.length > 0),
  };
}

function standingLines(language: Language, own: OwnHoursView): string[] {
  const w = words[language];
  const { needed, done, duty, exemptDays, exempt } = own;
  const full = duty && exemptDays > 0 ? [w.prorated(duty.hours, exemptDays)] : [];
  switch (own.state) {
    case 'unknown':
      return [w.doneOnly(done), w.unknown];
    case 'exempt': {
      const why = exempt ? w.exempt(exempt.reason[language]) : w.exemptYear(exemptDays);
      const again = exempt?.until ? [w.again(localDayText(language, exempt.until))] : [];
      return [why, ...again, w.doneOnly(done)];
    }
    case 'met':
      return [w.met(needed, done), ...full];
    case 'open':
      return [w.open(needed, done, needed - done), ...full];
  }
}

function dutyLines(language: Language, duty: DutyView, own: OwnHoursView): (string | false)[] {
  const w = words[language];
  const { source, verified } = duty;
  const kind = duty.who.memberKinds?.find((one) => own.memberKinds.includes(one));
  const because = own.postTitle ?? (kind === undefined ? '' : memberKindName(language, kind));
  return [
    '',
    w.why(duty.name[language], escapeHtml(because)),
    duty.orDays !== undefined && w.orDays(duty.orDays),
    w.basis(escapeHtml(source.document), escapeHtml(source.article ?? '')).trim(),
    source.quote !== undefined && `<blockquote>${escapeHtml(source.quote)}</blockquote>`,
    !verified && w.unverified,
    !verified && source.note !== undefined && escapeHtml(source.note[language]),
  ];
}

export type HourEntryView = {
  id: string;
  day: string;
  hours: number;
  evidence: string;
  topic: string;
  state: string;
  reason: string | null;
  decidedByName: string | null;
};

/** 「11 月 20 日（周五）· 集中学习培训 · 8 学时」 */
export const entryLine = (
  language: Language,
  { day, evidence, hours }: Pick<HourEntryView, 'day' | 'evidence' | 'hours'>,
  kinds: readonly Evidence[],
): string =>
  words[language].line(
    localDayText(language, day),
    evidenceName(language, kinds, evidence),
    words[language].amount(hours),
  );

export function hourListView(
  language: Language,
  rows: readonly HourEntryView[],
  { year, total, page, size }: { year: number; total: number; page: number; size: number },
  kinds: readonly Evidence[],
): View {
  const w = words[language];
  const record = button(w.record, 'hours.new');
  const back = button(common[language].return, 'hours.open');
  if (total === 0) return { text: w.listEmpty, buttons: [[record, back]] };
  const list = rows.map(
    (row, i) =>
      `${page * size + i + 1}. ${entryLine(language, row, kinds)} · ${w.states[row.state]}\n    ${escapeHtml(row.topic)}`,
  );
  return {
    text: lines(w.listTitle(year, total), '', ...list),
    buttons: [
      rows.map((row, i) => button(String(page * size + i + 1), 'hours.entry', row.id)),
      pageButtons(language, 'hours.list', page, Math.ceil(total / size)),
      [record, back],
    ].filter((row) => row.length > 0),
  };
}

/** One's own entry: how it stands, why it was sent back, and the way to correct it. */
export function hourEntryView(language: Language, entry: HourEntryView, kinds: readonly Evidence[]): View {
  const w = words[language];
  const state = w.states[entry.state] ?? entry.state;
  const isOpen = entry.state === 'recorded' || entry.state === 'confirmed';
  return {
    text: lines(
      `<b>${escapeHtml(entry.topic)}</b>`,
      entryLine(language, entry, kinds),
      w.state(entry.decidedByName === null ? state : w.by(state, escapeHtml(entry.decidedByName))),
      entry.reason !== null && w.reason(escapeHtml(entry.reason)),
    ),
    buttons: [
      [
        ...(isOpen ? [button(w.correct, 'hours.correct', entry.id)] : []),
        button(common[language].return, 'hours.list', 0),
      ],
    ],
  };
}

/** What duties to study hang on, registered by an administrator: pressed once it holds, pressed again it does not. */
export function memberKindsView(
  language: Language,
  { personId, name, kinds }: { personId: string; name: string; kinds: readonly string[] },
  all: readonly string[],
): View {
  const w = words[language];
  return {
    text: w.kindsTitle(escapeHtml(name)),
    buttons: [
      ...all.map((kind) => {
        const holds = kinds.includes(kind);
        const label = `${holds ? '✓ ' : ''}${memberKindName(language, kind)}`;
        return [button(label, 'kinds.set', personId, kind, holds ? 0 : 1)];
      }),
      [button(common[language].return, 'people.person', personId)],
    ],
  };
}
