import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import type { Bench } from '../bench.ts';
import { firstMessage, measureRate, productSender, safeRate } from '../measure-rate.ts';
import { openAuthor, startProduct } from '../product.ts';
import { percentile, resultOf } from '../result.ts';
import { FIRST_BOT, type Ground, type Stage } from '../stage.ts';
import { startStrictApi } from '../strict-api.ts';

const BOTS = [FIRST_BOT, FIRST_BOT + 1, FIRST_BOT + 2, FIRST_BOT + 3];
const LIMIT = 30;
const RATE = safeRate(LIMIT);
const FEW = 5_000;

async function statesOf({ ownerUrl }: Ground): Promise<Record<string, number>> {
  const sql = postgres(ownerUrl, { max: 1 });
  try {
    const rows = await sql<{ state: string; n: number }[]>`
      select state, count(*)::int as n from deliveries where kind = 'notice' group by state`;
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  } finally {
    await sql.end();
  }
}

type Run = {
  perSecond: number;
  refused: number;
  memoryGrowth: { few: number; all: number };
  states: Record<string, number>;
  accepted: number;
  chats: number;
  replyP99: number;
  unanswered: number;
};

/** One process with all roles and four bots; people press buttons while it sends. */
async function run(stage: Stage, people: number, say: (line: string) => void): Promise<Run> {
  const ground = await stage.prepare(people, BOTS);
  const api = await startStrictApi({ perSecond: LIMIT });
  const product = await startProduct(ground, { apiRoot: api.url, roles: 'bot,jobs,http', rate: RATE });
  const author = await openAuthor(ground);
  try {
    await author.sendToAll();
    const first = await firstMessage(api);
    const expected = people / (RATE * BOTS.length);
    await api.press({
      bots: BOTS,
      firstChat: ground.firstChat,
      chats: Math.floor(people / BOTS.length),
      perSecond: 10,
      seconds: Math.max(5, Math.floor(expected * 0.9)),
      data: 'notice.page:0',
    });
    let few = 0;
    let said = 0;
    for (let accepted = 0; accepted < people;) {
      await pause(1_000);
      accepted = (await api.total()).accepted;
      if (few === 0 && accepted >= Math.min(FEW, people / 10)) few = product.memory().peak;
      if (accepted >= said + people / 5) say(`${(said = accepted)} of ${people} sent`);
    }
    // The last row is settled a moment after its message.
    let states = await statesOf(ground);
    for (let i = 0; i < 50 && states['sending']; i += 1) {
      await pause(100);
      states = await statesOf(ground);
    }
    const stats = Object.values(await api.stats());
    // Each bot has as many; the last one to end is what the whole took.
    const seconds = (Math.max(...stats.map((bot) => bot.lastAt)) - first) / 1000;
    const { latencies, pressed, answered } = await api.pressed();
    const total = await api.total();
    return {
      perSecond: people / seconds,
      refused: total.refused,
      memoryGrowth: { few, all: product.memory().peak },
      states,
      accepted: total.accepted,
      chats: total.chats,
      replyP99: percentile(latencies, 0.99),
      unanswered: pressed - answered,
    };
  } finally {
    await author.close();
    await product.stop();
    await api.stop();
  }
}

/** 50,000 people across four bots, each held to its own limit, while others press buttons. Once: it takes seven minutes. */
export const fourBots: Bench = {
  name: 'four-bots',
  about: '50,000 recipients across four bots, and replies meanwhile',
  run: async ({ stage, quick, say }) => {
    const people = quick ? 2_000 : 50_000;
    const seconds = quick ? 10 : 60;
    const one = await measureRate(
      productSender(stage, { perSecond: LIMIT }, RATE),
      LIMIT * (seconds + 5),
      seconds,
    );
    const four = await run(stage, people, say);
    say(JSON.stringify(four));
    const sent = four.states['sent'] ?? 0;
    const rows = Object.values(four.states).reduce((sum, n) => sum + n, 0);
    const { few, all } = four.memoryGrowth;
    return [
      resultOf({
        name: 'Four bots: rate',
        samples: [four.perSecond],
        unit: 'accepted/s',
        anchor: 'four times one bot, same run',
        anchorSamples: [one.perSecond * BOTS.length],
        target: 'within 5 %',
        isMet: (_, ratio) => Math.abs(ratio - 1) <= 0.05,
      }),
      resultOf({
        name: 'Four bots: rows that add up',
        samples: [Math.min(sent, rows, four.accepted, four.chats)],
        unit: 'rows sent, accepted once each',
        anchor: 'recipients',
        anchorSamples: [people],
        target: 'all, to the row',
        isMet: () => [sent, rows, four.accepted, four.chats].every((count) => count === people),
      }),
      resultOf({
        name: 'Four bots: memory',
        samples: [all],
        unit: 'MB',
        anchor: `the same process after ${Math.min(FEW, people / 10)}`,
        anchorSamples: [few],
        target: '≤ 1.1 ×',
        isMet: (_, ratio) => ratio <= 1.1,
      }),
      resultOf({
        name: 'Four bots: p99 of a reply meanwhile',
        samples: [four.replyP99],
        unit: 'ms',
        anchor: 'the bound',
        anchorSamples: [300],
        target: '< 300 ms, none unanswered',
        isMet: (value) => value < 300 && four.unanswered === 0,
      }),
    ];
  },
};
