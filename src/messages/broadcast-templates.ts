import { cancelButton } from './broadcast.ts';
import { optionsButton } from './broadcast-options.ts';
import { broadcast as en } from './locales/en/broadcast.ts';
import { common as commonEn } from './locales/en/common.ts';
import { broadcast as zh } from './locales/zh/broadcast.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { namesText } from './notice-plan.ts';
import { pageButtons } from './page-buttons.ts';
import { dayText } from './times.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh: zh.template, en: en.template };
const common = { zh: commonZh, en: commonEn };

export type TemplateView = {
  id: string;
  name: string;
  version: number;
  body: string;
  unitName: string;
  createdByName: string;
  createdAt: Date | string;
  /** It belongs to the author's unit, and may be taken out of use by them. */
  own: boolean;
};

export function templateListView(
  language: Language,
  rows: readonly TemplateView[],
  { total, page, pages }: { total: number; page: number; pages: number },
): View {
  const back = [button(common[language].return, 'broadcast.text')];
  if (total === 0) return { text: words[language].none, buttons: [back] };
  return {
    text: words[language].list(total),
    buttons: [
      ...rows.map((row) => [button(row.name, 'broadcast.template', row.id)]),
      pageButtons(language, 'broadcast.templates', page, pages),
      back,
    ].filter((row) => row.length > 0),
  };
}

/** A template with its version, its author and what is to be filled in. */
export function templateView(
  language: Language,
  template: TemplateView,
  variables: readonly string[],
  retiring = false,
): View {
  const w = words[language];
  const { id, own } = template;
  const name = escapeHtml(template.name);
  const back = button(common[language].return, 'broadcast.templates', 0);
  if (retiring)
    return {
      text: w.retireAsk(name),
      buttons: [
        [
          button(common[language].return, 'broadcast.template', id),
          button(w.retireConfirm, 'broadcast.retire-now', id),
        ],
      ],
    };
  return {
    text: lines(
      w.title(name, template.version),
      w.by(
        escapeHtml(template.createdByName),
        dayText(language, template.createdAt),
        escapeHtml(template.unitName),
      ),
      variables.length > 0 && w.variables(namesText(language, variables)),
      '',
      escapeHtml(template.body),
    ),
    buttons: [
      [back, ...(own ? [button(w.retire, 'broadcast.retire', id)] : []), button(w.use, 'broadcast.use', id)],
    ],
  };
}

/** Asks for one variable of a template. */
export const variableAskView = (
  language: Language,
  variable: { name: string; position: number; total: number },
  problem = false,
): View => ({
  text: lines(
    words[language].variable(variable.position + 1, variable.total),
    problem && words[language].valueProblem,
    words[language].value(escapeHtml(variable.name)),
  ),
  buttons: [[button(common[language].back, 'broadcast.templates', 0), cancelButton(language)]],
});

export const templateNameAskView = (language: Language, hasFormat: boolean, problem = false): View => ({
  text: lines(
    problem ? words[language].nameProblem : words[language].nameAsk,
    hasFormat && words[language].plainOnly,
  ),
  buttons: [[optionsButton(language)]],
});

export const templateSavedText = (language: Language, name: string, version: number): string =>
  words[language].saved(escapeHtml(name), version);
export const templateRetiredText = (language: Language, name: string): string =>
  words[language].retired(escapeHtml(name));
