import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { BankProblem, BankWarning } from '../../src/formats/bank/bank-problem.ts';
import {
  moreProblemsText,
  questionFormatName,
  questionProblemText,
  questionWarningText,
} from '../../src/messages/question-file.ts';

const FILES = new URL('../formats/questions/files/', import.meta.url);
type Expectation = { problems?: BankProblem[]; warnings?: BankWarning[] };

/** Every problem and warning that a file of ours is expected to have. */
const expectations = readdirSync(FILES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.expected.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, FILES), 'utf8')) as Expectation);
const problems = expectations.flatMap((one) => one.problems ?? []);
const warnings = expectations.flatMap((one) => one.warnings ?? []);

describe('what is said of a question file', () => {
  test('is one sentence in either language for everything our files get wrong', () => {
    expect(new Set(problems.map(({ code }) => code)).size).toBeGreaterThan(25);
    for (const problem of problems) {
      const [zh, en] = [questionProblemText('zh', problem), questionProblemText('en', problem)];
      expect(zh).toMatch(/。$/u);
      expect(en).toMatch(/\.$/);
      for (const text of [zh, en]) expect(text).not.toMatch(/undefined|NaN|\[object|null/);
      if (problem.line !== null) {
        expect(zh).toContain(`第 ${problem.line} 行`);
        expect(en).toContain(
          `line ${problem.line}`.replace('line', problem.sheet === undefined ? 'Line' : 'line'),
        );
      }
    }
    for (const warning of warnings) {
      expect(questionWarningText('zh', warning)).toContain(warning.found);
      expect(questionWarningText('en', warning)).toContain(warning.found);
    }
  });

  test('says where, what is wrong and what to do', () => {
    expect(questionProblemText('zh', { line: 12, code: 'two-right-in-single', right: 3 })).toBe(
      '第 12 行：单选题只能有 1 个答案，现在有 3 个，请改答案或把题型改为多选题。',
    );
    expect(
      questionProblemText('en', { line: 3, sheet: 'Bank', code: 'repeated-option', first: 0, second: 2 }),
    ).toBe('Sheet "Bank", line 3: options A and C say the same; please change one.');
    expect(questionProblemText('en', { line: null, code: 'no-questions' })).toBe(
      'The file has no questions; please check that it is the right one.',
    );
    expect(moreProblemsText('zh', 5)).toContain('5');
    expect(questionFormatName('en', 'moodle-xml')).toBe('Moodle XML');
  });

  test('shows what stood in the file as text, whatever it is', () => {
    const text = questionProblemText('zh', { line: 1, sheet: '<i>', code: 'unknown-type', found: '<b>&' });
    expect(text).toContain('&lt;b&gt;&amp;');
    expect(text).not.toContain('<i>');
  });

  test.each([
    { code: 'empty' as const },
    { code: 'file-too-big' as const, limitBytes: 4_194_304 },
    { code: 'inflates-too-big' as const, limitBytes: 52_428_800 },
    { code: 'too-many-entries' as const, limit: 1_000 },
    { code: 'too-many-rows' as const, limit: 20_000 },
    { code: 'cell-too-long' as const, limit: 10_000, sheet: null, line: 2, column: 3 },
    { code: 'too-complex' as const },
  ])('says why a file was not opened: $code', (problem) => {
    const bank: BankProblem = { line: null, code: 'file', problem };
    for (const language of ['zh', 'en'] as const)
      expect(questionProblemText(language, bank)).toMatch(/^[^a-z].{8,}[。.]$/u);
  });
});
