import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import type * as AnchorShelf from '../../src/anchor-shelf.ts';
import type * as Client from '../../src/db/client.ts';
import type * as AnchorLedger from '../../src/domain/credit/anchor-ledger.ts';
import { forkPart } from '../../bench/fork-part.ts';
import { layLedger } from '../../bench/lay-ledger.ts';
import { fromDist, openAuthor, startProduct } from '../../bench/product.ts';
import { openStage, ROOT, type Ground } from '../../bench/stage.ts';
import { startStrictApi } from '../../bench/strict-api.ts';
import type { Fault, FaultTools, Figures, Scale } from '../fault.ts';
import { hashFiles, layLatePosts, layPosts, stampFiles } from '../files.ts';
import { askDatabase, countStates } from '../ledger.ts';
import { judgeLimits } from '../limits.ts';
import { copyBase, movedTo, runNode, startArchive, startRestored } from '../restore.ts';
import { TAMPERED, tamper, tryAsApp } from '../tampering.ts';
import { until } from '../until.ts';

/** `archiveS`: a piece of the log is kept outside after so long at the latest; the manual of the house says 300. */
const SIZE: Record<Scale, { people: number; entries: number; archiveS: number; quietS: number }> = {
  short: { people: 40, entries: 12, archiveS: 4, quietS: 6 },
  full: { people: 1_000, entries: 100, archiveS: 60, quietS: 30 },
};
/** Beyond the setting: a piece has to be copied, and the machine is shared. */
const SLACK_S = 20;
const NIGHTS = ['2026-09-29T17:30:00Z', '2026-09-30T17:30:00Z'] as const;
const LATE = { nth: 3, from: '2026-08-10', to: '2026-09-20' };
const BEAT_MS = 100;

