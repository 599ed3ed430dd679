import { startBroadcast } from '../broadcast.ts';
import type { Fault, Scale } from '../fault.ts';
import { askDatabase, countStates } from '../ledger.ts';
import { judgeLimits } from '../limits.ts';

const SIZE: Record<Scale, { recipients: number }> = {
  short: { recipients: 120 },
  full: { recipients: 2_000 },
};
/** Every tenth chat has blocked the bot, is deactivated, or is not found. */
const EVERY = 10;
/** What the server takes, and what is asked of a bot below it: the safe share of the limit. */
const LIMIT = 30;
const RATE = 29;

export const peopleGoneFault: Fault = {
  id: 'F8',
  title: 'Every tenth person has blocked the bot, is deactivated, or is not found.',
  pass: 'no second attempt; each is marked as out of reach and counted as such; the others get theirs at 0.95 of the limit or more, with no 429',
  run: async (tools) => {
    const { recipients } = SIZE[tools.scale];
    const strict = { perSecond: LIMIT, trouble: { gone: EVERY } };
    const broadcast = await startBroadcast(tools, { recipients, rate: RATE, strict });
    try {
      const settled = await broadcast.settle();
      const [bot] = Object.values(await broadcast.api.stats());
      const { goneCalls, goneChats } = await broadcast.api.trouble();
      const rows = await countStates(broadcast.ground, broadcast.noticeId);
      const marked = await askDatabase(broadcast.ground, async (sql) => {
        const [account] = await sql<
          { n: number }[]
        >`select count(*)::int as n from telegram_accounts where unreachable_at is not null`;
        return account?.n ?? -1;
      });
      const seconds = ((bot?.lastAt ?? 0) - (bot?.firstAt ?? 0)) / 1000;
      const efficiency = Number(((bot?.accepted ?? 0) / seconds / LIMIT).toFixed(3));
      return {
        ...settled,
        goneChats,
        secondAttempts: goneCalls - goneChats,
        unreachable: rows.get('unreachable') ?? 0,
        marked,
        refused: bot?.refused ?? -1,
        efficiency,
      };
    } finally {
      await broadcast.stop();
    }
  },
  judge: (figures, scale) => {
    const { recipients } = SIZE[scale];
    const gone = figures['goneChats'] ?? 0;
    return judgeLimits(figures, {
      recipients: { exactly: recipients },
      goneChats: { least: recipients / EVERY - 1 },
      secondAttempts: { exactly: 0 },
      unreachable: { exactly: gone },
      marked: { exactly: gone },
      sent: { exactly: recipients - gone },
      lost: { exactly: 0 },
      duplicates: { exactly: 0 },
      unfinished: { exactly: 0 },
      // The first second of a short run weighs too much in it, and other tests may run beside it.
      ...(scale === 'full' ? { refused: { exactly: 0 }, efficiency: { least: 0.95 } } : {}),
    });
  },
  sabotage: [
    {
      name: 'who blocked the bot is tried again',
      file: 'sender/sort-error.js',
      find: "return { kind: 'unreachable', problem };",
      put: "return { kind: 'wait', afterMs: 60_000, problem };",
    },
    {
      name: 'who is out of reach is not marked',
      file: 'domain/deliveries/send-delivery.js',
      find: 'await markAccountsUnreachable(tx, gone, now);',
      put: 'await Promise.resolve();',
    },
  ],
};
