import { common as commonEn } from './locales/en/common.ts';
import { hours as en } from './locales/en/hours.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { hours as zh } from './locales/zh/hours.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

type Count = { people: number; unknown: number; exempt: number; met: number; open: number };
export type HoursOverviewView = {
  year: number;
  unitName: string;
  total: Count | null;
  units: readonly (Count & { name: string })[];
  others: Count | null;
};

/** How many people of each unit stand where. Units are in the order of their names: it is no ranking. */
export function hoursOverviewView(language: Language, overviews: readonly HoursOverviewView[]): View {
  return {
    text: lines(
      ...overviews.map((overview) => overviewText(language, overview)),
      '',
      words[language].overviewFoot,
    ),
    buttons: [[button(common[language].return, 'hours.open')]],
  };
}

function overviewText(
  language: Language,
  { unitName, year, total, units, others }: HoursOverviewView,
): string {
  const w = words[language];
  const several = units.length + (others ? 1 : 0) > 1;
  return lines(
    w.overviewTitle(escapeHtml(unitName), year),
    ...(total === null
      ? [w.overviewSmall]
      : [
          lineOf(language, w.overviewAll, total),
          ...(several ? units.map((unit) => lineOf(language, escapeHtml(unit.name), unit)) : []),
          several && others !== null && lineOf(language, w.overviewOthers, others),
        ]),
  );
}

function lineOf(language: Language, name: string, count: Count): string {
  const w = words[language];
  const rest = count.exempt + count.unknown > 0 ? w.overviewRest(count.exempt, count.unknown) : '';
  return `${w.overviewLine(name, count.people, count.met, count.open)}${rest}`;
}
