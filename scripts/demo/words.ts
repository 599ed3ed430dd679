const zh = {
  help: '用法：npm run demo -- [--port 端口] [--data 目录] [--reset]\n  --port   网页端口，默认 8787，被占用时另选\n  --data   数据目录，默认 ./.data/demo\n  --reset  先删除该目录中演示留下的数据，从头开始',
  sandboxHelp:
    '用法：npm run sandbox -- [--port 端口] [--data 目录]\n  --port  默认 8787，被占用时另选\n  --data  数据目录；不给则只放在内存里',
  redis: 'Redis（队列）',
  postgres: 'PostgreSQL（数据库）与迁移',
  seed: '样例县：单位、人员、题库、历史记录',
  seeded: (people: number) => `样例县：${people} 人已写入`,
  kept: '样例县：沿用已有数据',
  sandbox: '本地 Telegram 与网页',
  bot: '机器人、定时任务、HTTP',
  ready: (url: string, data: string) =>
    `\n请打开  ${url}\n左侧选一个人，就能以他的身份聊天；顶部的时钟可以往前拨。\n数据在 ${data}，按 Ctrl-C 停止，再次运行会接着用。\n`,
  sandboxReady: (url: string) =>
    `本地 Telegram 已启动：${url}\n机器人的 TELEGRAM_API_ROOT 填这个地址，令牌形如 123456:任意十个以上字符。\n按 Ctrl-C 停止。`,
  stopping: '正在停止……',
  stopped: '已全部停止。',
  failed: '没有成功：',
  botDied: (log: string, tail: string) => `机器人进程意外退出，日志在 ${log}，最后几行：\n${tail}`,
  portTaken: (port: number) =>
    `端口 ${port} 已被占用：换一个，例如 --port ${port + 1}，或先停掉占用它的程序。`,
  badPort: (text: string) => `--port 需要 0 到 65535 的整数，给的是“${text}”。`,
  running: (data: string) => `${data} 上已有一个演示在运行：先停掉它，或用 --data 另选目录。`,
  notOurs: (data: string) => `${data} 不是演示的数据目录，--reset 不会删除它。`,
};

const en: typeof zh = {
  help: 'Usage: npm run demo -- [--port N] [--data DIR] [--reset]\n  --port   port of the page, 8787 unless given, another when that is taken\n  --data   data directory, ./.data/demo unless given\n  --reset  first deletes what the demo left in that directory',
  sandboxHelp:
    'Usage: npm run sandbox -- [--port N] [--data DIR]\n  --port  8787 unless given, another when that is taken\n  --data  data directory; everything stays in memory without it',
  redis: 'Redis (queues)',
  postgres: 'PostgreSQL (database) and migrations',
  seed: 'Sample county: units, people, questions, history',
  seeded: (people) => `Sample county: ${people} people written`,
  kept: 'Sample county: using what is there',
  sandbox: 'Local Telegram and its page',
  bot: 'Bot, jobs, HTTP',
  ready: (url, data) =>
    `\nOpen  ${url}\nPick a person on the left and chat as them; the clock on top can be moved forward.\nData is in ${data}. Ctrl-C stops everything; the next run goes on from there.\n`,
  sandboxReady: (url) =>
    `The local Telegram runs: ${url}\nGive a bot this address as TELEGRAM_API_ROOT and a token like 123456:ten-characters-or-more.\nCtrl-C stops it.`,
  stopping: 'Stopping…',
  stopped: 'Everything has stopped.',
  failed: 'This did not work: ',
  botDied: (log, tail) => `The bot process ended unexpectedly. Its log is ${log}; the last lines:\n${tail}`,
  portTaken: (port) =>
    `Port ${port} is taken: choose another, e.g. --port ${port + 1}, or stop what uses it.`,
  badPort: (text) => `--port needs a whole number from 0 to 65535, not "${text}".`,
  running: (data) => `A demo already runs on ${data}: stop it, or choose another directory with --data.`,
  notOurs: (data) => `${data} is not a data directory of the demo; --reset does not delete it.`,
};

/** What the demo says on the terminal, in the terminal's language. */
export type Words = typeof zh;

export const wordsFor = (env: NodeJS.ProcessEnv): Words =>
  /^zh/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? zh : en;