/** Somebody tampers with the trail; then the server is lost, and comes back from a copy and the log. */
export const restoreFault: Fault = {
  id: 'F20',
  title:
    'Five chains are tampered with by a superuser; then the database is lost with its disk, and restored from a copy and the archived log.',
  pass: 'all five named by the check and offline; the role of the bot denied each time; after the restore ledgers and files as before, chains sound, no more lost than archive_timeout (≤ 300 s) allows, nothing sent until an operator lets it go',
  run: async (tools) => {
    const dir = mkdtempSync(join(tmpdir(), 'qingfeng-restore-'));
    try {
      const tampered = await tryTampering(tools, join(dir, 'tampered'));
      return { ...tampered, ...(await drill(tools, join(dir, 'drill'))) };
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  },
  judge: (figures, scale) =>
    judgeLimits(figures, {
      foundByCheck: { exactly: TAMPERED.length },
      foundOffline: { exactly: TAMPERED.length },
      otherwiseNamed: { exactly: 0 },
      notDenied: { exactly: 0 },
      denied: { least: 50 },
      differing: { exactly: 0 },
      rewritten: { exactly: 0 },
      unsound: { exactly: 0 },
      lostS: { most: SIZE[scale].archiveS + SLACK_S },
      waiting: { exactly: SIZE[scale].people },
      sentByItself: { exactly: 0 },
      unknown: { exactly: SIZE[scale].people },
      sentOnceReleased: { exactly: SIZE[scale].people },
    }),
  sabotage: [
    {
      name: 'a restored database goes on sending',
      file: 'main.js',
      find: 'await holdRestored(db, clock.now());',
      put: '{ held: false, unknown: 0 };',
    },
    {
      name: 'entries are not held against their hashes',
      file: 'db/queries/ledger-checks.js',
      find: "e.hash <> ledger_hash(e.prev_hash, e) then 'hash'",
      put: "false then 'hash'",
    },
    {
      name: 'chains are not held against the anchors',
      file: 'domain/credit/verify-ledger.js',
      find: 'const lost = await findLost(db, anchors.sound);',
      put: 'const lost = [];',
    },
  ],
};

const cli = ({ build }: FaultTools, ground: Ground, dataDir: string, ...args: string[]) =>
  runNode([join(build, 'cli/main.js'), ...args], { DATABASE_URL: ground.databaseUrl, DATA_DIR: dataDir });

async function anchor(ground: Ground, dataDir: string, at: Date): Promise<void> {
  const { openDatabase } = (await fromDist('db/client.js')) as typeof Client;
  const { openAnchorShelf } = (await fromDist('anchor-shelf.js')) as typeof AnchorShelf;
  const { anchorLedger } = (await fromDist('domain/credit/anchor-ledger.js')) as typeof AnchorLedger;
  const database = openDatabase({ url: ground.databaseUrl, max: 1, name: 'fault-anchor' });
  await anchorLedger(database.db, openAnchorShelf(join(dataDir, 'anchors')), at);
  await database.close();
}

/** Tampers with five chains, and counts who names them: the operator's check, and the page that needs no system. */
async function tryTampering(tools: FaultTools, dataDir: string): Promise<Figures> {
  const { people, entries } = SIZE[tools.scale];
  const ground = await tools.stage.prepare(people);
  await askDatabase(ground, (sql) => layLedger(sql, ground, entries, new Date()));
  await anchor(ground, dataDir, new Date());
  const { tried, denied } = await tryAsApp(ground);
  await tamper(ground);
  const checked = await cli(tools, ground, dataDir, 'ledger', 'verify');
  const file = join(dataDir, 'export.jsonl');
  await cli(tools, ground, dataDir, 'ledger', 'export', '--out', file);
  const folder = join(dataDir, 'anchors');
  const anchors = readdirSync(folder).filter((name) => name.startsWith('anchor-'));
  const page = join(ROOT, 'scripts/verify-ledger.mjs');
  const offline = await runNode([page, file, ...anchors.map((name) => join(folder, name))]);
  const ids = await askDatabase(
    ground,
    (sql) => sql<{ n: number; id: string }[]>`
      select n, md5('person' || n)::uuid as id from unnest(${TAMPERED.map(({ person }) => person)}::int[]) n`,
  );
  const idOf = (person: number): string => ids.find(({ n }) => n === person)?.id ?? '-';
  const named = TAMPERED.filter(({ person, seq }) => checked.said.includes(`(N${person})  entry ${seq}:`));
  const namedOffline = TAMPERED.filter(({ person, seq }) =>
    offline.said.includes(`${idOf(person)} entry ${seq} `),
  );
  const lines = [...checked.said.matchAll(/\(N\d+\) {2}entry \d+:/g)].length;
  tools.say(`${named.length} of ${TAMPERED.length} named, offline ${namedOffline.length}`);
  return {
    foundByCheck: checked.code === 1 ? named.length : 0,
    foundOffline: offline.code === 1 ? namedOffline.length : 0,
    otherwiseNamed: lines - named.length,
    denied,
    notDenied: tried - denied,
  };
}

async function rollUp({ build }: FaultTools, ground: Ground, at: string): Promise<void> {
  const night = await forkPart(fileURLToPath(new URL('../parts/run-night.mjs', import.meta.url)), {
    args: [build, ground.databaseUrl, at],
    tsx: false,
  });
  if (!night.said('done')) await night.next('done');
  await night.stop();
}

async function drill(tools: FaultTools, dataDir: string): Promise<Figures> {
  const { people, archiveS, quietS } = SIZE[tools.scale];
  const stage = await openStage();
  try {
    const ground = await stage.prepare(people);
    const archive = await startArchive(stage, ground, archiveS);
    await layPosts(ground, 3);
    const [first, second] = NIGHTS;
    await rollUp(tools, ground, first);
    // In use once before: the product notes where it runs.
    const api = await startStrictApi({ perSecond: 1_000_000, jitterMs: [0, 0] });
    const start = (on: Ground) =>
      startProduct(on, {
        apiRoot: api.url,
        roles: 'jobs',
        rate: 100,
        env: { DATA_DIR: dataDir },
        build: tools.build,
      });
    try {
      await (await start(ground)).stop();
      const base = await copyBase(stage, ground);
      await layLatePosts(ground, LATE);
      await rollUp(tools, ground, second);
      await anchor(ground, dataDir, new Date(second));
      const author = await openAuthor(ground);
      const { noticeId } = await author.sendToAll('resend');
      await author.close();
      const waiting = (await countStates(ground, noticeId)).get('pending') ?? Number.NaN;
      const hash = await hashFiles(ground);
      const lastBeat = await beatUntilLost(stage, ground, 2.5 * archiveS);
      const server = await startRestored(stage, base, archive);
      try {
        const restored = movedTo(ground, server);
        const [beat] = await askDatabase(
          restored,
          (sql) =>
            sql<{ at: number }[]>`select (extract(epoch from max(at)) * 1000)::float8 as at from beats`,
        );
        const lostS = Number(((lastBeat - (beat?.at ?? 0)) / 1000).toFixed(2));
        tools.say(`${lostS} s were lost, with a piece of the log every ${archiveS} s`);
        let differing = Number((await hashFiles(restored)) !== hash);
        const before = await stampFiles(restored);
        await rollUp(tools, restored, second);
        const after = await stampFiles(restored);
        differing += Number((await hashFiles(restored)) !== hash);
        const verified = await cli(tools, restored, dataDir, 'ledger', 'verify');
        const product = await start(restored);
        try {
          await pause(quietS * 1_000);
          const sentByItself = (await api.total()).accepted;
          const unknown = (await countStates(restored, noticeId)).get('unknown') ?? 0;
          await cli(tools, restored, dataDir, 'deliveries', 'release');
          const again = await openAuthor(restored);
          await again.sendToAll();
          await again.close();
          const accepted = async () => (await api.total()).accepted - sentByItself;
          await until(async () => (await accepted()) >= people, 60_000, 200);
          return {
            differing,
            rewritten: [...after].filter(([key, stamp]) => before.get(key) !== stamp).length,
            unsound: Number(verified.code !== 0),
            lostS,
            waiting,
            sentByItself,
            unknown,
            sentOnceReleased: await accepted(),
          };
        } finally {
          await product.kill();
        }
      } finally {
        await server.stop('immediate');
      }
    } finally {
      await api.stop();
    }
  } finally {
    await stage.stop();
  }
}

/** Writes down the time all the while, then the server falls; returns the last time that was committed, in milliseconds. */
async function beatUntilLost(
  stage: Awaited<ReturnType<typeof openStage>>,
  ground: Ground,
  seconds: number,
): Promise<number> {
  await askDatabase(ground, (sql) => sql`create table beats (at timestamptz not null)`);
  let last = 0;
  const end = performance.now() + seconds * 1_000;
  await askDatabase(ground, async (sql) => {
    while (performance.now() < end) {
      const [row] = await sql<{ at: number }[]>`
        insert into beats values (clock_timestamp()) returning (extract(epoch from at) * 1000)::float8 as at`;
      last = row?.at ?? last;
      await pause(BEAT_MS);
    }
  });
  await stage.postgres.crash();
  return last;
}
