import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fetchDebianRedis, readCachedRedis, type RedisServer } from './fetch-debian-redis.ts';
import { findOnPath } from './on-path.ts';

/** Package managers that install a server for whoever may; each is asked once, then PATH is looked at again. */
const MANAGERS: readonly (readonly [string, ...string[]])[] = [
  ['brew', 'install', 'redis'],
  ['dnf', 'install', '-y', 'valkey'],
  ['apk', 'add', 'redis'],
];

/**
 * Where a Redis server is to be had, in this order: PATH, our cache, Debian's packages without root, brew, dnf, apk.
 * Returns null where none of them works.
 */
export async function findRedis(cacheDir: string, log: (line: string) => void): Promise<RedisServer | null> {
  const onPath = () => {
    const command = findOnPath('redis-server') ?? findOnPath('valkey-server');
    return command ? { command, env: {} } : null;
  };
  const cache = join(cacheDir, 'redis');
  const found = onPath() ?? readCachedRedis(cache);
  if (found) return found;
  if (findOnPath('apt-get') && findOnPath('dpkg-deb')) {
    const fetched = await fetchDebianRedis(cache, log);
    if (fetched) return fetched;
  }
  for (const [manager, ...args] of MANAGERS) {
    if (!findOnPath(manager)) continue;
    log(`${manager} ${args.join(' ')}`);
    spawnSync(manager, args, { stdio: 'ignore' });
    const installed = onPath();
    if (installed) return installed;
  }
  return null;
}
