import { cleanText } from './clean-text.ts';
import { noFormula } from './no-formula.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Rows as CSV by RFC 4180 with a byte-order mark, as Excel needs for Chinese. Text that a spreadsheet could take for a
 * formula gets an apostrophe in front; numbers stay numbers. Text is cleaned as everywhere (see cleanText).
 */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = noFormula(cleanText(value));
  // Other delimiters are quoted as well, so that nobody's sniffing takes one for ours.
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
