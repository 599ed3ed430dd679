import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../bench/stage.ts';
import type { Machine } from '../bench/report.ts';
import type { Figures } from './fault.ts';

/** What became of a build that was broken on purpose. */
export type Broken = {
  name: string;
  caught: boolean;
  /** The first thing that was not held to, or why the run failed. */
  by: string;
};

/** One fault, as it is written to results/latest.json. */
export type FaultResult = {
  id: string;
  title: string;
  pass: string;
  figures: Figures;
  /** What was not held to. */
  violations: string[];
  met: boolean;
  broken: Broken[];
};

export const isPassed = ({ met, broken }: FaultResult): boolean =>
  met && broken.every(({ caught }) => caught);

/** Writes results/latest.json with what it was measured on; the same under the time of the run. */
export function writeFaultResults(
  results: readonly FaultResult[],
  machine: Omit<Machine, 'samples'>,
): string {
  const folder = join(ROOT, 'faults/results');
  mkdirSync(join(folder, 'runs'), { recursive: true });
  const content = `${JSON.stringify({ machine, results }, null, 2)}\n`;
  const latest = join(folder, 'latest.json');
  writeFileSync(latest, content);
  writeFileSync(join(folder, 'runs', `${machine.at.replaceAll(':', '-').slice(0, 19)}.json`), content);
  return latest;
}

/** The results for people: a paragraph a fault. */
export function describeFaults(results: readonly FaultResult[]): string {
  return results
    .map(({ id, title, pass, figures, violations, met, broken }) =>
      [
        `${id}  ${title}`,
        `    figures  ${Object.entries(figures)
          .map(([name, value]) => `${name} ${value}`)
          .join(', ')}`,
        `    pass     ${pass}`,
        `    met      ${met ? 'yes' : 'NO'}`,
        ...violations.map((violation) => `             ${violation}`),
        ...broken.map(
          ({ name, caught, by }) => `    ${caught ? 'caught  ' : 'MISSED  '} ${name}${by ? ` (${by})` : ''}`,
        ),
      ].join('\n'),
    )
    .join('\n\n');
}
