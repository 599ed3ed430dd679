import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { redeemInvitation } from '../../src/domain/people/redeem-invitation.ts';
import { readTable } from '../../src/formats/read-table.ts';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { runCommand } from './run-command.ts';

// Each process takes a second or two, and many more on a machine that is busy.
vi.setConfig({ testTimeout: 240_000 });

let its: TestDatabase;
let dir: string;
beforeAll(async () => {
  its = await createTestDatabase();
  dir = await mkdtemp(join(tmpdir(), 'qingfeng-cli-'));
});
afterAll(async () => {
  await its.close();
  await rm(dir, { recursive: true, force: true });
});

const cli = (args: string[], env: Record<string, string> = {}) =>
  runCommand(args, { DATABASE_URL: its.appUrl, ...env });
const file = async (name: string, content: string | Uint8Array) => {
  const path = join(dir, name);
  await writeFile(path, content);
  return path;
};
const counts = async () => {
  const [row] = await its.db.execute(sql`
    select (select count(*)::int from people) as people, (select count(*)::int from posts) as posts,
      (select count(*)::int from organisation_units) as units, (select count(*)::int from access_log) as logged`);
  return row;
};
const rowsOf = async (csv: string | Uint8Array) => {
  const table = await readTable(Buffer.from(csv), 'codes.csv');
  return table.ok ? (table.sheets[0]?.rows ?? []).map(({ cells }) => cells) : [];
};

const HEADINGS = '姓名,工号,单位,职务,角色,手机号';
const GOOD = [
  HEADINGS,
  '张样一,X-1,甲县/乙镇,委员,干部,13800001111',
  '李样二,X-2,甲县,监督员,监督员、管理员,',
].join('\n');

/** As Excel in Chinese saves a CSV; Node only decodes it, so the codes of two bytes are looked up backwards. */
function encodeGb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, number[]>();
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1)
      codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return Uint8Array.from([...text].flatMap((sign) => codes.get(sign) ?? [sign.charCodeAt(0)]));
}

describe('people import', () => {
  test('names line and column of everything that is wrong, and writes nothing', async () => {
    const path = await file(
      'bad.csv',
      [
        HEADINGS,
        '张样一,X_1,甲县/乙镇,委员,皇帝,',
        '李样二,X-2,甲县,委员,干部,1380000',
        '王样三,X-3,甲县,委员,,',
      ].join('\n'),
    );
    const { code, stdout, stderr } = await cli(['people', 'import', path, '--apply']);
    expect(stdout.trimEnd().split('\n')).toEqual([
      '第 2 行「工号」列「X_1」：应为 1 到 32 个字母、数字或连字符',
      expect.stringMatching(/^第 2 行「角色」列「皇帝」：没有「皇帝」这个角色，应为干部、支部书记/),
      expect.stringMatching(/^第 3 行「手机号」列「1380000」：应为 11 位手机号/),
    ]);
    expect(stderr).toBe('共 3 处不对。什么都没有写入。\n');
    expect(code).toBe(1);
    expect(await counts()).toEqual({ people: 0, posts: 0, units: 0, logged: 0 });
  });

  test('rehearses a file in GB18030 line by line, writes it with --apply', async () => {
    const path = await file('roster.csv', encodeGb18030(GOOD));
    const rehearsal = await cli(['people', 'import', path]);
    expect(rehearsal.stdout.trimEnd().split('\n')).toEqual([
      '新建单位  甲县（县）',
      '新建单位  甲县/乙镇（乡镇）',
      '第 2 行  新增  张样一（X-1）  甲县/乙镇 · 委员 · 干部',
      '第 3 行  新增  李样二（X-2）  甲县 · 监督员 · 监督员、管理员',
    ]);
    expect(rehearsal.stderr).toContain('这是预演，什么都没有写入');
    expect(rehearsal.code).toBe(0);
    expect(await counts()).toEqual({ people: 0, posts: 0, units: 0, logged: 0 });

    const applied = await cli(['people', 'import', '--apply', path]);
    expect(applied).toMatchObject({ code: 0, stdout: rehearsal.stdout });
    expect(applied.stderr).toContain('已写入');
    expect(await counts()).toEqual({ people: 2, posts: 2, units: 2, logged: 1 });
    const [log] = await its.db.execute(sql`select action, actor_id as "actorId", detail from access_log`);
    expect(log).toEqual({
      action: 'people.import',
      actorId: null,
      detail: { people: 2, posts: 2, units: 2 },
    });
  });

  test('takes an XLSX with English headings, all or nothing, and speaks English', async () => {
    const sheet = (staffNo: string) =>
      writeXlsx({
        sheets: [
          {
            name: 'Roster',
            rows: [
              ['Name', 'Staff no', 'Unit', 'Post', 'Role'],
              ['Zhao Yang', 'X-3', '甲县/丙镇', 'Clerk', 'cadre'],
              ['Qian Yang', staffNo, '甲县/丙镇', 'Clerk', 'editor'],
            ],
          },
        ],
      });
    const env = { LANG: 'en_GB.UTF-8' };
    const taken = await file('taken.xlsx', await sheet('X-1'));
    const [refused, again] = await Promise.all([
      cli(['people', 'import', taken, '--apply'], env),
      cli(['people', 'import', join(dir, 'roster.csv'), '--apply'], env),
    ]);
    expect(again).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^line 2 {2}there already/) as string,
    });
    expect(again.stderr).toContain('there is nothing to write');
    expect(refused).toMatchObject({
      code: 1,
      stdout:
        'line 3, column Staff no, "X-1": expected a number not used before, it is that of 张样一 on the roster\n',
    });
    expect(await counts()).toMatchObject({ people: 2, units: 2 });

    const path = await file('good.xlsx', await sheet('X-4'));
    const applied = await cli(['people', 'import', path, '--apply'], env);
    expect(applied.stderr).toBe(
      '2 new people, 2 posts, 1 unit; 0 lines there already, unchanged.\nWritten.\n',
    );
    expect(await counts()).toMatchObject({ people: 4, units: 3 });
  });
});

