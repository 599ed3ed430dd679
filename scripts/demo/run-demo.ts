import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Listr } from 'listr2';
import { startEmbeddedDatabase } from '../../src/db/embedded/start-database.ts';
import { startRedis } from '../../src/jobs/embedded/start-redis.ts';
import { createSandboxClient } from '../../src/sandbox/client.ts';
import { takeDataDir } from './data-dir.ts';
import { explain } from './explain.ts';
import { fillCounty } from './fill-county.ts';
import { createOrderedStop } from './ordered-stop.ts';
import type { OrderedStop } from './ordered-stop.ts';
import { readOptions } from './read-options.ts';
import type { Options } from './read-options.ts';
import { startBot } from './start-bot.ts';
import type { BotProcess } from './start-bot.ts';
import { startOnPort } from './start-on-port.ts';
import { wordsFor } from './words.ts';
import type { Words } from './words.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Any token is good for the sandbox; this one is the demo's bot. */
const BOT_ID = 7_700_000_001;
const TOKEN = `${BOT_ID}:sandbox_demo_token_no_secret`;
const BOT = { username: 'qingfeng_demo_bot', firstName: 'Qingfeng' };

type Parts = { redisUrl: string; databaseUrl: string; url: string; bot?: BotProcess };

/** The steps of the start, each adding to `parts` and saying how it is stopped. */
function steps(options: Options, dir: string, words: Words, stop: OrderedStop, parts: Parts) {
  return new Listr<object>([
    {
      title: words.redis,
      task: async (_, task) => {
        const log = (line: string) => void (task.output = line);
        const redis = await startRedis({ dir: join(dir, 'redis'), cacheDir: join(ROOT, '.data/cache'), log });
        stop.add(redis.stop);
        parts.redisUrl = redis.url;
      },
    },
    {
      title: words.postgres,
      task: async (_, task) => {
        const log = (line: string) => void (task.output = line);
        const migrations = join(ROOT, 'drizzle');
        const database = await startEmbeddedDatabase({ dir: join(dir, 'postgres'), migrations, log });
        stop.add(() => database.stop());
        parts.databaseUrl = database.appUrl;
      },
    },
    {
      title: words.sandbox,
      task: async (_, task) => {
        const log = (line: string) => void (task.output = line);
        const sandbox = await startOnPort({ port: options.port, dataDir: join(dir, 'sandbox'), log }, words);
        stop.add(sandbox.close);
        parts.url = sandbox.url;
      },
    },
    {
      title: words.seed,
      task: async (_, task) => {
        const client = createSandboxClient(parts.url);
        const { offsetMs } = await client.clock();
        const county = await fillCounty(parts.databaseUrl, () => new Date(Date.now() + offsetMs));
        await client.putBot(BOT_ID, BOT);
        await client.putUsers(county.users.map(({ started: _s, blocked: _b, ...user }) => user));
        await client.putStarted(
          BOT_ID,
          county.users.filter((user) => user.started).map((user) => user.id),
        );
        for (const user of county.users.filter((it) => it.blocked)) await client.block(BOT_ID, user.id, true);
        task.title = county.seeded ? words.seeded(county.people) : words.kept;
      },
    },
    {
      title: words.bot,
      task: async () => {
        const env = {
          BOT_TOKEN: TOKEN,
          TELEGRAM_API_ROOT: parts.url,
          CLOCK_URL: `${parts.url}/sandbox/api/clock`,
          DATABASE_URL: parts.databaseUrl,
          REDIS_URL: parts.redisUrl,
          DATA_DIR: dir,
          PORT: '0',
        };
        parts.bot = await startBot(env, dir);
        stop.add(parts.bot.stop);
      },
    },
  ]);
}

/** Starts everything, waits for Ctrl-C or for the bot to fail, and stops everything again; sets the exit code. */
export async function runDemo(args: string[]): Promise<void> {
  const words = wordsFor(process.env);
  const stop = createOrderedStop((error) => console.error(explain(error)));
  try {
    const options = readOptions(args, words, words.help);
    if (options.help) {
      console.log(words.help);
      return;
    }
    const taken = takeDataDir(options.data ?? join(ROOT, '.data/demo'), options.reset, words);
    stop.add(taken.release);
    const parts: Parts = { redisUrl: '', databaseUrl: '', url: '' };
    const interrupted = new Promise<'interrupted'>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
        process.on(signal, () => resolve('interrupted'));
    });
    const started = steps(options, taken.dir, words, stop, parts).run();
    if ((await Promise.race([started, interrupted])) === 'interrupted') {
      console.log(words.stopping);
      await started.catch(() => undefined);
    } else {
      console.log(words.ready(parts.url, taken.dir));
      const end = await Promise.race([interrupted, parts.bot?.ended]);
      if (end === 'interrupted') console.log(words.stopping);
      else throw new Error(words.botDied(parts.bot?.logFile ?? '', parts.bot?.tail() ?? ''));
    }
    await stop.run();
    console.log(words.stopped);
  } catch (error) {
    console.error(`${words.failed}${explain(error)}`);
    await stop.run();
    process.exitCode = 1;
  }
  process.exit();
}
