import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { runCommand } from './run-command.ts';

// Each process takes a second or two, and many more on a machine that is busy.
vi.setConfig({ testTimeout: 240_000 });

const dir = mkdtempSync(join(tmpdir(), 'qingfeng-cli-keys-'));
let its: TestDatabase;
beforeAll(async () => {
  its = await createTestDatabase({ county: true });
  await its.db.execute(sql`
    insert into relations (id, person_id, relative_id, kind, declared_by, declared_at)
    select uuidv7(), s.id, o.id, 'spouse', o.id, now() from people s, people o where s.staff_no = 'QS-018' and o.staff_no = 'QS-019'`);
});
afterAll(async () => {
  await its.close();
  rmSync(dir, { recursive: true, force: true });
});

const keys = (command: string, url: string, dataDir = dir) =>
  runCommand(['keys', command], { DATABASE_URL: url, DATA_DIR: dataDir, FIELD_KEYS: '' });

test('the first key is made, seals what was there, and is followed by another', async () => {
  const listed = await keys('list', its.appUrl);
  expect(listed).toMatchObject({ code: 0, stderr: '' });
  expect(listed.stdout).toMatch(
    /^[0-9a-f]{16} {2}现用 {2}0 处.*\n还有 \d+ 处没有加密：请运行 keys reseal。\n$/,
  );
  const plain = Number(/还有 (\d+) 处/.exec(listed.stdout)?.[1]);
  for (const command of ['reseal', 'rotate'])
    expect(await keys(command, its.appUrl)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('须是库的所有者') as string,
    });
  expect(readdirSync(join(dir, 'keys'))).toHaveLength(1);
  expect((await keys('reseal', its.ownerUrl)).stdout).toContain(`已重新加密 ${plain} 处。`);
  expect((await keys('reseal', its.ownerUrl)).stdout).toContain('已重新加密 0 处。');
  const rotated = await keys('rotate', its.ownerUrl);
  expect(rotated.stdout).toContain(`已重新加密 ${plain} 处。`);
  expect(readdirSync(join(dir, 'keys'))).toHaveLength(2);
  const after = (await keys('list', its.appUrl)).stdout.split('\n');
  expect(after[0]).toMatch(/保留 {2}0 处/);
  expect(after[1]).toContain(`现用  ${plain} 处`);
  expect(after[2]).toBe('没有未加密的内容。');
  const [row] = await its.db.execute<{ kind: string }>(sql`select kind from relations`);
  expect(row?.kind).toMatch(/^v1:/);
});

test('another machine without them is told which are missing, and makes none', async () => {
  const other = join(dir, 'other');
  const refused = await keys('list', its.appUrl, other);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/缺少字段密钥 [0-9a-f]{16}：/);
  expect(readdirSync(dir)).toEqual(['keys']);
});
