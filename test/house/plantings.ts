/** Files that break one rule of the dependency law each, by path. `breaks` are the files the rule must report. */
export type Planting = { rule: string; files: Record<string, string>; breaks: readonly string[] };

const nothing = 'export const it = 1;\n';
const uses = (...targets: string[]): string =>
  targets.map((target, i) => `export { it as it${i} } from '${target}';\n`).join('');
/** Gone after compilation, and still an arrow. */
const usesTypeOf = (target: string): string =>
  `import type { it } from '${target}';\nexport type It = typeof it;\n`;
const one = (rule: string, path: string, text: string): Planting => ({
  rule,
  files: { [path]: text },
  breaks: [path],
});

/** Packages as far as the law looks: those of package.json, and one that is installed but not declared. */
export const DECLARED = ['telegraf', 'bullmq', 'ioredis', 'node-cron', 'drizzle-orm', 'postgres', 'zod'];
export const UNDECLARED = 'left-behind';

/** A small house that keeps the law: every arrow of the table in DESIGN.md is drawn here at least once. */
export const LAWFUL: Record<string, string> = {
  'src/config.ts': nothing,
  'src/logger.ts': nothing,
  'src/main.ts': uses(
    './config.ts',
    './bot/create.ts',
    './jobs/start.ts',
    './http/create.ts',
    './sandbox/start.ts',
  ),
  'src/cli/main.ts': uses('../config.ts', './work.ts'),
  'src/db/client.ts': uses('drizzle-orm', 'postgres'),
  'src/db/schema/study.ts': uses('drizzle-orm'),
  'src/db/queries/study.ts': uses('../schema/study.ts', '../client.ts', 'drizzle-orm'),
  'src/db/queries/deliveries.ts': uses('../client.ts'),
  'src/domain/rules/role.ts': uses('zod'),
  'src/domain/study/rules.ts': uses('../rules/role.ts'),
  'src/domain/study/offer.ts': uses('./rules.ts', '../../db/queries/study.ts', '../../db/client.ts'),
  'src/messages/study.ts': usesTypeOf('../domain/study/rules.ts'),
  'src/documents/card.ts': usesTypeOf('../domain/study/rules.ts'),
  'src/formats/roster.ts': usesTypeOf('../domain/study/rules.ts'),
  'src/sender/create.ts': uses('telegraf'),
  'src/bot/create.ts': uses('telegraf', './features/study.ts', './features/quizzes.ts'),
  'src/bot/features/study.ts': uses(
    '../../domain/study/offer.ts',
    '../../messages/study.ts',
    '../../documents/card.ts',
    '../../formats/roster.ts',
    '../../logger.ts',
  ),
  'src/bot/features/quizzes.ts': uses('../../messages/study.ts'),
  'src/jobs/start.ts': uses(
    'bullmq',
    'ioredis',
    'node-cron',
    '../domain/study/offer.ts',
    '../sender/create.ts',
    '../messages/study.ts',
    '../documents/card.ts',
    '../db/queries/deliveries.ts',
    '../logger.ts',
  ),
  'src/http/create.ts': uses('bullmq', '../domain/study/offer.ts', '../logger.ts'),
  'src/cli/work.ts': uses(
    '../domain/study/offer.ts',
    '../messages/study.ts',
    '../documents/card.ts',
    '../formats/roster.ts',
  ),
  'src/sandbox/start.ts': uses('./world.ts'),
  'src/sandbox/world.ts': nothing,
};

