/** OWASP "CSV injection", with the full-width forms, and also where blanks stand before the sign. */
const FORMULA_START = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/;
/** Apostrophes in front of what a spreadsheet could take for a formula. */
const GUARDS = /^'+/;

/** Text that a spreadsheet could take for a formula gets an apostrophe in front; other text stays as it is. */
export const noFormula = (text: string): string => (FORMULA_START.test(text) ? `'${text}` : text);

const isGuarded = (text: string): boolean =>
  text.startsWith("'") && FORMULA_START.test(text.replace(GUARDS, ''));

/** The same for text that is to be read back: one that already has apostrophes before a formula gets one more. */
export const guardFormula = (text: string): string => (isGuarded(text) ? `'${text}` : noFormula(text));

/** Takes away the apostrophe that `guardFormula` has put; other text stays as it is. */
export const unguardFormula = (text: string): string => (isGuarded(text) ? text.slice(1) : text);
