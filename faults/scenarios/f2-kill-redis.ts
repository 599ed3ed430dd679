import { setTimeout as pause } from 'node:timers/promises';
import { layEarlierNotice, startAnswers, WEBHOOK } from '../answers.ts';
import { startBroadcast } from '../broadcast.ts';
import type { Fault, Scale } from '../fault.ts';
import { judgeLimits, oneEach } from '../limits.ts';
import { until } from '../until.ts';

/** How long Redis is away each time, in milliseconds; once for longer than the lease of a row (15 s). */
const SIZE: Record<Scale, { recipients: number; awayMs: readonly number[] }> = {
  short: { recipients: 160, awayMs: [500, 1_000] },
  full: { recipients: 2_000, awayMs: [1_000, 2_000, 20_000, 3_000, 1_000] },
};
const ANSWERS_A_SECOND = 20;

/** Redis goes and comes, while a broadcast runs and people answer. Its file is written every second, so it forgets a little. */
export const killRedisFault: Fault = {
  id: 'F2',
  title:
    'Redis is killed (kill -9) and started again five times in a broadcast, once for longer than a lease.',
  pass: 'lost 0; duplicates 0; goes on within 15 s after Redis is back; answers are taken meanwhile, none refused',
  run: async (tools) => {
    const { recipients, awayMs } = SIZE[tools.scale];
    let earlier = '';
    const broadcast = await startBroadcast(tools, {
      recipients,
      ...WEBHOOK,
      before: async (ground) => void (earlier = await layEarlierNotice(ground)),
    });
    const { ground, product } = broadcast;
    const answers = startAnswers(ground, { noticeId: earlier, product, perSecond: ANSWERS_A_SECOND });
    try {
      let takenWhileAway = 0;
      let resumedS = 0;
      for (const [i, away] of awayMs.entries()) {
        await broadcast.reach(Math.floor((recipients * (i + 1)) / (awayMs.length + 2)));
        await tools.stage.redis.crash();
        const before = answers.taken();
        await pause(away);
        await until(() => answers.taken() > before, 10_000);
        takenWhileAway += answers.taken() - before;
        await tools.stage.redis.start();
        resumedS = Math.max(resumedS, await broadcast.secondsToNext());
        tools.say(`Redis was away ${away} ms; at most ${resumedS} s until the next message`);
      }
      const settled = await broadcast.settle();
      const { refusedTries, open: answersOpen, lost: answersLost } = await answers.finish();
      return { ...settled, resumedS, takenWhileAway, answersRefused: refusedTries, answersLost, answersOpen };
    } finally {
      await broadcast.stop();
    }
  },
  judge: (figures, scale) =>
    judgeLimits(figures, {
      ...oneEach(SIZE[scale].recipients),
      resumedS: { most: 15 },
      takenWhileAway: { least: SIZE[scale].awayMs.length },
      answersRefused: { exactly: 0 },
      answersLost: { exactly: 0 },
      answersOpen: { exactly: 0 },
    }),
  sabotage: [
    {
      name: 'a producer gives up on Redis for ever',
      file: 'jobs/queues.js',
      find: 'retryStrategy: (times) => ',
      put: 'retryStrategy: (times) => null && ',
    },
    {
      name: 'an update is taken only when Redis answers',
      file: 'http/create-http.js',
      find: 'await receiveWebhook(webhook, request, response);',
      put: 'await options.health.redis(); await receiveWebhook(webhook, request, response);',
    },
  ],
};
