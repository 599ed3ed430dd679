import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import type * as Client from '../../src/db/client.ts';
import type * as RollUp from '../../src/domain/credit/roll-up.ts';
import { readRulePack } from '../../src/domain/rules/rule-pack.ts';
import { forkPart, type Part } from '../../bench/fork-part.ts';
import { ROOT, type Ground } from '../../bench/stage.ts';
import type { Fault, FaultTools, Scale } from '../fault.ts';
import { hashFiles, layLatePosts, layPosts, stampFiles } from '../files.ts';
import { askDatabase } from '../ledger.ts';
import { judgeLimits } from '../limits.ts';
import { until } from '../until.ts';

/** `kills` a night: three nights, ten kills in full. */
const SIZE: Record<Scale, { people: number; posts: number; kills: readonly number[] }> = {
  short: { people: 60, posts: 5, kills: [1, 1, 1] },
  full: { people: 2_000, posts: 20, kills: [4, 3, 3] },
};
/** The last night but one of a quarter, the first of the next, and one of the same week; before each of the later two something late comes in. */
const NIGHTS = ['2026-09-29T17:30:00Z', '2026-09-30T17:30:00Z', '2026-10-04T17:30:00Z'] as const;
const QUARTERS = ['2026-Q3', '2026-Q4', '2026-Q4'] as const;
const LATE = [
  { nth: 7, from: '2026-08-10', to: '2026-09-20' },
  { nth: 11, from: '2026-07-05', to: '2026-09-25' },
] as const;
const LAST_OF_QUARTER = new Date('2026-09-30T15:59:59.999Z');
const NAME = 'fault-night';
/** The first night on a ground takes longer than the same on its twin: killed so much earlier, most are killed under way. */
const EARLY = 0.8;

/** A roll-up that dies at any moment has not been; whoever reads sees the one before, or all of it. */
export const killRollUpFault: Fault = {
  id: 'F12',
  title:
    'The nightly roll-up is killed (kill -9) at 10 random moments in three nights across a quarter, with late facts in between.',
  pass: 'ledgers and files as after nights without a kill; a second run rewrites 0 rows; by and by the same as all anew; no reader sees half',
  run: async (tools) => {
    const { people, posts, kills } = SIZE[tools.scale];
    const [clean, ground] = [await tools.stage.prepare(people), await tools.stage.prepare(people)];
    for (const one of [clean, ground]) await layPosts(one, posts);
    const figures = { killed: 0, differing: 0, rewritten: 0, notAsAnew: 0, reads: 0, half: 0 };
    for (const [i, at] of NIGHTS.entries()) {
      const late = LATE[i - 1];
      if (late) for (const one of [clean, ground]) await layLatePosts(one, late);
      const ms = await finish(await startNight(tools, clean, at));
      const reader = startReading(ground, QUARTERS[i] ?? '');
      try {
        for (let kill = 1; kill <= (kills[i] ?? 0); kill += 1) {
          const after = Math.random() * EARLY * ms;
          const night = await startNight(tools, ground, at);
          await pause(after);
          // One that was done before does not count, and is no fault.
          if (!night.said('done')) figures.killed += 1;
          await night.kill();
          await until(() => isOver(ground), 60_000);
          tools.say(`killed ${after.toFixed(0)} of ${ms.toFixed(0)} ms after its beginning`);
        }
        await finish(await startNight(tools, ground, at));
      } finally {
        const { reads, half } = await reader.stop();
        figures.reads += reads;
        figures.half += half;
      }
      const hash = await hashFiles(ground);
      if (hash !== (await hashFiles(clean))) figures.differing += 1;
      const before = await stampFiles(ground);
      await finish(await startNight(tools, ground, at));
      for (const [key, stamp] of await stampFiles(ground))
        if (before.get(key) !== stamp) figures.rewritten += 1;
      if ((await hashFiles(ground)) !== hash) figures.differing += 1;
    }
    const byAndBy = await hashFiles(ground);
    await makeAnew(tools, ground);
    if ((await hashFiles(ground)) !== byAndBy) figures.notAsAnew = 1;
    return figures;
  },
  judge: (figures, scale) =>
    judgeLimits(figures, {
      killed: { least: Math.ceil(SIZE[scale].kills.reduce((sum, n) => sum + n, 0) / 3) },
      differing: { exactly: 0 },
      rewritten: { exactly: 0 },
      notAsAnew: { exactly: 0 },
      reads: { least: 20 },
      half: { exactly: 0 },
    }),
  sabotage: [
    {
      name: 'each step of a roll-up stands by itself',
      file: 'domain/credit/roll-up.js',
      find: 'refuseForbidden(pack);\n    return db.transaction(async (tx) => {',
      put: 'refuseForbidden(pack);\n    return Promise.resolve(db).then(async (tx) => {',
    },
    {
      name: 'rows are written again as they are',
      file: 'db/queries/file-roll-up.js',
      find: 'is distinct from (excluded.sections, excluded.ledger_seq,',
      put: 'is distinct from (excluded.sections, -1,',
    },
    {
      name: 'what comes late is not taken into a period that is over',
      file: 'db/queries/credit-files.js',
      find: 'or late.people is not null)',
      put: 'or false)',
    },
    {
      name: 'whose ledger has grown is not looked at',
      file: 'db/queries/file-roll-up.js',
      find: 'f.ledger_seq <> coalesce(h.seq, 0) or',
      put: '',
    },
  ],
};

