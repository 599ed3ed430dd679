import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readContent } from '../../../src/domain/questions/read-content.ts';
import { storeContent } from '../../../src/domain/questions/store-content.ts';
import { readQuestionFile } from '../../../src/formats/read-questions.ts';

const FOLDER = new URL('../../../content/questions/', import.meta.url);
const sorted = (answer: number[]) => answer.toSorted((a, b) => a - b);

test('what is stored of every question of the bank reads back as it was', () => {
  const seen = new Set<string>();
  for (const name of readdirSync(FOLDER)) {
    const json: unknown = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
    const read = readQuestionFile(json);
    if (!read.ok) throw new Error(name);
    for (const question of read.file.questions) {
      seen.add(question.type);
      const content = readContent({ type: question.type, ...storeContent(question) });
      const asked: Record<string, unknown> = { ...question };
      if ('answer' in question && Array.isArray(question.answer)) asked['answer'] = sorted(question.answer);
      expect(asked).toMatchObject(content);
    }
  }
  expect(seen.size).toBe(8);
});

test('what the bank never writes is refused, not guessed', () => {
  expect(() => readContent({ type: 'numeric', options: [], answer: [], extra: {} })).toThrow();
});
