import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { PressPlan } from '../api/press-plan.ts';
import type { PressReport } from '../api/presses.ts';
import type { Bench } from '../bench.ts';
import { forkPart, type Part } from '../fork-part.ts';
import { startProduct, tokenOf } from '../product.ts';
import { percentile, resultOf } from '../result.ts';
import { FIRST_BOT } from '../stage.ts';
import { startStrictApi, type StrictApi } from '../strict-api.ts';

const ANCHOR = fileURLToPath(new URL('../anchors/telegraf-presses.ts', import.meta.url));
const SLEEP_MS = 5_000;
const CHATS = 100;

type Measured = { idle: PressReport; sleeping: PressReport };
const p99 = ({ latencies }: PressReport): number => percentile(latencies, 0.99);

async function press(api: StrictApi, plan: PressPlan): Promise<PressReport> {
  await api.press(plan);
  return api.pressed(SLEEP_MS * 3);
}

/** The same presses twice: nobody in the way, and with one chat whose handler waits five seconds on each. */
async function measure(start: (api: StrictApi) => Promise<Part>, plan: PressPlan): Promise<Measured> {
  const api = await startStrictApi({ perSecond: 1_000, jitterMs: [0, 0] });
  const part = await start(api);
  try {
    await press(api, { ...plan, seconds: 2 });
    const idle = await press(api, plan);
    await pause(500);
    return { idle, sleeping: await press(api, { ...plan, slowMs: SLEEP_MS }) };
  } finally {
    await part.stop();
    await api.stop();
  }
}

/** P3b: what others wait while one person's handler sleeps, and whether each person's presses keep their order. */
export const headOfLine: Bench = {
  name: 'head-of-line',
  about: 'P3b other chats while one handler sleeps 5 s',
  run: async ({ stage, quick, samples, say }) => {
    const plan = {
      bots: [FIRST_BOT],
      chats: CHATS,
      perSecond: 25,
      seconds: quick ? 6 : 15,
      data: 'notice.page:0',
    };
    const product: Measured[] = [];
    const anchor: Measured[] = [];
    for (let sample = 0; sample < samples; sample += 1) {
      // A ground of its own: each server counts its updates from 1, and a number that came before is passed over.
      const ground = await stage.prepare(CHATS);
      const { firstChat } = ground;
      product.push(
        await measure((api) => startProduct(ground, { apiRoot: api.url, roles: 'bot', rate: 25 }), {
          ...plan,
          firstChat,
        }),
      );
      anchor.push(
        await measure(
          (api) => {
            const options = { apiRoot: api.url, token: tokenOf(FIRST_BOT) };
            return forkPart(ANCHOR, { args: [JSON.stringify(options)], tsx: true });
          },
          { ...plan, firstChat },
        ),
      );
      for (const [name, { idle, sleeping }] of [
        ['product', product.at(-1)],
        ['telegraf', anchor.at(-1)],
      ] as [string, Measured][])
        say(
          `${name}: p99 ${p99(idle).toFixed(1)} ms idle, ${p99(sleeping).toFixed(1)} ms beside a sleeping handler, ${idle.outOfOrder + sleeping.outOfOrder} out of order, ${sleeping.pressed - sleeping.answered} unanswered`,
        );
    }
    const sleeping = (all: Measured[]) => all.map((one) => p99(one.sleeping));
    const kept = (all: Measured[]) =>
      all.map(({ idle, sleeping: slow }) => {
        const answered = idle.answered + slow.answered;
        const wrong = idle.outOfOrder + slow.outOfOrder;
        const missing = idle.pressed + slow.pressed - answered;
        return (100 * (answered - wrong)) / (answered + missing);
      });
    const telegraf = 'bare telegraf, its own polling';
    return [
      resultOf({
        name: 'P3b p99 of other chats',
        samples: sleeping(product),
        unit: 'ms',
        anchor: telegraf,
        anchorSamples: sleeping(anchor),
        target: '≤ 100 ms',
        isMet: (value) => value <= 100,
      }),
      resultOf({
        name: 'P3b p99 of other chats beside idle',
        samples: sleeping(product),
        unit: 'ms',
        anchor: 'the product, nobody sleeping',
        anchorSamples: product.map((one) => p99(one.idle)),
        target: '≤ 3 ×',
        isMet: (_, ratio) => ratio <= 3,
      }),
      resultOf({
        name: 'P3b presses answered in their order',
        samples: kept(product),
        unit: '%',
        anchor: telegraf,
        anchorSamples: kept(anchor),
        target: '100 % in every sample',
        isMet: () => kept(product).every((share) => share === 100),
      }),
    ];
  },
};
