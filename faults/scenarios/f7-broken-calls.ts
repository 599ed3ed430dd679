import { startBroadcast } from '../broadcast.ts';
import type { Fault, FaultTools, Figures, Scale } from '../fault.ts';
import { judgeLimits, named } from '../limits.ts';

const SIZE: Record<Scale, { recipients: number; hangMs: number }> = {
  short: { recipients: 120, hangMs: 11_000 },
  full: { recipients: 1_000, hangMs: 30_000 },
};
/** 2 % server errors, 2 % resets before and 2 % after the message was accepted, 1 % without an answer. */
const TROUBLE = { errors: 50, resetsBefore: 50, resetsAfter: 50, hangs: 100 };

async function breakCalls(tools: FaultTools, policy: 'hold' | 'resend'): Promise<Figures> {
  const { recipients, hangMs } = SIZE[tools.scale];
  const strict = { perSecond: 1_000_000, trouble: { ...TROUBLE, hangMs } };
  const broadcast = await startBroadcast(tools, { recipients, policy, strict, longestCallMs: hangMs });
  try {
    const settled = await broadcast.settle();
    const { errors, resetsBefore, resetsAfter, hangs } = await broadcast.api.trouble();
    return { ...settled, broken: errors + resetsBefore + resetsAfter + hangs, arrived: resetsAfter + hangs };
  } finally {
    await broadcast.stop();
  }
}

export const brokenCallsFault: Fault = {
  id: 'F7',
  title: 'Calls end in 502, in resets before and after the message was accepted, or in no answer at all.',
  pass: 'lost 0; duplicates 0 (hold), at most what was accepted and not said so (resend); under hold every such row is unknown, to the row',
  run: async (tools) => {
    const [hold, resend] = await Promise.all([breakCalls(tools, 'hold'), breakCalls(tools, 'resend')]);
    return { ...named('hold', hold), ...named('resend', resend) };
  },
  judge: (figures, scale) => {
    const { recipients } = SIZE[scale];
    const broken = figures['hold.broken'] ?? 0;
    return judgeLimits(figures, {
      'hold.broken': { least: 1 },
      'hold.unknown': { exactly: broken },
      'hold.sent': { exactly: recipients - broken },
      'hold.lost': { exactly: 0 },
      'hold.unfinished': { exactly: 0 },
      'hold.duplicates': { exactly: 0 },
      'hold.extra': { exactly: 0 },
      'resend.sent': { exactly: recipients },
      'resend.lost': { exactly: 0 },
      'resend.duplicates': { most: figures['resend.arrived'] ?? 0 },
      'resend.extra': { exactly: 0 },
    });
  },
  sabotage: [
    {
      name: 'a call of which nobody knows counts as not sent',
      file: 'sender/sort-error.js',
      find: ": { kind: 'unknown', problem };",
      put: ": { kind: 'wait', afterMs: RETRY_CONNECT_MS, problem };",
    },
    {
      name: 'a server error counts as rejected for good',
      file: 'sender/sort-error.js',
      find: "error.code >= 500 ? 'unknown' : 'rejected'",
      put: "'rejected'",
    },
  ],
};
