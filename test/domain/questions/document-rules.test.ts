import { expect, test } from 'vitest';
import { findNamed, nameOf, type NamedDocument } from '../../../src/domain/questions/document-rules.ts';

const document = (id: string, title: string, version: string, change: Partial<NamedDocument> = {}) => ({
  id,
  title,
  version,
  inForceFrom: version,
  status: 'in-force' as const,
  ...change,
});
const DOCUMENTS: NamedDocument[] = [
  document('old', '中华人民共和国监察法', '2018-03-20', { status: 'superseded' }),
  document('new', '中华人民共和国监察法', '2024-12-25'),
  document('code', '中国共产党廉洁自律准则', '2015-10-18'),
];

test.each([
  ['its title', '中国共产党廉洁自律准则', 'code'],
  ['its title in marks', ' 《中国共产党廉洁自律准则》', 'code'],
  ['a title with two versions, of which one stands', '中华人民共和国监察法', 'new'],
  ['a title with its version', '《中华人民共和国监察法》（2018-03-20）', 'old'],
  ['the same without brackets', '中华人民共和国监察法 2024-12-25', 'new'],
  ['half a title', '监察法', undefined],
  ['nothing', '', undefined],
])('a document is found by %s', (_, text, id) => {
  expect(findNamed(DOCUMENTS, text)?.id).toBe(id);
});

test('the name that is written is found again', () => {
  for (const one of DOCUMENTS) expect(findNamed(DOCUMENTS, nameOf(DOCUMENTS, one))).toBe(one);
  expect(DOCUMENTS.map((one) => nameOf(DOCUMENTS, one))).toEqual([
    '中华人民共和国监察法（2018-03-20）',
    '中华人民共和国监察法',
    '中国共产党廉洁自律准则',
  ]);
});
