import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { QuestionFile } from '../../src/domain/questions/import-questions.ts';
import { readQuestionText } from '../../src/formats/read-question-text.ts';
import { readQuestionFile } from '../../src/formats/read-questions.ts';

const DOCUMENT = {
  title: '样例条例',
  version: '2023-12-19',
  inForceFrom: '2024-01-01',
  provenance: 'full-text',
  status: 'in-force',
};
const QUESTION = {
  id: 'q-1',
  type: 'single',
  stem: '下列哪一项正确？',
  options: ['甲', '乙', '丙'],
  answer: [1],
  explanation: '见第一条。',
  topic: 'sample',
  difficulty: 1,
  source: { article: '第一条', quote: '坚持公私分明，先公后私', provenance: 'full-text' },
};
const TYPES = ['single', 'multiple', 'truefalse', 'case', 'fill', 'numeric', 'ordering', 'matching'];
const { options: _, answer: __, ...BARE } = QUESTION;
/** One sound question of each type that is no plain choice. */
const FORMS = {
  case: { ...QUESTION, type: 'case', scenario: '村支书老王没有召开会议。' },
  fill: {
    ...BARE,
    type: 'fill',
    stem: '____是总规矩，____是根本。',
    blanks: [['党章', '《党章》'], ['制度']],
  },
  numeric: { ...BARE, type: 'numeric', answer: 18, unit: '个月', tolerance: 0 },
  ordering: { ...BARE, type: 'ordering', items: ['警告', '严重警告', '撤销党内职务'] },
  matching: {
    ...BARE,
    type: 'matching',
    pairs: [
      { left: '警告', right: '一年' },
      { left: '严重警告', right: '一年半' },
    ],
    extra: ['两年'],
  },
};
const file = (...questions: unknown[]) => readQuestionFile({ document: DOCUMENT, questions });
const problemsOf = (result: ReturnType<typeof readQuestionFile>) => (result.ok ? [] : result.problems);

test('reads a sound file into what the bank imports', () => {
  const result = file(QUESTION, {
    ...QUESTION,
    id: 'q-2',
    stem: ' 另一题\0？ ',
    source: { ...QUESTION.source, article: undefined, chapter: '第一章' },
  });
  expect(result.ok).toBe(true);
  if (!result.ok) return;
  const bank: QuestionFile = result.file;
  expect(bank.questions.map((it) => it.stem)).toEqual(['下列哪一项正确？', '另一题？']);
});

test.each(Object.values(FORMS))('reads a question of the type $type', (question) => {
  const result = file(question);
  expect(problemsOf(result)).toEqual([]);
  expect(result.ok && result.file.questions).toEqual([question]);
});

test('every shipped bank passes', async () => {
  const folder = new URL('../../content/questions/', import.meta.url);
  for (const name of (await readdir(folder)).filter((it) => it.endsWith('.json'))) {
    const text = readQuestionText(await readFile(new URL(name, folder)));
    expect(text.ok && problemsOf(readQuestionFile(text.json)), name).toEqual([]);
  }
});

