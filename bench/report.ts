import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Result } from './result.ts';
import { ROOT } from './stage.ts';

const FOLDER = join(ROOT, 'bench/results');

/** What the figures were measured on and with. */
export type Machine = {
  at: string;
  processor: string;
  cores: number;
  memoryGb: number;
  system: string;
  /** Processes that waited for the processor, one and five minutes back: above the number of cores, others were at work too. */
  load: { before: number[]; after: number[] };
  versions: Record<string, string>;
  samples: number;
  quick: boolean;
};

const versionOf = (name: string): string =>
  (JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as { version: string })
    .version;

export const loadNow = (): number[] =>
  loadavg()
    .slice(0, 2)
    .map((load) => Number(load.toFixed(1)));

export function describeMachine(
  servers: Record<string, string>,
  run: Pick<Machine, 'samples' | 'quick'> & { loadBefore: number[] },
): Machine {
  const packages = ['telegraf', 'bullmq', 'ioredis', 'postgres', 'drizzle-orm'];
  return {
    at: new Date().toISOString(),
    processor: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    load: { before: run.loadBefore, after: loadNow() },
    versions: {
      node: process.versions.node,
      ...servers,
      ...Object.fromEntries(packages.map((name) => [name, versionOf(name)])),
    },
    samples: run.samples,
    quick: run.quick,
  };
}

/** Writes results/latest.json and, beside it, results/machine.json; both also under the time of the run. */
export function writeResults(results: readonly Result[], machine: Machine): string {
  const runs = join(FOLDER, 'runs');
  mkdirSync(runs, { recursive: true });
  const stamp = machine.at.replaceAll(':', '-').slice(0, 19);
  const write = (file: string, content: unknown) =>
    writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
  write(join(FOLDER, 'latest.json'), results);
  write(join(FOLDER, 'machine.json'), machine);
  write(join(runs, `${stamp}.json`), { machine, results });
  return join(FOLDER, 'latest.json');
}

const figure = (value: number): string =>
  Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));

/** The results as columns of text. */
export function tableOf(results: readonly Result[]): string {
  const head = ['measure', 'value', 'spread', 'anchor', 'its value', 'ratio', 'target', 'met'];
  const rows = results.map((one) => [
    one.name,
    `${figure(one.value)} ${one.unit}`,
    `${figure(one.spread[0])}–${figure(one.spread[1])}`,
    one.anchor,
    figure(one.anchorValue),
    one.ratio === null ? '–' : figure(one.ratio),
    one.target,
    one.met ? 'yes' : 'NO',
  ]);
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}
