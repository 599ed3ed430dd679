#!/usr/bin/env node
// `npm run demo`: the whole bot on this machine, against a local Telegram. Plain JavaScript until the packages are there.
import { ensurePackages } from './setup/ensure-packages.mjs';

try {
  await ensurePackages((line) => console.log(`· ${line}`));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const { register } = await import('tsx/esm/api');
register();
const { runDemo } = await import('./demo/run-demo.ts');
await runDemo(process.argv.slice(2));
