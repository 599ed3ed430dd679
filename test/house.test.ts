import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DECLARED, LAWFUL, PLANTINGS, UNDECLARED } from './house/plantings.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LAW = '.dependency-cruiser.cjs';

type Broken = { rule: string; from: string };

function write(dir: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
}

/** The law as it stands, over a house of its own: lawful files, planted ones, and packages that hold nothing. */
function build(dir: string): void {
  cpSync(join(ROOT, LAW), join(dir, LAW));
  cpSync(join(ROOT, 'tsconfig.json'), join(dir, 'tsconfig.json'));
  const dependencies = Object.fromEntries(DECLARED.map((name) => [name, '1.0.0']));
  write(dir, { 'package.json': JSON.stringify({ name: 'planted', type: 'module', dependencies }) });
  for (const name of [...DECLARED, UNDECLARED])
    write(join(dir, 'node_modules', name), {
      'package.json': JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
      'index.js': 'exports.it = 1;\n',
    });
  write(dir, LAWFUL);
  for (const { files } of PLANTINGS) write(dir, files);
}

async function cruise(dir: string): Promise<Broken[]> {
  const bin = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [bin, 'src', '--config', LAW, '--output-type', 'json'];
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, args, { cwd: dir, maxBuffer: 64 * 2 ** 20 });
  const report = JSON.parse(stdout) as {
    summary: { violations: { rule: { name: string }; from: string }[] };
  };
  return report.summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
}

describe('the dependency law', () => {
  const dir = mkdtempSync(join(tmpdir(), 'qingfeng-house-'));
  let broken: Broken[] = [];
  beforeAll(async () => {
    build(dir);
    broken = await cruise(dir);
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test('has a planted violation for each of its rules', () => {
    const law = createRequire(import.meta.url)(join(ROOT, LAW)) as { forbidden: { name: string }[] };
    expect(PLANTINGS.map(({ rule }) => rule)).toEqual(law.forbidden.map(({ name }) => name));
  });

  test.each(PLANTINGS)('$rule refuses what is planted against it, and nothing else does', (planting) => {
    const planted = broken.filter(({ from }) => from in planting.files);
    expect([...new Set(planted.map(({ rule }) => rule))]).toEqual([planting.rule]);
    expect(new Set(planted.map(({ from }) => from))).toEqual(new Set(planting.breaks));
  });

  test('lets every lawful arrow pass', () => {
    expect(broken.filter(({ from }) => from in LAWFUL)).toEqual([]);
  });
});
