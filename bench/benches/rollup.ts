import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import type * as Client from '../../src/db/client.ts';
import type * as FileRollUp from '../../src/db/queries/file-roll-up.ts';
import type { Bench } from '../bench.ts';
import { layLedger } from '../lay-ledger.ts';
import { fromDist } from '../product.ts';
import { resultOf } from '../result.ts';
import { ROOT } from '../stage.ts';

const ENTRIES = 100;
/** Every so manieth person has something new. */
const CHANGED = 100;

/**
 * The same aggregation as plainly as it can be said, into a table without keys: per person and section how many entries there are in
 * the period, in the year and ever, the sums of the shares, what is open, and the entries themselves.
 */
const plain = (target: string, who: string): string => `
  create unlogged table ${target} as
  with section as (select id, inputs, rule from jsonb_to_recordset($1::jsonb) as s(id text, inputs jsonb, rule jsonb)),
  fact as (
    select e.person_id, s.id,
      count(*) filter (where e.occurred_at >= $2::timestamptz) as in_period, count(*) filter (where e.occurred_at >= $3::timestamptz) as in_year,
      count(*) as ever, sum((e.data->>'correct')::numeric) filter (where s.rule->>'kind' = 'share' and e.occurred_at >= $2::timestamptz) as good,
      sum((e.data->>'total')::numeric) filter (where s.rule->>'kind' = 'share' and e.occurred_at >= $2::timestamptz) as total,
      count(*) filter (where s.rule->>'kind' = 'open-items' and e.kind = s.rule->>'opened' and not exists (select 1 from ledger_entries x
        where x.person_id = e.person_id and x.kind = s.rule->>'closed' and x.source_id = e.source_id)) as open,
      jsonb_agg(e.id order by e.occurred_at desc, e.seq desc) filter (where e.occurred_at >= $2::timestamptz) as entries
    from ledger_entries e join section s on s.inputs ? e.kind where e.occurred_at < $4::timestamptz ${who} group by e.person_id, s.id)
  select person_id, jsonb_agg(jsonb_build_object('id', id, 'n', in_period, 'y', in_year, 'e', ever, 'g', good, 't', total, 'o', open, 'entries', entries))
    as sections from fact group by person_id`;

const msOf = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** P4: everybody's files, those of one person in a hundred, and nobody's, each beside the same aggregation as one statement. */
export const rollup: Bench = {
  name: 'rollup',
  about: 'P4 the roll-up of all files, of one in a hundred, and of none',
  run: async ({ stage, quick, samples, say }) => {
    const people = quick ? 2_000 : 50_000;
    const ground = await stage.prepare(people);
    const sql: Sql = postgres(ground.ownerUrl, { max: 1, onnotice: () => undefined });
    const { openDatabase } = (await fromDist('db/client.js')) as typeof Client;
    const { putCreditFiles } = (await fromDist('db/queries/file-roll-up.js')) as typeof FileRollUp;
    const database = openDatabase({ url: ground.databaseUrl, max: 1, name: 'bench', answerWithinS: 600 });
    const rules = JSON.parse(await readFile(join(ROOT, 'content/rules/default.json'), 'utf8')) as {
      fileSections: unknown[];
    };
    const until = new Date('2026-11-27T00:00:00Z');
    const from = new Date('2026-09-30T16:00:00Z');
    const yearFrom = new Date('2025-12-31T16:00:00Z');
    const roll = (of: 'everybody' | 'changed', now: Date) =>
      database.db.transaction((tx) =>
        putCreditFiles(
          tx,
          {
            sections: rules.fileSections,
            rulePackVersion: 'bench',
            period: '2026-Q4',
            from,
            to: until,
            isOver: false,
            yearFrom,
            day: '2026-11-27',
            of,
          },
          now,
        ),
      );
    const aggregate = async (who = ''): Promise<number> => {
      const values = [JSON.stringify(rules.fileSections), from, yearFrom, until].map(String);
      const iso = [values[0] ?? '', from.toISOString(), yearFrom.toISOString(), until.toISOString()];
      // A statement that makes a table takes no values of its own: they are written into it.
      const text = iso.reduce(
        (sofar, value, i) => sofar.replaceAll(`$${i + 1}`, () => `'${value.replaceAll("'", "''")}'`),
        plain('plain_files', who),
      );
      const ms = await msOf(() => sql.unsafe(text));
      await sql`drop table plain_files`;
      return ms;
    };
    try {
      say(`laying ${people * ENTRIES} entries`);
      await layLedger(sql, ground, ENTRIES, until);
      const [full, fullPlain, few, fewPlain, none]: number[][] = [[], [], [], [], []];
      let rewritten = 0;
      for (let sample = 0; sample < samples; sample += 1) {
        fullPlain?.push(await aggregate());
        await sql`truncate credit_files`;
        full?.push(await msOf(() => roll('everybody', new Date())));
        await sql`vacuum analyze credit_files`;
        none?.push(await msOf(async () => void (rewritten += (await roll('changed', new Date())).changed)));
        // As far as the roll-up can see their chains are longer than when their files were made.
        await sql`update credit_files set ledger_seq = ledger_seq - 1 where abs(hashtext(person_id::text)) % ${CHANGED}::int = 0`;
        await sql`create table changed_people as select person_id from credit_files where abs(hashtext(person_id::text)) % ${CHANGED}::int = 0`;
        await sql`analyze changed_people`;
        fewPlain?.push(await aggregate('and e.person_id in (select person_id from changed_people)'));
        await sql`drop table changed_people`;
        few?.push(await msOf(() => roll('changed', new Date())));
        say(
          `all ${full?.at(-1)?.toFixed(0)} ms beside ${fullPlain?.at(-1)?.toFixed(0)}; one in ${CHANGED} ${few?.at(-1)?.toFixed(0)} ms beside ${fewPlain?.at(-1)?.toFixed(0)}; none ${none?.at(-1)?.toFixed(0)} ms`,
        );
      }
      const beside = (name: string, of: number[] = [], anchor: string, those: number[] = [], most: number) =>
        resultOf({
          name,
          samples: of,
          unit: 'ms',
          anchor,
          anchorSamples: those,
          target: `≤ ${most} ×`,
          isMet: (_, ratio) => ratio <= most,
        });
      return [
        beside('P4 roll-up of everybody', full, 'the same aggregation as one statement', fullPlain, 1.25),
        beside('P4 roll-up of one in a hundred', few, 'the same of them alone', fewPlain, 1.5),
        resultOf({
          name: 'P4 files rewritten where nothing changed',
          samples: [rewritten],
          unit: 'files',
          anchor: 'none',
          anchorSamples: [0],
          target: '0',
          isMet: (value) => value === 0,
        }),
      ];
    } finally {
      await database.close();
      await sql.end();
    }
  },
};
