export type Verdict = { ok: true } | { ok: false; retryAfterS: number };

export type WindowCounts = {
  accepted: number;
  /** Calls answered with 429, those made while a ban ran among them. */
  refused: number;
  /** Bans that began: a 429 that came while none ran. */
  floods: number;
  /** When the first and the last call were accepted, in the caller's milliseconds; 0 before there is one. */
  firstAt: number;
  lastAt: number;
};

export type Window = {
  /** One call at an instant, in milliseconds; instants must not go back. */
  take: (at: number) => Verdict;
  /** Begins a ban that has nothing to do with the limit. */
  ban: (at: number, seconds: number) => void;
  limitTo: (perSecond: number) => void;
  counts: () => WindowCounts;
  acceptedBetween: (from: number, until: number) => number;
};

const SECOND = 1000;

/**
 * A strict limit: at most `perSecond` calls are accepted in any sliding second. The call over it begins a ban of
 * `retryAfterS`; whatever comes during a ban is refused as well, and does not make it longer.
 */
export function createWindow({ perSecond, retryAfterS }: { perSecond: number; retryAfterS: number }): Window {
  const times: number[] = [];
  let limit = perSecond;
  let bannedUntil = 0;
  let refused = 0;
  let floods = 0;

  const refuse = (seconds: number): Verdict => {
    refused += 1;
    return { ok: false, retryAfterS: seconds };
  };

  return {
    take: (at) => {
      if (at < bannedUntil) return refuse(Math.ceil((bannedUntil - at) / SECOND));
      const nth = times[times.length - limit];
      if (nth !== undefined && nth > at - SECOND) {
        floods += 1;
        bannedUntil = at + retryAfterS * SECOND;
        return refuse(retryAfterS);
      }
      times.push(at);
      return { ok: true };
    },
    ban: (at, seconds) => {
      floods += 1;
      refused += 1;
      bannedUntil = at + seconds * SECOND;
    },
    limitTo: (next) => void (limit = next),
    counts: () => ({
      accepted: times.length,
      refused,
      floods,
      firstAt: times[0] ?? 0,
      lastAt: times.at(-1) ?? 0,
    }),
    acceptedBetween: (from, until) => times.filter((at) => at >= from && at < until).length,
  };
}
