import { fileURLToPath } from 'node:url';
import type { RawInsertOptions } from '../anchors/raw-insert.ts';
import type { Tap } from '../api/press-plan.ts';
import type { Bench } from '../bench.ts';
import { forkPart } from '../fork-part.ts';
import { countAnswers, layPapers, tapFor } from '../lay-papers.ts';
import { startProduct } from '../product.ts';
import { percentile, resultOf } from '../result.ts';
import type { Stage } from '../stage.ts';
import { startStrictApi } from '../strict-api.ts';
import { WEBHOOK_ENV, webhookOf } from '../webhook.ts';

const ANCHOR = fileURLToPath(new URL('../anchors/raw-insert.ts', import.meta.url));
const PER_SECOND = 200;
const WARM_UP_S = 3;
/** A daily paper. */
const SLOTS = 5;
/** Every so manieth answer is pressed twice, as impatient people do. */
const TWICE_EVERY = 10;

type Sample = {
  latencies: readonly number[];
  slots: number;
  right: number;
  /** Answers that are not as they should be: another option, a wrong sum, a press without an answer. */
  amiss: number;
};

const twice = (taps: readonly Tap[]): Tap[] =>
  taps.flatMap((tap, i) => (i % TWICE_EVERY === 0 ? [tap, tap] : [tap]));

/** Everybody answers their paper through the webhook, 200 presses a second in all. */
async function answerPapers(stage: Stage, seconds: number, say: (line: string) => void): Promise<Sample> {
  const ground = await stage.prepare((PER_SECOND * (WARM_UP_S + seconds)) / SLOTS);
  const slots = await layPapers(ground, { slots: SLOTS, preset: 'daily' });
  const taps = slots.map((slot) => tapFor(slot));
  // Answers to presses take no time at this server: what is measured is the product.
  const api = await startStrictApi({ perSecond: 1_000, jitterMs: [0, 0] });
  const env = WEBHOOK_ENV;
  const product = await startProduct(ground, { apiRoot: api.url, roles: 'bot,http', rate: 25, env });
  try {
    const press = async (some: readonly Tap[]) => {
      await api.press({ taps: some, perSecond: PER_SECOND, webhook: webhookOf(product) });
      return api.pressed();
    };
    const warm = PER_SECOND * WARM_UP_S;
    await press(taps.slice(0, warm));
    const { latencies, pressed, answered, refused } = await press(twice(taps.slice(warm)));
    const { right, wrong, misgraded, miscounted } = await countAnswers(ground);
    const unanswered = pressed - answered;
    const amiss = wrong + misgraded + miscounted + refused + unanswered;
    if (amiss > 0)
      say(
        `amiss: ${JSON.stringify({ wrong, misgraded, miscounted, refused, unanswered })} ${product.output()}`,
      );
    return { latencies, slots: slots.length, right, amiss };
  } finally {
    await product.stop();
    await api.stop();
  }
}

async function insertRaw(stage: Stage, seconds: number): Promise<number[]> {
  const { ownerUrl: databaseUrl } = await stage.prepare(100);
  const options: RawInsertOptions = {
    databaseUrl,
    perSecond: PER_SECOND,
    warmUp: PER_SECOND * WARM_UP_S,
    inserts: PER_SECOND * seconds,
  };
  const part = await forkPart(ANCHOR, { args: [JSON.stringify(options)], tsx: true });
  try {
    return (await part.next('done'))['latencies'] as number[];
  } finally {
    await part.stop();
  }
}

/**
 * P5: from a press on its way to the webhook until its answer arrives at the Bot API, which is after it was committed; open
 * loop, beside one bare INSERT at the same rate.
 */
export const answers: Bench = {
  name: 'answers',
  about: 'P5 an answer to a question, 200 presses a second',
  run: async ({ stage, quick, samples, say }) => {
    const seconds = quick ? 5 : 20;
    const product: Sample[] = [];
    const raw: number[][] = [];
    for (let sample = 0; sample < samples; sample += 1) {
      const inserted = await insertRaw(stage, seconds);
      const answered = await answerPapers(stage, seconds, say);
      raw.push(inserted);
      product.push(answered);
      const [p50, p99] = [0.5, 0.99].map((share) => percentile(answered.latencies, share).toFixed(2));
      const [raw50, raw99] = [0.5, 0.99].map((share) => percentile(inserted, share).toFixed(2));
      say(
        `product p50 ${p50} ms, p99 ${p99} ms; INSERT p50 ${raw50} ms, p99 ${raw99} ms; ${answered.right} of ${answered.slots} stored, ${answered.amiss} amiss`,
      );
    }
    const anchor = 'one INSERT with postgres.js, same rate';
    const shareOf = (all: readonly (readonly number[])[], share: number) =>
      all.map((latencies) => percentile(latencies, share));
    const times = product.map(({ latencies }) => latencies);
    return [
      resultOf({
        name: 'P5 answer, p50',
        samples: shareOf(times, 0.5),
        unit: 'ms',
        anchor,
        anchorSamples: shareOf(raw, 0.5),
        target: '≤ 4 ×',
        isMet: (_, ratio) => ratio <= 4,
      }),
      resultOf({
        name: 'P5 answer, p99',
        samples: shareOf(times, 0.99),
        unit: 'ms',
        anchor,
        anchorSamples: shareOf(raw, 0.99),
        target: '≤ 5 ×',
        isMet: (_, ratio) => ratio <= 5,
      }),
      resultOf({
        name: 'P5 answers stored once and right',
        samples: product.map(({ right, amiss }) => right - amiss),
        unit: 'answers',
        anchor: 'slots that were answered',
        anchorSamples: product.map(({ slots }) => slots),
        target: 'all, in every sample',
        isMet: () => product.every(({ slots, right, amiss }) => right === slots && amiss === 0),
      }),
    ];
  },
};
