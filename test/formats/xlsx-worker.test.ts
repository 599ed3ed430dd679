import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeXlsx } from 'hucre';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
let folder = '';

/** Lays src/formats, and the rules it takes from the domain, out as they are built: the same tree, in JavaScript. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'formats-'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'a.xlsx'), await writeXlsx({ sheets: [{ name: 's', rows: [['名', 1]] }] }));
  const sources = await readdir(join(root, 'src'), { recursive: true });
  for (const name of sources.filter((it) => /^(formats|domain.questions)\W.*[.]ts$/.test(it))) {
    const source = await readFile(join(root, 'src', name), 'utf8');
    const built = ts.transpileModule(source, {
      compilerOptions: {
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.ESNext,
        verbatimModuleSyntax: true,
        rewriteRelativeImportExtensions: true,
      },
    });
    const path = join(folder, name.replace(/[.]ts$/, '.js'));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, built.outputText);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  ['compiled, with plain node', () => ({ args: [], module: join(folder, 'formats/read-table.js') })],
  [
    'from source, through tsx',
    () => ({
      args: ['--import', import.meta.resolve('tsx')],
      module: join(root, 'src/formats/read-table.ts'),
    }),
  ],
])('reads a workbook %s, from any folder', async (_, setup) => {
  const { args, module } = setup();
  const script = join(folder, 'try.mjs');
  await writeFile(
    script,
    `import { readFileSync } from 'node:fs';
     const { readTable } = await import(${JSON.stringify(module)});
     console.log(JSON.stringify(await readTable(readFileSync(${JSON.stringify(join(folder, 'a.xlsx'))}), 'a.xlsx')));`,
  );
  const { stdout } = await run(process.execPath, [...args, script], { cwd: tmpdir() });
  expect(JSON.parse(stdout)).toEqual({
    ok: true,
    sheets: [{ name: 's', rows: [{ line: 1, cells: ['名', '1'] }] }],
  });
});

test('reads questions that are not few, compiled, with plain node', async () => {
  const script = join(folder, 'try-bank.mjs');
  const body = Array.from({ length: 400 }, (_, at) => `第${at}条的任期是五年，对不对？{T}`).join('\n\n');
  await writeFile(join(folder, 'a.gift'), body);
  await writeFile(
    script,
    `import { readFileSync } from 'node:fs';
     const { readQuestionBank } = await import(${JSON.stringify(join(folder, 'formats/read-question-bank.js'))});
     const read = await readQuestionBank(readFileSync(${JSON.stringify(join(folder, 'a.gift'))}), 'a.gift');
     console.log(read.ok, read.format, read.questions?.length);`,
  );
  const { stdout } = await run(process.execPath, [script], { cwd: tmpdir() });
  expect(stdout.trim()).toBe('true gift 400');
});
