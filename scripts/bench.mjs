#!/usr/bin/env node
// `npm run bench -- [name …] [--quick]`: measures the compiled product beside its anchors.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensurePackages } from './setup/ensure-packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
try {
  await ensurePackages((line) => console.log(`· ${line}`));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
console.log('· building');
const built = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(1);
const { register } = await import('tsx/esm/api');
register();
const { runBenches } = await import('../bench/run-benches.ts');
process.exit((await runBenches(process.argv.slice(2))) ? 0 : 1);
