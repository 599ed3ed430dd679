import type { Bench } from '../bench.ts';
import {
  bullmqSender,
  measureRate,
  productSender,
  safeRate,
  throttledSender,
  type Rate,
} from '../measure-rate.ts';
import { resultOf } from '../result.ts';

const LIMIT = 30;
const RATE = safeRate(LIMIT);
const FIXED_WINDOW = 'BullMQ limiter 30 per 1,000 ms';

/** P1: accepted ÷ allowed against a strict limit, beside the usual ways to keep to it. */
export const broadcast: Bench = {
  name: 'broadcast',
  about: 'P1 broadcast efficiency at a strict 30 a second',
  run: async ({ stage, quick, samples, say }) => {
    const seconds = quick ? 8 : 20;
    const strict = { perSecond: LIMIT };
    const senders = {
      product: productSender(stage, strict, RATE),
      [FIXED_WINDOW]: bullmqSender(stage, strict, { max: 30, duration: 1000 }, 4),
      'BullMQ limiter 1 per 34 ms': bullmqSender(stage, strict, { max: 1, duration: 34 }, 4),
      'throttler, 30 filled up every 1,000 ms': throttledSender(strict),
    };
    const rates = Object.fromEntries(Object.keys(senders).map((name) => [name, [] as Rate[]]));
    for (let sample = 0; sample < samples; sample += 1)
      for (const [name, sender] of Object.entries(senders)) {
        const rate = await measureRate(sender, LIMIT * (seconds + 5), seconds);
        rates[name]?.push(rate);
        say(`${name}: ${rate.perSecond.toFixed(2)} a second, ${rate.refused} × 429`);
      }
    const efficiency = (name: string) => (rates[name] ?? []).map((rate) => rate.perSecond / LIMIT);
    const [, ...anchors] = Object.keys(senders);
    return [
      resultOf({
        name: 'P1 broadcast efficiency',
        samples: efficiency('product'),
        unit: 'accepted ÷ allowed',
        anchor: 'the limit',
        anchorSamples: [1],
        target: '≥ 0.95',
        isMet: (value) => value >= 0.95,
      }),
      resultOf({
        name: 'P1 answers with 429',
        samples: (rates['product'] ?? []).map((rate) => rate.refused),
        unit: 'calls',
        anchor: FIXED_WINDOW,
        anchorSamples: (rates[FIXED_WINDOW] ?? []).map((rate) => rate.refused),
        target: '0 in every sample',
        isMet: () => (rates['product'] ?? []).every((rate) => rate.refused === 0),
      }),
      ...anchors.map((anchor) =>
        resultOf({
          name: 'P1 beside',
          samples: efficiency('product'),
          unit: 'accepted ÷ allowed',
          anchor,
          anchorSamples: efficiency(anchor),
          target: '≥ 0.95 of the limit',
          isMet: (value) => value >= 0.95,
        }),
      ),
    ];
  },
};
