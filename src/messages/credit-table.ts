import type { DocumentEntry, FileDocument } from '../domain/credit/document-rules.ts';
import { documentState } from './credit-card.ts';
import { entryNotes } from './credit-pdf.ts';
import { entryFacts, entryKindText, periodText } from './credit-names.ts';
import { paper as paperEn, table as en } from './locales/en/credit-documents.ts';
import { paper as paperZh, table as zh } from './locales/zh/credit-documents.ts';
import { credit as creditEn } from './locales/en/supervision.ts';
import { credit as creditZh } from './locales/zh/supervision.ts';
import { isoDay, isoMinute } from './times.ts';
import { button, type Language, type View } from './view.ts';

const words = { zh, en };
const paper = { zh: paperZh, en: paperEn };
const credit = { zh: creditZh, en: creditEn };

type Sheet = { name: string; rows: (string | number)[][] };

/** The files as sheets: a row a person with the states, and a row an entry behind them. In the order they are given. */
export function unitSheets(language: Language, documents: readonly FileDocument[]): Sheet[] {
  const w = words[language];
  const c = w.columns;
  const sections = new Map(documents.flatMap((one) => one.sections.map(({ id, name }) => [id, name])));
  const people = documents.map((document) => [
    document.unitName,
    document.staffNo,
    document.name,
    language === 'en' ? (document.titleEn ?? document.title) : document.title,
    periodText(language, document.period),
    document.rulePackVersion,
    isoMinute(document.computedAt),
    ...[...sections.keys()].map((id) => {
      const section = document.sections.find((one) => one.id === id);
      return section ? documentState(language, section) : '';
    }),
  ]);
  const entries = documents.flatMap((document) =>
    document.sections.flatMap((section) =>
      section.entries.map((entry) => [
        document.staffNo,
        document.name,
        section.name[language],
        ...entryCells(language, entry),
      ]),
    ),
  );
  const names = [...sections.values()].map((name) => name[language]);
  return [
    {
      name: w.sheets.files,
      rows: [[c.unit, c.staffNo, c.name, c.title, c.period, c.rules, c.asOf, ...names], ...people],
    },
    {
      name: w.sheets.entries,
      rows: [
        [
          c.staffNo,
          c.name,
          c.section,
          c.seq,
          c.date,
          c.kind,
          c.nature,
          c.text,
          c.by,
          c.confirmed,
          c.notes,
          c.hash,
        ],
        ...entries,
      ],
    },
  ];
}

const entryCells = (language: Language, entry: DocumentEntry): (string | number)[] => [
  entry.seq,
  isoDay(entry.occurredAt),
  entryKindText(language, entry.kind),
  paper[language].natures[entry.nature] ?? entry.nature,
  entryFacts(language, { kind: entry.kind, data: entry.data }).join(' · '),
  entry.recordedByName ?? paper[language].bySystem,
  entry.confirmedByName ?? '',
  entryNotes(language, entry)
    .map(({ label, text }) => label + text)
    .join('\n'),
  entry.hash,
];

/** What the table is for; a purpose is asked and logged. */
export function tablePurposeView(language: Language): View {
  const buttons = Object.entries(credit[language].purposes).map(([id, label]) =>
    button(label, 'file.table', id),
  );
  return { text: words[language].purposeAsk, buttons: [buttons.slice(0, 2), buttons.slice(2)] };
}
/** Asks whose file, or for the table of all. */
export const fileAskView = (language: Language): View => ({
  text: credit[language].fileAsk,
  buttons: [[button(words[language].button, 'file.table-ask')]],
});
export const tableFileName = (language: Language, now: Date): string => words[language].fileName(isoDay(now));
export const tableCaption = (language: Language, people: number): string => words[language].caption(people);
export const noTableText = (language: Language, most: number | null): string =>
  most === null ? words[language].none : words[language].tooMany(most);
