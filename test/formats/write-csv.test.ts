import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText } from '../../src/formats/clean-text.ts';
import { readTable } from '../../src/formats/read-table.ts';
import { writeCsv } from '../../src/formats/write-csv.ts';

test('is RFC 4180 with a byte-order mark', () => {
  expect(
    writeCsv([
      ['姓名', 'a,b'],
      ['say "hi"', 'x\ny'],
      [1, -2.5],
    ]),
  ).toBe('\uFEFF姓名,"a,b"\r\n"say ""hi""","x\ny"\r\n1,-2.5\r\n');
  expect(writeCsv([])).toBe('\uFEFF');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '\0=1', '＝1+1', '\u00a0@x'])(
  'takes the formula out of %j',
  (cell) => {
    const [, first] = writeCsv([[cell]]);
    expect(["'", '"']).toContain(first);
    expect(writeCsv([[cell]]).replace(/^\uFEFF"?/, '')).toMatch(/^'/);
  },
);

const isSafe = (cell: string) => !/^\s*[=+\-@＝＋－＠]/.test(cell) && !/^[\t\r\n]/.test(cell);
const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom('"', ',', ';', '\t', '\r', '\n', ' ', '=', "'", '张', '\0', '\uD800'),
    maxLength: 8,
  }),
);

test('sniffing is not misled by what is quoted', async () => {
  const result = await readTable(Buffer.from(writeCsv([['', '\t\t']])), 'a.csv');
  expect(result).toMatchObject({ sheets: [{ rows: [{ cells: ['', "'\t\t"] }] }] });
});

test('what is written is read back, whatever the text', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
      async (rows) => {
        const result = await readTable(Buffer.from(writeCsv(rows)), 'a.csv');
        const expected = rows
          .map((row) =>
            row.map((text) => (isSafe(cleanText(text)) ? cleanText(text) : `'${cleanText(text)}`)),
          )
          .map((row) => row.slice(0, row.findLastIndex((text) => text.trim() !== '') + 1))
          .filter((row) => row.length > 0);
        if (expected.length === 0) expect(result).toEqual({ ok: false, problem: { code: 'empty' } });
        else expect(result.ok && result.sheets[0]?.rows.map((row) => row.cells)).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
});

test('cleaning clean text changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = cleanText(text);
      expect(cleanText(once)).toBe(once);
      expect(once.includes('\0') || !once.isWellFormed()).toBe(false);
    }),
  );
});