export const PLANTINGS: readonly Planting[] = [
  {
    rule: 'no-cycles',
    files: { 'src/domain/ring/one.ts': uses('./two.ts'), 'src/domain/ring/two.ts': uses('./one.ts') },
    // A ring is reported once, from where it was entered.
    breaks: ['src/domain/ring/one.ts'],
  },
  one('no-orphans', 'src/domain/study/alone.ts', nothing),
  {
    rule: 'telegraf-only-in-bot-and-sender',
    files: {
      'src/jobs/speaks.ts': uses('telegraf'),
      'src/domain/study/speaks.ts': usesTypeOf('telegraf'),
    },
    breaks: ['src/jobs/speaks.ts', 'src/domain/study/speaks.ts'],
  },
  {
    rule: 'queues-only-in-jobs',
    files: {
      'src/bot/queues.ts': uses('bullmq'),
      'src/domain/study/queues.ts': uses('ioredis'),
      'src/cli/queues.ts': usesTypeOf('node-cron'),
    },
    breaks: ['src/bot/queues.ts', 'src/domain/study/queues.ts', 'src/cli/queues.ts'],
  },
  {
    rule: 'sql-only-in-db',
    files: {
      'src/domain/study/asks.ts': usesTypeOf('drizzle-orm'),
      'src/jobs/asks.ts': uses('postgres'),
    },
    breaks: ['src/domain/study/asks.ts', 'src/jobs/asks.ts'],
  },
  one('config-only-in-entries', 'src/spare.ts', uses('./config.ts')),
  one('nothing-imports-main', 'src/again.ts', uses('./main.ts')),
  {
    rule: 'db-imports-no-room',
    files: {
      'src/db/queries/decides.ts': uses('../../domain/study/offer.ts'),
      'src/db/logs.ts': uses('../logger.ts'),
    },
    breaks: ['src/db/queries/decides.ts', 'src/db/logs.ts'],
  },
  {
    rule: 'domain-imports-db-only',
    files: {
      'src/domain/study/tells.ts': usesTypeOf('../../messages/study.ts'),
      'src/domain/study/sends.ts': uses('../../sender/create.ts'),
      'src/domain/study/digs.ts': uses('../../db/schema/study.ts'),
      'src/domain/study/reads.ts': uses('../../formats/roster.ts'),
    },
    breaks: [
      'src/domain/study/tells.ts',
      'src/domain/study/sends.ts',
      'src/domain/study/digs.ts',
      'src/domain/study/reads.ts',
    ],
  },
  {
    rule: 'rules-are-pure',
    files: {
      'src/domain/impure/rules.ts': uses('../../db/client.ts'),
      'src/domain/quizzes/rules.ts': uses('../study/offer.ts'),
    },
    breaks: ['src/domain/impure/rules.ts', 'src/domain/quizzes/rules.ts'],
  },
  {
    rule: 'plain-rooms-import-no-room',
    files: {
      'src/messages/acts.ts': uses('../domain/study/offer.ts'),
      'src/documents/stores.ts': usesTypeOf('../db/client.ts'),
      'src/formats/logs.ts': uses('../logger.ts'),
    },
    breaks: ['src/messages/acts.ts', 'src/documents/stores.ts', 'src/formats/logs.ts'],
  },
  {
    rule: 'sender-imports',
    files: {
      'src/call-bot-api.ts': nothing,
      'src/sender/calls.ts': uses('../call-bot-api.ts'),
      'src/sender/words.ts': uses('../messages/study.ts'),
    },
    breaks: ['src/sender/words.ts'],
  },
  {
    rule: 'bot-imports',
    files: {
      'src/bot/later.ts': uses('../jobs/start.ts'),
      'src/bot/speaks.ts': uses('../sender/create.ts'),
      'src/bot/asks.ts': usesTypeOf('../db/queries/study.ts'),
      'src/bot/plays.ts': uses('../sandbox/world.ts'),
    },
    breaks: ['src/bot/later.ts', 'src/bot/speaks.ts', 'src/bot/asks.ts', 'src/bot/plays.ts'],
  },
  one('features-are-apart', 'src/bot/features/notices.ts', uses('./quizzes.ts')),
  {
    rule: 'jobs-imports',
    files: {
      'src/jobs/asks-study.ts': uses('../db/queries/study.ts'),
      'src/jobs/answers.ts': uses('../bot/create.ts'),
      'src/jobs/reads.ts': uses('../formats/roster.ts'),
    },
    breaks: ['src/jobs/asks-study.ts', 'src/jobs/answers.ts', 'src/jobs/reads.ts'],
  },
  {
    rule: 'cli-and-http-imports',
    files: {
      'src/cli/asks.ts': uses('../db/queries/study.ts'),
      'src/http/runs.ts': uses('../jobs/start.ts'),
      'src/http/speaks.ts': uses('../sender/create.ts'),
    },
    breaks: ['src/cli/asks.ts', 'src/http/runs.ts', 'src/http/speaks.ts'],
  },
  {
    rule: 'sandbox-stands-alone',
    files: {
      'src/sandbox/knows.ts': uses('../domain/study/rules.ts'),
      'src/sandbox/logs.ts': uses('../logger.ts'),
    },
    breaks: ['src/sandbox/knows.ts', 'src/sandbox/logs.ts'],
  },
  one('no-undeclared-packages', 'src/formats/borrows.ts', uses(UNDECLARED)),
  one('no-unresolvable', 'src/formats/misses.ts', uses('./nowhere.ts')),
];
