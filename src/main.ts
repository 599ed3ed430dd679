import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readFile } from 'node:fs/promises';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { SocksProxyAgent } from 'socks-proxy-agent';
import { createBot } from './bot/create-bot.ts';
import { ALLOWED_UPDATES, pollUpdates } from './bot/poll-updates.ts';
import { createReceiver } from './bot/receive-updates.ts';
import { followSandboxClock, systemClock } from './clock.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { openDatabase } from './db/client.ts';
import { startEmbeddedDatabase } from './db/embedded/start-database.ts';
import { countPendingMigrations } from './db/migrate.ts';
import { isDatabaseUp } from './db/queries/health.ts';
import { loadRulePack } from './domain/rules/load-rule-pack.ts';
import { explainFailure } from './explain-failure.ts';
import { findRoleState, startHeartbeat } from './heartbeat.ts';
import { startHttp, type HttpOptions } from './http/create-http.ts';
import { startRedis } from './jobs/embedded/start-redis.ts';
import { connect } from './jobs/queues.ts';
import { startJobs } from './jobs/start.ts';
import { createLogger, type Log } from './logger.ts';
import { lacksMigrationsText } from './messages/settings.ts';
import { createSender } from './sender/create-sender.ts';
import { createShutdown, type Shutdown } from './shutdown.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MIGRATIONS = join(ROOT, 'drizzle');
/** Rounds of polling that may fail in a row before the bot counts as down. */
const FAILURES_BORNE = 3;
/** How long a stop waits for a start under way. */
const START_PATIENCE_MS = 15_000;

async function connectServices(
  config: Config,
  shutdown: Shutdown,
  log: Log,
): Promise<{ databaseUrl: string; redisUrl: string }> {
  const dataDir = resolve(config.DATA_DIR);
  const say = (line: string) => log.info({}, line);
  let databaseUrl = config.DATABASE_URL;
  if (databaseUrl === undefined) {
    const embedded = await startEmbeddedDatabase({
      dir: join(dataDir, 'postgres'),
      migrations: MIGRATIONS,
      log: say,
    });
    shutdown.add('database server', () => embedded.stop());
    databaseUrl = embedded.appUrl;
  }
  let redisUrl = config.REDIS_URL;
  if (redisUrl === undefined) {
    const redis = await startRedis({
      dir: join(dataDir, 'redis'),
      cacheDir: join(dataDir, 'cache'),
      log: say,
    });
    shutdown.add('Redis server', () => redis.stop());
    redisUrl = redis.url;
  }
  return { databaseUrl, redisUrl };
}

