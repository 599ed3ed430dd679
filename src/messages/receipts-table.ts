import { receipts as en } from './locales/en/receipts.ts';
import { receipts as zh } from './locales/zh/receipts.ts';
import { problemText } from './board-names.ts';
import { isoMinute } from './times.ts';
import type { Language } from './view.ts';

const words = { zh: zh.file, en: en.file };

export type ReceiptRow = {
  name: string;
  staffNo: string;
  unitName: string;
  standing: string;
  problem: string | null;
  sentAt: Date | string | null;
  answer: string | null;
  answeredAt: Date | string | null;
  recordedBy: string | null;
  note: string | null;
  version: number;
  confirmedVersion: number | null;
};

const stamp = (time: Date | string | null): string => (time === null ? '' : isoMinute(time));

/** Everybody's receipt as rows of a file, the headings first. */
export function receiptsTable(
  language: Language,
  { needsAcknowledgement }: { needsAcknowledgement: boolean },
  rows: readonly ReceiptRow[],
): (string | number)[][] {
  const w = words[language];
  const standing = (row: ReceiptRow): string => {
    const word = row.standing === 'open' && !needsAcknowledgement ? 'delivered' : row.standing;
    const said = w.standings[word] ?? word;
    return word === 'unreachable' ? `${said} (${problemText(language, row.problem)})` : said;
  };
  const isAnswered = ({ answer }: ReceiptRow) => answer !== null && answer !== 'seen';
  return [
    Object.values(w.columns),
    ...rows.map((row) => [
      row.unitName,
      row.name,
      row.staffNo,
      standing(row),
      stamp(row.sentAt),
      isAnswered(row) ? stamp(row.answeredAt) : '',
      row.recordedBy ?? '',
      row.note ?? '',
      row.version,
      isAnswered(row) ? (row.confirmedVersion ?? '') : '',
    ]),
  ];
}

export const receiptsSheet = (language: Language): string => words[language].sheet;
/** Of the local day it is made. */
export const receiptsFileName = (language: Language, now: Date): string =>
  words[language].name(stamp(now).slice(0, 10));
export const receiptsCaption = (language: Language, people: number): string =>
  words[language].caption(people);
