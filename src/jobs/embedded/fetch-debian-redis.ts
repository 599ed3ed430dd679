import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A server program, and what it needs to be started with. */
export type RedisServer = { command: string; argv0?: string; env: Record<string, string> };

/** redis-server and the libraries of it that a plain system may lack. */
const PACKAGES = [
  'redis-server',
  'redis-tools',
  'libatomic1',
  'libhiredis0.14',
  'libjemalloc2',
  'liblua5.1-0',
  'liblzf1',
  'lua-bitop',
  'lua-cjson',
];

function run(command: string, args: string[], cwd: string): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, LC_ALL: 'C' } });
    let output = '';
    child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
    child.stderr.on('data', (bytes: Buffer) => (output += bytes.toString()));
    child.once('error', (error) => resolve({ ok: false, output: error.message }));
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/**
 * Debian and Ubuntu without root: apt with a state of its own downloads the packages, dpkg-deb unpacks them into
 * `cache`. Nothing is installed on the system. Returns null where that does not work, having said why.
 */
export async function fetchDebianRedis(
  cache: string,
  log: (line: string) => void,
): Promise<RedisServer | null> {
  const root = join(cache, 'root');
  const state = join(cache, 'apt');
  for (const dir of ['state/lists/partial', 'cache/archives/partial', 'debs'])
    mkdirSync(join(state, dir), { recursive: true });
  const options = [
    ['Dir::State', join(state, 'state')],
    ['Dir::State::status', '/var/lib/dpkg/status'],
    ['Dir::Cache', join(state, 'cache')],
    ['Debug::NoLocking', '1'],
    ['APT::Sandbox::User', ''],
  ].flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  log('reading the list of system packages');
  const listed = await run('apt-get', [...options, 'update'], state);
  if (!listed.ok) log(`apt-get update: ${listed.output.trim().split('\n').at(-1) ?? ''}`);
  log('downloading redis-server');
  for (const name of PACKAGES) {
    // Names of the libraries differ between releases; the server itself must come.
    const got = await run('apt-get', [...options, 'download', name], join(state, 'debs'));
    if (!got.ok && name === 'redis-server') {
      log(`apt-get download redis-server: ${got.output.trim().split('\n').at(-1) ?? ''}`);
      return null;
    }
  }
  mkdirSync(root, { recursive: true });
  for (const deb of readdirSync(join(state, 'debs')).filter((name) => name.endsWith('.deb'))) {
    const unpacked = await run('dpkg-deb', ['-x', join(state, 'debs', deb), root], state);
    if (!unpacked.ok) log(`${deb}: ${unpacked.output.trim()}`);
  }
  return readCachedRedis(cache);
}

/** The server a former run unpacked into `cache`. */
export function readCachedRedis(cache: string): RedisServer | null {
  const root = join(cache, 'root');
  for (const name of ['redis-check-rdb', 'redis-server']) {
    const binary = join(root, 'usr', 'bin', name);
    if (existsSync(binary)) {
      const triplet = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[process.arch as string] ?? '';
      const libraries = [join(root, 'usr', 'lib', triplet), join(root, 'lib', triplet)].join(':');
      return { command: binary, argv0: 'redis-server', env: { LD_LIBRARY_PATH: libraries } };
    }
  }
  return null;
}
