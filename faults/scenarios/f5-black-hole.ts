import { startBlackHole, type BlackHole } from '../black-hole.ts';
import { startBroadcast } from '../broadcast.ts';
import type { Fault, Scale } from '../fault.ts';
import { judgeLimits, noneLost } from '../limits.ts';
import { until } from '../until.ts';

const WAYS = ['telegram', 'postgres', 'redis'] as const;
type Way = (typeof WAYS)[number];

/** In short the three ways fall silent at once, and the database is waited for less. */
const SIZE: Record<
  Scale,
  { recipients: number; rate: number; env: Record<string, string>; together: readonly (readonly Way[])[] }
> = {
  short: { recipients: 90, rate: 20, env: { ANSWER_WITHIN_S: '2' }, together: [WAYS] },
  full: { recipients: 1_200, rate: 20, env: {}, together: WAYS.map((way) => [way]) },
};
const IN_FLIGHT = 4;
const MOST_MS = 45_000;
/** A short run shares its machine with other tests; what it is made to notice would take it 45 s and more. */
const GIVEN_UP_S: Record<Scale, number> = { short: 30, full: 15 };

const at = (url: string, port: number): string => {
  const address = new URL(url);
  address.port = String(port);
  return address.toString().replace(/\/$/, '');
};

/** Connections that stay open and say nothing: what a pulled cable or a NAT that forgot leaves behind. */
export const blackHoleFault: Fault = {
  id: 'F5',
  title:
    'The connections to PostgreSQL, Redis and Telegram fall silent without being closed; new ones go through.',
  pass: 'noticed within 30 s; a call to Telegram is given up within 15 s; its row is unknown and not sent again; lost 0; duplicates 0',
  run: async (tools) => {
    const { recipients, rate, env, together } = SIZE[tools.scale];
    const { stage } = tools;
    const holes = new Map<Way, BlackHole>([
      ['postgres', await startBlackHole(stage.postgres.port)],
      ['redis', await startBlackHole(stage.redis.port)],
    ]);
    const broadcast = await startBroadcast(tools, {
      recipients,
      rate,
      env,
      apiRoot: async (url) => {
        const hole = await startBlackHole(Number(new URL(url).port));
        holes.set('telegram', hole);
        return at(url, hole.port);
      },
      through: (ground) => ({
        ...ground,
        databaseUrl: at(ground.databaseUrl, holes.get('postgres')?.port ?? 0),
        redisUrl: at(ground.redisUrl, holes.get('redis')?.port ?? 0),
      }),
    });
    try {
      let resumedS = 0;
      /** Messages that Telegram took and whose answer was lost. */
      let sentInDoubt = 0;
      const noticedS: Record<Way, number> = { telegram: Number.NaN, postgres: Number.NaN, redis: Number.NaN };
      const isWaitedFor = (way: Way): boolean => (holes.get(way)?.waiting() ?? 0) > 0;
      for (const [i, ways] of together.entries()) {
        await broadcast.reach(Math.floor((recipients * (i + 1)) / 6));
        // One after the other: a database that is silent already would leave nothing to send.
        for (const way of ways) {
          // Telegram takes what was sent to it, and its answer is lost: the worst case for sending again.
          const isTelegram = way === 'telegram';
          holes.get(way)?.swallow({ ways: isTelegram ? 'answers' : 'both', fresh: isTelegram });
          await until(() => isWaitedFor(way), 10_000, 10);
          holes.get(way)?.heal();
          if (isTelegram) sentInDoubt = holes.get(way)?.waiting() ?? 0;
        }
        const start = performance.now();
        const before = await broadcast.accepted();
        await until(() => !ways.some(isWaitedFor), MOST_MS);
        for (const way of ways)
          noticedS[way] = isWaitedFor(way)
            ? MOST_MS / 1000
            : Math.max(0, ...(holes.get(way)?.givenUpS() ?? []));
        await until(async () => (await broadcast.accepted()) > before + IN_FLIGHT, MOST_MS);
        resumedS = Math.max(resumedS, (performance.now() - start) / 1000);
        tools.say(
          `silent: ${ways.join(', ')}; noticed, and sends again after ${resumedS.toFixed(1)} s at most`,
        );
      }
      const settled = await broadcast.settle();
      const rounded = (value: number) => Number(value.toFixed(1));
      return {
        ...settled,
        sentInDoubt,
        telegramGivenUpS: rounded(noticedS.telegram),
        postgresNoticedS: rounded(noticedS.postgres),
        redisNoticedS: rounded(noticedS.redis),
        resumedS: rounded(resumedS),
      };
    } finally {
      await broadcast.stop();
      for (const hole of holes.values()) await hole.stop();
    }
  },
  judge: (figures, scale) =>
    judgeLimits(figures, {
      ...noneLost(SIZE[scale].recipients),
      unknown: { most: IN_FLIGHT * WAYS.length },
      sentInDoubt: { least: 1 },
      telegramGivenUpS: { most: GIVEN_UP_S[scale] },
      postgresNoticedS: { most: 30 },
      redisNoticedS: { most: 30 },
      resumedS: { most: 60 },
    }),
  sabotage: [
    {
      name: 'a call to Telegram is never given up',
      file: 'sender/create-sender.js',
      find: 'const CALL_TIMEOUT_MS = 10_000;',
      put: 'const CALL_TIMEOUT_MS = 500_000;',
    },
    {
      name: 'a call without an answer counts as not sent',
      file: 'sender/sort-error.js',
      find: ": { kind: 'unknown', problem };",
      put: ": { kind: 'wait', afterMs: 1000, problem };",
    },
    {
      name: 'a database that says nothing is waited for',
      file: 'db/silence.js',
      find: 'if (now - heardAt > silenceMs)',
      put: 'if (false)',
    },
    {
      name: 'a Redis that says nothing is waited for',
      file: 'jobs/queues.js',
      find: 'socketTimeout:',
      put: 'noSuchOption:',
    },
  ],
};
