import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Sql } from 'postgres';
import json from '../../content/rules/default.json' with { type: 'json' };
import type * as Client from '../../src/db/client.ts';
import type * as ReadAs from '../../src/db/queries/read-as.ts';
import type { Db } from '../../src/db/client.ts';
import type { Actor } from '../../src/domain/people/rules.ts';
import { readRulePack } from '../../src/domain/rules/rule-pack.ts';
import type * as FieldKeys from '../../src/field-keys.ts';
import type { Fault, Figures } from '../fault.ts';
import { loadVerbs } from '../forged-verbs.ts';
import { askDatabase } from '../ledger.ts';
import { judgeLimits } from '../limits.ts';
import { layTownships, type Reader, type Townships } from '../two-townships.ts';
import { isTheirs, readOwners, ROLES, WATCHED } from '../watched-tables.ts';

const pack = readRulePack(json);
const FIELD_KEY = Buffer.alloc(32, 'key of a fault').toString('base64');

/** Reads every watched table as one person, by its policies alone, and counts what is not theirs and what is missing. */
export async function countRows(
  readAs: typeof ReadAs.readAs,
  db: Db,
  owner: Sql,
  { subjects, now }: Pick<Townships, 'subjects' | 'now'>,
  reader: { personId: string; role: Reader['role']; isSubject?: boolean; demoted?: boolean },
): Promise<{ rows: number; missing: number; which: string[] }> {
  const placeOf = new Map(subjects.map(({ personId, place }) => [personId, place]));
  const sum = { rows: 0, missing: 0, which: [] as string[] };
  for (const watched of WATCHED) {
    const owners = await readOwners(owner, watched);
    const seen = await readAs(db, reader, now, async (tx) => {
      const rows = await tx.execute<{ key: string }>(`select ${watched.key} as key from ${watched.table}`);
      return new Set(rows.map((row) => row.key));
    });
    for (const { key, personId } of owners) {
      const theirs =
        personId === reader.personId
          ? watched.own
          : !reader.isSubject && !reader.demoted && isTheirs(watched, reader.role, placeOf.get(personId));
      if (seen.has(key) && !theirs) sum.rows += 1;
      if (!seen.has(key) && theirs && placeOf.has(personId)) sum.missing += 1;
      if (seen.has(key) !== theirs && (seen.has(key) || placeOf.has(personId)))
        sum.which.push(`${watched.table} to the ${reader.role}`);
    }
  }
  const names = await readAs(db, reader, now, (tx) => tx.execute<{ id: string }>('select id from people'));
  const strangers = subjects.filter(
    ({ personId, place }) => personId !== reader.personId && (place === 'townB' || place === 'villageB'),
  );
  const known = names.filter(({ id }) => strangers.some(({ personId }) => personId === id)).length;
  if (known > 0) sum.which.push(`names to the ${reader.role}`);
  return { ...sum, rows: sum.rows + known };
}

/** Whatever the application asks of this actor, it finds fulfilled: every role, over the whole county. */
const forged = ({ personId, role }: Reader, countyId: string): Actor => ({
  personId,
  staffNo: personId,
  name: `reader ${role}`,
  language: 'en',
  elder: false,
  telegramId: 1,
  botId: 0,
  posts: [{ unitId: countyId, unitName: 'x', unitKind: 'county', title: 'x', titleEn: null, roles: ROLES }],
});

/** What the tables hold, apart from the log of who looked. */
const printTables = async (sql: Sql): Promise<string> => {
  const [row] = await sql<{ print: string }[]>`
    select string_agg(t.tablename || ' ' || (xpath('/row/n/text()', query_to_xml('select count(*) || md5(coalesce(string_agg(md5(x::text), '''' order by md5(x::text)), '''')) as n from ' || quote_ident(t.tablename) || ' x', true, true, '')))[1]::text, E'\n' order by t.tablename) as print
    from pg_tables t where t.schemaname = 'public' and t.tablename <> 'access_log'`;
  return row?.print ?? '';
};

