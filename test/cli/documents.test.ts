import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { addBank } from '../support/bank.ts';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { runCommand } from './run-command.ts';

// Each process takes a second or two, and many more on a machine that is busy.
vi.setConfig({ testTimeout: 240_000 });

let its: TestDatabase;
beforeAll(async () => {
  its = await createTestDatabase();
  await addBank(its.db);
});
afterAll(() => its.close());

const cli = (...args: string[]) => runCommand(['documents', ...args], { DATABASE_URL: its.appUrl });
const flagged = async () => {
  const [row] = await its.db.execute<{ n: number }>(
    sql`select count(*)::int as n from questions where status = 'flagged'`,
  );
  return row?.n ?? -1;
};

test('a document is noted as superseded once, and listed as such; what is wrong is refused with a sentence', async () => {
  const [nothing, badDay, unknown] = await Promise.all([
    cli('supersede', 'Sample law', '2026'),
    cli('supersede', 'Sample law', '2026', '--by-version', '3', '--on', '2026-13-01'),
    cli('supersede', 'No law', '2026', '--by-version', '3'),
  ]);
  expect([nothing.code, nothing.stderr]).toEqual([
    1,
    '请用 --by-version 写明新文件的版本，例如 2026-06-01。\n',
  ]);
  expect([badDay.code, badDay.stderr]).toEqual([1, '--on「2026-13-01」：应为一天，如 2026-06-01。\n']);
  expect([unknown.code, unknown.stderr]).toEqual([1, '库里没有这份文件：标题和版本见 documents list。\n']);
  expect(await flagged()).toBe(0);
  const done = await cli('supersede', 'Sample law', '2026', '--by-version', '2026-6', '--on', '2026-06-01');
  expect(done.code).toBe(0);
  const n = await flagged();
  expect(n).toBeGreaterThan(50);
  expect(done.stdout).toBe(
    `已登记：${n} 题转待复核，0 张学习卡随之停用。编辑会收到消息，在 /reports 里逐题复核。\n`,
  );
  const [again, list] = await Promise.all([
    cli('supersede', 'Sample law', '2026', '--by-version', '2026-6', '--on', '2026-06-01'),
    cli('list'),
  ]);
  expect(again).toMatchObject({ code: 0, stdout: '之前已经登记过，没有改动。\n' });
  expect(list.stdout).toContain('已被取代  《Sample law》2026，2026-01-01 起，2026-06-01 止\n');
  expect(list.stdout).toContain(`  在用 0 题，待复核 ${n} 题，停用 0 题\n  取代它的是：Sample law 2026-6\n`);
});
