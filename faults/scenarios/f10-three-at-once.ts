import type { Part } from '../../bench/fork-part.ts';
import { safeRate } from '../../bench/measure-rate.ts';
import { startProduct } from '../../bench/product.ts';
import type { Ground } from '../../bench/stage.ts';
import { startBroadcast } from '../broadcast.ts';
import type { Fault, Scale } from '../fault.ts';
import { askDatabase } from '../ledger.ts';
import { judgeLimits, oneEach } from '../limits.ts';

/** What the server takes of a bot, however many processes send for it. */
const LIMIT = 30;
const SIZE: Record<Scale, { recipients: number; rate: number }> = {
  // Well below the limit: a machine that runs other tests beside it may be late with turns.
  short: { recipients: 110, rate: 22 },
  full: { recipients: 3_000, rate: safeRate(LIMIT) },
};
const ROLES = 'bot,jobs';
const PROCESSES = 3;
const CONFLICT = /another process polls for this bot/g;

export const threeAtOnceFault: Fault = {
  id: 'F10',
  title: 'Three processes poll, schedule and send for one bot at once.',
  pass: 'each says once that another polls, and lives; duplicates 0; together they keep to the limit (no 429); each slot has one run',
  run: async (tools) => {
    const { recipients, rate } = SIZE[tools.scale];
    const others: Part[] = [];
    const filled: Ground[] = [];
    const broadcast = await startBroadcast(tools, {
      recipients,
      rate,
      roles: ROLES,
      strict: { perSecond: LIMIT },
      before: async (ground) => void filled.push(ground),
      // They are there before there is anything to send.
      apiRoot: async (url) => {
        const shared = { apiRoot: url, roles: ROLES, rate, build: tools.build };
        for (const ground of filled)
          while (others.length < PROCESSES - 1) others.push(await startProduct(ground, shared));
        return url;
      },
    });
    const { ground, api } = broadcast;
    try {
      const settled = await broadcast.settle();
      const all = [broadcast.product(), ...others];
      const lines = all.map((part) => part.output().match(CONFLICT)?.length ?? 0);
      const { refused } = await api.total();
      const [slots] = await askDatabase(
        ground,
        (sql) => sql<{ done: number; open: number }[]>`
          select count(*) filter (where state = 'done')::int as done,
            count(*) filter (where state = 'claimed' and slot < now() - interval '90 seconds')::int as open from schedule_slots`,
      );
      return {
        ...settled,
        alive: all.filter((part) => part.isAlive()).length,
        conflictLines: lines.reduce((sum, n) => sum + n, 0),
        mostLines: Math.max(...lines),
        refused,
        slotsDone: slots?.done ?? -1,
        slotsLost: slots?.open ?? -1,
      };
    } finally {
      await Promise.all(others.map((part) => part.kill()));
      await broadcast.stop();
    }
  },
  judge: (figures, scale) => {
    const { recipients } = SIZE[scale];
    return judgeLimits(figures, {
      ...oneEach(recipients),
      alive: { exactly: PROCESSES },
      conflictLines: { least: 1 },
      mostLines: { most: 1 },
      refused: { exactly: 0 },
      slotsDone: { least: 1 },
      slotsLost: { exactly: 0 },
    });
  },
  sabotage: [
    {
      name: 'each process paces for itself',
      file: 'jobs/deliver.js',
      find: '`${prefix}:pace:${botId}`',
      put: '`${prefix}:pace:${botId}:${process.pid}`',
    },
    {
      name: 'each conflict is said',
      file: 'bot/poll-updates.js',
      find: 'if (failures === 0)',
      put: 'if (failures >= 0)',
    },
  ],
};
