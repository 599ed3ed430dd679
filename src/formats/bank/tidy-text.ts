import { cleanText } from '../clean-text.ts';

/** Controls apart from line feed and tab, what XML cannot hold, and marks that nobody sees. */
const UNSEEN = /[\0-\u0008\u000b-\u001f\u007f-\u009f\u200b\u2060\ufeff\ufffe\uffff]/g;

/** Text of a question as it is kept: clean, without what cannot be seen, every line end a line feed, no blanks around it. */
export const tidyText = (text: string): string =>
  cleanText(text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(UNSEEN, '')).trim();
