import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from '../bench.ts';
import { bullmqSender, firstMessage, productSender, safeRate, type Sender } from '../measure-rate.ts';
import { resultOf } from '../result.ts';

const [BEFORE, AFTER] = [30, 20];
const SECONDS = { before: 10, settle: 30, measure: 20 };

type Stepped = { floods: number; efficiency: number };

/** Sends at the first limit, lowers it, and looks at the pace from 30 s later on. */
async function stepDown(sender: Sender, seconds: typeof SECONDS): Promise<Stepped> {
  const { before, settle, measure } = seconds;
  const { api, stop } = await sender(BEFORE * (before + 5) + AFTER * (settle + measure + 5));
  try {
    await firstMessage(api);
    await pause(before * 1000);
    const early = (await api.total()).floods;
    const at = await api.limitTo(AFTER);
    await pause((settle + measure) * 1000 + 200);
    const from = at + settle * 1000;
    const accepted = await api.acceptedBetween(from, from + measure * 1000);
    return { floods: (await api.total()).floods - early, efficiency: accepted / measure / AFTER };
  } finally {
    await stop();
  }
}

/** P1: the limit falls while a broadcast runs, as it does when Telegram is busy. */
export const stepDownBench: Bench = {
  name: 'step-down',
  about: 'P1 the limit falls from 30 to 20 while a broadcast runs',
  run: async ({ stage, quick, samples, say }) => {
    const seconds = quick ? { before: 5, settle: 15, measure: 8 } : SECONDS;
    const strict = { perSecond: BEFORE };
    const product: Stepped[] = [];
    const anchor: Stepped[] = [];
    for (let sample = 0; sample < samples; sample += 1) {
      product.push(await stepDown(productSender(stage, strict, safeRate(BEFORE)), seconds));
      anchor.push(await stepDown(bullmqSender(stage, strict, { max: 1, duration: 34 }, 4), seconds));
      say(`product ${JSON.stringify(product.at(-1))}, BullMQ 1 per 34 ms ${JSON.stringify(anchor.at(-1))}`);
    }
    const of = (stepped: Stepped[], what: keyof Stepped) => stepped.map((one) => one[what]);
    const name = 'BullMQ limiter 1 per 34 ms, pause on 429';
    return [
      resultOf({
        name: 'P1 step-down: bans',
        samples: of(product, 'floods'),
        unit: 'bans',
        anchor: name,
        anchorSamples: of(anchor, 'floods'),
        target: '≤ 2 in every sample',
        isMet: () => of(product, 'floods').every((floods) => floods <= 2),
      }),
      resultOf({
        name: `P1 step-down: efficiency ${seconds.settle} s later`,
        samples: of(product, 'efficiency'),
        unit: 'accepted ÷ allowed',
        anchor: name,
        anchorSamples: of(anchor, 'efficiency'),
        target: '≥ 0.95 of the new limit',
        isMet: (value) => value >= 0.95,
      }),
    ];
  },
};
