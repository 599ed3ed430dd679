import type { Bench } from '../bench.ts';
import { bullmqSender, measureRate, productSender, safeRate, type Rate } from '../measure-rate.ts';
import { resultOf } from '../result.ts';

const LIMIT = 1000;
const RATE = safeRate(LIMIT);

/** P1: a paid broadcast, where Telegram takes a thousand a second. */
export const paid: Bench = {
  name: 'paid',
  about: 'P1 paid broadcast at a strict 1,000 a second',
  run: async ({ stage, quick, samples, say }) => {
    const seconds = quick ? 3 : 30;
    const strict = { perSecond: LIMIT };
    const product: Rate[] = [];
    const anchor: Rate[] = [];
    for (let sample = 0; sample < samples; sample += 1) {
      const sender = productSender(stage, strict, RATE, { PAID_BROADCAST: '1' });
      product.push(await measureRate(sender, LIMIT * (seconds + 3), seconds));
      const bare = bullmqSender(stage, strict, { max: 9, duration: 10 }, 100);
      anchor.push(await measureRate(bare, LIMIT * (seconds + 3), seconds));
      say(`product ${JSON.stringify(product.at(-1))}, BullMQ 9 per 10 ms ${JSON.stringify(anchor.at(-1))}`);
    }
    return [
      resultOf({
        name: 'P1 paid broadcast efficiency',
        samples: product.map((rate) => rate.perSecond / LIMIT),
        unit: 'accepted ÷ allowed',
        anchor: 'BullMQ limiter 9 per 10 ms, no outbox',
        anchorSamples: anchor.map((rate) => rate.perSecond / LIMIT),
        target: '≥ 0.90 of the limit',
        isMet: (value) => value >= 0.9,
      }),
      resultOf({
        name: 'P1 paid broadcast: answers with 429',
        samples: product.map((rate) => rate.refused),
        unit: 'calls',
        anchor: 'BullMQ limiter 9 per 10 ms, no outbox',
        anchorSamples: anchor.map((rate) => rate.refused),
        target: '0 in every sample',
        isMet: () => product.every((rate) => rate.refused === 0),
      }),
    ];
  },
};
