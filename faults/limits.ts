import type { Figures } from './fault.ts';

/** A bound on a figure: the most it may be, or exactly what it has to be. */
export type Limit = { most: number } | { exactly: number } | { least: number };

/** A sentence for each figure that is out of its bounds or missing. */
export function judgeLimits(figures: Figures, limits: Record<string, Limit>): string[] {
  return Object.entries(limits).flatMap(([name, limit]) => {
    const value = figures[name];
    if (value === undefined || Number.isNaN(value)) return [`${name} was not measured`];
    if ('exactly' in limit)
      return value === limit.exactly ? [] : [`${name} is ${value}, not ${limit.exactly}`];
    if ('least' in limit)
      return value >= limit.least ? [] : [`${name} is ${value}, less than ${limit.least}`];
    return value <= limit.most ? [] : [`${name} is ${value}, more than ${limit.most}`];
  });
}

/** Whatever became of each recipient is known, nobody was reached twice, and nobody else was. */
export const noneLost = (recipients: number): Record<string, Limit> => ({
  recipients: { exactly: recipients },
  lost: { exactly: 0 },
  unfinished: { exactly: 0 },
  duplicates: { exactly: 0 },
  extra: { exactly: 0 },
});

/** Each recipient was reached once, and nobody else was. */
export const oneEach = (recipients: number): Record<string, Limit> => ({
  ...noneLost(recipients),
  sent: { exactly: recipients },
});

/** Figures of one of several broadcasts, "hold.lost". */
export const named = (prefix: string, figures: Figures): Figures =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${prefix}.${name}`, value]));
