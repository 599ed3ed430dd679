import postgres from 'postgres';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { createTestShelf } from '../support/shelf.ts';
import { runCommand } from './run-command.ts';

/** Nobody else's anchors. */
const shelf = createTestShelf();

// Each process takes a second or two, and many more on a machine that is busy.
vi.setConfig({ testTimeout: 240_000 });

let its: TestDatabase;
beforeAll(async () => {
  its = await createTestDatabase({ county: true });
});
afterAll(() => its.close());

const cli = (...args: string[]) => runCommand(args, { DATABASE_URL: its.appUrl, DATA_DIR: shelf.dir });

test('rollup run: the second time nothing changes; a day that is none is refused', async () => {
  const first = await cli('rollup', 'run', '--date', '2024-03-31');
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toMatch(
    /^2024-Q1，截至 2024-03-31，规则版本 \S+\n新入档 0 条\n档案 80 份，有变化 80 份\n$/,
  );
  const [second, wrong] = await Promise.all([
    cli('rollup', 'run', '--date', '2024-03-31'),
    cli('rollup', 'run', '--date', '2024-02-30'),
  ]);
  expect(second.stdout).toMatch(/新入档 0 条\n档案 80 份，有变化 0 份\n$/);
  expect(wrong).toEqual({
    code: 1,
    stdout: '',
    stderr: '--date「2024-02-30」：应为一天，如 2026-09-30，不晚于今天。\n',
  });
});

test('ledger verify: sound at first; then the first bad entry of each broken chain', async () => {
  const sound = await cli('ledger', 'verify');
  expect(sound).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^80 份档案、\d+ 条记录，全部完好。\n$/) as string,
  });

  const chains = await its.db.execute<{ id: string; staffNo: string; length: number }>(sql`
    select p.id, p.staff_no as "staffNo", count(*)::int as length from people p join ledger_entries e on e.person_id = p.id
    group by p.id having count(*) >= 5 order by p.staff_no limit 3`);
  const [changed, cut, ended] = chains;
  if (!changed || !cut || !ended) throw new Error('the county has too few entries');
  // Only whoever owns the server gets past the triggers.
  const owner = postgres(its.ownerUrl, { max: 1 });
  await owner`set session_replication_role = replica`;
  await owner`update ledger_entries set data = data || '{"forged": 1}' where person_id = ${changed.id} and seq in (2, 4)`;
  await owner`delete from ledger_entries where person_id = ${cut.id} and seq = 3`;
  await owner`delete from ledger_entries where person_id = ${ended.id} and seq >= ${ended.length - 1}`;
  const [bad] = await owner`select id from ledger_entries where person_id = ${changed.id} and seq = 2`;
  await owner.end();

  const { code, stdout, stderr } = await cli('ledger', 'verify');
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain(`（${changed.staffNo}）  第 2 条：内容与记下的哈希不符，这一条被改过`);
  expect(lines[0]).toContain(String(bad?.['id']));
  expect(lines[1]).toContain(`（${cut.staffNo}）  第 4 条：前面少了记录`);
  expect(lines[2]).toContain(`（${ended.staffNo}）  第 ${ended.length - 1} 条：链尾与登记的不符`);
  expect(stderr).toBe(
    '还没有锚点；机器人每天凌晨做一个。\n谈话记录 0 份已核对。\n80 份档案中有 3 份的链断了。\n',
  );
  expect(code).toBe(1);
});
