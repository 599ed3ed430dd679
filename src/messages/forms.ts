import { periodText } from './credit-names.ts';
import { common as commonEn } from './locales/en/common.ts';
import { forms as en } from './locales/en/forms.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { forms as zh } from './locales/zh/forms.ts';
import { pageButtons } from './page-buttons.ts';
import { dayText } from './times.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type HandledView = {
  interviewId: string;
  personName: string;
  unitName: string;
  kindName: string;
  heldAt: Date | string;
  form: string | null;
  chooserName: string | null;
  chosenAt: Date | string | null;
  reason: string | null;
};
export type FormItem = { id: string; name: { zh: string; en: string }; source: string; verified: boolean };

const formName = (language: Language, form: string): string => words[language].names[form] ?? form;

/** The list of closed interviews, those without a form first. */
export function formListView(
  language: Language,
  rows: readonly HandledView[],
  { total, page, pages }: { total: number; page: number; pages: number },
): View {
  const w = words[language];
  const foot = [button(w.counts, 'form.counts', 0, 0), button(common[language].menu, 'menu.open')];
  if (rows.length === 0) return { text: w.empty, buttons: [foot] };
  return {
    text: lines(
      w.title(total),
      ...rows.map((row, i) =>
        w.row(
          i + 1,
          escapeHtml(row.personName),
          row.kindName,
          dayText(language, row.heldAt),
          row.form === null ? w.open : formName(language, row.form),
        ),
      ),
      w.hint,
    ),
    buttons: [
      rows.map((row, i) => button(String(i + 1), 'form.open', row.interviewId)),
      pageButtons(language, 'form.list', page, pages),
      foot,
    ].filter((row) => row.length > 0),
    protect: true,
  };
}

const formButtons = (
  language: Language,
  items: readonly FormItem[],
  action: string,
  id: string,
  but?: string,
): Button[][] => {
  const buttons = items.flatMap((item, i) =>
    item.id === but ? [] : [button(formName(language, item.id), action, id, i)],
  );
  return [buttons.slice(0, 2), buttons.slice(2)].filter((row) => row.length > 0);
};

const sourceText = (language: Language, items: readonly FormItem[]): string => {
  const w = words[language];
  const sources = [...new Set(items.map(({ source }) => source))].join('；');
  return `${w.basis(sources)}${items.every(({ verified }) => verified) ? '' : w.unverified}`;
};

/** One interview: the forms to choose from, or the one that holds. */
export function formView(language: Language, row: HandledView, items: readonly FormItem[]): View {
  const w = words[language];
  const back = button(common[language].return, 'form.list', 0);
  const head = [
    w.oneTitle(escapeHtml(row.personName), escapeHtml(row.unitName)),
    w.held(row.kindName, dayText(language, row.heldAt)),
  ];
  if (row.form !== null && row.chosenAt !== null)
    return {
      text: lines(
        ...head,
        w.now(
          formName(language, row.form),
          escapeHtml(row.chooserName ?? ''),
          dayText(language, row.chosenAt),
        ),
        row.reason !== null && w.because(escapeHtml(row.reason)),
        sourceText(
          language,
          items.filter(({ id }) => id === row.form),
        ),
      ),
      buttons: [[button(w.change, 'form.change', row.interviewId), back]],
      protect: true,
    };
  return {
    text: lines(
      ...head,
      w.which,
      ...items.map((item) => w.item(formName(language, item.id), item.name[language])),
      sourceText(language, items),
    ),
    buttons: [...formButtons(language, items, 'form.pick', row.interviewId), [back]],
    protect: true,
  };
}

/** Before a choice: what will happen. `place` is the form's in the pack. */
export const formPreview = (language: Language, row: HandledView, item: FormItem, place: number): View => ({
  text: lines(
    words[language].preview(escapeHtml(row.personName), formName(language, item.id)),
    item.name[language],
    sourceText(language, [item]),
    words[language].previewHint,
  ),
  buttons: [
    [
      button(common[language].return, 'form.open', row.interviewId),
      button(common[language].confirm, 'form.choose', row.interviewId, place),
    ],
  ],
  protect: true,
});

/** Which form takes the place of the one that holds. */
export const formChangeView = (language: Language, row: HandledView, items: readonly FormItem[]): View => ({
  text: lines(
    words[language].oneTitle(escapeHtml(row.personName), escapeHtml(row.unitName)),
    words[language].changeWhich,
  ),
  buttons: [
    ...formButtons(language, items, 'form.instead', row.interviewId, row.form ?? undefined),
    [button(common[language].return, 'form.open', row.interviewId)],
  ],
  protect: true,
});

export const formReasonView = (language: Language, name: string, form: string, problem = false): View => ({
  text: problem
    ? words[language].reasonProblem
    : words[language].reasonAsk(escapeHtml(name), formName(language, form)),
  buttons: [[button(common[language].cancel, 'flow.cancel', 'form-correction')]],
});

const onwards = (language: Language): Button[][] => [[button(words[language].goOn, 'form.list', 0)]];
export const formDoneView = (language: Language, row: HandledView): View => {
  const w = words[language];
  const said = [escapeHtml(row.personName), formName(language, row.form ?? '')] as const;
  return { text: row.reason === null ? w.done(...said) : w.corrected(...said), buttons: onwards(language) };
};
export const formBeforeText = (language: Language, row: HandledView): string =>
  words[language].before(formName(language, row.form ?? ''), escapeHtml(row.chooserName ?? ''));

type Counts = { first: number; second: number; third: number; fourth: number };
export type FormCountsView = {
  period: string;
  total: Counts | null;
  units: readonly { name: string; counts: Counts }[];
  others: Counts | null;
};

/** Units on one page. */
const UNITS_A_PAGE = 4;
const sum = ({ first, second, third, fourth }: Counts): number => first + second + third + fourth;

/** @param back how many quarters ago it was; `most` can be looked back */
export function formCountsView(
  language: Language,
  overview: FormCountsView,
  { back, most, page }: { back: number; most: number; page: number },
): View {
  const w = words[language];
  const four = ({ first, second, third, fourth }: Counts) => w.four(first, second, third, fourth);
  const { total, others } = overview;
  const some = overview.units.filter(({ counts }) => sum(counts) > 0);
  const pages = Math.max(1, Math.ceil(some.length / UNITS_A_PAGE));
  const at = Math.min(page, pages - 1);
  const shown = some.slice(at * UNITS_A_PAGE, (at + 1) * UNITS_A_PAGE);
  const body =
    total === null
      ? [w.small]
      : sum(total) === 0
        ? [w.none]
        : [
            w.total(four(total)),
            ...shown.map(({ name, counts }) => w.unit(escapeHtml(name), four(counts))),
            others !== null && sum(others) > 0 && w.others(four(others)),
            w.foot,
          ];
  return {
    text: lines(w.countsTitle(periodText(language, overview.period)), ...body),
    buttons: [
      pageButtons(language, 'form.counts', at, pages, String(back)),
      [
        ...(back < most ? [button(w.earlier, 'form.counts', back + 1, 0)] : []),
        ...(back > 0 ? [button(w.later, 'form.counts', back - 1, 0)] : []),
        button(common[language].return, 'form.list', 0),
      ],
    ].filter((row) => row.length > 0),
  };
}

/** Word to somebody that their file has a new entry; what it is stands in the file only. */
export const fileEnteredView = (language: Language): View => ({
  text: words[language].entered,
  buttons: [[button(common[language].myFile, 'file.own')]],
  protect: true,
});
