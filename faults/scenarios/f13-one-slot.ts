import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { countAnswers, layPapers, tapFor, type OpenSlot } from '../../bench/lay-papers.ts';
import { startProduct } from '../../bench/product.ts';
import type { Ground } from '../../bench/stage.ts';
import { startStrictApi } from '../../bench/strict-api.ts';
import { WEBHOOK_ENV } from '../../bench/webhook.ts';
import type { Fault, Scale } from '../fault.ts';
import { askDatabase } from '../ledger.ts';
import { judgeLimits } from '../limits.ts';
import { postTaps, settleTaps, type Update } from '../taps.ts';
import { until } from '../until.ts';

type Slots = readonly OpenSlot[];

const PEOPLE: Record<Scale, number> = { short: 12, full: 51 };
const SLOTS = 5;
/** Of the paper, answered in time; the last one is tapped when it is too late. */
const IN_TIME = SLOTS - 1;
const TAPS_ON_ONE = 100;
const TAPS_ON_EACH = 5;
const OPTIONS = 4;
/** When the attempts end, once all that is in time has been answered: taps come before it, across it and after it. */
const UNTIL_END_MS = 1_000;

/** So many taps on one slot, on all its options in turn. */
const tapsOn = (slot: OpenSlot, times: number) =>
  Array.from({ length: times }, (_, i) => tapFor(slot, i % OPTIONS));

/** Many thumbs on one question, through two processes at once, and taps after the end. */
export const oneSlotFault: Fault = {
  id: 'F13',
  title:
    '100 taps at once on one question, 50 people with 20 taps each, through two processes; then taps after the deadline.',
  pass: 'one answer a slot, the first that was stored; every score what its answers add up to; nothing accepted late',
  run: async ({ stage, scale, build }) => {
    const ground = await stage.prepare(PEOPLE[scale]);
    const slots = await layPapers(ground, { slots: SLOTS, preset: 'daily' });
    const api = await startStrictApi({ perSecond: 1_000_000, jitterMs: [0, 0] });
    const start = () =>
      startProduct(ground, { apiRoot: api.url, roles: 'bot,http', rate: 25, env: WEBHOOK_ENV, build });
    const products = await Promise.all([start(), start()]);
    let updateId = 1;
    const numbered = (taps: readonly ReturnType<typeof tapFor>[]): Update[] =>
      taps.map((tap) => ({ ...tap, updateId: updateId++ }));
    try {
      const inTime = slots.filter(({ position }) => position < IN_TIME);
      const last = slots.filter(({ position }) => position >= IN_TIME);
      const [first, ...others] = inTime;
      if (!first) throw new Error('there is nothing to answer');
      await postTaps(numbered(tapsOn(first, TAPS_ON_ONE)), () => products);
      await postTaps(numbered(others.flatMap((slot) => tapsOn(slot, TAPS_ON_EACH))), () => products);
      const openInTime = await settleTaps(ground);
      const stored = await countStored(ground);
      await endSoon(ground);
      const [across, after] = [0, 1].map((rest) => last.filter((_, i) => i % 2 === rest)) as unknown as [
        Slots,
        Slots,
      ];
      for (const slot of across) {
        await postTaps(numbered(tapsOn(slot, 1)), () => products);
        await pause((2 * UNTIL_END_MS) / across.length);
      }
      await until(() => isOver(ground), 10 * UNTIL_END_MS);
      await postTaps(numbered(last.flatMap((slot) => tapsOn(slot, 1))), () => products);
      const open = openInTime + (await settleTaps(ground));
      const { misgraded, miscounted } = await countAnswers(ground);
      const late = await countLate(
        ground,
        after.map(({ attemptId }) => attemptId),
      );
      return { stored, late, misgraded, miscounted, open };
    } finally {
      await Promise.all(products.map((product) => product.stop()));
      await api.stop();
    }
  },
  judge: (figures, scale) =>
    judgeLimits(figures, {
      stored: { exactly: PEOPLE[scale] * IN_TIME },
      late: { exactly: 0 },
      misgraded: { exactly: 0 },
      miscounted: { exactly: 0 },
      open: { exactly: 0 },
    }),
  sabotage: [
    {
      name: 'an answer that is final can be overwritten',
      file: 'db/queries/answers.js',
      find: "where answers.submitted_at is null and answers.chosen = ${value('chosenBefore')}::int[] and answers.typed = ${textsOf(value('typedBefore'))}",
      put: 'where 0 = 0',
    },
    {
      name: 'a press counts as if it had come long ago',
      file: 'bot/create-bot.js',
      find: 'ctx.receivedAt = at;',
      put: 'ctx.receivedAt = new Date(Date.now() - 3_600_000);',
    },
  ],
};

const ask = (ground: Ground, count: (sql: Sql) => Promise<{ n: number }[]>): Promise<number> =>
  askDatabase(ground, async (sql) => (await count(sql))[0]?.n ?? Number.NaN);

const countStored = (ground: Ground): Promise<number> =>
  ask(ground, (sql) => sql`select count(*)::int as n from answers where submitted_at is not null`);

/** Every attempt ends in a moment, by the database's clock. */
const endSoon = (ground: Ground): Promise<unknown> =>
  askDatabase(
    ground,
    (sql) =>
      sql`update attempts set deadline_at = clock_timestamp() + ${UNTIL_END_MS}::int * interval '1 ms'`,
  );

const isOver = async (ground: Ground): Promise<boolean> =>
  (await ask(
    ground,
    (sql) => sql`select count(*)::int as n from attempts where deadline_at > clock_timestamp()`,
  )) === 0;

/** Answers that were stored as of the end or later, and those of attempts whose last slot was tapped after it alone. */
const countLate = (ground: Ground, tappedAfter: readonly string[]): Promise<number> =>
  ask(
    ground,
    (sql) => sql`
      select count(*)::int as n from answers s join attempts a on a.id = s.attempt_id
      where s.pressed_at >= a.deadline_at or (s.position >= ${IN_TIME} and a.id = any(${[...tappedAfter]}::uuid[]))`,
  );
