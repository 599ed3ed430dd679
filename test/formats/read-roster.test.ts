import { writeXlsx } from 'hucre';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { Role } from '../../src/domain/rules/role.ts';
import { readRoster } from '../../src/formats/read-roster.ts';
import type { RosterRole } from '../../src/formats/roster/roster-roles.ts';

const HEADINGS = '姓名,工号,单位,职务,角色,手机号';
const read = (text: string) => readRoster(Buffer.from(text), '名册.csv');
const rows = (...lines: string[]) => read([HEADINGS, ...lines].join('\n'));
const problem = async (line: string) => {
  const result = await rows(line);
  return result.ok ? [] : result.problems;
};
/** A good line with one cell changed. */
const line = (changes: Partial<Record<'name' | 'no' | 'unit' | 'title' | 'role' | 'phone', string>>) => {
  const { name, no, unit, title, role, phone } = {
    name: '张三',
    no: 'A-1',
    unit: '样例县/青石镇',
    title: '委员',
    role: '干部',
    phone: '13800001111',
    ...changes,
  };
  return [name, no, unit, title, role, phone].map((cell) => `"${cell}"`).join(',');
};

test('the roles are those of the house', () => {
  expectTypeOf<RosterRole>().toEqualTypeOf<Role>();
});

test('reads a Chinese roster', async () => {
  expect(
    await rows(
      '张　三,Ａ－００１,样例县／青石镇 / 青石第一村,村委会主任,村干部、题库编辑,13800001111',
      '',
      '买买提·艾力,a-001,样例县,科员,,0571-88001234',
      '李四,2,样例县/青石镇,书记,Township Secretary; auditor,',
    ),
  ).toEqual({
    ok: true,
    warnings: [],
    rows: [
      {
        line: 2,
        name: '张三',
        staffNo: 'A-001',
        unitPath: ['样例县', '青石镇', '青石第一村'],
        title: '村委会主任',
        roles: ['cadre', 'editor'],
        phone: '13800001111',
      },
      {
        line: 4,
        name: '买买提·艾力',
        staffNo: 'a-001',
        unitPath: ['样例县'],
        title: '科员',
        roles: ['cadre'],
        phone: '0571-88001234',
      },
      {
        line: 5,
        name: '李四',
        staffNo: '2',
        unitPath: ['样例县', '青石镇'],
        title: '书记',
        roles: ['township-secretary', 'auditor'],
        phone: null,
      },
    ],
  });
});

test('reads a sheet with a title, English headings in any order, numbers, merged units and other sheets', async () => {
  const bytes = await writeXlsx({
    sheets: [
      { name: 'Notes', rows: [['How to fill in']] },
      {
        name: 'Roster',
        rows: [
          ['Roster of Qingshi'],
          [' ROLE ', 'Phone', 'Unit', 'staff_no', 'Ｎａｍｅ (required)', 'Post*', 'Born'],
          ['cadre', 13_800_001_111, 'County/Qingshi', 7, 'Zhang San', 'Clerk', new Date('1980-01-02')],
          [null, null, null, 8, 'Li Si', 'Clerk', null],
        ],
        merges: [{ startRow: 2, startCol: 2, endRow: 3, endCol: 2 }],
      },
    ],
  });
  const result = await readRoster(bytes, 'roster.xlsx');
  expect(result).toMatchObject({
    ok: true,
    rows: [
      { line: 3, name: 'Zhang San', staffNo: '7', roles: ['cadre'], phone: '13800001111' },
      {
        line: 4,
        name: 'Li Si',
        staffNo: '8',
        unitPath: ['County', 'Qingshi'],
        roles: ['cadre'],
        phone: null,
      },
    ],
    warnings: [
      { code: 'unknown-column', line: 2, column: 7, found: 'Born' },
      { code: 'other-sheet', found: 'Notes' },
    ],
  });
});

test('takes invisible marks around copied numbers away', async () => {
  expect(await rows(line({ phone: '\u202d13800001111\u202c', no: '\u200bA-1' }))).toMatchObject({
    rows: [{ phone: '13800001111', staffNo: 'A-1' }],
  });
});

test('the phone column may be missing; each other one is named', async () => {
  expect(await read('姓名,工号,单位,职务,角色\n张三,1,县,员,')).toMatchObject({
    ok: true,
    rows: [{ phone: null }],
  });
  expect(await read('姓名,单位,手机号,姓名\n张三,县,1,')).toEqual({
    ok: false,
    problemCount: 5,
    warnings: [],
    problems: [
      ...(['staffNo', 'title', 'role'] as const).map((column) => ({
        code: 'missing-column',
        line: 1,
        column,
        found: '姓名 | 单位 | 手机号 | 姓名',
        params: null,
      })),
      { code: 'repeated-column', line: 1, column: 'name', found: '姓名', params: null },
      { code: 'phone-form', line: 2, column: 'phone', found: '1', params: null },
    ],
  });
});

