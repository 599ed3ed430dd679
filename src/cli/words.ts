import { en } from './words/en-words.ts';
import { zh, type Words } from './words/zh-words.ts';

export type { Words };

/** The words in the terminal's language: Chinese where the locale says so, English elsewhere. */
export const wordsFor = (env: NodeJS.ProcessEnv): Words =>
  /^zh/i.test(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '') ? zh : en;
