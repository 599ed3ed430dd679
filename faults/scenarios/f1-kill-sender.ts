import { setTimeout as pause } from 'node:timers/promises';
import { startBroadcast } from '../broadcast.ts';
import type { Fault, FaultTools, Figures, Scale } from '../fault.ts';
import { endLeases, listInFlight } from '../ledger.ts';
import { judgeLimits, named } from '../limits.ts';

const SIZE: Record<Scale, { recipients: number; kills: number }> = {
  short: { recipients: 160, kills: 2 },
  full: { recipients: 5_000, kills: 10 },
};
/** Calls in flight, of which a kill may leave as many unknown. */
const IN_FLIGHT = 4;
/** From the kill on, the start of the next process included; a short run shares its machine with other tests. */
const MOST_S: Record<Scale, number> = { short: 40, full: 10 };
/** What was on the path when the sender died has arrived after this long. */
const PATH_MS = 100;

/** One broadcast whose sender is killed again and again, at even distances. */
async function killSender(tools: FaultTools, policy: 'hold' | 'resend'): Promise<Figures> {
  const { recipients, kills } = SIZE[tools.scale];
  const broadcast = await startBroadcast(tools, { recipients, policy });
  try {
    /** Every take that a kill ended; a lease outlives several kills. */
    const inFlight = new Set<string>();
    let resumedS = 0;
    for (let kill = 1; kill <= kills; kill += 1) {
      await broadcast.reach(Math.floor((recipients * kill) / (kills + 2)));
      await broadcast.product().kill();
      const dead = performance.now();
      await pause(PATH_MS);
      for (const take of await listInFlight(broadcast.ground, broadcast.noticeId)) inFlight.add(take);
      // It has just been killed, so nobody holds these.
      if (tools.scale === 'short') await endLeases(broadcast.ground);
      const before = await broadcast.accepted();
      await broadcast.restart();
      await broadcast.reach(before + 1);
      resumedS = Math.max(resumedS, (performance.now() - dead) / 1000);
      tools.say(
        `${policy}: killed ${kill} of ${kills} times, ${before} accepted, ${inFlight.size} were in flight`,
      );
    }
    const settled = await broadcast.settle();
    return { ...settled, inFlight: inFlight.size, resumedS: Number(resumedS.toFixed(2)) };
  } finally {
    await broadcast.stop();
  }
}

export const killSenderFault: Fault = {
  id: 'F1',
  title: 'The sender is killed (kill -9) ten times in a broadcast to 5,000 people, under each policy.',
  pass: 'lost 0; unknown at most the calls in flight (40 in all); duplicates 0 (hold), at most those in flight (resend); goes on within 10 s; the states sum up to the recipients',
  run: async (tools) => {
    const [hold, resend] = await Promise.all([killSender(tools, 'hold'), killSender(tools, 'resend')]);
    return { ...named('hold', hold), ...named('resend', resend) };
  },
  judge: (figures, scale) => {
    const { recipients, kills } = SIZE[scale];
    const most = (name: string) => ({ most: Math.min(figures[name] ?? 0, kills * IN_FLIGHT) });
    return judgeLimits(figures, {
      'hold.recipients': { exactly: recipients },
      'hold.lost': { exactly: 0 },
      'hold.unfinished': { exactly: 0 },
      'hold.extra': { exactly: 0 },
      'hold.duplicates': { exactly: 0 },
      'hold.unknown': most('hold.inFlight'),
      'hold.inFlight': { most: kills * IN_FLIGHT },
      'hold.resumedS': { most: MOST_S[scale] },
      'resend.recipients': { exactly: recipients },
      'resend.sent': { exactly: recipients },
      'resend.lost': { exactly: 0 },
      'resend.extra': { exactly: 0 },
      'resend.duplicates': most('resend.inFlight'),
      'resend.inFlight': { most: kills * IN_FLIGHT },
      'resend.resumedS': { most: MOST_S[scale] },
    });
  },
  sabotage: [
    {
      name: 'a lease that ran out goes back to pending, whatever the policy',
      file: 'db/queries/sending.js',
      find: "policy = 'resend' and tries < ${MOST_RESENDS} then 'pending'",
      put: "tries < ${MOST_RESENDS} then 'pending'",
    },
    {
      name: 'nobody looks after leases that ran out',
      file: 'db/queries/sending.js',
      find: "where state = 'sending' and lease_until <= ",
      put: "where false and state = 'sending' and lease_until <= ",
    },
    {
      name: 'a row is sent without being taken first',
      file: 'db/queries/sending.js',
      find: "update deliveries d set state = 'sending', lease_until = ",
      put: "update deliveries d set state = 'pending', problem = ",
    },
  ],
};
