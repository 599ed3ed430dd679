import { sniffDelimiter } from '../table/sniff-delimiter.ts';
import { splitRecords } from '../table/split-records.ts';
import type { BankFormat } from './bank-question.ts';
import { columnOf } from './column-words.ts';
import { readTruth } from './mark-words.ts';

const SAMPLE = 64 * 1024;
const HEADER_LINES = 6;
/** Braces with an answer of GIFT right behind the first, in either width. */
const GIFT_ANSWER = /[{｛]\s*(?:[=~#＝～＃]|([^{}｛｝=~#\s]{1,8})\s*[}｝#])/gu;
const BY_EXTENSION: Record<string, Exclude<BankFormat, 'xlsx'>> = {
  gift: 'gift',
  aiken: 'aiken',
  xml: 'moodle-xml',
  csv: 'csv',
  tsv: 'csv',
};

/** Which format a text has: what it says decides, and only where it says nothing the ending of its name. */
export function detectFormat(text: string, fileName: string): Exclude<BankFormat, 'xlsx'> {
  const sample = text.slice(0, SAMPLE);
  if (/^\s*<(?:\?xml|quiz|!DOCTYPE|!--)/i.test(sample)) return 'moodle-xml';
  if (hasHeadings(sample)) return 'csv';
  if (isGift(sample)) return 'gift';
  if (isAiken(sample)) return 'aiken';
  const extension = /[.]([a-z0-9]+)$/i.exec(fileName.trim())?.[1]?.toLowerCase() ?? '';
  return (Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined) ?? 'text';
}

/** A line among the first with headings of a table, the one above the questions among them. */
function hasHeadings(sample: string): boolean {
  let seen = 0;
  for (const { cells } of splitRecords(sample, sniffDelimiter(sample))) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const columns = cells.map((cell) => (cell.length > 40 ? undefined : columnOf(cell)));
    const known = new Set(columns.filter((column) => column !== undefined));
    if (known.size > 1 && known.has('stem')) return true;
    seen += 1;
    if (seen === HEADER_LINES) return false;
  }
  return false;
}

function isGift(sample: string): boolean {
  if (/^[ \t]*\$CATEGORY[ \t]*[:：]/m.test(sample) || /^[ \t]*(?:::|：：)[^\n]*(?:::|：：)/m.test(sample))
    return true;
  return [...sample.matchAll(GIFT_ANSWER)].some(
    ([, word]) => word === undefined || readTruth(word) !== undefined,
  );
}

const isAiken = (sample: string): boolean =>
  /^[ \t]*ANSWER:[ \t]*[A-Z][ \t]*$/m.test(sample) && /^[ \t]*[A-Z][.)]\s/m.test(sample);
