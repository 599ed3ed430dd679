import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readQuestionBank } from '../../src/formats/read-question-bank.ts';
import type { QuestionBankResult } from '../../src/formats/bank/collect-questions.ts';
import { buildWorkbook, type WorkbookDescription } from './questions/build-workbook.ts';
import { readWorkbookHere } from './questions/read-workbook-here.ts';

const FILES = new URL('./questions/files/', import.meta.url);
const EXPECTATION = '.expected.json';

/** What a careful reader takes from a file: its questions, or what is to be put right in it. */
type Expectation = {
  format: string | null;
  questions?: unknown[];
  problems?: unknown[];
  warnings?: unknown[];
};

const namesIn = (format: string) =>
  readdirSync(new URL(`${format}/`, FILES)).filter((name) => !name.endsWith(EXPECTATION));

async function read(format: string, name: string): Promise<QuestionBankResult> {
  const bytes = readFileSync(new URL(`${format}/${name}`, FILES));
  return name.endsWith('.xlsx.json')
    ? readWorkbookHere(await buildWorkbook(JSON.parse(bytes.toString()) as WorkbookDescription))
    : readQuestionBank(bytes, name);
}

describe.each(readdirSync(FILES))('a file of %s', (format) => {
  const names = namesIn(format);

  test('is there in sixty shapes and more', () => {
    expect(names.length).toBeGreaterThanOrEqual(60);
  });

  test.each(names)('%s', async (name) => {
    const text = readFileSync(new URL(`${format}/${name}${EXPECTATION}`, FILES), 'utf8');
    const expected = JSON.parse(text) as Expectation;
    const result = await read(format, name);
    const { warnings = [] } = expected;
    if (expected.questions)
      expect(result).toEqual({ ok: true, format: expected.format, questions: expected.questions, warnings });
    else
      expect(result).toEqual({
        ok: false,
        format: expected.format,
        problems: expected.problems,
        problemCount: expected.problems?.length,
        warnings,
      });
  });
});
