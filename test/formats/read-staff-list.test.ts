import { expect, test } from 'vitest';
import { readStaffList, readTypedStaffList } from '../../src/formats/read-staff-list.ts';

const read = (text: string, name = 'list.csv') => readStaffList(new TextEncoder().encode(text), name);

test('a list is read below its heading, wherever that stands, with the lines of the file', async () => {
  expect(await read('防汛队员名单\n姓名,工号,电话\n张样一,QS-012,\n\n李试二, QS-013 \n王例三,,\n')).toEqual({
    ok: true,
    entries: [
      { line: 3, staffNo: 'QS-012' },
      { line: 5, staffNo: 'QS-013' },
    ],
  });
});

test('a list without headings is its first column', async () => {
  expect(await read('QS-012\nｑｓ－013\n')).toEqual({
    ok: true,
    entries: [
      { line: 1, staffNo: 'QS-012' },
      { line: 2, staffNo: 'qs-013' },
    ],
  });
});

test('what holds no numbers, or is no table, says so', async () => {
  expect(await read('工号\n')).toEqual({ ok: false, problem: { code: 'no-numbers' } });
  expect(await read('')).toEqual({ ok: false, problem: { code: 'empty' } });
  expect(await read('%PDF-1.7', 'list.pdf')).toEqual({ ok: false, problem: { code: 'not-a-table' } });
});

test('numbers are typed between blanks, commas and line breaks', () => {
  expect(readTypedStaffList('QS-012，QS-013\n QS-014、 QS-015;')).toEqual([
    { line: 1, staffNo: 'QS-012' },
    { line: 1, staffNo: 'QS-013' },
    { line: 2, staffNo: 'QS-014' },
    { line: 2, staffNo: 'QS-015' },
  ]);
});
