/** How a bot's worker works at its rate. */
export type Speed = {
  /** Rows in work at once; what is at Telegram of them is what a crash can leave unknown. */
  inFlight: number;
  /** Rows that one job names. */
  perJob: number;
  /** Milliseconds for which rows are gathered before a statement. */
  gatherMs: number;
  /** How many times the rows that come while one is taken may be in hand before their turns. */
  slack: number;
};

/** Calls to Telegram in flight up to the free rate; beyond it, as many as the rate needs at this latency. */
const IN_FLIGHT = 4;
const LATENCY_S = 0.06;
/** Above this rate rows are handled in batches, so that a fast bot costs few statements and jobs; each row takes longer then. */
const FAST = 100;
const FAST_LATENCY_S = 0.25;
const MOST_IN_FLIGHT = 250;

/** @param rate messages a second */
export function speedFor(rate: number): Speed {
  const isFast = rate > FAST;
  const wanted = Math.ceil(rate * (isFast ? FAST_LATENCY_S : LATENCY_S));
  return {
    inFlight: Math.min(MOST_IN_FLIGHT, Math.max(IN_FLIGHT, wanted)),
    perJob: isFast ? 10 : 1,
    gatherMs: isFast ? 10 : 0,
    slack: isFast ? 3 : 1.5,
  };
}
