import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { anchorLedger } from '../../src/domain/credit/anchor-ledger.ts';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { createTestShelf } from '../support/shelf.ts';
import { runCommand } from './run-command.ts';

vi.setConfig({ testTimeout: 240_000 });
const VERIFIER = fileURLToPath(new URL('../../scripts/verify-ledger.mjs', import.meta.url));
const NOW = new Date('2026-11-25T18:45:00Z');

type Line = {
  id: string;
  person: string;
  seq: number;
  kind: string;
  data: string;
  prev: string;
  hash: string;
};
const dir = mkdtempSync(join(tmpdir(), 'qingfeng-export-'));
const shelf = createTestShelf();
let its: TestDatabase;
let lines: Line[];
let anchor: string;
let key: string;
beforeAll(async () => {
  its = await createTestDatabase({ county: true });
  await anchorLedger(its.db, shelf, NOW);
  const named = (pattern: RegExp) =>
    join(shelf.dir, readdirSync(shelf.dir).find((name) => pattern.test(name)) ?? '');
  anchor = named(/^anchor-/);
  key = named(/\.pub\.pem$/);
});
afterAll(async () => {
  rmSync(dir, { recursive: true, force: true });
  await its.close();
});

const cli = (...args: string[]) => runCommand(args, { DATABASE_URL: its.appUrl });
let files = 0;
/** What the page of code says of these lines, as a process that knows nothing of us. */
function verify(given: readonly object[], ...more: string[]) {
  const file = join(dir, `${files++}.jsonl`);
  writeFileSync(file, given.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const { status, stdout, stderr } = spawnSync(process.execPath, [VERIFIER, file, ...more], {
    encoding: 'utf8',
    env: {},
  });
  return { status, stderr, said: stdout.trimEnd().split('\n') };
}

test('ledger export: everybody, one person, nobody; each is written to the access log', async () => {
  const out = join(dir, 'all.jsonl');
  const all = await cli('ledger', 'export', '--out', out);
  expect(all).toMatchObject({ code: 0, stderr: expect.stringMatching(/已导出 \d+ 条记录/) as string });
  lines = readFileSync(out, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const [row] = await its.db.execute<{ n: number }>(`select count(*)::int as n from ledger_entries`);
  expect(lines).toHaveLength(row?.n ?? -1);
  const one = await cli('ledger', 'export', 'QS-018');
  const own = one.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  expect(own.length).toBeGreaterThan(0);
  expect(own).toEqual(lines.filter(({ person }) => person === own[0]?.person));
  expect(await cli('ledger', 'export', 'QS-999')).toMatchObject({ code: 1, stdout: '' });
  const log = await its.db.execute<{ subject: string | null }>(
    `select subject_person_id as subject from access_log where action = 'ledger.export' order by at`,
  );
  expect(log.map(({ subject }) => subject)).toEqual([null, own[0]?.person]);
  expect(verify(own)).toMatchObject({ status: 0 });
});

describe('the page of code for checking offline', () => {
  /** Somebody with at least six entries, and where they begin. */
  const chain = () => {
    const person = lines.find(({ seq }) => seq === 6)?.person ?? '';
    return { person, at: lines.findIndex((line) => line.person === person) };
  };
  const changed = (place: number, change: Partial<Line>) =>
    lines.map((line, i) => (i === place ? { ...line, ...change } : line));

  test('finds what was exported sound, with the anchor and its key', () => {
    const { status, said, stderr } = verify(lines, anchor, '--key', key);
    expect(stderr).toBe('');
    expect(said).toEqual([
      `${lines.length} entries in ${new Set(lines.map(({ person }) => person)).size} chains, 0 broken; 1 anchors, 0 bad`,
    ]);
    expect(status).toBe(0);
  });

  test('names an entry that was altered, with its day', () => {
    const { person, at } = chain();
    const { status, said } = verify(changed(at + 2, { data: '{"text": "forged"}' }));
    expect(status).toBe(1);
    expect(said[0]).toMatch(
      new RegExp(`^${person} entry 3 \\(\\S+, recorded \\d{4}-\\d\\d-\\d\\dT.*Z\\): changed`),
    );
  });

  test('names the place where entries were deleted, inserted or swapped', () => {
    const { person, at } = chain();
    const extra = { ...(lines[at + 2] as Line), id: '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6071' };
    const swapped = [...lines];
    swapped.splice(at + 1, 2, lines[at + 2] as Line, lines[at + 1] as Line);
    const found = [lines.toSpliced(at + 2, 1), lines.toSpliced(at + 2, 0, extra), swapped].map(
      (given) => verify(given).said[0],
    );
    expect(found[0]).toMatch(new RegExp(`^${person} entry 4 .*out of place: 2 comes before it`));
    expect(found[1]).toMatch(new RegExp(`^${person} entry 3 .*changed`));
    expect(found[2]).toMatch(new RegExp(`^${person} entry 2 .*(out of place|follow)`));
  });

  test('finds a tail that was cut, and a chain that was left out, by the anchor alone', () => {
    const { person, at } = chain();
    const length = lines.filter((line) => line.person === person).length;
    const cut = lines.toSpliced(at + length - 1, 1);
    expect(verify(cut).status).toBe(0);
    expect(verify(cut, anchor, '--key', key).said[0]).toMatch(
      new RegExp(`^${person} entry ${length} .*missing; the chain had ${length} entries on 2026-11-26`),
    );
    const without = lines.filter((line) => line.person !== person);
    expect(verify(without, anchor).said[0]).toMatch(new RegExp(`^${person} entry 1 .*missing`));
  });

  test('does not believe an anchor that was changed', () => {
    const forged = join(dir, 'forged.txt');
    writeFileSync(forged, readFileSync(anchor, 'utf8').replace('chains 80', 'chains 79'));
    expect(verify(lines, forged, '--key', key)).toMatchObject({
      status: 1,
      said: [`${forged}: it is not what was signed`, expect.stringContaining('1 bad') as string],
    });
  });

  test('says in a sentence what it cannot read', () => {
    expect(verify(lines, join(dir, 'nowhere.txt'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('nowhere.txt') as string,
    });
  });
});
