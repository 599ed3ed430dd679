import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedServiceError } from './embedded-service-error.ts';
import { giveTo, type RunAs } from './run-as.ts';

/** Without these the cluster would be SQL_ASCII, or trigram search empty for Chinese. */
const FLAGS = [
  '--encoding=UTF8',
  '--locale=C.UTF-8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--data-checksums',
];

export const serverEnv = () => ({
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  LC_ALL: 'C.UTF-8',
  TZ: 'UTC',
});

/** Makes the data folder once, with superuser `app` and a random password kept beside it (0600). Returns the password. */
export function initCluster(native: string, home: string, user: RunAs): string {
  const data = join(home, 'data');
  const passwordFile = join(home, 'password');
  if (existsSync(join(data, 'PG_VERSION')) && existsSync(passwordFile))
    return readFileSync(passwordFile, 'utf8').trim();
  // A first start that was killed half-way leaves a folder nobody has used yet.
  rmSync(data, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  giveTo(home, user);
  writeFileSync(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  giveTo(passwordFile, user);
  const made = spawnSync(
    join(native, 'bin', 'initdb'),
    ['-D', data, '-U', 'app', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', ...FLAGS],
    { env: serverEnv(), cwd: '/', encoding: 'utf8', ...user },
  );
  if (made.status !== 0) {
    rmSync(data, { recursive: true, force: true });
    throw new EmbeddedServiceError(`initdb failed: ${made.stderr || made.error?.message || made.stdout}`, {
      zh: `数据库初始化失败，请检查 ${home} 是否可写、磁盘是否有空间。`,
      en: `The database could not be set up: check that ${home} can be written and the disk has room.`,
    });
  }
  return readFileSync(passwordFile, 'utf8').trim();
}
