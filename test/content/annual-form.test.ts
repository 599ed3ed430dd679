import { describe, expect, it } from 'vitest';
import annual from '../../content/assessments/annual-2026.json' with { type: 'json' };
import defaultPack from '../../content/rules/default.json' with { type: 'json' };
import { readAssessmentForm } from '../../src/domain/assessments/form.ts';

const form = readAssessmentForm(annual);

describe('the self-assessment form of 2026', () => {
  it('is read unchanged', () => {
    expect(form).toEqual(annual);
  });

  it('has eight questions of three types', () => {
    expect(form.questions).toHaveLength(8);
    expect(new Set(form.questions.map((question) => question.type))).toEqual(
      new Set(['choice', 'text', 'yes-no']),
    );
  });

  it('rests on documents of the rule pack', () => {
    const known = defaultPack.documents.map((it) => `${it.title} ${it.version}`);
    for (const { source } of form.questions) expect(known).toContain(`${source.document} ${source.version}`);
  });

  it('asks neither what the system knows nor what does not belong in it', () => {
    for (const { stem } of form.questions) expect(stem.zh).not.toMatch(/学时|答题|得分|身份证|病|银行|举报/);
  });

  it.each<[string, (copy: typeof annual) => void, RegExp]>([
    ['three options', (f) => f.questions[0]?.options?.pop(), /questions\[0\]\.options: .*4/],
    [
      'an option used twice',
      (f) => Object.assign(f.questions[0]?.options?.[1] ?? {}, { id: 'all-done' }),
      /questions\[0\]\.options\[1\]\.id/,
    ],
    [
      'a question used twice',
      (f) => Object.assign(f.questions[1] ?? {}, { id: 'duties' }),
      /questions\[1\]\.id/,
    ],
    [
      'a text of any length',
      (f) => Object.assign(f.questions[1] ?? {}, { maxLength: 5000 }),
      /questions\[1\]\.maxLength/,
    ],
    [
      'no English',
      (f) => Reflect.deleteProperty(f.questions[1]?.stem ?? {}, 'en'),
      /questions\[1\]\.stem\.en/,
    ],
    [
      'weights off one',
      (f) => Object.assign(f.questions[0] ?? {}, { weight: 1 }),
      /questions: expected weights/,
    ],
    [
      'an unknown type',
      (f) => Object.assign(f.questions[0] ?? {}, { type: 'score' }),
      /questions\[0\]\.type/,
    ],
  ])('refuses %s and names the place', (_what, change, message) => {
    const copy = structuredClone(annual);
    change(copy);
    expect(() => readAssessmentForm(copy)).toThrow(message);
  });
});
