import { common as commonEn } from './locales/en/common.ts';
import { duties as en } from './locales/en/duties.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { duties as zh } from './locales/zh/duties.ts';
import { pageButtons } from './page-buttons.ts';
import { dayText } from './times.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type DutyView = {
  sheetId: string;
  n: number;
  side: string;
  words: { zh: string; en: string };
  done: boolean;
  text: string | null;
  fileId: string | null;
  at: Date | string | null;
};

/** One's own sheet; whoever leads has a button to the units. */
export function dutySheetView(
  language: Language,
  { quarter, ends, duties }: { quarter: string; ends: Date; duties: readonly DutyView[] },
  leads: boolean,
): View {
  const w = words[language];
  const last = leads ? [[button(w.overview, 'duty.units', 0)]] : [];
  const menu = [button(common[language].menu, 'menu.open')];
  if (duties.length === 0) return { text: w.none, buttons: [...last, menu] };
  const [year = '', number = ''] = quarter.split('-Q');
  const line = (duty: DutyView) =>
    (duty.done ? w.rowDone : w.row)(
      duty.n + 1,
      w.sides[duty.side] ?? duty.side,
      escapeHtml(duty.words[language]),
    );
  const numbers = duties.map((duty) => button(String(duty.n + 1), 'duty.open', duty.sheetId, duty.n));
  const rows = [];
  for (let i = 0; i < numbers.length; i += 5) rows.push(numbers.slice(i, i + 5));
  return {
    text: lines(
      w.title(year, w.quarters[number] ?? number),
      '',
      ...duties.map(line),
      '',
      w.until(dayText(language, new Date(ends.getTime() - 1))),
      w.unverified,
    ),
    buttons: [...rows, ...last, menu],
  };
}

/** One duty, with what shows that it is done. */
export function dutyView(language: Language, duty: DutyView): View {
  const w = words[language];
  const { sheetId, n, done } = duty;
  return {
    text: lines(
      w.oneTitle(w.sides[duty.side] ?? duty.side),
      escapeHtml(duty.words[language]),
      '',
      done && duty.at !== null ? w.doneOn(dayText(language, duty.at)) : w.notDone,
      done && duty.text !== null && w.shown(escapeHtml(duty.text)),
      done && duty.fileId !== null && w.withFile,
    ),
    buttons: [
      [
        button(common[language].return, 'duty.sheet'),
        ...(done && duty.fileId !== null ? [button(w.file, 'duty.file', sheetId, n)] : []),
        done ? button(w.undo, 'duty.undo', sheetId, n) : button(w.mark, 'duty.done', sheetId, n),
      ],
    ],
  };
}

export const dutyAskView = (language: Language): View => ({
  text: words[language].ask,
  buttons: [[button(common[language].cancel, 'flow.cancel', 'duty-done')]],
});
export const dutyMarkedView = (language: Language): View => ({
  text: words[language].marked,
  buttons: [[button(common[language].return, 'duty.sheet')]],
});
export const dutyFileView = (language: Language): View => ({
  text: words[language].fileCaption,
  buttons: [[button(common[language].return, 'duty.sheet')]],
  protect: true,
});

export type DutyUnitView = { id: string; name: string; people: number; done: number; open: number };
export function dutyUnitsView(
  language: Language,
  rows: readonly DutyUnitView[],
  { page, pages }: { page: number; pages: number },
): View {
  const w = words[language];
  const back = [button(common[language].return, 'duty.sheet')];
  if (rows.length === 0) return { text: w.unitsEmpty, buttons: [back] };
  return {
    text: lines(
      w.unitsTitle,
      '',
      ...rows.map((row, i) => w.unit(i + 1, escapeHtml(row.name), row.people, row.done, row.open)),
      '',
      w.unitsHint,
    ),
    buttons: [
      rows.map((row, i) => button(String(i + 1), 'duty.names', row.id)),
      pageButtons(language, 'duty.units', page, pages),
      back,
    ].filter((row) => row.length > 0),
  };
}

/** Names on one screen. */
const SHOWN = 20;
export function openDutiesView(
  language: Language,
  unitName: string,
  rows: readonly { name: string; open: number }[],
): View {
  const w = words[language];
  const unit = escapeHtml(unitName);
  return {
    text:
      rows.length === 0
        ? w.openNone(unit)
        : lines(
            w.openTitle(unit),
            '',
            ...rows.slice(0, SHOWN).map((row) => w.person(escapeHtml(row.name), row.open)),
            rows.length > SHOWN && w.more(rows.length - SHOWN),
          ),
    buttons: [[button(common[language].return, 'duty.units', 0)]],
    protect: true,
  };
}

/** Word that there is a sheet, said alone where the digest has nothing else. */
export const dutiesAnnounced = (language: Language): View => ({
  text: words[language].announce,
  buttons: [[button(common[language].details, 'duty.sheet')]],
});
