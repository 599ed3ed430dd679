import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlainQuestion } from '../../../src/formats/bank/bank-question.ts';
import { readQuestionBank } from '../../../src/formats/read-question-bank.ts';
import { readQuestionFile } from '../../../src/formats/read-questions.ts';
import { writeQuestionsGift } from '../../../src/formats/write-questions-gift.ts';
import { writeQuestionsCsv, writeQuestionsXlsx } from '../../../src/formats/write-questions-table.ts';
import { arbitraryQuestions } from './arbitrary-question.ts';

const BANK = new URL('../../../content/questions/', import.meta.url);

const FORMATS = {
  gift: async (questions: readonly PlainQuestion[]) => Buffer.from(writeQuestionsGift(questions)),
  csv: async (questions: readonly PlainQuestion[]) => Buffer.from(writeQuestionsCsv(questions, 'zh')),
  xlsx: (questions: readonly PlainQuestion[]) => writeQuestionsXlsx('题库', questions, 'en'),
};
const formats = Object.keys(FORMATS) as (keyof typeof FORMATS)[];

/** What a file gives back, without where it stood; the result itself where it was refused. */
async function throughFile(format: keyof typeof FORMATS, questions: readonly PlainQuestion[]) {
  const result = await readQuestionBank(await FORMATS[format](questions), `questions.${format}`);
  if (!result.ok) return result;
  expect([result.format, result.warnings]).toEqual([format, []]);
  return result.questions.map(({ line: _, sheet: __, ...question }) => question);
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
        expect(await throughFile(format, questions)).toEqual(questions);
      }),
      { numRuns: format === 'xlsx' ? 25 : 400 },
    );
  });
});