describe('says what is wrong with a cell', () => {
  test.each([
    ['name', line({ name: ' ' }), 'name', 'required', null],
    ['name', line({ name: '长'.repeat(41) }), 'name', 'too-long', { max: 40 }],
    ['staff number', line({ no: '' }), 'staffNo', 'required', null],
    ['staff number', line({ no: 'A_1' }), 'staffNo', 'staff-no-form', { max: 32 }],
    ['staff number', line({ no: '1'.repeat(33) }), 'staffNo', 'staff-no-form', { max: 32 }],
    ['unit', line({ unit: '' }), 'unit', 'required', null],
    ['unit', line({ unit: '县//村' }), 'unit', 'unit-level-empty', { level: 2 }],
    ['unit', line({ unit: '一/二/三/四/五' }), 'unit', 'unit-too-deep', { levels: 5, max: 4 }],
    ['unit', line({ unit: `县/${'村'.repeat(61)}` }), 'unit', 'unit-level-too-long', { level: 2, max: 60 }],
    ['title', line({ title: '' }), 'title', 'required', null],
    ['role', line({ role: '干部、皇帝' }), 'role', 'role-unknown', { role: '皇帝' }],
    ['role', line({ role: '__proto__' }), 'role', 'role-unknown', { role: '__proto__' }],
    ['phone', line({ phone: '1380000111' }), 'phone', 'phone-form', null],
    ['phone', line({ phone: '+8613800001111' }), 'phone', 'phone-form', null],
    ['phone', line({ phone: '138 0000 1111' }), 'phone', 'phone-form', null],
  ])('%s: %s', async (_, text, column, code, params) => {
    expect(await problem(text)).toEqual([{ line: 2, column, code, params, found: expect.any(String) }]);
  });

  test('limits are of code points', async () => {
    expect(await problem(line({ name: '𠮷'.repeat(40) }))).toEqual([]);
  });
});

test('a staff number used twice names both lines', async () => {
  expect(await rows(line({}), line({ no: 'B' }), line({ no: 'Ａ-1' }))).toMatchObject({
    ok: false,
    problems: [
      { code: 'staff-no-repeated', line: 4, column: 'staffNo', found: 'A-1', params: { firstLine: 2 } },
    ],
  });
});

test('several posts of one person: the same name and phone, another unit or title', async () => {
  expect(
    await rows(line({ phone: '' }), line({ unit: '样例县' }), line({ title: '书记', phone: '' })),
  ).toMatchObject({ ok: true, rows: [{ staffNo: 'A-1' }, { unitPath: ['样例县'] }, { title: '书记' }] });
  const other = [{ title: '书记' }, { title: '主任', name: '张四' }, { title: '会计', phone: '13900001111' }];
  expect(await rows(line({}), ...other.map(line), line({ title: '书记' }))).toMatchObject({
    ok: false,
    problems: [
      { code: 'staff-no-repeated', line: 4, params: { firstLine: 2 } },
      { code: 'staff-no-repeated', line: 5, params: { firstLine: 2 } },
      { code: 'staff-no-repeated', line: 6, params: { firstLine: 2 } },
    ],
  });
});

test('lists every problem of the file at once, two hundred at most, with what was found cut short', async () => {
  const bad = line({ name: '', role: 'x'.repeat(500), phone: '0' });
  const result = await rows(...Array.from({ length: 100 }, (_, at) => bad.replace('A-1', `${at}`)));
  expect(result).toMatchObject({ ok: false, problemCount: 300 });
  const problems = result.ok ? [] : result.problems;
  expect(problems).toHaveLength(200);
  expect(problems.slice(0, 3).map((it) => [it.line, it.code])).toEqual([
    [2, 'required'],
    [2, 'role-unknown'],
    [2, 'phone-form'],
  ]);
  expect(problems[1]?.found).toHaveLength(80);
});

test('says so when the file cannot be read, or holds nobody', async () => {
  expect(await read('')).toMatchObject({
    problems: [{ code: 'file', params: { problem: { code: 'empty' } } }],
  });
  expect(await readRoster(Buffer.from('%PDF-1'), 'a.pdf')).toMatchObject({
    problems: [{ code: 'file', params: { problem: { code: 'not-a-table' } } }],
  });
  expect(await read(HEADINGS)).toMatchObject({ ok: false, problems: [{ code: 'no-people', line: 1 }] });
});

test('headings that name the prototype harm nobody', async () => {
  const result = await read(`__proto__,constructor,${HEADINGS}\nx,y,${line({})}`);
  expect(result).toMatchObject({
    ok: true,
    rows: [{ name: '张三' }],
    warnings: [{ found: '__proto__' }, { found: 'constructor' }],
  });
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});
