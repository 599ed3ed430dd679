import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type * as Client from '../../src/db/client.ts';
import type * as AnchorShelf from '../../src/anchor-shelf.ts';
import type * as AnchorLedger from '../../src/domain/credit/anchor-ledger.ts';
import type * as ExportLedger from '../../src/domain/credit/export-ledger.ts';
import type * as VerifyLedger from '../../src/domain/credit/verify-ledger.ts';
import type { Bench } from '../bench.ts';
import { layLedger } from '../lay-ledger.ts';
import { fromDist } from '../product.ts';
import { resultOf } from '../result.ts';
import { ROOT } from '../stage.ts';
import { tamperingsOf } from '../tampering.ts';

const ENTRIES = 100;
const WITHIN_S = 60;

const TAMPERED = tamperingsOf(11, 10);

const secondsOf = async <Result>(work: () => Promise<Result>): Promise<[Result, number]> => {
  const start = performance.now();
  return [await work(), (performance.now() - start) / 1000];
};

/** F20, F12: a million entries, five chains of which somebody tampered with: found and named, by the product and offline. */
export const ledger: Bench = {
  name: 'ledger',
  about: 'F20 five tampered chains in a million entries, found by the check and by the page of code',
  run: async ({ stage, quick, say }) => {
    const people = quick ? 500 : 10_000;
    const ground = await stage.prepare(people);
    const sql = postgres(ground.ownerUrl, { max: 1, onnotice: () => undefined });
    const dir = mkdtempSync(join(tmpdir(), 'qingfeng-ledger-'));
    const { openDatabase } = (await fromDist('db/client.js')) as typeof Client;
    const { openAnchorShelf } = (await fromDist('anchor-shelf.js')) as typeof AnchorShelf;
    const { anchorLedger, readAnchorOf } = (await fromDist(
      'domain/credit/anchor-ledger.js',
    )) as typeof AnchorLedger;
    const { exportLedger } = (await fromDist('domain/credit/export-ledger.js')) as typeof ExportLedger;
    const { verifyLedger } = (await fromDist('domain/credit/verify-ledger.js')) as typeof VerifyLedger;
    const database = openDatabase({ url: ground.databaseUrl, max: 2, name: 'bench', answerWithinS: 600 });
    try {
      const now = new Date();
      await layLedger(sql, ground, ENTRIES, now);
      const shelf = openAnchorShelf(join(dir, 'anchors'));
      await anchorLedger(database.db, shelf, now);
      await sql`set session_replication_role = replica`;
      for (const { sql: text } of TAMPERED) await sql.unsafe(text);
      const [checked, seconds] = await secondsOf(() => verifyLedger(database.db, shelf));
      const found = TAMPERED.filter(({ person, seq }) =>
        checked.faults.some(
          (fault) => fault.staffNo === `N${person}` && fault.seq === seq && fault.recordedAt !== null,
        ),
      );
      say(
        `${checked.entries} entries: ${found.length} of ${TAMPERED.length} found, ${checked.faults.length} named, ${seconds.toFixed(1)} s`,
      );

      const file = createWriteStream(join(dir, 'export.jsonl'));
      for await (const page of exportLedger(database.db, null, now))
        file.write(page.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
      await new Promise<void>((done) => void file.end(done));
      const anchor = await readAnchorOf(database.db, 1);
      writeFileSync(join(dir, 'anchor.txt'), anchor?.content ?? '');
      const [said, offline] = await secondsOf(() =>
        runPage(join(ROOT, 'scripts/verify-ledger.mjs'), join(dir, 'export.jsonl'), join(dir, 'anchor.txt')),
      );
      const ids = await sql<{ id: string; n: number }[]>`
        select md5('person' || n)::uuid as id, n from unnest(${TAMPERED.map(({ person }) => person)}::int[]) n`;
      const named = TAMPERED.filter(({ person, seq }) =>
        said.includes(`${ids.find(({ n }) => n === person)?.id ?? '-'} entry ${seq} `),
      );
      say(`offline: ${named.length} of ${TAMPERED.length} found, ${offline.toFixed(1)} s`);
      const count = (name: string, n: number, all: number) =>
        resultOf({
          name,
          samples: [n],
          unit: 'chains',
          anchor: 'chains that were tampered with',
          anchorSamples: [TAMPERED.length],
          target: 'all of them, nobody else',
          isMet: (value, ratio) => ratio === 1 && all === value,
        });
      const time = (name: string, s: number) =>
        resultOf({
          name,
          samples: [s],
          unit: 's',
          anchor: 'bound',
          anchorSamples: [WITHIN_S],
          target: `≤ ${WITHIN_S} s`,
          isMet: (value) => value <= WITHIN_S,
        });
      return [
        count('F20 tampering found', found.length, checked.faults.length),
        time('F20 check of all entries', seconds),
        count('F20 tampering found offline', named.length, Number(/(\d+) broken/.exec(said)?.[1])),
        time('F20 offline check of all entries', offline),
      ];
    } finally {
      await database.close();
      await sql.end();
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

function runPage(...args: string[]): Promise<string> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env: {} });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve(said));
  });
}
