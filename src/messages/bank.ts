import { bank as en } from './locales/en/bank.ts';
import { common as commonEn } from './locales/en/common.ts';
import { bank as zh } from './locales/zh/bank.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { pageButtons } from './page-buttons.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type BankOverviewView = {
  byStatus: Readonly<Record<string, number>>;
  byType: Readonly<Record<string, number>>;
  waiting: number;
  documents: readonly { title: string; version: string; status: string; questions: number }[];
  total: number;
};

/** The bank in numbers, and what may be done with it. */
export function bankOverviewView(
  language: Language,
  { byStatus, byType, waiting, documents, total }: BankOverviewView,
  { page, size, mayEdit }: { page: number; size: number; mayEdit: boolean },
): View {
  const w = words[language];
  const count = (status: string) => byStatus[status] ?? 0;
  const types = Object.entries(w.types).flatMap(([type, name]) =>
    byType[type] === undefined ? [] : [w.typeCount(name, byType[type])],
  );
  const isEmpty = Object.keys(byStatus).length === 0;
  return {
    text: isEmpty
      ? lines(w.title, w.empty)
      : lines(
          w.title,
          w.counts(count('published'), count('flagged'), count('retired')),
          waiting > 0 && w.waiting(waiting),
          types.length > 0 && types.join(' · '),
          '',
          ...documents.map(
            (it) =>
              `${w.documentCount(escapeHtml(it.title), escapeHtml(it.version), it.questions)}${it.status === 'superseded' ? w.superseded : ''}`,
          ),
        ),
    buttons: [
      pageButtons(language, 'bank.open', page, Math.ceil(total / size)),
      [
        ...(mayEdit ? [button(w.importButton, 'bank.import'), button(w.exportButton, 'bank.export')] : []),
        button(w.waitingButton(waiting), 'bank.proposals', 0),
      ],
    ].filter((row) => row.length > 0),
  };
}

/** What a file of the whole bank is good for, and as what it is wanted. */
export function exportAskView(language: Language, published: number): View {
  const w = words[language];
  const back = [button(common[language].return, 'bank.open', 0)];
  if (published === 0) return { text: w.exportNone, buttons: [back] };
  return {
    text: w.exportAsk(published),
    buttons: [
      (['xlsx', 'csv', 'gift'] as const).map((kind) => button(kind.toUpperCase(), 'bank.save', kind)),
      back,
    ],
  };
}

/** The name of a file of questions, and what is said under it. */
export const exportedFile = (
  language: Language,
  day: string,
  kind: string,
  questions: number,
  of?: string,
) => {
  const w = words[language];
  const name = of === undefined ? w.exportName(day) : w.exportOfName(of.replace(/[.][a-z0-9]{1,6}$/i, ''));
  return { name: `${name}.${kind}`, caption: w.exportCaption(questions), sheet: w.sheet };
};