describe('says what is wrong, with the question and the path', () => {
  test.each([
    ['answer', { answer: [3] }, { code: 'answer-outside-options', answer: 3, options: 3 }],
    ['answer', { answer: [-1] }, { code: 'too-small', min: 0 }, 'answer[0]'],
    ['answer', { answer: ['1'] }, { code: 'wrong-type', expected: 'number' }, 'answer[0]'],
    ['answer', { answer: [0, 1] }, { code: 'single-answer-expected' }],
    ['answer', { type: 'multiple', answer: [1] }, { code: 'several-answers-expected', found: 1, options: 3 }],
    [
      'answer',
      { type: 'multiple', answer: [0, 1, 2] },
      { code: 'several-answers-expected', found: 3, options: 3 },
    ],
    ['answer', { type: 'multiple', answer: [1, 0] }, { code: 'answer-not-sorted' }],
    ['answer', { type: 'multiple', answer: [1, 1] }, { code: 'answer-not-sorted' }],
    ['options', { type: 'truefalse' }, { code: 'two-options-expected', found: 3 }],
    ['options', { options: ['甲', '“甲” ', '丙'] }, { code: 'equal-options', first: 0, second: 1 }],
    ['options', { options: ['甲'] }, { code: 'too-small', min: 2 }],
    ['options', { options: Array.from('甲乙丙丁戊己庚辛壬') }, { code: 'too-big', max: 8 }],
    ['explanation', { explanation: ' ' }, { code: 'too-small', min: 1 }],
    ['explanation', { explanation: undefined }, { code: 'missing' }],
    ['type', { type: 'essay' }, { code: 'not-one-of', expected: TYPES }],
    ['type', { type: undefined }, { code: 'missing' }],
    ['difficulty', { difficulty: 4 }, { code: 'too-big', max: 3 }],
    ['difficulty', { difficulty: 1.5 }, { code: 'wrong-type', expected: 'int' }],
    ['', { answers: [1] }, { code: 'unknown-fields', fields: ['answers'] }],
    ['source', { source: { ...QUESTION.source, article: undefined } }, { code: 'no-place' }],
    [
      'source.quote',
      { source: { ...QUESTION.source, quote: '“先公”，后 私' } },
      { code: 'quote-too-short', min: 6 },
    ],
  ])('%s: %j', (path, changes, fault, exactPath = path) => {
    const expected = { questionId: 'q-1', path: `questions[0]${exactPath && '.'}${exactPath}`, ...fault };
    expect(problemsOf(file({ ...QUESTION, ...changes }))).toEqual([expected]);
  });

  test.each([
    ['case', 'answer', { answer: [0, 1, 2] }, { code: 'wrong-option-expected' }],
    ['case', 'scenario', { scenario: undefined }, { code: 'missing' }],
    ['fill', 'blanks', { stem: '只有一个____' }, { code: 'gaps-expected', gaps: 1, blanks: 2 }],
    ['fill', 'blanks[1]', { blanks: [['党章'], []] }, { code: 'too-small', min: 1 }],
    ['numeric', 'answer', { answer: '18' }, { code: 'wrong-type', expected: 'number' }],
    ['numeric', 'tolerance', { tolerance: -1 }, { code: 'too-small', min: 0 }],
    ['ordering', 'items', { items: ['甲', '乙', ' 甲'] }, { code: 'equal-options', first: 0, second: 2 }],
    ['ordering', '', { options: ['甲', '乙'] }, { code: 'unknown-fields', fields: ['options'] }],
    ['matching', 'pairs', { extra: ['一年'] }, { code: 'equal-options', first: 0, second: 2 }],
    ['matching', 'pairs', { pairs: [FORMS.matching.pairs[0]] }, { code: 'too-small', min: 2 }],
  ] as const)('a %s: %s %j', (type, path, changes, fault) => {
    const expected = { questionId: 'q-1', path: `questions[0]${path && '.'}${path}`, ...fault };
    expect(problemsOf(file({ ...FORMS[type], ...changes }))).toEqual([expected]);
  });

  test('ids and stems used twice', () => {
    expect(
      problemsOf(
        file(QUESTION, { ...QUESTION, id: 'q-2', stem: '下列哪一项 正确?' }, { ...QUESTION, stem: '别的' }),
      ),
    ).toEqual([
      { questionId: 'q-2', path: 'questions[1].stem', code: 'repeated-stem', firstPath: 'questions[0].stem' },
      { questionId: 'q-1', path: 'questions[2].id', code: 'repeated-id', firstPath: 'questions[0].id' },
    ]);
  });

  test('the document and several questions at once', () => {
    const result = readQuestionFile({
      document: { ...DOCUMENT, inForceFrom: '2024-02-30', status: 'superseded' },
      questions: [{ ...QUESTION, difficulty: 0 }, 7],
    });
    expect(problemsOf(result)).toEqual([
      { questionId: null, path: 'document.inForceFrom', code: 'wrong-form', form: 'date' },
      { questionId: null, path: 'document.status', code: 'not-one-of', expected: ['in-force', 're-verify'] },
      { questionId: 'q-1', path: 'questions[0].difficulty', code: 'too-small', min: 1 },
      { questionId: null, path: 'questions[1]', code: 'wrong-type', expected: 'object' },
    ]);
  });

  test('what is no question file', () => {
    for (const json of [null, [], 'x', 7])
      expect(problemsOf(readQuestionFile(json))).toEqual([
        { questionId: null, path: '', code: 'not-a-question-file' },
      ]);
    expect(problemsOf(readQuestionFile({ document: DOCUMENT }))).toEqual([
      { questionId: null, path: 'questions', code: 'missing' },
    ]);
    expect(problemsOf(file())).toEqual([{ questionId: null, path: 'questions', code: 'no-questions' }]);
  });

  test('two hundred problems at most, all counted', () => {
    const result = file(...Array.from({ length: 300 }, () => ({ ...QUESTION, difficulty: 9 })));
    expect(problemsOf(result)).toHaveLength(200);
    expect(result).toMatchObject({ problemCount: 300 });
  });

  test('fields that name the prototype', () => {
    const json: unknown = JSON.parse(
      JSON.stringify({ document: DOCUMENT, questions: [QUESTION] }).replace(
        '"topic"',
        '"__proto__":{"x":1},"topic"',
      ),
    );
    expect(problemsOf(readQuestionFile(json))).toEqual([
      { questionId: 'q-1', path: 'questions[0]', code: 'unknown-fields', fields: ['__proto__'] },
    ]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
