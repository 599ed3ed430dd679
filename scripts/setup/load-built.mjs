// What `npm run bench` and `npm run faults` need before their TypeScript is loaded.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensurePackages } from './ensure-packages.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Installs the packages where they are missing, compiles the product and lets TypeScript be imported; ends the process where that fails. */
export async function loadBuilt() {
  try {
    await ensurePackages((line) => console.log(`· ${line}`));
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
  console.log('· building');
  const compiler = 'node_modules/typescript/bin/tsc';
  const built = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (built.status !== 0) process.exit(1);
  const { register } = await import('tsx/esm/api');
  register();
}
