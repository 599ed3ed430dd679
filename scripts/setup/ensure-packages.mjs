import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const stamp = join(root, 'node_modules', '.qingfeng-lock');

/** Plain JavaScript without packages: it runs before there are any. Installs what package-lock.json and patches/ say, once. */
export async function ensurePackages(log) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(
      `需要 Node.js 20.19 或更新版本，现在是 ${process.versions.node}。\nNode.js 20.19 or newer is needed; this is ${process.versions.node}.`,
    );
  }
  const patches = readdirSync(join(root, 'patches'))
    .sort()
    .map((file) => join('patches', file));
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', ...patches]) hash.update(readFileSync(join(root, file)));
  const wanted = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  log('installing the packages (npm ci), about a minute the first time');
  await new Promise((resolve, reject) => {
    const child = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      shell: process.platform === 'win32',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes) => (output = (output + bytes).slice(-4000)));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0
        ? resolve(undefined)
        : reject(
            new Error(
              `npm ci 没有成功，请检查网络和磁盘空间后再试。\nnpm ci failed; check the network and the disk, then try again.\n${output}`,
            ),
          ),
    );
  });
  writeFileSync(stamp, wanted);
}
