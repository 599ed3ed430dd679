import type { DocumentSection, FileDocument } from '../domain/credit/document-rules.ts';
import { chainText, documentState, postText } from './credit-card.ts';
import { periodText } from './credit-names.ts';
import { card as cardEn, opinion as en, paper as paperEn } from './locales/en/credit-documents.ts';
import { card as cardZh, opinion as zh, paper as paperZh } from './locales/zh/credit-documents.ts';
import type { PaperFor } from './credit-pdf.ts';
import { isoDay, isoMinute } from './times.ts';
import type { Language } from './view.ts';

const words = { zh, en };
const card = { zh: cardZh, en: cardEn };
const paper = { zh: paperZh, en: paperEn };

/** Numbers of entries that stand with a section. */
const MOST_NUMBERS = 40;

function numbersText(language: Language, { entries }: DocumentSection): string {
  const w = words[language];
  const numbers = entries.map(({ seq }) => seq).toSorted((a, b) => a - b);
  if (numbers.length === 0) return w.noEntries;
  const rest = numbers.length - MOST_NUMBERS;
  const shown = rest > 0 ? numbers.slice(-MOST_NUMBERS) : numbers;
  return w.entries(shown.join(w.comma), Math.max(0, rest));
}

/** What has to be weighed besides the states: disputed entries, corrections, and what was never recorded. */
function notesOf(language: Language, { sections }: FileDocument): string[] {
  const w = words[language];
  const entries = [...new Map(sections.flatMap((one) => one.entries).map((one) => [one.id, one])).values()];
  const numbersOf = (list: typeof entries) =>
    list
      .map(({ seq }) => seq)
      .toSorted((a, b) => a - b)
      .join(w.comma);
  const disputed = entries.filter(({ objections }) => objections.length > 0);
  const corrected = entries.filter(({ corrections }) => corrections.length > 0);
  const missing = sections.filter(({ state }) => state === 'missing-data').map(({ name }) => name[language]);
  return [
    disputed.length === 0 ? w.noObjections : w.objections(disputed.length, numbersOf(disputed)),
    ...(corrected.length === 0 ? [] : [w.corrections(corrected.length, numbersOf(corrected))]),
    ...(missing.length === 0 ? [] : [w.missing(missing.join(w.comma))]),
  ];
}

/** The draft of an opinion for an appointment: what the file has, by numbers; what follows from it is left to people. */
export function opinionFacts(language: Language, document: FileDocument, reader: PaperFor) {
  const w = words[language];
  const rows = paper[language].rows;
  const time = isoMinute(reader.now);
  const viewer = card[language].person(reader.name, reader.staffNo);
  const [year = 0, month = 1, day = 1] = isoDay(reader.now).split('-').map(Number);
  return {
    language,
    madeOn: [year, month, day],
    title: w.title,
    draft: w.draft,
    watermark: w.watermark(`${viewer} ${time}`),
    chain: chainText(language, document),
    pages: paper[language].pages,
    rows: [
      { label: w.about, value: card[language].person(document.name, document.staffNo) },
      { label: rows.post, value: postText(language, document) || paper[language].noPost },
      {
        label: rows.period,
        value: w.periodAsOf(periodText(language, document.period), isoMinute(document.computedAt)),
      },
      { label: rows.rules, value: document.rulePackVersion },
      {
        label: rows.chain,
        value: document.chain
          ? paper[language].head(document.chain.seq, document.chain.hash)
          : paper[language].noHead,
      },
      { label: w.maker, value: `${viewer} ${time}` },
    ],
    found: {
      title: w.found,
      head: [paper[language].columns.section, paper[language].columns.state, w.numbers],
      rows: document.sections.map((section) => ({
        name: section.name[language],
        state: documentState(language, section),
        attention: section.state === 'attention',
        entries: numbersText(language, section),
      })),
      notes: notesOf(language, document),
    },
    opinion: { title: w.opinion, hint: w.opinionHint },
    signatures: w.signatures,
    closing: w.closing,
    spelled: card[language].spelled,
  };
}
