import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import postgres, { type Sql } from 'postgres';
import type { Tap } from '../../bench/api/press-plan.ts';
import type { PressReport } from '../../bench/api/presses.ts';
import type { Part } from '../../bench/fork-part.ts';
import { layPapers, tapFor } from '../../bench/lay-papers.ts';
import { startProduct } from '../../bench/product.ts';
import { percentile } from '../../bench/result.ts';
import type { Ground } from '../../bench/stage.ts';
import { startStrictApi } from '../../bench/strict-api.ts';
import { WEBHOOK_ENV, webhookOf } from '../../bench/webhook.ts';
import type * as NoFormula from '../../src/formats/no-formula.ts';
import type { Fault, Scale } from '../fault.ts';
import { createEditor, layEditor } from '../editor-chat.ts';
import { hostileFiles } from '../hostile-files.ts';
import { askDatabase } from '../ledger.ts';
import { judgeLimits } from '../limits.ts';
import { treeMemory } from '../tree-memory.ts';

/** How long people press with nothing else going on, and at least how long files come beside it, over and over. */
const SECONDS: Record<Scale, number> = { short: 2, full: 40 };
/** People go on pressing by so much until the last file is answered. */
const CHUNK_S = 2;
/** What the files may take at most before there is nothing left to press. */
const MOST_BESIDE_S = 120;
const WARM_UP_S = 4;
const PER_SECOND = 25;
const SLOTS = 5;
const LOOK_MS = 50;
/** What a spreadsheet takes for the beginning of a formula, or of another cell. */
const STARTS = ['=', '+', '-', '@', '\t', '\r', ' =', '＝'];

/** The highest memory of a process and its children from now on, looked at over and over. */
function watchMemory(product: Part) {
  const over = new AbortController();
  let peak = 0;
  const watching = (async () => {
    for (; !over.signal.aborted; await pause(LOOK_MS)) peak = Math.max(peak, treeMemory(product.pid));
  })();
  return async (): Promise<number> => {
    over.abort();
    await watching;
    return peak;
  };
}

type Answered = Pick<PressReport, 'latencies' | 'pressed' | 'answered'>;

/** Presses chunk after chunk until the other work is done, and what became of all of them together. */
async function pressUntil(
  pressChunk: (chunk: number) => Promise<Answered>,
  other: () => Promise<void>,
): Promise<Answered> {
  const over = new AbortController();
  const working = other().finally(() => over.abort());
  const reports: Answered[] = [];
  while (!over.signal.aborted && reports.length < MOST_BESIDE_S / CHUNK_S)
    reports.push(await pressChunk(reports.length));
  await working;
  const sum = (count: (report: Answered) => number) => reports.reduce((all, one) => all + count(one), 0);
  return {
    latencies: reports.flatMap(({ latencies }) => latencies),
    pressed: sum(({ pressed }) => pressed),
    answered: sum(({ answered }) => answered),
  };
}

/** What the writers of tables make of hostile cells: how many would still be a formula. */
async function countFormulas(build: string): Promise<number> {
  const { guardFormula, noFormula } = (await import(
    pathToFileURL(join(build, 'formats/no-formula.js')).href
  )) as typeof NoFormula;
  const cells = STARTS.flatMap((start) => [`${start}cmd|' /C calc'!A0`, `${start}1`]);
  return cells.filter((cell) => [guardFormula(cell), noFormula(cell)].some((text) => !text.startsWith("'")))
    .length;
}

const countQuestions = (ground: Ground): Promise<number> =>
  askDatabase(
    ground,
    async (sql) => (await sql<{ n: number }[]>`select count(*)::int as n from questions`)[0]?.n ?? Number.NaN,
  );

/** Whether the file that was sent last was read without a problem; it is kept until the next one comes. */
const isTaken = async (sql: Sql): Promise<boolean> =>
  (
    await sql`select 1 from question_imports where confirmed_at is not null or (draft->>'problemCount')::int = 0`
  ).length > 0;

