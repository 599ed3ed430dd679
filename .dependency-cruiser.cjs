/** The dependency law of the rooms. A rule that a planted violation does not break is a defect: test/house.test.ts plants one for each. */

const inRooms = (...rooms) => `^src/(${rooms.join('|')})/`;
const pureRules = '^src/domain/[^/]+/(.*rules|rule-pack|role|form|calendar)[.]ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: ['^src/sandbox/(page|protocol)', '[.]d[.]ts$'] },
      to: {},
    },
    {
      name: 'telegraf-only-in-bot-and-sender',
      severity: 'error',
      from: { path: '^src/', pathNot: inRooms('bot', 'sender') },
      to: { path: '^(node_modules/)?telegraf' },
    },
    {
      name: 'queues-only-in-jobs',
      severity: 'error',
      from: { path: '^src/', pathNot: inRooms('jobs', 'http') },
      to: { path: '^(node_modules/)?(bullmq|ioredis|node-cron)' },
    },
    {
      name: 'sql-only-in-db',
      severity: 'error',
      from: { path: '^src/', pathNot: inRooms('db') },
      to: { path: '^(node_modules/)?(drizzle-orm|postgres)(/|$)' },
    },
    {
      name: 'config-only-in-entries',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main|cli/main)[.]ts$' },
      to: { path: '^src/config[.]ts$' },
    },
    { name: 'nothing-imports-main', severity: 'error', from: {}, to: { path: '^src/main[.]ts$' } },
    {
      name: 'db-imports-no-room',
      severity: 'error',
      from: { path: inRooms('db') },
      to: { path: '^src/', pathNot: inRooms('db') },
    },
    {
      name: 'domain-imports-db-only',
      severity: 'error',
      from: { path: inRooms('domain') },
      to: { path: '^src/', pathNot: ['^src/domain/', '^src/db/client[.]ts$', '^src/db/queries/'] },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: '^src/domain/[^/]+/rules[.]ts$' },
      to: { path: '^src/', pathNot: pureRules },
    },
    {
      name: 'plain-rooms-import-no-room',
      severity: 'error',
      from: { path: '^src/(messages|documents|formats)/' },
      to: { path: '^src/', pathNot: ['^src/$1/', pureRules] },
    },
    {
      // The two doors to Telegram make their calls the same way.
      name: 'sender-imports',
      severity: 'error',
      from: { path: inRooms('sender') },
      to: { path: '^src/', pathNot: ['^src/sender/', '^src/call-bot-api[.]ts$', pureRules] },
    },
    {
      name: 'bot-imports',
      severity: 'error',
      from: { path: inRooms('bot') },
      to: {
        path: '^src/',
        pathNot: ['^src/(bot|domain|messages|documents|formats)/', '^src/(logger|call-bot-api)[.]ts$'],
      },
    },
    {
      name: 'features-are-apart',
      severity: 'error',
      from: { path: '^src/bot/features/([^/]+)[.]ts$' },
      to: { path: '^src/bot/features/', pathNot: '^src/bot/features/$1[.]ts$' },
    },
    {
      name: 'jobs-imports',
      severity: 'error',
      from: { path: inRooms('jobs') },
      to: {
        path: '^src/',
        pathNot: [
          '^src/(jobs|domain|messages|documents|sender)/',
          '^src/db/queries/deliveries[.]ts$',
          '^src/logger[.]ts$',
        ],
      },
    },
    {
      name: 'cli-and-http-imports',
      severity: 'error',
      from: { path: inRooms('cli', 'http'), pathNot: '^src/cli/main[.]ts$' },
      to: {
        path: '^src/',
        pathNot: ['^src/(cli|http|domain|messages|documents|formats)/', '^src/logger[.]ts$'],
      },
    },
    {
      name: 'sandbox-stands-alone',
      severity: 'error',
      from: { path: inRooms('sandbox') },
      to: { path: '^src/', pathNot: '^src/sandbox/' },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