/** Tries every verb as every reader on everybody who is not theirs. */
async function tryVerbs(
  verbs: Awaited<ReturnType<typeof loadVerbs>>,
  db: Db,
  owner: Sql,
  { subjects, readers, units, now }: Townships,
): Promise<{ told: number; done: number; which: string[] }> {
  const sum = { told: 0, done: 0, which: [] as string[] };
  const strangers = subjects.filter(({ place }) => place !== 'townA' && place !== 'villageA');
  const isToldBy = (said: unknown): boolean => {
    const text = JSON.stringify(said ?? null);
    return strangers.some(({ marker }) => text.includes(marker));
  };
  for (const reader of readers) {
    const actor = forged(reader, units.county);
    const before = await printTables(owner);
    for (const [name, verb] of Object.entries(verbs.over(db, actor, pack, now)))
      if (isToldBy(await verb())) {
        sum.told += 1;
        sum.which.push(`${name} tells the ${reader.role}`);
      }
    for (const of of strangers)
      for (const [name, verb] of Object.entries(verbs.about(db, actor, of, units[of.place], pack, now)))
        if (isToldBy(await verb())) {
          sum.told += 1;
          sum.which.push(`${name} tells the ${reader.role} of ${of.place}`);
        }
    if ((await printTables(owner)) !== before) {
      sum.done += 1;
      sum.which.push(`something was changed by the ${reader.role}`);
    }
  }
  return sum;
}

/** What people may not see, asked for with every check of the application fulfilled. */
export const othersRowsFault: Fault = {
  id: 'F15',
  title:
    'Each role asks for people of its own place, a sibling, the parent and a child by every verb and in every table, with the application’s own check taken away; then it is demoted.',
  pass: 'no row, name or count of others; nothing missing of what is theirs; nothing changed; nothing left after the demotion',
  run: async ({ stage, build, say }): Promise<Figures> => {
    const ground = await stage.prepare(1);
    const load = (path: string): Promise<unknown> => import(pathToFileURL(join(build, path)).href);
    const { openDatabase } = (await load('db/client.js')) as typeof Client;
    const { readAs } = (await load('db/queries/read-as.js')) as typeof ReadAs;
    const { openFieldKeys } = (await load('field-keys.js')) as typeof FieldKeys;
    const verbs = await loadVerbs(build);
    // Where the policies are taken away, what is sealed is read as well.
    const keys = openFieldKeys('', [FIELD_KEY]);
    const database = openDatabase({ url: ground.databaseUrl, max: 2, keys });
    try {
      return await askDatabase(ground, async (owner) => {
        const laid = await layTownships(owner, pack.version);
        const { readers, subjects } = laid;
        const rows = { rows: 0, missing: 0, afterwards: 0 };
        const which: string[] = [];
        const everybody = [
          ...readers,
          ...subjects.map(({ personId }) => ({ personId, role: 'cadre' as const, isSubject: true })),
        ];
        for (const reader of everybody) {
          const found = await countRows(readAs, database.db, owner, laid, reader);
          rows.rows += found.rows;
          rows.missing += found.missing;
          which.push(...found.which);
        }
        const tried = await tryVerbs(verbs, database.db, owner, laid);
        which.push(...tried.which);
        await owner`update posts set ends_on = '2026-11-26' where person_id = any(${readers.map((one) => one.personId)}::uuid[])`;
        for (const reader of readers) {
          const found = await countRows(readAs, database.db, owner, laid, { ...reader, demoted: true });
          rows.afterwards += found.rows;
        }
        for (const line of new Set(which)) say(line);
        return { ...rows, told: tried.told, done: tried.done };
      });
    } finally {
      await database.close();
    }
  },
  judge: (figures) =>
    judgeLimits(figures, {
      rows: { exactly: 0 },
      missing: { exactly: 0 },
      told: { exactly: 0 },
      done: { exactly: 0 },
      afterwards: { exactly: 0 },
    }),
  sabotage: [
    {
      name: 'it is read with all the rights of the application',
      file: 'db/queries/read-as.js',
      find: "set_config('search_path', 'as_reader, public', true), set_config('role', 'qingfeng_reader', true)",
      put: '1',
    },
    {
      name: 'the posts of last month still hold',
      file: 'db/queries/read-as.js',
      find: "set_config('qingfeng.reader_now', ${at(now)}::text, true)",
      put: "set_config('qingfeng.reader_now', ${at(new Date(now.getTime() - 30 * 86_400_000))}::text, true)",
    },
  ],
};
