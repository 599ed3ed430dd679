import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { runCommand } from './run-command.ts';

// Each process takes a second or two, and many more on a machine that is busy.
vi.setConfig({ testTimeout: 240_000 });

let its: TestDatabase;
let folder: string;
beforeAll(async () => {
  its = await createTestDatabase({ county: true });
  folder = await mkdtemp(join(tmpdir(), 'files-'));
});
afterAll(async () => {
  await its.close();
  await rm(folder, { recursive: true });
});

const cli = (...args: string[]) => runCommand(args, { DATABASE_URL: its.appUrl });
const count = async (action: string): Promise<number> => {
  const [row] = await its.db.execute<{ n: number }>(
    sql`select count(*)::int as n from access_log where action = ${action} and purpose = 'routine-check'`,
  );
  return row?.n ?? -1;
};
const asked = (name: string) => [
  '--for',
  'QS-007',
  '--purpose',
  'routine-check',
  '--out',
  join(folder, name),
];

test('file export: a PDF that only its owner may read, and a trace', async () => {
  const { code, stderr, stdout } = await cli('file', 'export', 'QS-018', ...asked('one.pdf'));
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toContain('（QS-018） 的档案，并记入访问记录。');
  expect((await readFile(join(folder, 'one.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
  expect((await stat(join(folder, 'one.pdf'))).mode & 0o777).toBe(0o600);
  expect(await count('file.export')).toBe(1);
});

test('a purpose that a second person has to approve waits for them; one that needs a reason is asked for in chat', async () => {
  const flags = ['--for', 'QS-007', '--out', join(folder, 'waits.pdf'), '--purpose'];
  expect(await cli('file', 'export', 'QS-018', ...flags, 'appointment')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('要由第二人批准') as string,
  });
  expect(await cli('file', 'export', 'QS-018', ...flags, 'talk-preparation')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('/file') as string,
  });
  const told = await its.db.execute(sql`select 1 from deliveries where kind = 'file-asked'`);
  expect(told.length).toBeGreaterThan(0);
  expect(await readdir(folder)).toEqual(['one.pdf']);
});

test('nobody gets their own file or a file outside the scope', async () => {
  const own = await cli('file', 'export', 'QS-007', ...asked('own.pdf'));
  expect(own).toMatchObject({ code: 1, stderr: expect.stringContaining('应当回避') as string });
});

test('what is refused leaves no file and no trace', async () => {
  const before = await readdir(folder);
  const [outside, nobody, purpose] = await Promise.all([
    cli('file', 'export', 'QS-046', ...asked('b.pdf')),
    cli(
      'file',
      'export',
      'QS-018',
      '--for',
      'QS-019',
      '--purpose',
      'routine-check',
      '--out',
      join(folder, 'c.pdf'),
    ),
    cli(
      'file',
      'export',
      'QS-018',
      '--for',
      'QS-007',
      '--purpose',
      'curiosity',
      '--out',
      join(folder, 'd.pdf'),
    ),
  ]);
  expect(outside).toMatchObject({ code: 1, stderr: expect.stringContaining('没有这个人') as string });
  expect(nobody).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('没有查看他人档案的权限') as string,
  });
  expect(purpose).toMatchObject({ code: 1, stderr: expect.stringContaining('--purpose') as string });
  expect(await readdir(folder)).toEqual(before);
  expect(await count('file.export')).toBe(1);
});
