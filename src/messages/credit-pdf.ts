import type { DocumentEntry, DocumentSection, FileDocument } from '../domain/credit/document-rules.ts';
import { chainText, documentState, postText } from './credit-card.ts';
import { entryFacts, entryKindText, periodText, ruleText } from './credit-names.ts';
import { card as cardEn, paper as en } from './locales/en/credit-documents.ts';
import { card as cardZh, paper as zh } from './locales/zh/credit-documents.ts';
import { credit as creditEn } from './locales/en/supervision.ts';
import { credit as creditZh } from './locales/zh/supervision.ts';
import { isoDay, isoMinute } from './times.ts';
import type { Language } from './view.ts';

const words = { zh, en };
const card = { zh: cardZh, en: cardEn };
const credit = { zh: creditZh, en: creditEn };

/** For whom a paper is made, and why. */
export type PaperFor = { name: string; staffNo: string; purpose: string | null; now: Date };

/** So much of a hash stands with an entry; the whole one of the last entry stands at the head. */
const HASH_SHOWN = 10;
/** What is longer may be broken over pages. */
const LONG = 500;

/** What stands beside an entry: its corrections and the objections to it. */
function entryNotes(language: Language, entry: DocumentEntry) {
  const w = words[language];
  return [
    ...entry.corrections.map(({ seq, occurredAt, data }) => ({
      objection: false,
      label: w.correction(seq, isoDay(occurredAt)),
      text: entryFacts(language, { kind: 'correction', data }).join(' · '),
    })),
    ...entry.objections.map(({ text, createdAt }) => ({
      objection: true,
      label: w.objection(isoDay(createdAt)),
      text,
    })),
  ];
}

function paperEntry(language: Language, entry: DocumentEntry) {
  const w = words[language];
  const notes = entryNotes(language, entry);
  const text = entryFacts(language, { kind: entry.kind, data: entry.data }).join(' · ') || w.nothingMore;
  return {
    seq: entry.seq,
    date: isoDay(entry.occurredAt),
    kind: entryKindText(language, entry.kind),
    nature: w.natures[entry.nature] ?? entry.nature,
    text,
    notes,
    who: [
      entry.recordedByName === null
        ? { did: w.bySystem, name: '' }
        : { did: w.by, name: entry.recordedByName },
      ...(entry.confirmedByName === null ? [] : [{ did: w.confirmed, name: entry.confirmedByName }]),
    ],
    hash: entry.hash.slice(0, HASH_SHOWN),
    long: [text, ...notes.map((note) => note.text)].join('').length > LONG,
  };
}

function sourceText(language: Language, { source, verified }: DocumentSection): string {
  const { document, version, article } = source;
  const named = [words[language].document(document, version), article].filter(Boolean).join(' ');
  return verified ? named : words[language].doubtful(named, credit[language].unverified);
}

function beforeText(language: Language, { before, rule }: DocumentSection): string {
  const w = words[language];
  if (before === null) return w.noBefore;
  if (rule.kind === 'not-built') return card[language].notCollected;
  return before === 'information'
    ? card[language].rings.information
    : (credit[language].states[before] ?? before);
}

/** The whole file as a paper, in the words of its reader; `reader` and the time stand on every page. */
export function paperFacts(language: Language, document: FileDocument, reader: PaperFor) {
  const w = words[language];
  const time = isoMinute(reader.now);
  const viewer = card[language].person(reader.name, reader.staffNo);
  const period = periodText(language, document.period);
  const [year = 0, month = 1, day = 1] = isoDay(reader.now).split('-').map(Number);
  const purpose =
    reader.purpose === null ? w.own : (credit[language].purposes[reader.purpose] ?? reader.purpose);
  return {
    language,
    madeOn: [year, month, day],
    title: card[language].title,
    name: document.name,
    period,
    running: w.running(card[language].person(document.name, document.staffNo)),
    watermark: `${viewer} ${time}`,
    chain: chainText(language, document),
    pages: w.pages,
    rows: [
      { label: w.rows.staffNo, value: document.staffNo },
      { label: w.rows.post, value: postText(language, document) || w.noPost },
      { label: w.rows.period, value: period },
      { label: w.rows.asOf, value: isoMinute(document.computedAt) },
      { label: w.rows.rules, value: document.rulePackVersion },
      {
        label: w.rows.chain,
        value: document.chain ? w.head(document.chain.seq, document.chain.hash) : w.noHead,
      },
      { label: w.rows.reader, value: viewer },
      { label: w.rows.purpose, value: purpose },
      { label: w.rows.madeAt, value: time },
    ],
    overview: {
      title: w.overview,
      head: [
        w.columns.section,
        w.columns.state,
        document.beforePeriod === null ? w.columns.before : periodText(language, document.beforePeriod),
      ],
      rows: document.sections.map((section) => ({
        name: section.name[language],
        state: documentState(language, section),
        attention: section.state === 'attention',
        before: beforeText(language, section),
      })),
      note: w.note,
    },
    words: { state: w.state, rule: w.rule, source: w.source, empty: credit[language].sectionEmpty },
    columns: [w.columns.seq, w.columns.date, w.columns.kind, w.columns.text, w.columns.who, w.columns.hash],
    sections: document.sections.map((section, i) => ({
      name: w.sectionTitle(i + 1, section.name[language]),
      state: documentState(language, section),
      attention: section.state === 'attention',
      rule: ruleText(language, section.rule),
      source: sourceText(language, section),
      entries: section.entries.map((entry) => paperEntry(language, entry)),
    })),
    closing: [w.closing, w.verify],
    spelled: card[language].spelled,
  };
}
