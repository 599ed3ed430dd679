#!/usr/bin/env node
// `npm test`: sets itself up, then every check. The last line is "N passed, N failed".
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './setup/ensure-chromium.mjs';
import { ensurePackages } from './setup/ensure-packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const isQuick = process.argv.includes('--static');
const say = (line) => console.log(`· ${line}`);
const tally = { passed: 0, failed: 0, skipped: /** @type {string[]} */ ([]) };

const run = (command, args, env = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
const bin = (name) => join(root, 'node_modules', '.bin', name);

async function check(name, command, args) {
  const started = Date.now();
  const code = await run(command, args);
  tally[code === 0 ? 'passed' : 'failed'] += 1;
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

/** Runs vitest and adds its figures; a run that ends without figures is a failure. */
async function suite(name, args, env) {
  const report = join(root, 'test-results', `${name}.json`);
  mkdirSync(join(root, 'test-results'), { recursive: true });
  rmSync(report, { force: true });
  await run(
    bin('vitest'),
    ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    env,
  );
  if (!existsSync(report)) {
    tally.failed += 1;
    return;
  }
  const result = JSON.parse(readFileSync(report, 'utf8'));
  tally.passed += result.numPassedTests;
  tally.failed +=
    result.numFailedTests +
    result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
      .length;
  for (const file of result.testResults)
    for (const test of file.assertionResults)
      if (test.status === 'pending' || test.status === 'skipped') tally.skipped.push(test.fullName);
}

try {
  await ensurePackages(say);
} catch (error) {
  console.error(error.message);
  console.log('0 passed, 1 failed');
  process.exit(1);
}
await check('format', bin('prettier'), ['--check', '--log-level=warn', '.']);
await check('lint', bin('oxlint'), ['--type-aware', '--deny-warnings']);
await check('types', bin('tsc'), ['--noEmit', '-p', '.']);
await check('types of the sandbox page', bin('tsc'), ['--noEmit', '-p', 'src/sandbox/page']);
await check('dependency law', bin('depcruise'), [
  'src',
  'scripts',
  'bench',
  'faults',
  '--config',
  '.dependency-cruiser.cjs',
  '--output-type',
  'err',
]);
await check('dead code', bin('knip'), ['--no-progress']);
if (!isQuick) {
  await suite('tests', ['--config', 'vitest.config.ts']);
  const chrome = ensureChromium(say);
  await suite(
    'browser',
    ['--config', 'vitest.browser.config.ts'],
    chrome ? { CHROME_PATH: chrome } : { NO_BROWSER: '1' },
  );
}
for (const name of tally.skipped) console.log(`skipped: ${name}`);
// On the build machine nothing may be left out in silence.
if (process.env.CI === 'true') tally.failed += tally.skipped.length;
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 ? 0 : 1);
