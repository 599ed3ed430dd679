import { z } from 'zod';
import { noTokenText, wrongSettingText } from './messages/settings.ts';
import type { SettingName, SettingRule } from './messages/settings.ts';

const text = z.string().trim().min(1);
const url = (...protocols: string[]) =>
  text.refine((given) => URL.canParse(given) && protocols.includes(new URL(given).protocol)).optional();
const number = (fallback: number) => z.coerce.number().default(fallback);
const flag = z
  .enum(['0', '1', 'false', 'true'])
  .default('0')
  .transform((given) => given === '1' || given === 'true');
const ROLES = ['bot', 'jobs', 'http'] as const;

const token = z.string().regex(/^\d+:[A-Za-z0-9_-]{10,}$/);
/** Telegram's id of a bot is the number its token begins with. */
export const botIdOf = (botToken: string): number => Number(botToken.split(':')[0]);
const moreBot = z.strictObject({ token, unit: text });
/** What is no JSON is left as text, which no shape below takes. */
const parseJson = (given: string): unknown => {
  try {
    return JSON.parse(given);
  } catch {
    return given;
  }
};

/** The environment, all of it. `.env.example` lists the same names, and messages say what each should be. */
const settings = {
  BOT_TOKEN: token,
  /** More bots, each for the people under one unit: `[{"token":"…","unit":"County/Township"}]`. */
  MORE_BOTS: z.string().default('[]').transform(parseJson).pipe(z.array(moreBot)),
  TELEGRAM_API_ROOT: url('http:', 'https:'),
  DATABASE_URL: url('postgres:', 'postgresql:'),
  REDIS_URL: url('redis:', 'rediss:'),
  DATA_DIR: text.default('./.data'),
  /** Keys of the sealed fields in base64, the current one last; unset, they are files under `DATA_DIR`. */
  FIELD_KEYS: z
    .string()
    .default('')
    .transform((given) => given.split(',').flatMap((key) => key.trim() || []))
    .pipe(z.array(z.string().regex(/^[A-Za-z0-9+/]{43}=$/))),
  WEBHOOK_URL: url('https:', 'http:'),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,256}$/)
    .optional(),
  ROLES: z
    .string()
    .default(ROLES.join(','))
    .transform((given) => given.split(',').map((role) => role.trim()))
    .pipe(z.array(z.enum(ROLES))),
  PORT: number(3000).pipe(z.int().min(0).max(65_535)),
  HOST: text.default('127.0.0.1'),
  /** Messages a second, of each bot, counting all its processes. */
  SEND_RATE: number(25).pipe(z.number().gt(0).max(1000)),
  /** Seconds in which the database and Redis have to answer; a connection that is silent for longer is made anew. */
  ANSWER_WITHIN_S: number(20).pipe(z.int().min(1).max(600)),
  /** Telegram takes up to 1,000 a second and charges stars for each message: only with a `SEND_RATE` that needs it. */
  PAID_BROADCAST: flag,
  /** Sends to nobody; what would have been sent ends as cancelled. */
  DRY_RUN: flag,
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  PROXY_URL: url('http:', 'https:', 'socks5:', 'socks5h:', 'socks4:'),
  TZ: z.enum(['Asia/Shanghai', 'UTC']).default('Asia/Shanghai'),
  CLOCK_URL: url('http:'),
  QUEUE_PREFIX: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .default('qingfeng'),
  /** For the links of `people invite`; the running bot asks Telegram for its name. */
  BOT_USERNAME: z
    .string()
    .regex(/^@?[A-Za-z]\w{4,31}$/)
    .optional(),
  /** With which password `db migrate` lets the bot's role log in. */
  APP_DATABASE_PASSWORD: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,}$/)
    .optional(),
} satisfies Record<SettingName, z.ZodType>;

const isOnThisMachine = (address: string | undefined): boolean =>
  address !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname);

const schema = z.object(settings);
export type Config = z.infer<typeof schema>;
/** What the operator's commands need of it; no token, since they never speak to Telegram. */
const cliSchema = schema.pick({
  DATABASE_URL: true,
  DATA_DIR: true,
  FIELD_KEYS: true,
  BOT_USERNAME: true,
  APP_DATABASE_PASSWORD: true,
});
export type CliConfig = z.infer<typeof cliSchema>;

/** What settings that are right by themselves may break together. */
function findBrokenRule(config: Config): [SettingName, SettingRule] | undefined {
  const { WEBHOOK_URL, WEBHOOK_SECRET, ROLES: roles, CLOCK_URL, TELEGRAM_API_ROOT } = config;
  if (WEBHOOK_SECRET && !WEBHOOK_URL) return ['WEBHOOK_URL', 'webhookNeedsUrl'];
  if (WEBHOOK_URL && !WEBHOOK_SECRET) return ['WEBHOOK_SECRET', 'webhookNeedsSecret'];
  // A process without the bot may be given the webhook's settings too: it makes no use of them.
  if (WEBHOOK_URL && roles.includes('bot') && !roles.includes('http')) return ['ROLES', 'webhookNeedsHttp'];
  // A clock that can be moved belongs to the local sandbox and to nothing else.
  if (CLOCK_URL && !(isOnThisMachine(CLOCK_URL) && isOnThisMachine(TELEGRAM_API_ROOT)))
    return ['CLOCK_URL', 'clockNeedsSandbox'];
  const tokens = [config.BOT_TOKEN, ...config.MORE_BOTS.map((bot) => bot.token)];
  if (new Set(tokens.map(botIdOf)).size < tokens.length) return ['MORE_BOTS', 'botTwice'];
  return undefined;
}

/** A wrong setting, in one sentence in Chinese and one in English that name the variable. */
export class ConfigError extends Error {}

/** The names of all settings, in the order in which they are checked. */
export const SETTINGS = Object.keys(settings);

/** An empty value counts as not set. */
const givenOf = (env: Record<string, string | undefined>): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));

const wrong = (error: z.ZodError): ConfigError =>
  new ConfigError(wrongSettingText(error.issues[0]?.path[0] as SettingName));

/**
 * @param env usually `process.env`; an empty value counts as not set
 * @throws ConfigError naming the first wrong variable and what is expected
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = givenOf(env);
  if (given['BOT_TOKEN'] === undefined) throw new ConfigError(noTokenText());
  const result = schema.safeParse(given);
  if (!result.success) throw wrong(result.error);
  const broken = findBrokenRule(result.data);
  if (broken) throw new ConfigError(wrongSettingText(...broken));
  return result.data;
}

/**
 * The part of it that the operator's commands read; the rest may be wrong or missing.
 * @throws ConfigError as readConfig
 */
export function readCliConfig(env: Record<string, string | undefined>): CliConfig {
  const result = cliSchema.safeParse(givenOf(env));
  if (!result.success) throw wrong(result.error);
  return result.data;
}
