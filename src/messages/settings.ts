import { settings as en } from './locales/en/settings.ts';
import { settings as zh } from './locales/zh/settings.ts';

export type SettingName = keyof typeof zh.expected;
export type SettingRule = keyof typeof zh.rules;

/** Said on the terminal before anybody has chosen a language: a line in Chinese, a line in English. */
const inBoth = (say: (words: typeof zh) => string): string => `${say(zh)}\n${say(en)}`;

export const noTokenText = (): string => inBoth((words) => words.noToken);

/** @param rule what the setting breaks together with others; without it, what it must look like by itself */
export const wrongSettingText = (name: SettingName, rule?: SettingRule): string =>
  inBoth((words) => words.wrong(name, rule ? words.rules[rule] : words.expected[name]));

export const noSuchUnitText = (unit: string): string => inBoth((words) => words.noSuchUnit(unit));
export const lacksKeysText = (ids: readonly string[]): string =>
  inBoth((words) => words.lacksKeys(ids.join(', ')));
export const lacksMigrationsText = (count: number): string => inBoth((words) => words.lacksMigrations(count));

/** @param reason what the other side or the system said, as it is */
export const failureText = (failure: keyof typeof zh.failures, reason: string): string =>
  `${inBoth((words) => words.failures[failure])}\n${reason}`;
