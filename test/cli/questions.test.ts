import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
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

const question = (id: string, changes: Record<string, unknown> = {}) => ({
  id,
  type: 'single',
  stem: `${id}：下列哪一项对？`,
  options: ['甲', '乙', '丙', '丁'],
  answer: [0],
  explanation: '见条文。',
  topic: '样例',
  difficulty: 1,
  source: { article: '第一条', quote: '一二三四五六七', provenance: 'full-text' },
  ...changes,
});
const bank = (...questions: unknown[]) => {
  const document = { title: '样例规定', version: '1', inForceFrom: '2026-01-01', provenance: 'full-text' };
  return JSON.stringify({ document: { ...document, status: 'in-force' }, questions }, null, 2);
};
const file = async (name: string, content: string) => {
  const path = join(dir, name);
  await writeFile(path, content);
  return path;
};
const cli = (...args: string[]) => runCommand(args, { DATABASE_URL: its.appUrl });
const versions = async () => {
  const [row] = await its.db.execute<{ n: number }>(sql`select count(*)::int as n from question_versions`);
  return row?.n;
};

test('names line and column of what is wrong with a question file, and writes nothing', async () => {
  const content = bank(
    question('q-1'),
    question('q-2', { answer: [4] }),
    question('q-1', { difficulty: '难' }),
  );
  const lineOf = (part: string) => content.slice(0, content.indexOf(part)).split('\n').length;
  const [shape, syntax] = await Promise.all([
    file('bad.json', content).then((path) => cli('questions', 'import', path, '--apply')),
    file('cut.json', content.slice(0, -10)).then((path) => cli('questions', 'import', path, '--apply')),
  ]);
  expect(shape.stdout.trimEnd().split('\n')).toEqual([
    `第 ${lineOf('4\n') - 1} 行第 17 列 questions[1].answer（q-2）：答案 4 不在选项之内，应为 0 到 3`,
    `第 ${lineOf('"难"')} 行第 21 列 questions[2].difficulty（q-1）：类型应为 number`,
  ]);
  expect(shape).toMatchObject({ code: 1, stderr: '共 2 处不对。什么都没有写入。\n' });
  expect(syntax.stdout).toMatch(/cut\.json：第 \d+ 行第 \d+ 列：从这里起不是 JSON/);
  expect(syntax.code).toBe(1);
  expect(await versions()).toBe(0);
});

test('rehearses, writes with --apply, and tells new versions from what is unchanged', async () => {
  const path = await file('good.json', bank(question('q-1'), question('q-2')));
  const rehearsal = await cli('questions', 'import', path);
  expect(rehearsal).toMatchObject({ code: 0, stderr: expect.stringContaining('这是预演') as string });
  expect(await versions()).toBe(0);
  expect((await cli('questions', 'import', path, '--apply')).stdout).toBe(rehearsal.stdout);
  expect(await versions()).toBe(2);

  const changed = await file('changed.json', bank(question('q-1'), question('q-2', { difficulty: 3 })));
  const next = await cli('questions', 'import', changed, '--apply');
  expect(
    next.stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split('  ')[0]),
  ).toEqual(['不变', '不变', '新版本']);
  expect(next.stderr).toBe('新增 0 题，新版本 1 题，不变 1 题。\n已写入。\n');
  expect(await versions()).toBe(3);
});

test('checks the shipped bank without a database', async () => {
  const { code, stdout } = await runCommand(['questions', 'check'], {
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/x',
  });
  expect(stdout).toMatch(
    /party-constitution\.json {2}《中国共产党章程》2022-10-22，2022-10-22 起施行\n {2}\d+ 题：单选 \d+/,
  );
  expect(stdout).toMatch(/文件：现行，单一抄本；引文：单一抄本 \d+/);
  expect(stdout).toMatch(/共 \d+ 个文件，\d+ 题，没有发现问题。\n$/);
  expect(code).toBe(0);
});

test('finds an id that two files use', async () => {
  const folder = await mkdtemp(join(dir, 'bank-'));
  await writeFile(join(folder, 'a.json'), bank(question('q-1')));
  await writeFile(join(folder, 'b.json'), bank(question('q-1', { stem: '另一道题，对不对？' })));
  const { code, stdout } = await runCommand(['questions', 'check', folder]);
  expect(stdout).toContain('q-1 在 a.json 里已经用过，应不重复');
  expect(code).toBe(1);
});
