import { startProduct } from '../../bench/product.ts';
import { startBroadcast } from '../broadcast.ts';
import type { Fault, Scale } from '../fault.ts';
import { askDatabase } from '../ledger.ts';
import { judgeLimits } from '../limits.ts';

const SIZE: Record<Scale, { recipients: number }> = {
  short: { recipients: 150 },
  full: { recipients: 3_000 },
};
/** What the server takes of a bot, and what all processes together may send. */
const LIMIT = 30;
const RATE = 29;
const ROLES = 'bot,jobs';
const CONFLICT = /another process polls for this bot/g;

export const threeAtOnceFault: Fault = {
  id: 'F10',
  title: 'Three processes poll, schedule and send for one bot at once.',
  pass: 'each says once that another polls, and lives; duplicates 0; together they keep to the limit (no 429); each slot has one run',
  run: async (tools) => {
    const { recipients } = SIZE[tools.scale];
    const strict = { perSecond: LIMIT };
    const broadcast = await startBroadcast(tools, { recipients, rate: RATE, roles: ROLES, strict });
    const { ground, api } = broadcast;
    const shared = { apiRoot: api.url, roles: ROLES, rate: RATE, build: tools.build };
    const others = await Promise.all([startProduct(ground, shared), startProduct(ground, shared)]);
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
      recipients: { exactly: recipients },
      sent: { exactly: recipients },
      lost: { exactly: 0 },
      duplicates: { exactly: 0 },
      extra: { exactly: 0 },
      alive: { exactly: 3 },
      conflictLines: { least: 1 },
      mostLines: { most: 1 },
      // A machine that runs other tests beside it may be late with a turn.
      ...(scale === 'full' ? { refused: { exactly: 0 } } : {}),
      slotsDone: { least: 1 },
      slotsLost: { exactly: 0 },
    });
  },
  sabotage: [
    {
      name: 'each conflict is said',
      file: 'bot/poll-updates.js',
      find: 'if (failures === 0)',
      put: 'if (failures >= 0)',
    },
  ],
};
