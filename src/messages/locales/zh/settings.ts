/** What a wrong setting is answered with at the start; one sentence each. */
export const settings = {
  noToken: '没有设置 BOT_TOKEN：请向 @BotFather 申请，或运行 npm run demo 在本机试用。',
  wrong: (name: string, expected: string) => `环境变量 ${name} 的值不对，应为${expected}。`,
  lacksMigrations: (count: number) => `数据库还缺 ${count} 个迁移：请先运行 npm run cli -- db migrate。`,
  expected: {
    BOT_TOKEN: ' @BotFather 给的令牌，形如 123456:ABC…',
    TELEGRAM_API_ROOT: ' http:// 或 https:// 开头的地址',
    DATABASE_URL: ' postgres:// 或 postgresql:// 开头的地址',
    REDIS_URL: ' redis:// 或 rediss:// 开头的地址',
    DATA_DIR: '一个目录',
    WEBHOOK_URL: ' https:// 开头的地址（本机试用可用 http://）',
    WEBHOOK_SECRET: ' 16 到 256 个 A-Z a-z 0-9 _ - 字符',
    ROLES: ' bot,jobs,http 中的几个，用逗号分开',
    PORT: ' 0 到 65535 的整数',
    HOST: '监听的地址，如 127.0.0.1',
    SEND_RATE: '大于 0、不超过 1000 的数',
    LOG_LEVEL: ' debug、info、warn、error、silent 之一',
    PROXY_URL: ' http://、https:// 或 socks5:// 开头的代理地址',
    TZ: ' Asia/Shanghai 或 UTC',
    CLOCK_URL: ' http:// 开头的地址',
    QUEUE_PREFIX: ' 1 到 40 个 a-z 0-9 - 字符',
    BOT_USERNAME: '机器人的用户名，如 qingfeng_bot',
    APP_DATABASE_PASSWORD: ' 16 个以上 A-Z a-z 0-9 _ - 字符',
  },
  rules: {
    webhookNeedsUrl: '与 WEBHOOK_SECRET 同时设置的地址',
    webhookNeedsSecret: '与 WEBHOOK_URL 同时设置的密钥',
    webhookNeedsHttp: '含有 http 的角色：设置了 WEBHOOK_URL 时，由 bot 所在的进程接收更新',
    clockNeedsSandbox: '空：只有 TELEGRAM_API_ROOT 和它都指向本机时才能设置',
  },
  failures: {
    tokenRefused: 'Telegram 不认这个 BOT_TOKEN：请向 @BotFather 核对。',
    noTelegram:
      '连不上 Telegram：请检查网络；要经过代理时设置 PROXY_URL，自建 Bot API 服务时设置 TELEGRAM_API_ROOT。',
    noDatabase: '连不上数据库：请检查 DATABASE_URL，以及数据库是否已经启动。',
    portTaken: 'HTTP 端口已被占用：请另设 PORT，或先停掉占用它的程序。',
  },
};
