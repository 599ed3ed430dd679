/**
 * Signs that must not be taken for GIFT's own are handed to its parser as two lone high surrogates each: clean text has
 * none of them, so nothing can be mistaken, and nothing is lost (the parser itself joins blanks and decodes "&&058;").
 */
const mark = (sign: string): string => {
  const code = sign.charCodeAt(0);
  return String.fromCharCode(0xd800 + (code >> 8), 0xd900 + (code & 0xff));
};
const MARKED = /([\ud800-\ud8ff])([\ud900-\ud9ff])/g;

/** A backslash takes these as they are; ">" is our own, so that "->" can stand within a pair. */
const ESCAPED = /\\([\\:#={}~n>])/g;

/** Escaped signs marked: what is left of `{`, `=`, `~` … is GIFT's own. */
export const markEscapes = (text: string): string =>
  text.replace(ESCAPED, (_, sign: string) => mark(sign === 'n' ? '\n' : sign));

/** Blanks that follow one another, and "&&", which the parser would change. */
export const markBlanks = (text: string): string =>
  text.replace(/[^\S\n\r]{2,}|&&/g, (run) => Array.from(run, mark).join(''));

/** Signs that mean nothing in this place, such as a colon in a stem. */
export const markSigns = (text: string, signs: RegExp): string => text.replace(signs, mark);

/** The text that was marked. */
export const unmark = (text: string): string =>
  text.replace(MARKED, (_, high: string, low: string) =>
    String.fromCharCode(((high.charCodeAt(0) - 0xd800) << 8) + (low.charCodeAt(0) - 0xd900)),
  );

/** Text as it may stand anywhere in GIFT, on one line. */
export const escapeGift = (text: string): string =>
  text
    .replace(/[\\:#={}~]/g, '\\$&')
    .replaceAll('->', '-\\>')
    .replaceAll('\n', '\\n');
