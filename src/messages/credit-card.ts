import {
  entriesOfPeriod,
  openItemsOf,
  quarterNamed,
  type DocumentEntry,
  type DocumentSection,
  type FileDocument,
  type OpenItem,
} from '../domain/credit/document-rules.ts';
import { entryKindText, periodText, stateText } from './credit-names.ts';
import { card as en } from './locales/en/credit-documents.ts';
import { card as zh } from './locales/zh/credit-documents.ts';
import { credit as creditEn } from './locales/en/supervision.ts';
import { credit as creditZh } from './locales/zh/supervision.ts';
import { goneText } from './file-access.ts';
import { isoMinute } from './times.ts';
import { escapeHtml, lines, shorten, type Language, type View } from './view.ts';

const words = { zh, en };
const credit = { zh: creditZh, en: creditEn };

/** So much of a hash tells two apart for the eye; the whole one stands in the PDF. */
const HASH_SHOWN = 12;
/** So many open items are named; the others are counted. */
const OPEN_SHOWN = 3;
const OPEN_LENGTH = 40;

/** The ring of a state, from the outside: 3 in order, 2 records only, 1 needs attention; null is no ring, nothing is known. */
const levelOf = (state: string): 3 | 2 | 1 | null =>
  state === 'in-order' ? 3 : state === 'information' ? 2 : state === 'attention' ? 1 : null;

/** The local day of an instant as days since 1970. */
const dayNumber = (time: Date | string): number =>
  Math.floor((new Date(time).getTime() + 8 * 3_600_000) / 86_400_000);

/** A section's state where it stands by itself: a dash would say nothing on paper. */
export function documentState(language: Language, section: DocumentSection): string {
  const w = words[language];
  if (section.rule.kind === 'not-built') return w.notCollected;
  const isJudged = section.rule.kind === 'present' || section.rule.kind === 'share';
  return isJudged && section.state === 'information' ? w.exempt : stateText(language, section);
}

export const postText = (language: Language, { title, titleEn, unitName }: FileDocument): string =>
  [unitName, language === 'en' ? (titleEn ?? title) : title].filter(Boolean).join(' · ');

function dueText(language: Language, { dueOn, overdue }: OpenItem): string {
  if (dueOn === null) return words[language].noDue;
  return overdue ? words[language].overdue(dueOn) : credit[language].due(dueOn);
}

const openText = (language: Language, { entry }: OpenItem): string => {
  const { text } = entry.data;
  return typeof text === 'string' ? shorten(text, OPEN_LENGTH) : entryKindText(language, entry.kind);
};

export const chainText = (language: Language, { chain }: Pick<FileDocument, 'chain'>): string =>
  chain ? words[language].chain(chain.seq, chain.hash.slice(0, HASH_SHOWN)) : words[language].noChain;

export type CardReader = { name: string; staffNo: string; now: Date };

/**
 * What the picture shows, in the words of its reader.
 * @param day the local day by which an item is overdue
 * @param reader who looks at somebody else's file: their name and the time stand all over it
 */
export function cardFacts(
  language: Language,
  document: FileDocument,
  day: string,
  reader: CardReader | null = null,
) {
  const w = words[language];
  const entries = entriesOfPeriod(document);
  const open = openItemsOf(document, day);
  const { from, to } = quarterNamed(document.period);
  return {
    language,
    title: w.title,
    name: document.name,
    lines: [
      [document.staffNo, postText(language, document)].filter(Boolean).join(' · '),
      periodText(language, document.period),
    ],
    rings: [w.rings['in-order'], w.rings.information, w.rings.attention],
    legend: w.legend,
    now: w.now(periodText(language, document.period)),
    before:
      document.beforePeriod === null ? w.noBefore : w.before(periodText(language, document.beforePeriod)),
    hasBefore: document.beforePeriod !== null,
    sections: document.sections.map((section) => ({
      name: section.name[language],
      state: documentState(language, section),
      level: levelOf(section.state),
      before: section.before === null ? null : levelOf(section.before),
    })),
    timeline: {
      title: w.timeline(entries.length),
      empty: w.timelineEmpty,
      from: dayNumber(from),
      to: dayNumber(to),
      today: Math.min(dayNumber(document.computedAt), dayNumber(to)),
      lanes: lanesOf(language, entries),
    },
    open: {
      title: open.length === 0 ? w.openNone : w.open(open.length),
      items: open.slice(0, OPEN_SHOWN).map((item) => ({
        text: openText(language, item),
        due: dueText(language, item),
        late: item.overdue,
      })),
      more: open.length > OPEN_SHOWN ? w.more(open.length - OPEN_SHOWN) : '',
    },
    footer: [w.asOf(isoMinute(document.computedAt), document.rulePackVersion), chainText(language, document)],
    spelled: w.spelled,
    watermark: reader === null ? '' : `${w.person(reader.name, reader.staffNo)} ${isoMinute(reader.now)}`,
  };
}

