import { setTimeout as pause } from 'node:timers/promises';
import { layEarlierNotice, startAnswers, WEBHOOK } from '../answers.ts';
import { startBroadcast } from '../broadcast.ts';
import type { Fault, Scale } from '../fault.ts';
import { judgeLimits, noneLost } from '../limits.ts';
import { secondsUntil } from '../until.ts';

const SIZE: Record<Scale, { recipients: number; crashes: number; answersASecond: number }> = {
  short: { recipients: 120, crashes: 2, answersASecond: 15 },
  full: { recipients: 5_000, crashes: 5, answersASecond: 200 },
};
const IN_FLIGHT = 4;
const RECOVER_MS = 60_000;
/** Longer than the relay ever waits between two looks, and than answers take to come: both meet a database that is away. */
const DOWN_MS = 1_500;
/** A short run shares its machine with other tests. */
const MOST_S: Record<Scale, number> = { short: 20, full: 10 };

/** The database stops without a word and comes back from its log, under answers and a broadcast. */
export const killPostgresFault: Fault = {
  id: 'F4',
  title:
    'PostgreSQL is stopped at once (-m immediate) and started again five times, under 200 answers a second and a broadcast.',
  pass: 'answers that were taken lost 0; lost 0; duplicates 0; unknown at most the calls in flight (4 each time); the process lives; recovery within 10 s',
  run: async (tools) => {
    const { recipients, crashes, answersASecond } = SIZE[tools.scale];
    let earlier = '';
    const broadcast = await startBroadcast(tools, {
      recipients,
      ...WEBHOOK,
      before: async (ground) => void (earlier = await layEarlierNotice(ground)),
    });
    const { ground, product } = broadcast;
    const answers = startAnswers(ground, { noticeId: earlier, product, perSecond: answersASecond });
    try {
      let [sendsAgainS, takesAgainS] = [0, 0];
      for (let crash = 1; crash <= crashes; crash += 1) {
        await broadcast.reach(Math.floor((recipients * crash) / (crashes + 4)));
        await tools.stage.postgres.crash();
        await pause(DOWN_MS);
        await tools.stage.postgres.start();
        const taken = answers.taken();
        const [sends, takes] = await Promise.all([
          broadcast.secondsToNext(),
          secondsUntil(() => answers.taken() > taken, RECOVER_MS),
        ]);
        sendsAgainS = Math.max(sendsAgainS, sends);
        takesAgainS = Math.max(takesAgainS, takes);
        tools.say(
          `stopped ${crash} of ${crashes} times: sends again after ${sends} s, takes answers after ${takes} s`,
        );
      }
      const { pressed, taken, refusedTries, open: answersOpen, lost: answersLost } = await answers.finish();
      const alive = Number(product().isAlive());
      const settled = await broadcast.settle();
      return {
        ...settled,
        sendsAgainS,
        takesAgainS,
        pressed,
        taken,
        refusedTries,
        answersLost,
        answersOpen,
        alive,
      };
    } finally {
      await broadcast.stop();
    }
  },
  judge: (figures, scale) =>
    judgeLimits(figures, {
      ...noneLost(SIZE[scale].recipients),
      unknown: { most: SIZE[scale].crashes * IN_FLIGHT },
      answersLost: { exactly: 0 },
      answersOpen: { exactly: 0 },
      taken: { exactly: figures['pressed'] ?? Number.NaN },
      alive: { exactly: 1 },
      sendsAgainS: { most: MOST_S[scale] },
      takesAgainS: { most: MOST_S[scale] },
    }),
  sabotage: [
    {
      name: 'an answer is taken before it is stored',
      file: 'http/receive-webhook.js',
      find: 'await accept(update);',
      put: 'accept(update).catch(() => undefined);',
    },
    {
      name: 'a lease that ran out goes back to pending, whatever the policy',
      file: 'db/queries/sending.js',
      find: "policy = 'resend' and tries < ${MOST_RESENDS} then 'pending'",
      put: "tries < ${MOST_RESENDS} then 'pending'",
    },
    {
      name: 'the relay ends with its first failure',
      file: 'jobs/relay.js',
      find: 'failing = true;',
      put: 'failing = true; return;',
    },
  ],
};
