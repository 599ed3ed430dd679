import { writeXlsx, type WriteSheet } from 'hucre';
import { expect, test } from 'vitest';
import { readTable } from '../../src/formats/read-table.ts';
import { buildZip, sheetXml, workbookParts } from '../../faults/build-zip.ts';

const csv = (text: string, name = 'a.csv') => readTable(Buffer.from(text), name);
const xlsx = async (...sheets: WriteSheet[]) => readTable(await writeXlsx({ sheets }), 'a.xlsx');
const oneSheet = (...rows: { line: number; cells: string[] }[]) => ({
  ok: true,
  sheets: [{ name: null, rows }],
});

/** "姓名,工号 / 张三,1" in GBK. */
const GBK = Buffer.from('d0d5c3fb2cb9a4bac50d0ad5c5c8fd2c310d0a', 'hex');

test('keeps the line of each record, also after quoted line ends and blank lines', async () => {
  expect(await csv('a,b\r\n\r\n"x\ny",2\n , \n"say ""hi""",3')).toEqual(
    oneSheet(
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['x\ny', '2'] },
      { line: 6, cells: ['say "hi"', '3'] },
    ),
  );
});

test.each([
  ['UTF-8', Buffer.from('姓名,工号\r\n张三,1\r\n')],
  ['UTF-8 with a byte-order mark', Buffer.from('\uFEFF姓名,工号\r\n张三,1\r\n')],
  ['GBK', GBK],
  ['UTF-16 with tabs', Buffer.from('\uFEFF姓名\t工号\r\n张三\t1\r\n', 'utf16le')],
  ['semicolons', Buffer.from('姓名;工号\n张三;1')],
  ['old Mac line ends', Buffer.from('姓名,工号\r张三,1\r')],
])('reads a CSV file in %s', async (_, bytes) => {
  expect(await readTable(bytes, 'a.csv')).toEqual(
    oneSheet({ line: 1, cells: ['姓名', '工号'] }, { line: 2, cells: ['张三', '1'] }),
  );
});

test('sniffs the delimiter outside quotes only', async () => {
  expect(await csv('"a;b;c",d\n"e;f;g",h')).toEqual(
    oneSheet({ line: 1, cells: ['a;b;c', 'd'] }, { line: 2, cells: ['e;f;g', 'h'] }),
  );
});

test('cleans text: NUL, lone surrogates, composed forms', async () => {
  const bytes = Buffer.from('\uFEFFa\0b,\uD800c,e\u0301', 'utf16le');
  expect(await readTable(bytes, 'a.csv')).toEqual({ ok: false, problem: { code: 'not-a-table' } });
  expect(await csv('a\0b,e\u0301')).toEqual(oneSheet({ line: 1, cells: ['ab', '\u00e9'] }));
  const sheet = '<row r="1"><c r="A1" t="inlineStr"><is><t>x_xD800_y_x0000_z</t></is></c></row>';
  expect(await readTable(buildZip(workbookParts(sheetXml(sheet))), 'a.xlsx')).toMatchObject({
    sheets: [{ rows: [{ cells: ['x\uFFFDyz'] }] }],
  });
});

test('gives sheet cells as people see them', async () => {
  const day = new Date('2026-01-05T00:00:00Z');
  const style = (row: number, column: number, value: number | Date, numFmt: string) =>
    [
      `${row},${column}`,
      { value, type: value instanceof Date ? 'date' : 'number', style: { numFmt } },
    ] as const;
  const result = await xlsx({
    name: '名册',
    rows: [
      ['姓名', '工号', '手机', '日期', '比例', '和'],
      ['张三', 7, 13_800_001_111, day, 0.125, 0.1 + 0.2],
      [],
      ['李四', true, null, day, null, 1234.5],
    ],
    cells: new Map([
      style(1, 1, 7, '000000'),
      style(1, 3, day, 'yyyy"年"m"月"d"日"'),
      style(1, 4, 0.125, '0.0%'),
      style(3, 3, day, 'm/d/yyyy'),
      style(3, 5, 1234.5, '#,##0.00'),
    ]),
  });
  expect(result).toEqual({
    ok: true,
    sheets: [
      {
        name: '名册',
        rows: [
          { line: 1, cells: ['姓名', '工号', '手机', '日期', '比例', '和'] },
          { line: 2, cells: ['张三', '000007', '13800001111', '2026年1月5日', '12.5%', '0.3'] },
          { line: 4, cells: ['李四', 'TRUE', '', '2026/1/5', '', '1,234.50'] },
        ],
      },
    ],
  });
});

test('repeats a cell merged downwards, and leaves hidden and empty sheets out', async () => {
  const result = await xlsx(
    { name: '空', rows: [] },
    { name: '藏', rows: [['secret']], hidden: true },
    {
      name: '名册',
      rows: [
        ['村甲', '张三'],
        [null, '李四'],
        [null, '王五'],
      ],
      merges: [{ startRow: 0, startCol: 0, endRow: 1, endCol: 0 }],
    },
  );
  expect(result).toEqual({
    ok: true,
    sheets: [
      {
        name: '名册',
        rows: [
          { line: 1, cells: ['村甲', '张三'] },
          { line: 2, cells: ['村甲', '李四'] },
          { line: 3, cells: ['', '王五'] },
        ],
      },
    ],
  });
});

test('goes by what the bytes are: a workbook called .csv is read', async () => {
  const bytes = await writeXlsx({ sheets: [{ name: 's', rows: [['a', 'b']] }] });
  expect(await readTable(bytes, 'a.csv')).toMatchObject({ ok: true, sheets: [{ name: 's' }] });
});

test('harmless headings stay text', async () => {
  const expected = { sheets: [{ rows: [{ cells: ['__proto__', 'constructor'] }, { cells: ['x', 'y'] }] }] };
  expect(await csv('__proto__,constructor\nx,y')).toMatchObject(expected);
  expect(
    await xlsx({
      name: '__proto__',
      rows: [
        ['__proto__', 'constructor'],
        ['x', 'y'],
      ],
    }),
  ).toMatchObject(expected);
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});
