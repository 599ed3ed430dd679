import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { LAW, ship } from '../domain/questions/bank-stage.ts';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { addPerson, layUnits } from '../support/roster.ts';
import { runCommand } from './run-command.ts';

// Each process takes a second or two, and many more on a machine that is busy.
vi.setConfig({ testTimeout: 240_000 });

let its: TestDatabase;
let dir: string;
beforeAll(async () => {
  its = await createTestDatabase();
  dir = await mkdtemp(join(tmpdir(), 'qingfeng-cli-'));
  const units = await layUnits(its.db);
  await addPerson(its.db, { unitId: units.county, roles: ['editor'], staffNo: 'E-1' });
  await addPerson(its.db, { unitId: units.county, roles: ['auditor'], staffNo: 'A-1' });
  await ship(its.db, 'known-1');
});
afterAll(async () => {
  await its.close();
  await rm(dir, { recursive: true, force: true });
});

const cli = (...args: string[]) => runCommand(args, { DATABASE_URL: its.appUrl });
const file = async (name: string, content: string) => {
  const path = join(dir, name);
  await writeFile(path, content);
  return path;
};
const proposals = async () => {
  const [row] = await its.db.execute<{ n: number }>(
    sql`select count(*)::int as n from question_versions where written_by is not null`,
  );
  return row?.n;
};
const AIKEN = 'Which one is right?\nA. This one\nB. That one\nANSWER: B\n';

test('hands in a file of another maker for an editor, after a rehearsal', async () => {
  const path = await file('exam.txt', AIKEN);
  const document = ['--document', LAW];
  const rehearsal = await cli('questions', 'import', path, ...document);
  expect(rehearsal.stdout).toMatch(
    /^新增 {2}第 1 行 {2}q-[0-9a-f]{12} {2}Which one is right\? {2}没写条款 {2}没写原文\n$/,
  );
  expect(rehearsal).toMatchObject({ code: 0, stderr: expect.stringContaining('这是预演') as string });
  const nobody = await cli('questions', 'import', path, ...document, '--apply');
  const other = await cli('questions', 'import', path, ...document, '--apply', '--by', 'A-1');
  expect([nobody.code, other.code, await proposals()]).toEqual([1, 1, 0]);
  expect(other.stderr).toContain('A-1 不是题库编辑');
  const done = await cli('questions', 'import', path, ...document, '--apply', '--by', 'E-1');
  expect(done.stderr).toContain('1 题已送交审核');
  expect(await proposals()).toBe(1);
  const again = await cli('questions', 'import', path, ...document, '--apply', '--by', 'E-1');
  expect(again.stdout).toMatch(/^不变 /);
  expect(await proposals()).toBe(1);
});

test('refuses what is wrong line by line, and a document that the bank does not know', async () => {
  const bad = await file('bad.txt', AIKEN.replace('ANSWER: B', 'ANSWER: D'));
  const refused = await cli('questions', 'import', bad, '--apply', '--by', 'E-1');
  expect(refused).toMatchObject({
    code: 1,
    stdout: '第 1 行：答案「D」不在 2 个选项之内，请核对答案或补上选项。\n',
  });
  const lost = await cli('questions', 'import', await file('b.txt', AIKEN), '--document', 'No such law');
  expect(lost).toMatchObject({ code: 1, stderr: '题库里没有文件「No such law」，请核对 --document。\n' });
  const unnamed = await cli(
    'questions',
    'import',
    await file('c.txt', `${AIKEN}\nSo?\nA. Yes\nB. No\nANSWER: A\n`),
  );
  expect(unnamed.stdout).toContain('没写依据的文件');
  expect(unnamed.code).toBe(1);
});

test('writes the published questions, which come back unchanged', async () => {
  for (const format of ['gift', 'csv', 'xlsx']) {
    const path = join(dir, `bank.${format}`);
    const written = await cli('questions', 'export', '--out', path);
    expect(written).toMatchObject({ code: 0, stderr: expect.stringContaining('共 1 题。') as string });
    expect((await readFile(path)).length).toBeGreaterThan(100);
    const back = await cli('questions', 'import', path);
    expect(back.stdout).toMatch(/^不变 {2}.*known-1/);
    expect(back.stderr).toContain('新增 0 题，新版本 0 题，不变 1 题。');
  }
  const wrong = await cli('questions', 'export', '--format', 'docx');
  expect(wrong).toMatchObject({ code: 1, stderr: '--format「docx」：应为 gift、csv 或 xlsx。\n' });
});
