import { randomInt } from 'node:crypto';
import { countAnswers, layPapers, tapFor } from '../../bench/lay-papers.ts';
import { startProduct } from '../../bench/product.ts';
import { startStrictApi } from '../../bench/strict-api.ts';
import { WEBHOOK_ENV } from '../../bench/webhook.ts';
import { seededNumbers, shuffled } from '../../src/domain/quizzes/rules.ts';
import type { Fault, Scale } from '../fault.ts';
import { judgeLimits } from '../limits.ts';
import { listUpdates, postTaps, pressIdOf, settleTaps, type Update } from '../taps.ts';
import { until } from '../until.ts';

const PEOPLE: Record<Scale, number> = { short: 10, full: 200 };
const SLOTS = 5;
const TIMES = 10;
/** Ids go up from here, and later start anew from anywhere below. */
const FIRST_ID = 500_000_000;

const mixed = (updates: readonly Update[], seed: string): Update[] =>
  shuffled(
    updates.flatMap((update) => Array.from({ length: TIMES }, () => update)),
    seededNumbers(seed),
  );

/** The same updates again and again, in any order, across a crash, and with ids that start anew. */
export const sameUpdateFault: Fault = {
  id: 'F9',
  title:
    'Each update comes ten times, shuffled, before and after kill -9; then the ids jump to a lower number.',
  pass: 'each answer stored once and right; none dropped; each press answered once, but for those in hand at the kill',
  run: async ({ stage, scale, build, say }) => {
    const ground = await stage.prepare(PEOPLE[scale]);
    const slots = await layPapers(ground, { slots: SLOTS, preset: 'daily' });
    const api = await startStrictApi({ perSecond: 1_000_000, jitterMs: [0, 0] });
    const start = () =>
      startProduct(ground, { apiRoot: api.url, roles: 'bot,http', rate: 25, env: WEBHOOK_ENV, build });
    let product = await start();
    const products = () => [product];
    try {
      const lower = randomInt(1_000, FIRST_ID - slots.length * 2);
      const half = Math.ceil(slots.length / 2);
      const updates = slots.map((slot, i): Update => {
        return { ...tapFor(slot), updateId: (i < half ? FIRST_ID : lower) + i };
      });
      const [before, after] = [updates.slice(0, half), updates.slice(half)];
      let inHand = new Set<string>();
      let crash: Promise<void> | undefined;
      const killAndStart = async (): Promise<void> => {
        // Some are handled by then, and some in hand.
        await until(async () => (await listUpdates(ground, 'done')).length >= half / 3, 30_000, 10);
        await product.kill();
        inHand = new Set((await listUpdates(ground, 'received')).map((updateId) => pressIdOf({ updateId })));
        product = await start();
      };
      await postTaps(mixed(before, 'before'), products, (taken) => {
        if (taken >= (half * TIMES) / 3) crash ??= killAndStart();
      });
      await crash;
      say(`killed with ${inHand.size} updates in hand`);
      await settleTaps(ground);
      await postTaps(mixed(before, 'again'), products);
      await postTaps(mixed(after, 'after'), products);
      const open = await settleTaps(ground);
      const { right, wrong, misgraded, miscounted } = await countAnswers(ground);
      const { answers, edits } = await api.replies();
      const repeated = answers.reduce((sum, [id, times]) => sum + (inHand.has(id) ? 0 : times - 1), 0);
      return {
        slots: slots.length,
        right,
        wrong,
        misgraded,
        miscounted,
        open,
        unanswered: slots.length - answers.length,
        inHand: inHand.size,
        repliesBeyondOne: repeated + Math.max(0, edits - slots.length - inHand.size),
      };
    } finally {
      await product.stop();
      await api.stop();
    }
  },
  judge: (figures, scale) =>
    judgeLimits(figures, {
      right: { exactly: PEOPLE[scale] * SLOTS },
      wrong: { exactly: 0 },
      misgraded: { exactly: 0 },
      miscounted: { exactly: 0 },
      open: { exactly: 0 },
      unanswered: { exactly: 0 },
      repliesBeyondOne: { most: 0 },
    }),
  sabotage: [
    {
      name: 'an id that was seen before counts again',
      file: 'db/queries/updates.js',
      find: 'from fresh f join (',
      put: 'from (select id as update_id from coming) f join (',
    },
    {
      name: 'what is not above the highest id counts as seen',
      file: 'db/queries/updates.js',
      find: 'with ordinality as t(u, n)',
      put: "with ordinality as t(u, n) where (u->>'update_id')::bigint > coalesce((select max(update_id) from processed_updates), 0)",
    },
  ],
};