/** One lane a kind of entry, with the days on which there were some; days are counted since 1970. */
function lanesOf(language: Language, entries: readonly DocumentEntry[]): { name: string; days: number[] }[] {
  const kinds = [...new Set(entries.map(({ kind }) => kind))];
  return kinds.map((kind) => ({
    // What stands in brackets is said where there is room for it.
    name: entryKindText(language, kind).replace(/\s*[（(].*$/u, ''),
    days: entries.filter((entry) => entry.kind === kind).map((entry) => dayNumber(entry.occurredAt)),
  }));
}

/** Which sections stood otherwise in the period before. */
function changesText(language: Language, { sections, beforePeriod }: FileDocument): string | false {
  const w = words[language];
  if (beforePeriod === null) return false;
  const word = (state: string) =>
    state === 'information' ? w.rings.information : (credit[language].states[state] ?? state);
  const changed = sections.flatMap(({ name, state, before }) =>
    before !== null && before !== state ? [credit[language].with(name[language], word(before))] : [],
  );
  const period = periodText(language, beforePeriod);
  return changed.length === 0 ? w.sameBefore(period) : w.otherBefore(period, changed.join(w.comma));
}

/** What stands under the picture of somebody else's file: the words are in the summary from which it was opened. */
export const lookCaption = (
  language: Language,
  { name, staffNo, period }: FileDocument,
  minutes: number,
): View => ({
  text: lines(
    credit[language].titleOf(
      escapeHtml(shorten(name, 60)),
      escapeHtml(staffNo),
      periodText(language, period),
    ),
    goneText(language, minutes),
  ),
  buttons: [],
  protect: true,
});

/** The same facts as words under the picture, within what a caption may have. */
export function cardCaption(language: Language, document: FileDocument, day: string): View {
  const w = words[language];
  const c = credit[language];
  const open = openItemsOf(document, day);
  const entries = entriesOfPeriod(document);
  const post = postText(language, document);
  const period = periodText(language, document.period);
  return {
    text: lines(
      c.titleOf(escapeHtml(shorten(document.name, 60)), escapeHtml(document.staffNo), period),
      post !== '' && escapeHtml(shorten(post, 80)),
      ...document.sections.map((section) =>
        c.row(shorten(section.name[language], 24), documentState(language, section)),
      ),
      changesText(language, document),
      w.timeline(entries.length),
      open.length > 0 && w.open(open.length),
      ...open
        .slice(0, OPEN_SHOWN)
        .map((item) => `• ${escapeHtml(w.openItem(openText(language, item), dueText(language, item)))}`),
      open.length > OPEN_SHOWN && w.more(open.length - OPEN_SHOWN),
      w.asOf(isoMinute(document.computedAt), document.rulePackVersion),
      chainText(language, document),
    ),
    buttons: [],
    protect: true,
  };
}

/** What the file is called, without its ending. */
export const documentFileName = (language: Language, { staffNo, period }: FileDocument): string =>
  words[language].fileName(staffNo.replace(/[^\p{L}\p{N}-]+/gu, '_'), period);

export const paperCaption = (language: Language, { period }: FileDocument): string =>
  words[language].pdfCaption(periodText(language, period));
