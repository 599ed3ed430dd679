import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { parse } from 'gift-pegjs';
import { describe, expect, test } from 'vitest';
import type { PlainQuestion } from '../../../src/formats/bank/bank-question.ts';
import { readTable } from '../../../src/formats/read-table.ts';
import { readQuestionBank } from '../../../src/formats/read-question-bank.ts';
import { readQuestionFile } from '../../../src/formats/read-questions.ts';
import { writeQuestionsGift } from '../../../src/formats/write-questions-gift.ts';
import { writeQuestionsCsv, writeQuestionsXlsx } from '../../../src/formats/write-questions-table.ts';
import { readWorkbookHere } from '../questions/read-workbook-here.ts';
import { arbitraryQuestions } from './arbitrary-question.ts';

const BANK = new URL('../../../content/questions/', import.meta.url);

const FORMATS = {
  gift: async (questions: readonly PlainQuestion[]) => Buffer.from(writeQuestionsGift(questions)),
  csv: async (questions: readonly PlainQuestion[]) => Buffer.from(writeQuestionsCsv(questions, 'zh')),
  xlsx: (questions: readonly PlainQuestion[]) => writeQuestionsXlsx('题库', questions, 'en'),
};
const formats = Object.keys(FORMATS) as (keyof typeof FORMATS)[];

/** What a file gives back, without where it stood; the result itself where it was refused. */
async function throughFile(
  format: keyof typeof FORMATS,
  questions: readonly PlainQuestion[],
  isHere = false,
) {
  const bytes = await FORMATS[format](questions);
  const result = await (isHere ? readWorkbookHere(bytes) : readQuestionBank(bytes, `questions.${format}`));
  if (!result.ok) return result;
  expect([result.format, result.warnings]).toEqual([format, []]);
  return result.questions.map((question) => {
    const { line, sheet, ...plain } = question;
    expect([line > 0, sheet === undefined]).toEqual([true, format !== 'xlsx']);
    return plain;
  });
}

/** A file of the bank as its questions are stored: one place, and the title of the document. */
function readBank(name: string): PlainQuestion[] {
  const read = readQuestionFile(JSON.parse(readFileSync(new URL(name, BANK), 'utf8')));
  if (!read.ok) throw new Error(name);
  const { document, questions } = read.file;
  return questions.map(({ id, explanation, topic, difficulty, source, ...content }) => ({
    content,
    explanation,
    topic,
    difficulty,
    code: id,
    source: { document: document.title, article: source.article ?? source.chapter, quote: source.quote },
  }));
}

describe.each(formats)('what is exported as %s', (format) => {
  test.each(readdirSync(BANK))('comes back whole from %s', async (name) => {
    const questions = readBank(name);
    expect(questions.length).toBeGreaterThan(10);
    expect(await throughFile(format, questions)).toEqual(questions);
  });

  test('comes back whole, whatever the questions say', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryQuestions, async (questions) => {
        expect(await throughFile(format, questions, format === 'xlsx')).toEqual(questions);
      }),
      { numRuns: 400 },
    );
  });
});

test('any reader of GIFT takes what is exported', () => {
  const questions = readdirSync(BANK).flatMap(readBank);
  const parsed = parse(writeQuestionsGift(questions)).filter(({ type }) => type !== 'Category');
  expect(parsed.length).toBe(questions.length);
  const kinds = {
    single: 'MC',
    multiple: 'MC',
    case: 'MC',
    truefalse: 'TF',
    numeric: 'Numerical',
    ordering: 'Matching',
    matching: 'Matching',
  };
  for (const [at, { content }] of questions.entries())
    if (content.type === 'fill') expect(['Short', 'Matching']).toContain(parsed[at]?.type);
    else expect(parsed[at]?.type).toBe(kinds[content.type]);
});

test('no cell that is exported begins like a formula', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryQuestions, async (questions) => {
      const table = await readTable(Buffer.from(writeQuestionsCsv(questions, 'en')), 'questions.csv');
      const cells = table.ok ? table.sheets.flatMap(({ rows }) => rows.flatMap((row) => row.cells)) : [];
      expect(cells.length).toBeGreaterThan(0);
      expect(cells.filter((cell) => /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(cell))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
