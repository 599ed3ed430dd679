import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Bench } from '../bench.ts';
import { forkPart } from '../fork-part.ts';
import { productSender } from '../measure-rate.ts';
import { resultOf } from '../result.ts';
import type { Stage } from '../stage.ts';
import { startStrictApi } from '../strict-api.ts';

const ANCHOR = fileURLToPath(new URL('../anchors/telegraf-sends.ts', import.meta.url));
/** As fast as it is allowed to be configured, so that 50,000 are through in a minute or two. */
const RATE = 1_000;
const FREE = { perSecond: 1_000_000, jitterMs: [5, 30] } as const;

/** The highest memory of the jobs process from its start to the last message. */
async function peakOfProduct(stage: Stage, messages: number): Promise<number> {
  const { api, part, stop } = await productSender(stage, FREE, RATE)(messages);
  try {
    for (let accepted = 0; accepted < messages; accepted = (await api.total()).accepted) await pause(500);
    return part.memory().peak;
  } finally {
    await stop();
  }
}

async function peakOfTelegraf(messages: number): Promise<number> {
  const api = await startStrictApi(FREE);
  const options = { apiRoot: api.url, messages, concurrency: 60 };
  const part = await forkPart(ANCHOR, { args: [JSON.stringify(options)], tsx: true });
  try {
    await part.next('done');
    return part.memory().peak;
  } finally {
    await part.stop();
    await api.stop();
  }
}

/** P7: what a broadcast takes in memory, and that its size does not matter. */
export const memory: Bench = {
  name: 'memory',
  about: 'P7 memory of a 50,000-recipient broadcast',
  run: async ({ stage, quick, samples, say }) => {
    const [few, many] = quick ? [500, 5_000] : [5_000, 50_000];
    const peaks = { few: [] as number[], many: [] as number[], telegraf: [] as number[] };
    for (let sample = 0; sample < samples; sample += 1) {
      peaks.telegraf.push(await peakOfTelegraf(many));
      peaks.few.push(await peakOfProduct(stage, few));
      peaks.many.push(await peakOfProduct(stage, many));
      say(
        `telegraf ${peaks.telegraf.at(-1)?.toFixed(0)} MB, product ${peaks.few.at(-1)?.toFixed(0)} MB for ${few}, ${peaks.many.at(-1)?.toFixed(0)} MB for ${many}`,
      );
    }
    return [
      resultOf({
        name: `P7 peak memory, ${many} recipients`,
        samples: peaks.many,
        unit: 'MB',
        anchor: `bare telegraf after ${many} sends`,
        anchorSamples: peaks.telegraf,
        target: '≤ 2.0 ×',
        isMet: (_, ratio) => ratio <= 2,
      }),
      resultOf({
        name: 'P7 memory does not grow with the audience',
        samples: peaks.many,
        unit: 'MB',
        anchor: `the product, ${few} recipients`,
        anchorSamples: peaks.few,
        target: '≤ 1.1 ×',
        isMet: (_, ratio) => ratio <= 1.1,
      }),
    ];
  },
};
