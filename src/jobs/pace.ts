import type { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';
import { coalesce } from './coalesce.ts';
import { NOTE_FLOOD, TAKE_TURNS } from './pace-scripts.ts';

/**
 * How much a path may spread what was sent evenly, as a share of a second: the safe rate is limit ÷ (1 + this), and
 * what was taken before a refusal is read the same way.
 */
const SPREAD = 1.035;
/** A turn that is missed by more than this would come too close to those behind it. */
const LATE_MS = 8;
/**
 * A row is taken this long before its turn: what taking it took lately, and half as much again, so that the database's
 * hesitations do not show on the way out. A row that is taken and not yet sent is what a crash leaves unknown.
 */
const LEAD_MS = { least: 10, most: 250 };
/** Who has taken a row does not wait longer than this for a turn; the lease must not run out over it. */
const WAIT_MS = 2_000;
/** After a flood the rate is tried a tenth higher after this long; each flood in a row doubles it, up to an hour. */
const PROBE_EVERY_MS = 120_000;
const PROBE_AT_MOST_MS = 3_600_000;
const PROBE_STEP = 1.1;

/** A place in the even row of a bot's messages. */
export type Turn = {
  /** This process's clock, `performance.now()`. */
  at: number;
  /** The same by the clock of Redis, and when the run it belongs to began. */
  slot: number;
  from: number;
  everyMs: number;
};
/** A turn that is near: its row may be taken. */
type Near = Turn & { since: number };

export type Pace = {
  /** Takes the next turn and waits until shortly before it; `held` when nobody may send for so many milliseconds. */
  approach: () => Promise<Near | { held: number }>;
  /** Gives back a turn that there is nothing to say in. */
  giveBack: (turn: Turn) => void;
  /**
   * Waits for the turn. One that was missed is replaced by a later one. Undefined when a flood began meanwhile, or the
   * later turn is too far away: then nothing is to be sent now.
   */
  arrive: (near: Near) => Promise<Turn | undefined>;
  /** The message of this turn was one too many: nobody sends for `holdMs`, and then more slowly. */
  flooded: (turn: Turn, holdMs: number) => Promise<void>;
  /** How long nobody may send yet, as far as this process knows. */
  heldMs: () => number;
};

const isTurn = (taken: Turn | { held: number }): taken is Turn => 'slot' in taken;

/**
 * Spaces a bot's messages evenly, over all processes that send for it. Evenness is what gets closest to a limit that is
 * counted in any second: at 29 a second with a path that spreads by 25 ms a limit of 30 is never met. A flood (429)
 * steps the rate down; it comes up again slowly.
 * @param rate messages a second when nothing is wrong
 */
export function createPace(redis: Redis, key: string, rate: number): Pace {
  let heldUntil = 0;
  let leadMs = LEAD_MS.least;
  let spare: Turn[] = [];

  const takeTurns = coalesce<void, Turn | { held: number }>(async (wanted) => {
    const reply = await redis.eval(TAKE_TURNS, 1, key, rate, wanted.length, PROBE_STEP);
    const [wait = 0, everyMs, slot = 0, from = 0] = (reply as string[]).map(Number);
    const now = performance.now();
    if (everyMs === undefined) {
      heldUntil = Math.max(heldUntil, now + wait);
      return wanted.map(() => ({ held: wait }));
    }
    return wanted.map((_, i) => ({ at: now + wait + i * everyMs, slot: slot + i * everyMs, from, everyMs }));
  });
  const take = async (): Promise<Turn | { held: number }> => {
    const now = performance.now();
    spare = spare.filter((turn) => turn.at > now);
    return spare.shift() ?? takeTurns();
  };
  const heldMs = (): number => Math.max(0, heldUntil - performance.now());
  const until = async (instant: number): Promise<void> => {
    const wait = instant - performance.now();
    if (wait > 0) await pause(wait);
  };

  return {
    heldMs,
    giveBack: (turn) => void spare.push(turn),
    approach: async () => {
      const taken = await take();
      if (isTurn(taken)) await until(taken.at - leadMs);
      const held = heldMs();
      if (held > 0 || !isTurn(taken)) return { held };
      return { ...taken, since: performance.now() };
    },
    arrive: async (first) => {
      const took = performance.now() - first.since;
      leadMs = Math.min(LEAD_MS.most, Math.max(LEAD_MS.least, leadMs * 0.98, took * 1.5));
      let turn: Turn = first;
      // Where everything is late, lateness is borne in the end.
      for (let late = Math.max(LATE_MS, first.everyMs / 10); ; late *= 2) {
        await until(turn.at);
        if (heldMs() > 0) return undefined;
        if (performance.now() - turn.at <= late) return turn;
        const later = await take();
        if (!isTurn(later) || later.at - performance.now() > WAIT_MS) return undefined;
        turn = later;
      }
    },
    flooded: async (turn, holdMs) => {
      heldUntil = Math.max(heldUntil, performance.now() + holdMs);
      spare = [];
      await redis.eval(
        NOTE_FLOOD,
        1,
        key,
        rate,
        turn.slot,
        turn.from,
        holdMs,
        SPREAD,
        PROBE_EVERY_MS,
        PROBE_AT_MOST_MS,
      );
    },
  };
}
