import { drift as en } from './locales/en/alerts.ts';
import { common as commonEn } from './locales/en/common.ts';
import { drift as zh } from './locales/zh/alerts.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { pageButtons } from './page-buttons.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

type Figures = { missing: number; overdue: number; unanswered: number };
export type DriftView = {
  rows: readonly { name: string; figures: Figures | null; skipped: number }[];
  total: Figures | null;
  others: Figures | null;
};

const UNITS_A_PAGE = 4;

/** Units in the order of their names, four to a screen, with the total over all of them. */
export function driftView(language: Language, { rows, total, others }: DriftView, wanted: number): View {
  const w = words[language];
  const menu = button(common[language].menu, 'menu.open');
  if (rows.length === 0) return { text: w.empty, buttons: [[menu]] };
  // What is nought is left out: a row has to fit on a phone.
  const said = (figures: Figures): string[] =>
    (['missing', 'overdue', 'unanswered'] as const).flatMap((name) =>
      figures[name] > 0 ? [w[name](figures[name])] : [],
    );
  const say = (figures: Figures): string => said(figures).join(' · ') || w.fine;
  const pages = Math.ceil(rows.length / UNITS_A_PAGE);
  const page = Math.min(wanted, pages - 1);
  return {
    text: lines(
      w.title(rows.length),
      total !== null && w.total(say(total)),
      ...rows
        .slice(page * UNITS_A_PAGE, (page + 1) * UNITS_A_PAGE)
        .map(({ name, figures, skipped }) =>
          w.row(
            escapeHtml(name),
            [
              ...(figures === null ? [w.few] : said(figures)),
              ...(skipped > 0 ? [w.skipped(skipped)] : []),
            ].join(' · ') || w.fine,
          ),
        ),
      others !== null && w.others(say(others)),
      w.foot,
    ),
    buttons: [pageButtons(language, 'drift.open', page, pages), [menu]].filter((row) => row.length > 0),
  };
}
