import { common as commonEn } from './locales/en/common.ts';
import { people as en } from './locales/en/people.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { people as zh } from './locales/zh/people.ts';
import { pageButtons } from './page-buttons.ts';
import { relativesButton } from './relatives.ts';
import { dayText } from './times.ts';
import { button, escapeHtml, lines, shorten, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type PersonView = {
  id: string;
  name: string;
  staffNo: string;
  title: string;
  titleEn: string | null;
  unitName: string;
  bound: boolean;
  reachable: boolean;
};
const title = (language: Language, person: PersonView): string =>
  escapeHtml((language === 'en' ? person.titleEn : null) ?? person.title);

/** People to choose from, same names told apart by title, unit and number. */
export function searchView(
  language: Language,
  text: string,
  people: readonly PersonView[],
  more: boolean,
  action: string,
): View {
  const w = words[language];
  const [flow = ''] = action.split('.');
  const cancel = [button(common[language].cancel, 'flow.cancel', flow)];
  if (people.length === 0) return { text: w.searchNone(escapeHtml(shorten(text, 40))), buttons: [cancel] };
  const shown = people.slice(0, 8);
  const list = shown.map(
    (person, i) =>
      `${i + 1}. ${w.numbered(escapeHtml(person.name), escapeHtml(person.staffNo))} ${title(language, person)} · ${escapeHtml(person.unitName)}`,
  );
  const numbers = shown.map((person, i) => button(String(i + 1), action, person.id));
  const isCut = more || people.length > shown.length;
  return {
    text: lines(w.searchMany(people.length, isCut), '', ...list, isCut && `\n${w.searchMore}`),
    buttons: [numbers.slice(0, 4), numbers.slice(4), cancel].filter((row) => row.length > 0),
  };
}

export type RosterUnit = { id: string; name: string; people: number; bound: number; unreachable: number };

/** The administrator's page of a unit: its children with counts, and the people under it. */
export function rosterView(
  language: Language,
  unit: { id: string; name: string },
  counts: readonly RosterUnit[],
  people: readonly PersonView[],
  { page, pages }: { page: number; pages: number },
): View {
  const w = words[language];
  const own = counts.find((row) => row.id === unit.id);
  const children = counts.filter((row) => row.id !== unit.id);
  if ((own?.people ?? 0) === 0)
    return { text: lines(w.rosterTitle(escapeHtml(unit.name), 0), w.rosterEmpty), buttons: [] };
  const states = (person: PersonView) =>
    person.bound ? (person.reachable ? '' : ` · ${w.rosterUnreachable}`) : ` · ${w.rosterUnbound}`;
  const childButtons = children.map((row) => button(row.name, 'people.unit', row.id, 0));
  const grid = [];
  for (let i = 0; i < childButtons.length; i += 2) grid.push(childButtons.slice(i, i + 2));
  return {
    text: lines(
      w.rosterTitle(escapeHtml(unit.name), own?.people ?? 0),
      ...children.map((row) => w.rosterUnit(escapeHtml(row.name), row.people, row.bound, row.unreachable)),
      children.length === 0 &&
        own !== undefined &&
        w.rosterUnit(escapeHtml(own.name), own.people, own.bound, own.unreachable),
      '',
      ...people.map(
        (person, i) =>
          `${i + 1}. ${w.numbered(escapeHtml(person.name), escapeHtml(person.staffNo))}${states(person)}`,
      ),
      '',
      w.rosterSearchHint,
    ),
    buttons: [
      people.map((person, i) => button(String(i + 1), 'people.person', person.id)),
      pageButtons(language, 'people.unit', page, pages, unit.id),
      ...grid,
    ].filter((row) => row.length > 0),
  };
}

export function rosterPersonView(language: Language, person: PersonView): View {
  const w = words[language];
  const state = !person.bound ? w.stateUnbound : person.reachable ? w.stateBound : w.stateBlocked;
  return {
    text: w.rosterPerson(
      escapeHtml(person.name),
      escapeHtml(person.staffNo),
      title(language, person),
      escapeHtml(person.unitName),
      state,
    ),
    buttons: [
      [
        ...(person.bound ? [] : [button(w.invite, 'people.invite', person.id)]),
        button(w.memberKinds, 'kinds.open', person.id),
        relativesButton(language, person.id),
      ],
      [button(common[language].return, 'people.roots')],
    ].filter((row) => row.length > 0),
  };
}

export const invitedView = (language: Language, name: string, link: string, expiresAt: Date): View => ({
  text: words[language].invited(escapeHtml(name), escapeHtml(link), dayText(language, expiresAt)),
  buttons: [],
  protect: false,
});
