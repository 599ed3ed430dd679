import { readXlsx } from 'hucre';
import { describe, expect, test } from 'vitest';
import { writeXlsxTable } from '../../src/formats/write-xlsx.ts';
import { readTable } from '../../src/formats/read-table.ts';
import { receiptsTable, type ReceiptRow } from '../../src/messages/receipts-table.ts';

const row: ReceiptRow = {
  name: '张样一',
  staffNo: 'QS-012',
  unitName: '青石第一村',
  standing: 'confirmed',
  problem: null,
  sentAt: '2026-11-25T02:00:00Z',
  answer: 'understood',
  answeredAt: '2026-11-25T02:30:00Z',
  recordedBy: null,
  note: null,
  version: 1,
  confirmedVersion: 1,
};
const readBack = async (bytes: Uint8Array): Promise<readonly (readonly string[])[]> => {
  const read = await readTable(bytes, 'receipts.xlsx');
  if (!read.ok) throw new Error(read.problem.code);
  return read.sheets.flatMap((sheet) => sheet.rows.map((line) => line.cells));
};

describe('the receipts as a file', () => {
  test('hold a row a person, with local times and words for how they stand', async () => {
    const rows = [
      row,
      {
        ...row,
        name: '李样二',
        standing: 'unreachable',
        problem: 'not bound',
        sentAt: null,
        answer: null,
        version: 0,
      },
      { ...row, name: '王样三', recordedBy: '赵样四', note: '电话告知' },
      { ...row, name: '孙样五', standing: 'open', answer: 'seen' },
    ];
    const table = receiptsTable('zh', { needsAcknowledgement: true }, rows);
    const cells = await readBack(await writeXlsxTable('回执', table));
    expect(cells).toEqual([
      [
        '单位',
        '姓名',
        '工号',
        '情况',
        '送达时间',
        '回复时间',
        '当面告知人',
        '备注',
        '手里的版本',
        '确认的版本',
      ],
      ['青石第一村', '张样一', 'QS-012', '已确认', '2026-11-25 10:00', '2026-11-25 10:30', '', '', '1', '1'],
      ['青石第一村', '李样二', 'QS-012', '未能送达 (没有绑定账号)', '', '', '', '', '0'],
      [
        '青石第一村',
        '王样三',
        'QS-012',
        '已确认',
        '2026-11-25 10:00',
        '2026-11-25 10:30',
        '赵样四',
        '电话告知',
        '1',
        '1',
      ],
      ['青石第一村', '孙样五', 'QS-012', '未确认', '2026-11-25 10:00', '', '', '', '1'],
    ]);
  });

  test('say "delivered" where nothing was to be confirmed', () => {
    const [, first] = receiptsTable('zh', { needsAcknowledgement: false }, [
      { ...row, standing: 'open', answer: null },
    ]);
    expect(first?.[3]).toBe('已送达');
  });

  test('never hold a formula, nor what XML cannot say', async () => {
    const hostile = [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\tx',
      '\rx',
      ' =1',
      '＝1',
      'a\u0000b\u0007c',
      '\ud800x',
    ];
    const bytes = await writeXlsxTable('回执', [['note'], ...hostile.map((text) => [text])]);
    const cells = (await readBack(bytes)).slice(1).map(([cell = '']) => cell);
    for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@＝]/);
    expect(cells.at(-2)).toBe('abc');
    const book = await readXlsx(bytes, { readStyles: true });
    const formulas = [...(book.sheets[0]?.cells?.values() ?? [])].filter((cell) => cell.formula);
    expect(formulas).toEqual([]);
  });

  test('of five thousand people are not more than a megabyte', async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => ({ ...row, staffNo: `QS-${i}` }));
    const bytes = await writeXlsxTable('回执', receiptsTable('zh', { needsAcknowledgement: true }, rows));
    expect(bytes.length).toBeLessThan(1_000_000);
    expect(await readBack(bytes)).toHaveLength(5_001);
  });
});
