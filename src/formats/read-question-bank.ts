import { cleanText } from './clean-text.ts';
import { collectQuestions, refuseFile, type QuestionBankResult } from './bank/collect-questions.ts';
import { detectFormat } from './bank/detect-format.ts';
import { readGift } from './bank/gift/read-gift.ts';
import { parseMoodleXml } from './bank/moodle/parse-xml.ts';
import { readMoodle } from './bank/moodle/read-moodle.ts';
import { readAiken } from './bank/read-aiken.ts';
import { readBankTable } from './bank/read-bank-table.ts';
import { readText } from './bank/read-text.ts';
import { readTable } from './read-table.ts';
import { checkFile, startsWith } from './table/check-file.ts';
import { decodeText } from './table/decode-text.ts';
import { TABLE_LIMITS } from './table/table-limits.ts';
import type { TableResult } from './table/table-result.ts';

/** Far longer than a question within the limits; what reads a line may take it as short. */
const MAX_LINE = 60_000;
/** Of a text, empty ones too: twenty for each question that a file may have. */
const MAX_LINES = 100_000;

/**
 * Reads a file of questions from a stranger's hand: GIFT, Aiken, Moodle XML, CSV, XLSX, or plain text as it is laid out in
 * China. What the bytes hold decides, then the ending of the name. All or nothing: one bad question and there are none,
 * but every problem of the file is listed.
 * @param fileName as the sender called it
 */
export async function readQuestionBank(bytes: Uint8Array, fileName: string): Promise<QuestionBankResult> {
  const problem = checkFile(bytes, fileName, TABLE_LIMITS);
  if (problem) return refuseFile(null, { code: 'file', problem });
  if (startsWith(bytes, '504b')) return readTableFile('xlsx', bytes, fileName);
  if (bytes.length > TABLE_LIMITS.textBytes)
    return refuseFile(null, {
      code: 'file',
      problem: { code: 'file-too-big', limitBytes: TABLE_LIMITS.textBytes },
    });
  const decoded = decodeText(bytes);
  if (decoded === null) return refuseFile(null, { code: 'file', problem: { code: 'not-a-table' } });
  const text = cleanText(decoded.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n'));
  if (text.trim() === '') return refuseFile(null, { code: 'file', problem: { code: 'empty' } });
  const format = detectFormat(text, fileName);
  if (format === 'csv') return readTableFile(format, bytes, fileName);
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

async function readTableFile(
  format: 'csv' | 'xlsx',
  bytes: Uint8Array,
  fileName: string,
): Promise<QuestionBankResult> {
  return questionsOfTable(format, await readTable(bytes, fileName));
}

/** The questions of a table that was read, or why it was not. */
export function questionsOfTable(format: 'csv' | 'xlsx', table: TableResult): QuestionBankResult {
  if (!table.ok) return refuseFile(format, { code: 'file', problem: table.problem });
  const read = readBankTable(table.sheets);
  return collectQuestions(format, read, read.problems);
}
