import { fileURLToPath } from 'node:url';
import type { RawInsertOptions } from '../anchors/raw-insert.ts';
import type { Tap } from '../api/press-plan.ts';
import type { Bench } from '../bench.ts';
import { forkPart } from '../fork-part.ts';
import { countAnswers, layPapers, tapFor } from '../lay-papers.ts';
import { startProduct, tokenOf } from '../product.ts';
import { percentile, resultOf } from '../result.ts';
import type { Stage } from '../stage.ts';
import { startStrictApi } from '../strict-api.ts';
import { WEBHOOK_ENV, webhookOf } from '../webhook.ts';

const anchorFile = (name: string): string => fileURLToPath(new URL(`../anchors/${name}.ts`, import.meta.url));
const PER_SECOND = 200;
/** Until V8 has compiled what runs at every press; how a process fares before that is the cold start's measure. */
const WARM_UP_S = 10;
/** A daily paper. */
const SLOTS = 5;
/** Every so manieth answer is pressed twice, as impatient people do. */
const TWICE_EVERY = 10;
/** Where nothing is done about a press it matters to nobody whose it is. */
const BARE = { bot: 7_700_000_901, firstChat: 1_000_000 };

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
  await stage.settle();
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
  await stage.settle();
  const options: RawInsertOptions = {
    databaseUrl,
    perSecond: PER_SECOND,
    warmUp: PER_SECOND * WARM_UP_S,
    inserts: PER_SECOND * seconds,
  };
  const part = await forkPart(anchorFile('raw-insert'), { args: [JSON.stringify(options)], tsx: true });
  try {
    return (await part.next('done'))['latencies'] as number[];
  } finally {
    await part.stop();
  }
}

/** What a press takes where nobody does anything about it: the share of the Bot API server, to be taken off. */
async function pressBare(seconds: number): Promise<readonly number[]> {
  const api = await startStrictApi({ perSecond: 1_000, jitterMs: [0, 0] });
  const options = { apiRoot: api.url, token: tokenOf(BARE.bot) };
  const part = await forkPart(anchorFile('bare-presses'), { args: [JSON.stringify(options)], tsx: true });
  const press = async (forSeconds: number): Promise<readonly number[]> => {
    const taps = Array.from({ length: PER_SECOND * forSeconds }, (_, i) => ({
      bot: BARE.bot,
      chat: BARE.firstChat + i,
      data: 'bench',
    }));
    await api.press({ taps: twice(taps), perSecond: PER_SECOND, webhook: webhookOf(part) });
    return (await api.pressed()).latencies;
  };
  try {
    await press(WARM_UP_S);
    return await press(seconds);
  } finally {
    await part.stop();
    await api.stop();
  }
}

const SHARES = { p50: 0.5, p99: 0.99 } as const;

/**
 * P5: from a press on its way to the webhook until its answer arrives at the Bot API, which is after it was committed, less what
 * the same way takes where nothing is done in between; open loop, beside one bare INSERT at the same rate.
 */
export const answers: Bench = {
  name: 'answers',
  about: 'P5 an answer to a question, 200 presses a second',
  run: async ({ stage, quick, samples, say }) => {
    const seconds = quick ? 5 : 20;
    const product: Sample[] = [];
    const bare: (readonly number[])[] = [];
    const raw: (readonly number[])[] = [];
    for (let sample = 0; sample < samples; sample += 1) {
      const inserted = await insertRaw(stage, seconds);
      const pressed = await pressBare(seconds);
      const answered = await answerPapers(stage, seconds, say);
      raw.push(inserted);
      bare.push(pressed);
      product.push(answered);
      const both = (latencies: readonly number[]) =>
        Object.entries(SHARES)
          .map(([name, share]) => `${name} ${percentile(latencies, share).toFixed(2)} ms`)
          .join(', ');
      say(
        `product ${both(answered.latencies)}; bare press ${both(pressed)}; INSERT ${both(inserted)}; ${answered.right} of ${answered.slots} stored, ${answered.amiss} amiss`,
      );
    }
    const own = (share: number): number[] =>
      product.map(({ latencies }, i) => percentile(latencies, share) - percentile(bare[i] ?? [], share));
    const timeOf = (name: keyof typeof SHARES, most: number) =>
      resultOf({
        name: `P5 answer less bare press, ${name}`,
        samples: own(SHARES[name]),
        unit: 'ms',
        anchor: 'one INSERT with postgres.js, same rate',
        anchorSamples: raw.map((latencies) => percentile(latencies, SHARES[name])),
        target: `≤ ${most} ×`,
        isMet: (_, ratio) => ratio <= most,
      });
    return [
      timeOf('p50', 4),
      timeOf('p99', 5),
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
