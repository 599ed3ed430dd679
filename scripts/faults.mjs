#!/usr/bin/env node
// `npm run faults [-- F1 F3 …] [-- --quick]`: what can go wrong goes wrong, and the product must bear it.
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
const { runFaults } = await import('../faults/run-faults.ts');
process.exit((await runFaults(process.argv.slice(2))) ? 0 : 1);
