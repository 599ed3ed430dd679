#!/usr/bin/env node
// `npm run sandbox -- [--port N] [--data DIR]`: the local Telegram alone, for any bot.
import { ensurePackages } from './setup/ensure-packages.mjs';

try {
  await ensurePackages((line) => console.log(`· ${line}`));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const { register } = await import('tsx/esm/api');
register();
const { runSandbox } = await import('./demo/run-sandbox.ts');
await runSandbox(process.argv.slice(2));