const startNight = ({ build }: FaultTools, ground: Ground, at: string): Promise<Part> =>
  forkPart(fileURLToPath(new URL('../parts/run-night.mjs', import.meta.url)), {
    args: [build, ground.databaseUrl, at],
    tsx: false,
  });

/** Waits for the end of a night; how long it took, in milliseconds. */
async function finish(night: Part): Promise<number> {
  const done = night.said('done') ?? (await night.next('done'));
  await night.stop();
  return Number(done['ms']);
}

/** The server goes on with a statement whose client is gone, and then takes it all back. */
const isOver = (ground: Ground): Promise<boolean> =>
  askDatabase(ground, async (sql) => {
    const rows = await sql`
      select 1 from pg_stat_activity where application_name = ${NAME} and datname = current_database()`;
    return rows.length === 0;
  });

/**
 * Reads all the time. As every entry comes from a roll-up, the files of the running quarter rest on all of the ledger, or there
 * are none yet and nothing new in the ledger either.
 */
function startReading(ground: Ground, quarter: string) {
  const stopping = new AbortController();
  const counted = { reads: 0, half: 0 };
  const reading = askDatabase(ground, async (sql) => {
    let before: number | undefined;
    while (!stopping.signal.aborted) {
      const [row] = await sql<{ entries: number; files: number; resting: number; people: number }[]>`
        select (select count(*)::int from ledger_entries) as entries, (select count(distinct person_id)::int from posts) as people,
          (select count(*)::int from credit_files where period = ${quarter}) as files,
          (select coalesce(sum(ledger_seq), 0)::int from credit_files where period = ${quarter}) as resting`;
      if (!row) continue;
      before ??= row.entries;
      const isWhole =
        row.files === 0 ? row.entries === before : row.files === row.people && row.resting === row.entries;
      counted.reads += 1;
      if (!isWhole) counted.half += 1;
      await pause(5);
    }
  });
  return {
    stop: async () => {
      stopping.abort();
      await reading;
      return counted;
    },
  };
}

/** Throws every file away and makes them once more: of the quarter that is over as of its end, and of those that run. */
async function makeAnew({ build }: FaultTools, ground: Ground): Promise<void> {
  const fromBuild = (path: string): Promise<unknown> => import(pathToFileURL(join(build, path)).href);
  const { openDatabase } = (await fromBuild('db/client.js')) as typeof Client;
  const { rollUp } = (await fromBuild('domain/credit/roll-up.js')) as typeof RollUp;
  const pack = readRulePack(
    JSON.parse(readFileSync(join(ROOT, 'content/rules/default.json'), 'utf8')) as unknown,
  );
  await askDatabase(ground, (sql) => sql`truncate credit_files, credit_periods`);
  const database = openDatabase({ url: ground.databaseUrl, max: 1, name: 'fault-anew', answerWithinS: 600 });
  try {
    const last = new Date(NIGHTS[2]);
    await rollUp(database.db, pack, LAST_OF_QUARTER, last);
    await rollUp(database.db, pack, last, last);
  } finally {
    await database.close();
  }
}
