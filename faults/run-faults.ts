import { describeMachine, loadNow } from '../bench/report.ts';
import { DIST } from '../bench/product.ts';
import { openStage, type Stage } from '../bench/stage.ts';
import { FAULTS } from './faults.ts';
import type { Fault, Scale } from './fault.ts';
import { describeFaults, isPassed, writeFaultResults, type Broken, type FaultResult } from './report.ts';
import { breakBuild } from './sabotage.ts';

const HELP = `npm run faults [-- F1 F3 …] [-- --quick]

Makes what can go wrong go wrong, against the compiled product in processes of its own, and counts at the receiving end
what became of it. Then it breaks the product on purpose, once for each way that a fault names, and demands that the
same check notices. --quick plays the short form of each, as npm test does. The results are in faults/results/latest.json.

${FAULTS.map((fault) => `  ${fault.id.padEnd(4)} ${fault.title}`).join('\n')}`;

type Wanted = { faults: readonly Fault[]; scale: Scale };

/** @throws Error naming what is not understood */
export function readWanted(args: readonly string[]): Wanted | 'help' {
  if (args.includes('--help') || args.includes('-h')) return 'help';
  const names = args.filter((arg) => arg !== '--quick').map((name) => name.toUpperCase());
  const unknown = names.find((name) => !FAULTS.some(({ id }) => id === name));
  if (unknown !== undefined)
    throw new Error(`there is no fault ${unknown}: ${FAULTS.map(({ id }) => id).join(', ')}`);
  return {
    faults: names.length === 0 ? FAULTS : FAULTS.filter(({ id }) => names.includes(id)),
    scale: args.includes('--quick') ? 'short' : 'full',
  };
}

const say = (line: string): void => console.log(`  ${new Date().toTimeString().slice(0, 8)} ${line}`);
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Plays the short form against each build broken on purpose; one that could not be played is not caught. It is played
 * against the sound build first: what that one does not hold to either catches nothing.
 */
async function tryBroken(fault: Fault, stage: Stage): Promise<Broken[]> {
  const all: Broken[] = [];
  const sound = await fault.run({ stage, scale: 'short', build: DIST, say: () => undefined });
  const [wrong] = fault.judge(sound, 'short');
  if (wrong) return [{ name: 'nothing, in short', caught: false, by: wrong }];
  for (const [i, sabotage] of fault.sabotage.entries()) {
    const { name } = sabotage;
    say(`broken on purpose: ${name}`);
    try {
      const { build, remove } = breakBuild(sabotage, `${fault.id}-${i + 1}`);
      try {
        const figures = await fault.run({ stage, scale: 'short', build, say: () => undefined });
        const [by = ''] = fault.judge(figures, 'short');
        all.push({ name, caught: by !== '', by });
      } finally {
        remove();
      }
    } catch (error) {
      all.push({ name, caught: false, by: `could not be played: ${messageOf(error)}` });
    }
    say(all.at(-1)?.caught ? `caught: ${all.at(-1)?.by}` : `MISSED ${all.at(-1)?.by}`);
  }
  return all;
}

async function tryFault(fault: Fault, scale: Scale, stage: Stage): Promise<FaultResult> {
  const { id, title, pass } = fault;
  console.log(`\n${id}: ${title}`);
  const result = { id, title, pass, figures: {}, violations: [] as string[], met: false };
  try {
    const figures = await fault.run({ stage, scale, build: DIST, say });
    const violations = fault.judge(figures, scale);
    Object.assign(result, { figures, violations, met: violations.length === 0 });
    say(
      Object.entries(figures)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
    );
  } catch (error) {
    result.violations.push(`could not be played: ${messageOf(error)}`);
  }
  for (const violation of result.violations) say(`NOT HELD: ${violation}`);
  return { ...result, broken: await tryBroken(fault, stage) };
}

/** Plays the faults that are named (all without a name); false when one was not borne or a broken build passed. */
export async function runFaults(args: readonly string[]): Promise<boolean> {
  const wanted = readWanted(args);
  if (wanted === 'help') {
    console.log(HELP);
    return true;
  }
  const { faults, scale } = wanted;
  const loadBefore = loadNow();
  const results: FaultResult[] = [];
  let versions: Record<string, string> = {};
  for (const fault of faults) {
    // A stage of its own for each: what one fault has done to it is no other's matter.
    const stage = await openStage();
    try {
      versions = await stage.versions();
      results.push(await tryFault(fault, scale, stage));
    } finally {
      await stage.stop();
    }
  }
  const machine = describeMachine(versions, { samples: 1, quick: scale === 'short', loadBefore });
  const file = writeFaultResults(results, machine);
  console.log(`\n${describeFaults(results)}\n\n${file}`);
  return results.every(isPassed);
}
