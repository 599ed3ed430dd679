/** What goes wrong with messages that keep to the limit; every so many-th, so that a run can be told of exactly. */
export type Trouble = {
  /** Every so many-th message begins a ban; how long, in seconds, is taken from the list in turn. */
  storm?: { every: number; waitsS: readonly number[] };
  /** Every so many-th message: answered with 500 or 502, not accepted. */
  errors?: number;
  /** Every so many-th: the connection is reset before the message is accepted. */
  resetsBefore?: number;
  /** Every so many-th: accepted, and then the connection is reset. */
  resetsAfter?: number;
  /** Every so many-th: accepted, and not answered for `hangMs`. */
  hangs?: number;
  hangMs?: number;
  /** Every so many-th chat, by its number, is gone: blocked, deactivated or not found, in turn. */
  gone?: number;
};

export type Verdict =
  | 'none'
  | 'error'
  | 'reset-before'
  | 'reset-after'
  | 'hang'
  | { banS: number }
  | { gone: { code: 400 | 403; description: string } };

export type TroubleCounts = {
  bans: number;
  errors: number;
  resetsBefore: number;
  resetsAfter: number;
  hangs: number;
  /** Calls for chats that are gone, and how many different ones. */
  goneCalls: number;
  goneChats: number;
};

const GONE = [
  { code: 403, description: 'Forbidden: bot was blocked by the user' },
  { code: 403, description: 'Forbidden: user is deactivated' },
  { code: 400, description: 'Bad Request: chat not found' },
] as const;

/** Says of each message what becomes of it, and keeps count. Each kind strikes at another place, so that none hides another. */
export function createTrouble(trouble: Trouble = {}) {
  const { storm, errors = 0, resetsBefore = 0, resetsAfter = 0, hangs = 0, gone = 0 } = trouble;
  let messages = 0;
  const counts = { bans: 0, errors: 0, resetsBefore: 0, resetsAfter: 0, hangs: 0, goneCalls: 0 };
  const goneChats = new Set<number>();
  const strikes = (every: number, place: number): boolean => every > 0 && messages % every === place % every;

  const judge = (chat: number): Verdict => {
    const kind = GONE[Math.floor(chat / (gone || 1)) % GONE.length];
    if (gone > 0 && chat % gone === 0 && kind) {
      counts.goneCalls += 1;
      goneChats.add(chat);
      return { gone: kind };
    }
    messages += 1;
    if (storm && strikes(storm.every, 0)) {
      const banS = storm.waitsS[counts.bans % storm.waitsS.length] ?? 1;
      counts.bans += 1;
      return { banS };
    }
    const kinds = [
      ['errors', errors, 'error'],
      ['resetsBefore', resetsBefore, 'reset-before'],
      ['resetsAfter', resetsAfter, 'reset-after'],
      ['hangs', hangs, 'hang'],
    ] as const;
    for (const [i, [name, every, verdict]] of kinds.entries())
      if (strikes(every, 7 * (i + 1))) {
        counts[name] += 1;
        return verdict;
      }
    return 'none';
  };
  return {
    judge,
    hangMs: trouble.hangMs ?? 30_000,
    counts: (): TroubleCounts => ({ ...counts, goneChats: goneChats.size }),
  };
}