describe('people invite', () => {
  test('makes codes that bind, for the people of a unit', async () => {
    const { code, stdout, stderr } = await cli([
      'people',
      'invite',
      '--unit',
      '甲县/乙镇',
      '--bot',
      '@qingfeng_bot',
    ]);
    expect(code).toBe(0);
    expect(stdout.startsWith('\uFEFF')).toBe(true);
    const [head, row, ...others] = await rowsOf(stdout);
    expect(head).toEqual(['单位', '姓名', '工号', '邀请码', '链接', '有效期至']);
    expect(others).toEqual([]);
    const invitation = row?.[3] ?? '';
    expect(row?.slice(0, 5)).toEqual([
      '甲县/乙镇',
      '张样一',
      'X-1',
      expect.stringMatching(/^[\w-]{22}$/),
      `https://t.me/qingfeng_bot?start=${invitation}`,
    ]);
    expect(stderr).toContain('发出 1 个邀请码');
    const redeemed = await redeemInvitation(
      its.db,
      { code: invitation, telegramId: 5_000_001, botId: 0 },
      new Date(),
    );
    expect(redeemed).toEqual({ ok: true, personName: '张样一', language: 'zh' });
    const [log] = await its.db.execute(
      sql`select actor_id as "actorId" from access_log where action = 'people.invite'`,
    );
    expect(log).toEqual({ actorId: null });
  });

  test('writes them to a new file that only its owner reads; --new spares the codes that are out', async () => {
    const out = join(dir, 'codes.csv');
    expect(await cli(['people', 'invite', '--out', out])).toMatchObject({ code: 0, stdout: '' });
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    const rows = await rowsOf(await readFile(out));
    expect(rows.map((row) => row[2])).toEqual(['工号', 'X-2', 'X-3', 'X-4']);
    expect(rows[1]?.[4]).toBe(`/start ${rows[1]?.[3]}`);

    const [kept, spared] = await Promise.all([
      cli(['people', 'invite', '--out', out]),
      cli(['people', 'invite', '--new']),
    ]);
    expect(kept).toMatchObject({ code: 1, stderr: `${out} 已经有了，不覆盖：换一个文件名。\n` });
    expect(await rowsOf(spared.stdout)).toHaveLength(1);
    const code = rows[1]?.[3] ?? '';
    expect(
      await redeemInvitation(its.db, { code, telegramId: 5_000_002, botId: 0 }, new Date()),
    ).toMatchObject({
      ok: true,
    });
  });

  test('says what there is where a unit does not exist', async () => {
    expect(await cli(['people', 'invite', '--unit', '甲县／丁镇'])).toEqual({
      code: 1,
      stdout: '',
      stderr: '没有单位「甲县／丁镇」。「甲县」下面有：乙镇, 丙镇。\n',
    });
  });
});
