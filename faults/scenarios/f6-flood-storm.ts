import { startBroadcast } from '../broadcast.ts';
import type { Fault, Scale } from '../fault.ts';
import { judgeLimits, oneEach } from '../limits.ts';

const SIZE: Record<Scale, { recipients: number; waitsS: readonly number[] }> = {
  short: { recipients: 60, waitsS: [1] },
  full: { recipients: 400, waitsS: [1, 2, 1, 5, 1, 3, 60, 1, 2, 1, 10, 1] },
};
/** One call in twenty begins a ban. */
const EVERY = 20;
const IN_FLIGHT = 4;

export const floodStormFault: Fault = {
  id: 'F6',
  title: 'One call in twenty is answered with 429, and a ban of 1 to 60 s.',
  pass: '429s at most 1 and the calls in flight for each ban; lost 0; duplicates 0; all sent',
  run: async (tools) => {
    const { recipients, waitsS } = SIZE[tools.scale];
    const strict = { perSecond: 1_000_000, trouble: { storm: { every: EVERY, waitsS } } };
    const broadcast = await startBroadcast(tools, {
      recipients,
      strict,
      longestPauseMs: Math.max(...waitsS) * 1000,
    });
    try {
      const settled = await broadcast.settle();
      const { refused, floods } = await broadcast.api.total();
      return { ...settled, bans: floods, refused };
    } finally {
      await broadcast.stop();
    }
  },
  judge: (figures, scale) => {
    const { recipients } = SIZE[scale];
    return judgeLimits(figures, {
      ...oneEach(recipients),
      bans: { least: Math.floor(recipients / EVERY) },
      refused: { most: (figures['bans'] ?? 0) * (1 + IN_FLIGHT) },
    });
  },
  sabotage: [
    {
      name: 'a flood holds up nobody',
      file: 'jobs/deliver.js',
      find: '...(turn && floodMs ? [pace.flooded(turn, floodMs), worker.rateLimit(floodMs)] : [])',
      put: '...[]',
    },
    {
      name: 'a refused message counts as rejected for good',
      file: 'sender/sort-error.js',
      find: "return { kind: 'wait', afterMs: floodMs, floodMs, problem };",
      put: "return { kind: 'rejected', problem };",
    },
  ],
};
