import { answers } from './benches/answers.ts';
import { broadcast } from './benches/broadcast.ts';
import { fanOut } from './benches/fan-out.ts';
import { fourBots } from './benches/four-bots.ts';
import { headOfLine } from './benches/head-of-line.ts';
import { ledger } from './benches/ledger.ts';
import { memory } from './benches/memory.ts';
import { paid } from './benches/paid.ts';
import { queries } from './benches/queries.ts';
import { rollup } from './benches/rollup.ts';
import { stepDownBench } from './benches/step-down.ts';
import type { Bench } from './bench.ts';
import { describeMachine, loadNow, tableOf, writeResults } from './report.ts';
import type { Result } from './result.ts';
import { openStage } from './stage.ts';

const BENCHES: readonly Bench[] = [
  broadcast,
  stepDownBench,
  paid,
  fanOut,
  headOfLine,
  memory,
  fourBots,
  answers,
  queries,
  rollup,
  ledger,
];
const SAMPLES = 5;

const HELP = `npm run bench -- [name …] [--quick] [--samples N]

Measures the compiled product beside its anchors, each in a process of its own, and says whether the targets are met.
Everything takes about 50 minutes. --quick takes a tenth of the size and one sample, to see that it works: its figures
prove nothing. The results are in bench/results/latest.json, what they were measured on in machine.json beside it.

${BENCHES.map((bench) => `  ${bench.name.padEnd(14)} ${bench.about}`).join('\n')}`;

type Wanted = { benches: readonly Bench[]; quick: boolean; samples: number };

/** @throws Error naming what is not understood */
export function readArguments(args: readonly string[]): Wanted | 'help' {
  if (args.includes('--help') || args.includes('-h')) return 'help';
  const quick = args.includes('--quick');
  const at = args.indexOf('--samples');
  const given = at === -1 ? undefined : Number(args[at + 1]);
  if (given !== undefined && !(Number.isInteger(given) && given > 0))
    throw new Error('--samples takes a whole number above 0');
  const names = args.filter(
    (arg, i) => arg !== '--quick' && arg !== '--samples' && (at === -1 || i !== at + 1),
  );
  const unknown = names.find((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown !== undefined)
    throw new Error(`there is no bench ${unknown}: ${BENCHES.map((bench) => bench.name).join(', ')}`);
  return {
    benches: names.length === 0 ? BENCHES : BENCHES.filter((bench) => names.includes(bench.name)),
    quick,
    samples: given ?? (quick ? 1 : SAMPLES),
  };
}

/** Runs the benches that are named (all without a name); false when a target was missed or a bench failed. */
export async function runBenches(args: readonly string[]): Promise<boolean> {
  const wanted = readArguments(args);
  if (wanted === 'help') {
    console.log(HELP);
    return true;
  }
  const { benches, quick, samples } = wanted;
  if (quick) console.log('--quick: a tenth of the size; the figures prove nothing.');
  const loadBefore = loadNow();
  const stage = await openStage();
  const results: Result[] = [];
  let failed = 0;
  try {
    for (const bench of benches) {
      console.log(`\n${bench.name}: ${bench.about}`);
      try {
        results.push(
          ...(await bench.run({ stage, quick, samples, say: (line) => console.log(`  ${line}`) })),
        );
      } catch (error) {
        failed += 1;
        console.error(error);
      }
    }
    const machine = describeMachine(await stage.versions(), { samples, quick, loadBefore });
    const file = writeResults(results, machine);
    console.log(`\n${tableOf(results)}\n`);
    console.log(`${machine.processor}, ${machine.cores} cores, load ${machine.load.after.join(' ')}`);
    const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
    console.log(`${versions.join(', ')}\n${file}`);
  } finally {
    await stage.stop();
  }
  return failed === 0 && results.every((result) => result.met);
}
