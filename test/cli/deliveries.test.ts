import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { runCommand } from './run-command.ts';

// Each process takes a second or two, and many more on a machine that is busy.
vi.setConfig({ testTimeout: 240_000 });
const BOT = 7_700_000_001;

let its: TestDatabase;
let notice: string;
beforeAll(async () => {
  its = await createTestDatabase({ county: true });
  await its.db.execute(sql`insert into bots (id, username, seen_at) values (${BOT}, 'qingfeng_bot', now())`);
  const [row] = await its.db.execute<{ id: string }>(sql`
    select n.id from notices n join deliveries d on d.subject_id = n.id and d.kind = 'notice' and d.state = 'sent'
    where n.state = 'sending' group by n.id having count(*) > 3 order by n.id limit 1`);
  notice = row?.id ?? '';
  await its.db.execute(sql`update deliveries set state = 'unreachable' where state = 'unknown'`);
  await its.db.execute(sql`
    update deliveries set state = 'unknown', problem = 'ECONNRESET' where id in (
      select d.id from deliveries d join telegram_accounts a on a.person_id = d.person_id and a.unreachable_at is null and a.revoked_at is null
      where d.subject_id = ${notice} and d.kind = 'notice' and d.state = 'sent' order by d.id limit 3)`);
});
afterAll(() => its.close());

const cli = (...args: string[]) => runCommand(['deliveries', ...args], { DATABASE_URL: its.appUrl });
const count = async (where: ReturnType<typeof sql>): Promise<number> => {
  const [row] = await its.db.execute<{ n: number }>(sql`select count(*)::int as n from ${where}`);
  return row?.n ?? -1;
};

test('lists what nobody knows of, sends one again, and notes that the others arrived', async () => {
  const listed = await cli('list', '--state', 'unknown');
  expect(listed).toMatchObject({ code: 0, stderr: '共 3 条。\n' });
  const lines = listed.stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^[0-9a-f-]{36}\tunknown\tnotice\tQS-\d{3}\tECONNRESET$/);
  const [id = ''] = lines[0]?.split('\t') ?? [];
  expect((await cli('replay', id)).stdout).toContain('已重新排队 1 条');
  expect(await count(sql`deliveries where id = ${id} and state = 'pending'`)).toBe(1);
  expect((await cli('arrived', '--notice', notice)).stdout).toBe('已记为送达 2 条。\n');
  expect(await count(sql`deliveries where state = 'unknown'`)).toBe(0);
  expect(
    await count(
      sql`access_log where action in ('deliveries.list', 'deliveries.replay', 'deliveries.settle')`,
    ),
  ).toBe(3);
});

test('holds a queue with a reason, shows it, and lets it go on', async () => {
  expect(await cli('pause', String(BOT))).toMatchObject({ code: 1, stderr: '请用 --why 写明原因。\n' });
  expect((await cli('pause', String(BOT), '--why', '发错了')).code).toBe(0);
  expect((await cli('queues')).stdout).toMatch(
    /机器人 7700000001 @qingfeng_bot\n {2}待发 .*\n {2}自 .*起暂停：发错了/,
  );
  expect((await cli('resume', String(BOT))).stdout).toBe('机器人 7700000001 已恢复发送。\n');
  expect(await cli('resume', String(BOT))).toMatchObject({ code: 1 });
  expect(await count(sql`bots where paused_at is not null`)).toBe(0);
});

test('holds a restored database, says so, and lets it go on', async () => {
  expect((await cli('release')).stderr).toBe('没有停发，无需放行。\n');
  expect((await cli('restored')).stdout).toMatch(/^已停发；备份时待发的 \d+ 条转为送达不明/);
  expect((await cli('queues')).stdout).toMatch(/^全部停发，自 .*：运维登记为从备份恢复。/);
  expect(await cli('release')).toMatchObject({ code: 0, stdout: '已放行，重新开始发送。\n' });
  expect(await count(sql`deliveries where state in ('pending', 'sending')`)).toBe(0);
});

test('says what it does not understand, and changes nothing', async () => {
  const [state, id, both, bot] = await Promise.all([
    cli('list', '--state', 'lost'),
    cli('replay', 'x'),
    cli('replay'),
    cli('pause', 'mine', '--why', 'x'),
  ]);
  expect(state.stderr).toBe('--state「lost」：应为 unknown、rejected 或 unreachable。\n');
  expect(id.stderr).toContain('「x」不是编号');
  expect(both.stderr).toContain('二选一');
  expect(bot.stderr).toContain('「mine」不是机器人的编号');
  expect([state, id, both, bot].map(({ code }) => code)).toEqual([1, 1, 1, 1]);
});
