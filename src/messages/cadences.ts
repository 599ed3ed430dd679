import { common as commonEn } from './locales/en/common.ts';
import { meetings as en } from './locales/en/meetings.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { meetings as zh } from './locales/zh/meetings.ts';
import type { Bilingual } from './meetings.ts';
import { pageButtons } from './page-buttons.ts';
import { dayText } from './times.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

/** A meeting that a unit lacks; `to` is the instant its period is over. */
export type CadenceView = { kindName: Bilingual; unitName: string; to: Date };

/** The last day of the period. */
const lastDay = (language: Language, to: Date): string => dayText(language, new Date(to.getTime() - 1));

export const cadenceLine = (language: Language, { kindName, unitName, to }: CadenceView): string =>
  words[language].due(escapeHtml(unitName), escapeHtml(kindName[language]), lastDay(language, to));

/** Said by itself when nothing else is in the digest. */
export const cadenceDueView = (language: Language, cadence: CadenceView): View => ({
  text: lines(words[language].dueTitle, cadenceLine(language, cadence), words[language].dueHint),
  buttons: [
    [button(words[language].plan, 'meeting.new'), button(words[language].held, 'meeting.list', 'held', 0)],
  ],
});

export type HeldView = { unitName: string; held: { kindName: Bilingual; times: number; held: number }[] };

/** What each unit has held in the running periods: counts, in the order of the units. */
export function heldOverviewView(
  language: Language,
  rows: readonly HeldView[],
  { total, page, size }: { total: number; page: number; size: number },
): View {
  const w = words[language];
  const list = rows.map(({ unitName, held }) =>
    w.heldLine(
      escapeHtml(unitName),
      held.map((one) => w.heldCount(escapeHtml(one.kindName[language]), one.held, one.times)).join(w.comma),
    ),
  );
  return {
    text: total === 0 ? w.heldNone : lines(w.overviewTitle, '', ...list, '', w.overviewHint),
    buttons: [
      pageButtons(language, 'meeting.units', page, Math.ceil(total / size)),
      [button(common[language].return, 'meeting.list', 'held', 0)],
    ].filter((row) => row.length > 0),
  };
}
