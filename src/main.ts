import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { readdir, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { SocksProxyAgent } from 'socks-proxy-agent';
import { openAnchorShelf } from './anchor-shelf.ts';
import { openBallotShelf } from './ballot-shelf.ts';
import { followSandboxClock } from './clock.ts';
import { followDatabaseClock } from './database-clock.ts';
import { botIdOf, ConfigError, readConfig, type Config } from './config.ts';
import { openDatabase } from './db/client.ts';
import { countPendingMigrations } from './db/migrate.ts';
import { isDatabaseUp, readDatabaseTime } from './db/queries/health.ts';
import { holdRestored } from './domain/deliveries/hold-restored.ts';
import { noteBots } from './domain/deliveries/know-bots.ts';
import { noteKeys } from './domain/keys/note-keys.ts';
import { loadCalendar } from './domain/schedule/load-calendar.ts';
import { loadRulePack } from './domain/rules/load-rule-pack.ts';
import { readAssessmentForm, type AssessmentForm } from './domain/assessments/form.ts';
import { readStudyPlans, type StudyPlan } from './domain/study/plans.ts';
import { explainFailure } from './explain-failure.ts';
import { openFieldKeys } from './field-keys.ts';
import { findRoleState, startHeartbeat } from './heartbeat.ts';
import { startHttp } from './http/create-http.ts';
import { connect } from './jobs/queues.ts';
import { startJobs } from './jobs/start.ts';
import { prepareBot, type Listening } from './listen.ts';
import { createLogger, type Log } from './logger.ts';
import { lacksKeysText, lacksMigrationsText, noSuchUnitText } from './messages/settings.ts';
import { createDrySender, createSender } from './sender/create-sender.ts';
import { connectServices } from './services.ts';
import { createShutdown, type Shutdown } from './shutdown.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MIGRATIONS = join(ROOT, 'drizzle');
/** How long a stop waits for a start under way. */
const START_PATIENCE_MS = 15_000;
/** A roll-up of a whole county is one statement; it has a pool of its own, so that it holds up nobody. */
const LONG_STATEMENT_S = 600;
/** A connection that rests is given up before a server would do so, which is after 5 s with Node's. */
const KEEP_CONNECTION_MS = 2_000;
const readContent = async (path: string): Promise<unknown> =>
  JSON.parse(await readFile(join(ROOT, 'content', path), 'utf8'));

/** Every file of content/cards; one that is wrong stops the start. */
async function readPlans(): Promise<StudyPlan[]> {
  const names = (await readdir(join(ROOT, 'content/cards'))).filter((name) => name.endsWith('.json'));
  return readStudyPlans(await Promise.all(names.toSorted().map((name) => readContent(`cards/${name}`))));
}

/** Every file of content/assessments; one that is wrong stops the start. */
async function readForms(): Promise<AssessmentForm[]> {
  const names = (await readdir(join(ROOT, 'content/assessments'))).filter((name) => name.endsWith('.json'));
  const forms = names
    .toSorted()
    .map(async (name) => readAssessmentForm(await readContent(`assessments/${name}`)));
  return Promise.all(forms);
}

async function start(config: Config, shutdown: Shutdown, log: Log): Promise<void> {
  const { databaseUrl, redisUrl } = await connectServices(
    {
      databaseUrl: config.DATABASE_URL,
      redisUrl: config.REDIS_URL,
      dataDir: config.DATA_DIR,
      migrations: MIGRATIONS,
    },
    shutdown,
    log,
  );
  // A name of its own: by it others know that this process lives.
  const name = `qingfeng:${randomUUID()}`;
  const answerWithinS = config.ANSWER_WITHIN_S;
  const keys = openFieldKeys(join(config.DATA_DIR, 'keys'), config.FIELD_KEYS);
  const database = openDatabase({ url: databaseUrl, name, answerWithinS, plans: 'kept', keys });
  shutdown.add('database', () => database.close());
  const { db } = database;
  const pending = await countPendingMigrations(db, MIGRATIONS);
  if (pending > 0) throw new ConfigError(lacksMigrationsText(pending));

  const clock = config.CLOCK_URL
    ? await followSandboxClock(config.CLOCK_URL, log)
    : await followDatabaseClock(() => readDatabaseTime(db), log);
  shutdown.add('clock', () => clock.stop());
  const does = (role: Config['ROLES'][number]) => config.ROLES.includes(role);
  // A process that serves HTTP alone reads nothing sealed.
  if (does('bot') || does('jobs')) {
    const noted = await noteKeys(db, keys, clock.now());
    if (!noted.ok) throw new ConfigError(lacksKeysText(noted.missing));
  }
  const pack = await loadRulePack(db, await readContent('rules/default.json'), clock.now());
  await loadCalendar(db, await readContent('calendar/china.json'), clock.now());
  const { held, unknown } = await holdRestored(db, clock.now());
  if (held)
    log.warn(
      { unknown },
      'this database was restored: nothing is sent until `npm run cli -- deliveries release`',
    );
  const agent = createAgent(config);
  const bots = [{ token: config.BOT_TOKEN, unit: null }, ...config.MORE_BOTS].map(({ token, unit }) => ({
    id: botIdOf(token),
    unit,
    telegram: { token, apiRoot: config.TELEGRAM_API_ROOT, agent },
  }));
  const services = { db, pack, plans: await readPlans(), forms: await readForms(), clock: clock.now, log };
  const instance = `${hostname()}:${process.pid}`;
  const beat = async (role: string, isUp: () => boolean): Promise<void> => {
    const heartbeat = await startHeartbeat({ db, role, instance, isUp, log });
    shutdown.add(`${role} heartbeat`, () => heartbeat.stop());
  };

  if (does('jobs')) {
    const timed = openDatabase({
      url: databaseUrl,
      max: 3,
      name: 'qingfeng-timed',
      answerWithinS: LONG_STATEMENT_S,
      keys,
    });
    shutdown.add('database of the timed jobs', () => timed.close());
    const outbox = openDatabase({ url: databaseUrl, name: 'qingfeng-jobs', answerWithinS, keys });
    shutdown.add('database of the outbox', () => outbox.close());
    const jobs = await startJobs({
      ...services,
      db: outbox.db,
      timedDb: timed.db,
      shelf: openAnchorShelf(join(config.DATA_DIR, 'anchors')),
      ballots: openBallotShelf(join(config.DATA_DIR, 'ballots')),
      redisUrl,
      answerWithinS,
      prefix: config.QUEUE_PREFIX,
      bots: bots.map(({ id, telegram }) => ({
        id,
        sender: config.DRY_RUN
          ? createDrySender()
          : createSender({ ...telegram, paid: config.PAID_BROADCAST }),
      })),
      rate: config.SEND_RATE,
      by: instance,
      listen: (wake) => outbox.listen('deliveries', wake),
    });
    shutdown.add('jobs', () => jobs.stop());
    clock.onMove(() => void jobs.look());
    await beat('jobs', () => true);
  }

  const listening: Listening[] = [];
  if (does('bot')) {
    const { WEBHOOK_URL, WEBHOOK_SECRET } = config;
    for (const [i, { id, telegram }] of bots.entries()) {
      // The first bot has the address as it is, each other one its id behind it.
      const url = WEBHOOK_URL && (i === 0 ? WEBHOOK_URL : `${WEBHOOK_URL.replace(/\/$/, '')}/${id}`);
      const webhook = url && WEBHOOK_SECRET ? { url, secret: WEBHOOK_SECRET } : undefined;
      listening.push(await prepareBot({ ...telegram, ...services }, webhook, shutdown));
    }
    const known = listening.map(({ id, username }, i) => ({ id, username, unitPath: bots[i]?.unit ?? null }));
    const noted = await noteBots(db, known, clock.now());
    if (!noted.ok) throw new ConfigError(noSuchUnitText(noted.unitPath));
    await beat('bot', () => listening.every(({ isUp }) => isUp()));
  }

  if (does('http')) {
    const redis = connect(redisUrl, 'producer', log, answerWithinS);
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
      webhooks: listening.flatMap(({ webhook }) => webhook ?? []),
    });
    shutdown.add('http', () => server.close());
    log.info({ port: server.port }, 'http is listening');
    process.send?.({ type: 'http', port: server.port });
  }
  // Telegram is told where to send updates once somebody takes them there.
  for (const { begin, username } of listening) {
    await begin();
    log.info({ bot: username }, 'the bot is listening');
  }
}

/**
 * How Telegram is reached. telegraf by itself makes a connection for every call to a plain http address, which is a Bot
 * API server of one's own or the sandbox, never behind a proxy; here they are kept for a while.
 */
function createAgent({ PROXY_URL: proxy, TELEGRAM_API_ROOT: root }: Config): Agent | undefined {
  if (root?.startsWith('http:')) return new Agent({ keepAlive: true, timeout: KEEP_CONNECTION_MS });
  if (proxy === undefined) return undefined;
  return proxy.startsWith('socks') ? new SocksProxyAgent(proxy) : new HttpsProxyAgent(proxy);
}

const explain = (error: unknown): string =>
  error instanceof ConfigError ? error.message : explainFailure(error);

/**
 * The heap may grow by this before it is cleaned, in per cent of what is alive. By itself V8 lets it grow several times
 * over, so that a long broadcast takes a third more than it needs; at 1,000 messages a second the cleaning takes about 5 % of a
 * core.
 */
const HEAP_GROWTH = 30;

async function main(): Promise<void> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
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
