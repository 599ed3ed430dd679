import { inRows } from './broadcast.ts';
import { optionsButton, ticked } from './broadcast-options.ts';
import { broadcast as en } from './locales/en/broadcast.ts';
import { broadcast as zh } from './locales/zh/broadcast.ts';
import { dayText, typedTime } from './times.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };

export type TypedProblem = { text: string } | 'past';

/** @param first whether it is the first time of a repetition that is asked for */
export function timeAskView(
  language: Language,
  suggestions: readonly Date[],
  problem?: TypedProblem,
  first = false,
): View {
  const w = words[language];
  const ask =
    problem === undefined
      ? w.timeAsk
      : problem === 'past'
        ? w.timePast
        : w.timeProblem(escapeHtml(problem.text));
  const times = suggestions.map((time) =>
    button(typedTime(time), 'broadcast.time', Math.floor(time.getTime() / 1000)),
  );
  return {
    text: lines(first && w.timeFirst, ask),
    buttons: [
      ...inRows(times, 2),
      [...(first ? [] : [button(w.sendNow, 'broadcast.time', 0)]), optionsButton(language)],
    ],
  };
}

export function repeatAskView(language: Language, every: 'day' | 'week' | 'month' | null): View {
  const w = words[language];
  const choice = (id: 'day' | 'week' | 'month') =>
    button(ticked(w.every[id], every === id), 'broadcast.repeat', id);
  return {
    text: w.repeatAsk,
    buttons: [
      [choice('day'), choice('week'), choice('month')],
      [button(ticked(w.once, every === null), 'broadcast.repeat', 'none'), optionsButton(language)],
    ],
  };
}

/** @param suggestions local days, "2026-12-31" */
export function untilAskView(
  language: Language,
  suggestions: readonly string[],
  problem?: TypedProblem,
): View {
  const w = words[language];
  const text =
    problem === undefined
      ? w.untilAsk
      : problem === 'past'
        ? w.untilPast
        : w.untilProblem(escapeHtml(problem.text));
  const days = suggestions.map((day) =>
    button(dayText(language, `${day}T00:00:00+08:00`), 'broadcast.until', day),
  );
  return { text, buttons: [...inRows(days, 2), [optionsButton(language)]] };
}

export function dueAskView(
  language: Language,
  choices: readonly number[],
  problem?: { text: string } | { year: number },
): View {
  const w = words[language];
  const text =
    problem === undefined
      ? w.dueAsk
      : 'year' in problem
        ? w.unknownYear(problem.year)
        : w.dueProblem(escapeHtml(problem.text));
  const days = choices.map((n) => button(w.days(n), 'broadcast.due', n));
  return {
    text,
    buttons: [...inRows(days, 2), [button(w.noDue, 'broadcast.due', 0), optionsButton(language)]],
  };
}
