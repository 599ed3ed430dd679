import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig, SETTINGS } from '../src/config.ts';

const read = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), 'utf8');
const GOOD = { BOT_TOKEN: '123456:a_token_for_the_tests_only' };

const problemOf = (env: Record<string, string>): string => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error(`accepted: ${JSON.stringify(env)}`);
};

/** One sentence in Chinese on the first line, one in English on the second; both name the variable. */
const expectSentences = (problem: string, name: string) => {
  const [zh, en, ...rest] = problem.split('\n');
  expect(rest).toEqual([]);
  expect(zh).toMatch(/\p{Script=Han}.*[。]$/u);
  expect(en).toMatch(/^[A-Z][^\p{Script=Han}]*[.]$/u);
  expect([zh, en].map((line) => line?.includes(name))).toEqual([true, true]);
};

describe('.env.example', () => {
  const lines = read('.env.example').split('\n');
  const listed = lines.flatMap((line) => /^([A-Z_]+)=$/.exec(line)?.[1] ?? []);
  const inCompose = [...read('docker-compose.yml').matchAll(/\$\{([A-Z_]+)/g)]
    .concat([...read('docker-compose.webhook.yml').matchAll(/\$\{([A-Z_]+)/g)])
    .flatMap(([, name]) => name ?? []);

  test('lists every setting once, and what docker compose reads besides', () => {
    const inOrder = (names: readonly string[]) => names.toSorted((a, b) => a.localeCompare(b));
    expect(inOrder(listed)).toEqual(inOrder([...new Set([...SETTINGS, ...inCompose])]));
  });

  test('says of each in Chinese and in English what it is', () => {
    const comments = lines
      .join('\n')
      .split('\n\n')
      .filter((block) => /^[A-Z_]+=$/m.test(block))
      .map((block) => block.split('\n').filter((line) => line.startsWith('# ')));
    expect(comments.length).toBeGreaterThan(15);
    for (const [zh, en, ...rest] of comments) {
      expect(rest).toEqual([]);
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/^# [A-Z][^\p{Script=Han}]*[.]$/u);
    }
  });
});

describe('the settings', () => {
  test('are right without any but the token, and an empty one is not set', () => {
    const empty = Object.fromEntries(SETTINGS.map((name) => [name, ' ']));
    expect(readConfig({ ...empty, ...GOOD })).toEqual(readConfig(GOOD));
    expect(readConfig(GOOD)).toMatchObject({
      ROLES: ['bot', 'jobs', 'http'],
      PORT: 3000,
      HOST: '127.0.0.1',
      SEND_RATE: 25,
      DATA_DIR: './.data',
      LOG_LEVEL: 'info',
      TZ: 'Asia/Shanghai',
    });
  });

  test('without a token point to the demo', () => {
    const problem = problemOf({});
    expectSentences(problem, 'BOT_TOKEN');
    expectSentences(problem, 'npm run demo');
  });

  const WRONG: Record<string, string[]> = {
    BOT_TOKEN: ['token', '123456', '123456:short', 'abc:a_token_for_the_tests_only'],
    TELEGRAM_API_ROOT: ['telegram', 'ftp://127.0.0.1'],
    DATABASE_URL: ['localhost:5432', 'mysql://a@b/c'],
    REDIS_URL: ['6379', 'http://127.0.0.1'],
    WEBHOOK_URL: ['qingfeng.example/telegram', 'ftp://qingfeng.example'],
    WEBHOOK_SECRET: ['short', 'sixteen or more, but with blanks', 'x'.repeat(257)],
    ROLES: ['boss', 'bot,,http', 'bot;jobs', ','],
    PORT: ['http', '-1', '65536', '3000.5', 'Infinity'],
    MORE_BOTS: ['[', '{}', '[{}]', '[{"token":"123456:short","unit":"x"}]'],
    PAID_BROADCAST: ['yes', '2'],
    DRY_RUN: ['no', 'on'],
    SEND_RATE: ['fast', '0', '-1', '1001'],
    ANSWER_WITHIN_S: ['soon', '0', '2.5', '601'],
    LOG_LEVEL: ['loud', 'INFO'],
    PROXY_URL: ['127.0.0.1:1080', 'ftp://127.0.0.1'],
    TZ: ['Europe/Berlin', 'CST'],
    CLOCK_URL: ['noon', 'https://127.0.0.1/clock'],
    QUEUE_PREFIX: ['Q F', 'x'.repeat(41)],
    BOT_USERNAME: ['x', 'qingfeng bot'],
    FIELD_KEYS: ['short', Buffer.alloc(31).toString('base64'), `${'A'.repeat(43)}=,x`],
    APP_DATABASE_PASSWORD: ['short', 'with:signs/that@a.url?takes'],
  };
  /** Any text is a name of a directory or of a host. */
  const ANY_TEXT = ['DATA_DIR', 'HOST'];

  test('with a wrong value are all tried below', () => {
    expect([...Object.keys(WRONG), ...ANY_TEXT].toSorted()).toEqual(SETTINGS.toSorted());
  });

  test.each(Object.entries(WRONG).flatMap(([name, values]) => values.map((value) => ({ name, value }))))(
    'refuse $name=$value in one sentence',
    ({ name, value }) => expectSentences(problemOf({ ...GOOD, [name]: value }), name),
  );

  test('want the webhook to have its secret, and the secret its webhook', () => {
    const WEBHOOK_URL = 'https://qingfeng.example/telegram';
    const WEBHOOK_SECRET = 'a_secret_for_the_tests_only';
    expectSentences(problemOf({ ...GOOD, WEBHOOK_URL }), 'WEBHOOK_SECRET');
    expectSentences(problemOf({ ...GOOD, WEBHOOK_SECRET }), 'WEBHOOK_URL');
    expect(readConfig({ ...GOOD, WEBHOOK_URL, WEBHOOK_SECRET })).toMatchObject({
      WEBHOOK_URL,
      WEBHOOK_SECRET,
    });
  });

  test('want http beside the bot when Telegram calls it; other processes may know of the webhook', () => {
    const webhook = {
      WEBHOOK_URL: 'https://qingfeng.example/telegram',
      WEBHOOK_SECRET: 'a_secret_for_the_tests_only',
    };
    expectSentences(problemOf({ ...GOOD, ...webhook, ROLES: 'bot,jobs' }), 'ROLES');
    expect(readConfig({ ...GOOD, ...webhook, ROLES: 'bot, http' }).ROLES).toEqual(['bot', 'http']);
    expect(readConfig({ ...GOOD, ...webhook, ROLES: 'jobs' }).ROLES).toEqual(['jobs']);
  });

  test('let a clock be moved only when it and Telegram are on this machine', () => {
    const here = 'http://127.0.0.1:8787';
    const away = 'http://192.0.2.1:8787';
    const clock = (CLOCK_URL: string, api?: string) => ({
      ...GOOD,
      CLOCK_URL: `${CLOCK_URL}/sandbox/api/clock`,
      ...(api ? { TELEGRAM_API_ROOT: api } : {}),
    });
    for (const env of [clock(here), clock(here, away), clock(away, here), clock(away)])
      expectSentences(problemOf(env), 'CLOCK_URL');
    expect(readConfig(clock(here, 'http://localhost:8787')).CLOCK_URL).toBe(`${here}/sandbox/api/clock`);
    expect(readConfig(clock('http://[::1]:8787', here)).TELEGRAM_API_ROOT).toBe(here);
  });
});
