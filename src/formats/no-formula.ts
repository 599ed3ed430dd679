/** OWASP "CSV injection", with the full-width forms, and also where blanks stand before the sign. */
const FORMULA_START = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/;

/** Text that a spreadsheet could take for a formula gets an apostrophe in front; other text stays as it is. */
export const noFormula = (text: string): string => (FORMULA_START.test(text) ? `'${text}` : text);
