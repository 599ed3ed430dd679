import { z } from 'zod';

const optional = z.string().trim().min(1).optional();
const url = (protocols: readonly string[]) =>
  optional.refine(
    (text) => text === undefined || (URL.canParse(text) && protocols.includes(new URL(text).protocol)),
    `one of ${protocols.join(' ')}//…`,
  );
const whole = (min: number, max: number, fallback: number) =>
  z
    .string()
    .optional()
    .transform((text) => (text === undefined || text.trim() === '' ? fallback : Number(text)))
    .refine((n) => Number.isInteger(n) && n >= min && n <= max, `a whole number from ${min} to ${max}`);
const ROLES = ['bot', 'jobs', 'http'] as const;

/** The environment, all of it. `.env.example` lists the same names. */
const schema = z
  .object({
    BOT_TOKEN: z.string().regex(/^\d+:[A-Za-z0-9_-]{20,}$/, 'a token from @BotFather such as 123456:ABC…'),
    TELEGRAM_API_ROOT: url(['http:', 'https:']),
    DATABASE_URL: url(['postgres:', 'postgresql:']),
    REDIS_URL: url(['redis:', 'rediss:']),
    DATA_DIR: z.string().trim().min(1).default('./.data'),
    WEBHOOK_URL: url(['https:', 'http:']),
    WEBHOOK_SECRET: optional.refine(
      (text) => text === undefined || /^[A-Za-z0-9_-]{16,256}$/.test(text),
      '16 to 256 of A-Z a-z 0-9 _ -',
    ),
    ROLES: z
      .string()
      .default(ROLES.join(','))
      .transform((text) => text.split(',').map((role) => role.trim()))
      .refine(
        (roles) => roles.length > 0 && roles.every((role) => (ROLES as readonly string[]).includes(role)),
        `some of ${ROLES.join(',')}`,
      ),
    PORT: whole(0, 65_535, 3000),
    HOST: z.string().trim().min(1).default('127.0.0.1'),
    SEND_RATE: z
      .string()
      .optional()
      .transform((text) => (text === undefined ? 25 : Number(text)))
      .refine((n) => n > 0 && n <= 1000, 'a number above 0 and up to 1000'),
    LOG_LEVEL: z
      .enum(['debug', 'info', 'warn', 'error', 'silent'], 'one of debug info warn error silent')
      .default('info'),
    PROXY_URL: url(['http:', 'https:', 'socks5:', 'socks5h:', 'socks4:']),
    TZ: z
      .enum(['Asia/Shanghai', 'UTC'], 'Asia/Shanghai (times shown to people) or UTC (of the machine)')
      .default('Asia/Shanghai'),
    CLOCK_URL: url(['http:']),
    QUEUE_PREFIX: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/, 'up to 40 of a-z 0-9 -')
      .default('qingfeng'),
  })
  .superRefine((config, context) => {
    const say = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if ((config.WEBHOOK_URL === undefined) !== (config.WEBHOOK_SECRET === undefined))
      say(
        config.WEBHOOK_URL === undefined ? 'WEBHOOK_URL' : 'WEBHOOK_SECRET',
        'both of WEBHOOK_URL and WEBHOOK_SECRET, or neither',
      );
    if (config.WEBHOOK_URL && !config.ROLES.includes('http'))
      say('ROLES', 'http among the roles when WEBHOOK_URL is set');
    // A clock that can be moved belongs to the local sandbox and to nothing else.
    if (config.CLOCK_URL && !isLoopback(config.TELEGRAM_API_ROOT))
      say('CLOCK_URL', 'nothing, unless TELEGRAM_API_ROOT is the local sandbox');
  });

const isLoopback = (text: string | undefined): boolean =>
  text !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(text).hostname);

export type Config = z.infer<typeof schema>;

/** A wrong setting, in one sentence in Chinese and one in English that name the variable. */
export class ConfigError extends Error {}

/**
 * @param env usually `process.env`; an empty value counts as not set
 * @throws ConfigError naming the first wrong variable and what is expected
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  if (given['BOT_TOKEN'] === undefined)
    throw new ConfigError(
      '没有设置 BOT_TOKEN：请向 @BotFather 申请，或运行 npm run demo 在本机试用。\nBOT_TOKEN is not set: get one from @BotFather, or run npm run demo to try the bot on this machine.',
    );
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const name = String(issue?.path[0] ?? '');
  throw new ConfigError(
    `环境变量 ${name} 的值不对，应为：${issue?.message}\nThe environment variable ${name} is wrong; expected: ${issue?.message}`,
  );
}