/** Files that are sent to be read, by somebody who may, while the others go on answering. */
export const hostileFilesFault: Fault = {
  id: 'F18',
  title:
    'Zip bombs, forged sizes, a million rows, ten thousand entries, XML bombs, macros, locked and cut files, __proto__ headings and half a GB18030 file are sent to the bank while people answer.',
  pass: 'each refused within 2 s; memory at most 200 MB more; the slowest hundredth of presses at most twice as slow; nothing imported; no cell a formula',
  run: async ({ stage, scale, build, say }) => {
    const seconds = SECONDS[scale];
    const files = await hostileFiles();
    const ground = await stage.prepare((PER_SECOND * (WARM_UP_S + seconds + MOST_BESIDE_S)) / SLOTS);
    const slots = await layPapers(ground, { slots: SLOTS, preset: 'daily' });
    await layEditor(ground);
    const filesDir = join(ground.dataDir, 'sent');
    await mkdir(filesDir, { recursive: true });
    await Promise.all(files.map(({ bytes }, i) => writeFile(join(filesDir, `file-${i}`), bytes)));
    await stage.settle();
    const api = await startStrictApi({ perSecond: 1_000_000, jitterMs: [0, 0], filesDir });
    const product = await startProduct(ground, {
      apiRoot: api.url,
      roles: 'bot,http',
      rate: 25,
      env: WEBHOOK_ENV,
      build,
    });
    const sql = postgres(ground.ownerUrl, { max: 1, onnotice: () => undefined });
    try {
      const taps = slots.map((slot) => tapFor(slot));
      const press = (some: readonly Tap[]) =>
        api.press({ taps: some, perSecond: PER_SECOND, webhook: webhookOf(product) });
      const [warm, calm] = [PER_SECOND * WARM_UP_S, PER_SECOND * seconds];
      await press(taps.slice(0, warm));
      await api.pressed();
      const peakOfCalm = watchMemory(product);
      await press(taps.slice(warm, warm + calm));
      const undisturbed = await api.pressed();
      const before = await countQuestions(ground);
      const calmMb = await peakOfCalm();

      const editor = createEditor(api, product);
      await editor.open();
      const peakBeside = watchMemory(product);
      const waits: { name: string; s: number | null; isTaken: boolean }[] = [];
      const beside = await pressUntil(
        async (chunk) => {
          const from = warm + calm + chunk * CHUNK_S * PER_SECOND;
          await press(taps.slice(from, from + CHUNK_S * PER_SECOND));
          return api.pressed();
        },
        async () => {
          for (
            const start = performance.now();
            waits.length === 0 || performance.now() - start < seconds * 1000;
          )
            for (const [i, file] of files.entries())
              waits.push({
                name: file.name,
                s: await editor.send(file, `file-${i}`),
                isTaken: await isTaken(sql),
              });
        },
      );
      const besideMb = await peakBeside();
      say(waits.map(({ name, s }) => `${name} ${s === null ? 'never' : `${s.toFixed(2)} s`}`).join(', '));
      const p99 = ({ latencies }: Answered) => percentile(latencies, 0.99);
      say(`p99 ${p99(undisturbed).toFixed(1)} ms, beside the files ${p99(beside).toFixed(1)} ms`);
      return {
        files: waits.length,
        unanswered: waits.filter(({ s }) => s === null).length,
        slowestS: Number(Math.max(...waits.map(({ s }) => s ?? 0)).toFixed(2)),
        moreMb: Math.round(besideMb - calmMb),
        slower: Number((p99(beside) / p99(undisturbed)).toFixed(2)),
        lost: undisturbed.pressed + beside.pressed - undisturbed.answered - beside.answered,
        imported: (await countQuestions(ground)) - before,
        taken: waits.filter((wait) => wait.isTaken).length,
        formulas: await countFormulas(build),
      };
    } finally {
      await sql.end();
      await product.stop();
      await api.stop();
    }
  },
  judge: (figures, scale) =>
    judgeLimits(figures, {
      unanswered: { exactly: 0 },
      moreMb: { most: 200 },
      lost: { exactly: 0 },
      imported: { exactly: 0 },
      taken: { exactly: 0 },
      formulas: { exactly: 0 },
      // Times are those of a machine that does nothing else.
      ...(scale === 'full' ? { slowestS: { most: 2 }, slower: { most: 2 } } : {}),
    }),
  sabotage: [
    {
      name: 'a workbook may swell as far as it likes',
      file: 'formats/table/table-limits.js',
      find: 'inflatedBytes: 50 * 1024 * 1024',
      put: 'inflatedBytes: 50 * 1024 ** 4',
    },
    {
      name: 'a file with a bad line is taken without it',
      file: 'formats/bank/collect-questions.js',
      find: 'return problems.length > 0',
      put: 'return questions.length === 0',
    },
    {
      name: 'a formula stays one',
      file: 'formats/no-formula.js',
      find: "FORMULA_START.test(text) ? `'${text}` : text",
      put: 'text',
    },
  ],
};
