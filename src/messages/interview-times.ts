import { interviews as en } from './locales/en/supervision.ts';
import { interviews as zh } from './locales/zh/supervision.ts';
import { typedTime } from './times.ts';
import { button, escapeHtml, shorten, type Button, type Language } from './view.ts';

const words = { zh, en };

/** The question for a time, or why what was sent is none. */
export const timeAskText = (language: Language, ask: string, problem?: { text: string } | 'past'): string => {
  const w = words[language];
  if (problem === undefined) return ask;
  return problem === 'past' ? w.timePast : w.timeProblem(escapeHtml(shorten(problem.text, 40)));
};

/** Suggested times, two in a row. */
export function timeButtons(suggestions: readonly Date[], action: string): Button[][] {
  const times = suggestions.map((time) => button(typedTime(time), action, Math.floor(time.getTime() / 1000)));
  const rows = [];
  for (let i = 0; i < times.length; i += 2) rows.push(times.slice(i, i + 2));
  return rows;
}
