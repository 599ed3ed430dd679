import type { settings as zh } from '../zh/settings.ts';

export const settings = {
  noToken:
    'BOT_TOKEN is not set: get one from @BotFather, or run npm run demo to try the bot on this machine.',
  wrong: (name: string, expected: string) =>
    `The environment variable ${name} is wrong: it should be ${expected}.`,
  noSuchUnit: (unit: string) =>
    `MORE_BOTS names the unit ${unit}, which does not exist: write its path from the county down, with / between.`,
  lacksMigrations: (count: number) =>
    `The database lacks ${count} ${count === 1 ? 'migration' : 'migrations'}: run npm run cli -- db migrate first.`,
  lacksKeys: (ids: string) =>
    `The keys ${ids} of sealed fields are not here: bring DATA_DIR/keys to this machine, or put them into FIELD_KEYS.`,
  expected: {
    BOT_TOKEN: 'the token from @BotFather, such as 123456:ABC…',
    MORE_BOTS: 'a JSON list such as [{"token":"123456:ABC…","unit":"County/Township"}], each token once',
    TELEGRAM_API_ROOT: 'an address that begins with http:// or https://',
    DATABASE_URL: 'an address that begins with postgres:// or postgresql://',
    REDIS_URL: 'an address that begins with redis:// or rediss://',
    DATA_DIR: 'a directory',
    FIELD_KEYS: 'one or more keys of 32 bytes in base64, with commas between, the current one last',
    WEBHOOK_URL: 'an address that begins with https:// (for a trial on this machine, http://)',
    WEBHOOK_SECRET: '16 to 256 of the characters A-Z a-z 0-9 _ -',
    ROLES: 'some of bot,jobs,http, with commas between',
    PORT: 'a whole number from 0 to 65535',
    HOST: 'an address to listen on, such as 127.0.0.1',
    SEND_RATE: 'a number above 0 and up to 1000',
    ANSWER_WITHIN_S: 'a whole number of seconds from 1 to 600',
    PAID_BROADCAST: '1 (paid broadcasts: up to 1,000 a second, Telegram charges stars for each message) or 0',
    DRY_RUN: '1 (send to nobody) or 0',
    LOG_LEVEL: 'one of debug, info, warn, error, silent',
    PROXY_URL: 'the address of a proxy, beginning with http://, https:// or socks5://',
    TZ: 'Asia/Shanghai or UTC',
    CLOCK_URL: 'an address that begins with http://',
    QUEUE_PREFIX: '1 to 40 of the characters a-z 0-9 -',
    BOT_USERNAME: "the bot's user name, such as qingfeng_bot",
    APP_DATABASE_PASSWORD: '16 or more of the characters A-Z a-z 0-9 _ -',
  },
  rules: {
    webhookNeedsUrl: 'set together with WEBHOOK_SECRET',
    webhookNeedsSecret: 'set together with WEBHOOK_URL',
    webhookNeedsHttp: 'with http among the roles: with WEBHOOK_URL the process of the bot takes the updates',
    botTwice: 'without a token that BOT_TOKEN or another entry has already',
    clockNeedsSandbox: 'empty, unless both TELEGRAM_API_ROOT and it are on this machine',
  },
  failures: {
    tokenRefused: 'Telegram does not accept this BOT_TOKEN: compare it with what @BotFather gave.',
    noTelegram:
      'Telegram cannot be reached: check the network; set PROXY_URL if a proxy is needed, or TELEGRAM_API_ROOT for a Bot API server of your own.',
    noDatabase: 'The database cannot be reached: check DATABASE_URL, and whether the database runs.',
    notMigrated: 'The database has no tables yet: run npm run cli -- db migrate first.',
    portTaken: 'The port of HTTP is taken: set another PORT, or stop what uses it.',
  },
} satisfies typeof zh;