async function start(config: Config, shutdown: Shutdown, log: Log): Promise<void> {
  const { databaseUrl, redisUrl } = await connectServices(config, shutdown, log);
  const database = openDatabase({ url: databaseUrl });
  shutdown.add('database', () => database.close());
  const { db } = database;
  const pending = await countPendingMigrations(db, MIGRATIONS);
  if (pending > 0) throw new ConfigError(lacksMigrationsText(pending));

  const clock = config.CLOCK_URL ? await followSandboxClock(config.CLOCK_URL, log) : systemClock;
  shutdown.add('clock', () => clock.stop());
  const pack = await loadRulePack(
    db,
    JSON.parse(await readFile(join(ROOT, 'content/rules/default.json'), 'utf8')),
    clock.now(),
  );
  const agent = createAgent(config.PROXY_URL);
  const telegram = { token: config.BOT_TOKEN, apiRoot: config.TELEGRAM_API_ROOT, agent };
  const does = (role: Config['ROLES'][number]) => config.ROLES.includes(role);
  const services = { db, pack, clock: clock.now, log };
  const instance = `${hostname()}:${process.pid}`;
  const beat = async (role: string, isUp: () => boolean): Promise<void> => {
    const heartbeat = await startHeartbeat({ db, role, instance, isUp, log });
    shutdown.add(`${role} heartbeat`, () => heartbeat.stop());
  };

  if (does('jobs')) {
    const jobs = await startJobs({
      ...services,
      redisUrl,
      prefix: config.QUEUE_PREFIX,
      sender: createSender(telegram),
      rate: config.SEND_RATE,
      by: instance,
      listen: (wake) => database.listen('deliveries', wake),
    });
    shutdown.add('jobs', () => jobs.stop());
    clock.onMove(() => void jobs.look());
    await beat('jobs', () => true);
  }

  let webhook: HttpOptions['webhook'];
  let listen = (): Promise<unknown> => Promise.resolve();
  if (does('bot')) {
    const bot = createBot({ ...telegram, ...services });
    const me = await bot.init();
    const receiver = createReceiver(bot, me.id, services);
    const recovered = await receiver.recover();
    if (recovered > 0) log.info({ updates: recovered }, 'taking up updates of an earlier run');
    shutdown.add('inbox', () => receiver.drain());
    const { WEBHOOK_URL, WEBHOOK_SECRET } = config;
    let isReceiving = true;
    if (WEBHOOK_URL && WEBHOOK_SECRET) {
      webhook = {
        path: new URL(WEBHOOK_URL).pathname,
        secret: WEBHOOK_SECRET,
        accept: (update) => receiver.accept([update as never]),
      };
      listen = () =>
        bot.telegram.setWebhook(WEBHOOK_URL, {
          secret_token: WEBHOOK_SECRET,
          allowed_updates: [...ALLOWED_UPDATES],
        });
    } else {
      await bot.telegram.deleteWebhook();
      const stopping = new AbortController();
      const note = (failures: number) => void (isReceiving = failures < FAILURES_BORNE);
      const polling = pollUpdates(bot.telegram, receiver, log, stopping.signal, note);
      shutdown.add('polling', () => {
        stopping.abort();
        return polling;
      });
    }
    await beat('bot', () => isReceiving);
    log.info({ bot: me.username }, 'the bot is listening');
  }

  if (does('http')) {
    const redis = connect(redisUrl, 'producer', log);
    shutdown.add('Redis probe', () => redis.disconnect());
    const server = await startHttp({
      host: config.HOST,
      port: config.PORT,
      health: {
        database: async () => ((await isDatabaseUp(db)) ? 'up' : 'down'),
        redis: async () => ((await redis.ping()) === 'PONG' ? 'up' : 'down'),
        // Wherever they run: in this process or on another machine.
        bot: () => findRoleState(db, 'bot'),
        jobs: () => findRoleState(db, 'jobs'),
      },
      log,
      ...(webhook ? { webhook } : {}),
    });
    shutdown.add('http', () => server.close());
    log.info({ port: server.port }, 'http is listening');
    process.send?.({ type: 'http', port: server.port });
  }
  // Telegram is told where to send updates once somebody takes them there.
  await listen();
}

function createAgent(proxy: string | undefined): HttpsProxyAgent<string> | SocksProxyAgent | undefined {
  if (proxy === undefined) return undefined;
  return proxy.startsWith('socks') ? new SocksProxyAgent(proxy) : new HttpsProxyAgent(proxy);
}

const explain = (error: unknown): string =>
  error instanceof ConfigError ? error.message : explainFailure(error);

async function main(): Promise<void> {
  let config: Config;
  try {
    config = readConfig(process.env);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  }
  const log = createLogger({ level: config.LOG_LEVEL, pretty: process.stdout.isTTY });
  const shutdown = createShutdown();
  let stopping: Promise<void> | undefined;
  let starting = Promise.resolve();
  // A server that is just being started has to be there before it can be stopped.
  const started = () => Promise.race([starting, pause(START_PATIENCE_MS)]).catch(() => undefined);
  const stop = (code: number): void => {
    stopping ??= started()
      .then(() => shutdown.run(log))
      .finally(() => process.exit(code));
  };
  // More than once: Ctrl-C comes from the terminal, and again from npm. A stop under way goes on.
  process.on('SIGTERM', () => stop(0));
  process.on('SIGINT', () => stop(0));
  process.once('disconnect', () => stop(0));
  process.on('unhandledRejection', (error) => log.error({ error }, 'unhandled rejection'));
  try {
    starting = start(config, shutdown, log);
    await starting;
    process.send?.({ type: 'ready' });
    log.info({ roles: config.ROLES }, 'ready');
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    stop(1);
  }
}

await main();
