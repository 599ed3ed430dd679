import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { v7 as newId } from 'uuid';
import type * as Client from '../src/db/client.ts';
import type * as NoticeSending from '../src/db/queries/notice-sending.ts';
import type * as SendNotice from '../src/domain/notices/send-notice.ts';
import type * as LoadRulePack from '../src/domain/rules/load-rule-pack.ts';
import { forkPart, type Part } from './fork-part.ts';
import { ROOT, type Ground } from './stage.ts';

/** Where the product is compiled to. */
export const DIST = join(ROOT, 'dist');

/** A compiled file of the product; the types are those of its source. */
export const fromDist = (path: string): Promise<unknown> => import(pathToFileURL(join(DIST, path)).href);

export const tokenOf = (bot: number): string => `${bot}:bench_token_that_is_no_secret`;

/**
 * The compiled product as a process, on a bench's ground, against a server.
 * @param build the folder it was compiled to
 */
export function startProduct(
  ground: Ground,
  {
    apiRoot,
    roles,
    rate,
    env = {},
    build = DIST,
  }: { apiRoot: string; roles: string; rate: number; env?: Record<string, string>; build?: string },
): Promise<Part> {
  const [first = 0, ...more] = ground.bots;
  return forkPart(join(build, 'main.js'), {
    tsx: false,
    env: {
      BOT_TOKEN: tokenOf(first),
      MORE_BOTS: JSON.stringify(more.map((bot) => ({ token: tokenOf(bot), unit: 'County' }))),
      TELEGRAM_API_ROOT: apiRoot,
      DATABASE_URL: ground.databaseUrl,
      REDIS_URL: ground.redisUrl,
      QUEUE_PREFIX: ground.prefix,
      DATA_DIR: ground.dataDir,
      ROLES: roles,
      SEND_RATE: String(rate),
      PORT: '0',
      LOG_LEVEL: 'warn',
      ...env,
    },
  });
}

export type Author = {
  /** Freezes an audience of everybody and queues a message for each, with its line in the access log; one transaction. */
  sendToAll: (policy?: 'hold' | 'resend') => Promise<{ noticeId: string; queued: number; ms: number }>;
  close: () => Promise<void>;
};

/** The author's side of the compiled product, in this process. */
export async function openAuthor({ databaseUrl, countyId, authorId }: Ground): Promise<Author> {
  const { openDatabase } = (await fromDist('db/client.js')) as typeof Client;
  const { insertNotice } = (await fromDist('db/queries/notice-sending.js')) as typeof NoticeSending;
  const { releaseNotice, logNotice } = (await fromDist('domain/notices/send-notice.js')) as typeof SendNotice;
  const { loadRulePack } = (await fromDist('domain/rules/load-rule-pack.js')) as typeof LoadRulePack;
  const database = openDatabase({ url: databaseUrl, max: 2, name: 'bench', plans: 'kept' });
  const { db } = database;
  const rules: unknown = JSON.parse(await readFile(join(ROOT, 'content/rules/default.json'), 'utf8'));
  const pack = await loadRulePack(db, rules, new Date());
  const post = {
    unitId: countyId,
    unitName: '',
    unitKind: 'county',
    title: '',
    titleEn: null,
    roles: ['township-secretary'],
  };
  const author = { posts: [post] };

  const sendToAll: Author['sendToAll'] = async (policy = 'hold') => {
    const now = new Date();
    const notice = {
      id: newId(),
      authorId,
      kind: 'notice',
      state: 'sending',
      text: '请各村于周五前报送防汛物资清点情况，并确认值班人员名单。'.repeat(3),
      html: null,
      fileId: null,
      templateId: null,
      audience: { any: [[{ by: 'unit', unitId: countyId }]], except: [] },
      unitIds: [countyId],
      needsAcknowledgement: true,
      check: null,
      urgentReason: null,
      policy,
      inDigest: false,
      sendAt: null,
      dueAt: null,
      repeat: null,
      seriesId: null,
    } as const;
    const start = performance.now();
    const { queued } = await db.transaction(async (tx) => {
      await insertNotice(tx, notice, now);
      const frozen = await releaseNotice(tx, notice, author, pack, now);
      await logNotice(tx, authorId, 'notices.send', notice.id, frozen.people, now);
      return frozen;
    });
    return { noticeId: notice.id, queued, ms: performance.now() - start };
  };
  return { sendToAll, close: () => database.close() };
}
