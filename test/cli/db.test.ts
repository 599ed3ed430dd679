import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, inject, test, vi } from 'vitest';
import { openDatabase } from '../../src/db/client.ts';
import { startEmbeddedDatabase } from '../../src/db/embedded/start-database.ts';
import { isDatabaseUp } from '../../src/db/queries/health.ts';
import { appUrlOf, createDatabase } from '../support/databases.ts';
import { runCommand } from './run-command.ts';

// Each process takes a second or two, and many more on a machine that is busy.
vi.setConfig({ testTimeout: 240_000 });

const dir = mkdtempSync(join(tmpdir(), 'qingfeng-cli-'));
// The embedded server of root runs as another user, who must get in.
chmodSync(dir, 0o755);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('with DATABASE_URL', () => {
  test('db migrate makes the tables, the second time there is nothing to do; db url tells the logins apart', async () => {
    const ownerUrl = await createDatabase(inject('ownerUrl'), `test_${randomBytes(6).toString('hex')}`);
    // The role is the whole server's: its password must stay the one of the tests.
    const asOwner = { DATABASE_URL: ownerUrl, APP_DATABASE_PASSWORD: 'app_password_of_the_tests' };
    const asApp = { DATABASE_URL: appUrlOf(ownerUrl) };
    const tooEarly = await runCommand(['ledger', 'verify'], asApp);
    expect(tooEarly.code).toBe(1);
    expect(tooEarly.stderr).toContain('请先运行 npm run cli -- db migrate');

    const first = await runCommand(['db', 'migrate'], asOwner);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^已完成 \d+ 个迁移。\n$/);
    const [second, refused, app, fromOwner, owner] = await Promise.all([
      runCommand(['db', 'migrate'], asOwner),
      runCommand(['db', 'migrate'], asApp),
      runCommand(['db', 'url'], asApp),
      runCommand(['db', 'url'], asOwner),
      runCommand(['db', 'url', '--owner'], asOwner),
    ]);
    expect(second).toEqual({ code: 0, stdout: '已是最新，没有要做的迁移。\n', stderr: '' });
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('权限不够') as string });
    expect(app).toEqual({ code: 0, stdout: `${asApp.DATABASE_URL}\n`, stderr: '' });
    expect(fromOwner).toEqual(app);
    expect(owner).toEqual({ code: 0, stdout: `${ownerUrl}\n`, stderr: '' });
  });

  test('a server that does not answer is named, without the password', async () => {
    const env = { DATABASE_URL: 'postgres://someone:secret@127.0.0.1:1/x', LANG: 'C' };
    expect(await runCommand(['ledger', 'verify'], env)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'The database 127.0.0.1:1 does not answer: see whether it runs and the address is right.\n',
    });
  });
});

describe('with the embedded database', () => {
  test('a data directory without one is refused, and stays as it is', async () => {
    const wrong = join(dir, 'wrong');
    const { code, stderr } = await runCommand(['people', 'invite'], { DATA_DIR: wrong });
    expect(stderr).toContain('里还没有数据库：请先运行 npm run cli -- db migrate');
    expect(code).toBe(1);
    expect(existsSync(wrong)).toBe(false);
  });

  test('the server that runs there already is used, and left running', async () => {
    const server = await startEmbeddedDatabase({
      dir: join(dir, 'postgres'),
      migrations: fileURLToPath(new URL('../../drizzle', import.meta.url)),
    });
    const database = openDatabase({ url: server.appUrl });
    try {
      const url = await runCommand(['db', 'url', '--data', dir], {
        DATABASE_URL: 'postgres://nobody@127.0.0.1:1/x',
      });
      expect(url).toEqual({ code: 0, stdout: `${server.appUrl}\n`, stderr: '' });
      expect(await isDatabaseUp(database.db)).toBe(true);
    } finally {
      await database.close();
      await server.stop('immediate');
    }
  });
});
