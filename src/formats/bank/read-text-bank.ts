import { cleanText } from '../clean-text.ts';
import { decodeText } from '../table/decode-text.ts';
import { readCsv } from '../table/read-csv.ts';
import { TABLE_LIMITS } from '../table/table-limits.ts';
import { collectQuestions, refuseFile, type QuestionBankResult } from './collect-questions.ts';
import { detectFormat } from './detect-format.ts';
import { readGift } from './gift/read-gift.ts';
import { parseMoodleXml } from './moodle/parse-xml.ts';
import { readMoodle } from './moodle/read-moodle.ts';
import { readAiken } from './read-aiken.ts';
import { questionsOfTable } from './questions-of-table.ts';
import { readText } from './read-text.ts';

/** Far longer than a question within the limits; what reads a line may take it as short. */
const MAX_LINE = 60_000;
/** Of a text, empty ones too: twenty for each question that a file may have. */
const MAX_LINES = 100_000;

/** Reads every format that is text: what it says decides which, then the ending of the name. */
export function readTextBank(bytes: Uint8Array, fileName: string): QuestionBankResult {
  const decoded = decodeText(bytes);
  if (decoded === null) return refuseFile(null, { code: 'file', problem: { code: 'not-a-table' } });
  const text = cleanText(decoded.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n'));
  if (text.trim() === '') return refuseFile(null, { code: 'file', problem: { code: 'empty' } });
  const format = detectFormat(text, fileName);
  if (format === 'csv') return questionsOfTable(format, readCsv(bytes, TABLE_LIMITS));
  if (format === 'moodle-xml') {
    const xml = parseMoodleXml(text);
    return xml.ok
      ? collectQuestions(format, readMoodle(xml.questions))
      : refuseFile(format, xml.fault, xml.line);
  }
  const lines = text.split('\n');
  if (lines.length > MAX_LINES)
    return refuseFile(format, { code: 'file', problem: { code: 'too-many-rows', limit: MAX_LINES } });
  const long = lines.findIndex((line) => line.length > MAX_LINE);
  if (long >= 0) return refuseFile(format, { code: 'line-too-long', max: MAX_LINE }, long + 1);
  if (format === 'gift') return collectQuestions(format, readGift(text));
  if (format === 'aiken') return collectQuestions(format, readAiken(text));
  const read = readText(text);
  return collectQuestions(format, read, read.problems);
}
