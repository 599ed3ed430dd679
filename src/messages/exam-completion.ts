import { examDesk as en } from './locales/en/exam-desk.ts';
import { examDesk as zh } from './locales/zh/exam-desk.ts';
import type { Language } from './view.ts';

const words = { zh, en };

export type CompletionView = {
  name: string;
  staffNo: string;
  unitName: string;
  state: keyof typeof zh.file.states;
  passed: boolean | null;
};

/** Who has finished as rows of a file, the headings first: no marks, and in no order of merit. */
export function completionTable(language: Language, rows: readonly CompletionView[]): string[][] {
  const w = words[language].file;
  return [
    Object.values(w.columns),
    ...rows.map(({ unitName, name, staffNo, state, passed }) => [
      unitName,
      name,
      staffNo,
      w.states[state],
      passed === null ? '' : passed ? w.yes : w.no,
    ]),
  ];
}
export const completionSheet = (language: Language): string => words[language].file.sheet;
/** @param day the local day it is made, "2026-11-25" */
export const completionFileName = (language: Language, day: string): string => words[language].file.name(day);
export const completionCaption = (language: Language, people: number): string =>
  words[language].exported(people);
