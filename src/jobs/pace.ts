import type { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';
import { coalesce } from '../domain/coalesce.ts';
import { NOTE_FLOOD, TAKE_TURNS } from './pace-scripts.ts';
import { createPlaces, type Place } from './places.ts';
import { speedFor } from './speed.ts';

/**
 * How much the way to Telegram, and a busy process, may spread what was sent evenly, in seconds: the safe rate is limit ÷
 * (1 + this), and what was taken before a refusal is read the same way.
 */
const SPREAD = 1.045;
/** A turn that is missed by more than this would come too close to those behind it. With the way's own 25 ms it is within `SPREAD`. */
const LATE_MS = 16;
/** Of a turn that nobody took, so much later it can still be had. */
const MISSED_MS = 8;
/** Who has taken a row does not wait longer than this for a turn; the lease must not run out over it. */
const WAIT_MS = 2_000;
/** Redis out of order is asked again after this long. */
const NO_TURNS_MS = 1_000;
/** After a flood the rate is tried a tenth higher after this long; each flood in a row doubles it, up to an hour. */
const PROBE_EVERY_MS = 120_000;
const PROBE_AT_MOST_MS = 3_600_000;
const PROBE_STEP = 1.1;

/** A place in the even row of a bot's messages. */
export type Turn = {
  /** By this process's clock, `performance.now()`. */
  at: number;
  /** The same by the clock of Redis, and when the run it belongs to began. */
  slot: number;
  from: number;
  everyMs: number;
};

export type Pace = {
  /** Waits until a row may be taken; `heldMs` when nobody may send for so long. */
  approach: () => Promise<Place | { heldMs: number }>;
  /** Waits for the next turn to send. Undefined when nothing is to be sent now: a flood began, or it is too far away. */
  arrive: (place: Place) => Promise<Turn | undefined>;
  /** The message of this turn was one too many: nobody sends for `holdMs`, and then more slowly. */
  flooded: (turn: Turn, holdMs: number) => Promise<void>;
  /** How long nobody may send yet, as far as this process knows. */
  heldMs: () => number;
};

/**
 * Spaces a bot's messages evenly, over all processes that send for it. Evenness is what gets closest to a limit that is
 * counted in any second: at 28.7 a second with a path that spreads by 45 ms a limit of 30 is never met. A flood (429)
 * steps the rate down; it comes up again slowly.
 *
 * A turn is taken once the row is in hand, so that a slow database costs no turns.
 * @param rate messages a second when nothing is wrong
 */
export function createPace(redis: Redis, key: string, rate: number): Pace {
  let heldUntil = 0;
  const heldMs = (): number => Math.max(0, heldUntil - performance.now());
  const places = createPlaces(rate, speedFor(rate).slack);
  /** A turn that was too far away for the row that wanted it; the next row has it. */
  let ahead: Turn | undefined;

  const takeTurn = coalesce<void, Turn | undefined>(async (wanted) => {
    // Counted from the question: when the answer is read late, the turn is late.
    const now = performance.now();
    const turns = redis.eval(TAKE_TURNS, 1, key, rate, wanted.length, PROBE_STEP, MISSED_MS);
    // Redis may be away for longer than the rows are ours.
    const reply = await Promise.race([turns, pause(WAIT_MS, undefined, { ref: false })]);
    if (reply === undefined) return wanted.map(() => undefined);
    const [wait = 0, everyMs, slot = 0, from = 0] = (reply as string[]).map(Number);
    if (everyMs === undefined) {
      heldUntil = Math.max(heldUntil, now + wait);
      return wanted.map(() => undefined);
    }
    return wanted.map((_, i) => ({ at: now + wait + i * everyMs, slot: slot + i * everyMs, from, everyMs }));
  });

  /** A Redis that takes no command gives no turn: the row goes back, and nobody tries for a moment. */
  const turnOrNone = () =>
    takeTurn().catch(() => {
      heldUntil = Math.max(heldUntil, performance.now() + NO_TURNS_MS);
      return undefined;
    });

  const until = async (instant: number): Promise<void> => {
    const wait = instant - performance.now();
    if (wait > 0) await pause(wait);
  };

  return {
    heldMs,
    approach: async () => {
      const place = await places.wait();
      if (ahead) await until(ahead.at - WAIT_MS / 2);
      if (heldMs() === 0) return place;
      place.leave();
      return { heldMs: heldMs() };
    },
    arrive: async (place) => {
      place.ready();
      try {
        // Where everything is late, lateness is borne in the end.
        for (let late = LATE_MS; ; late *= 2) {
          const turn: Turn | undefined = ahead ?? (await turnOrNone());
          ahead = turn && turn.at - performance.now() > WAIT_MS ? turn : undefined;
          if (!turn || ahead) return undefined;
          await until(turn.at);
          if (heldMs() > 0) return undefined;
          if (performance.now() - turn.at <= Math.max(late, turn.everyMs / 10)) return turn;
        }
      } finally {
        place.leave();
      }
    },
    flooded: async (turn, holdMs) => {
      heldUntil = Math.max(heldUntil, performance.now() + holdMs);
      const probing = [PROBE_EVERY_MS, PROBE_AT_MOST_MS];
      await redis.eval(NOTE_FLOOD, 1, key, rate, turn.slot, turn.from, holdMs, SPREAD, ...probing);
    },
  };
}
