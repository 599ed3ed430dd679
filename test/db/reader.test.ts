import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countRows } from '../../faults/scenarios/f15-others-rows.ts';
import { layTownships, type Townships } from '../../faults/two-townships.ts';
import { ROLES, WATCHED } from '../../faults/watched-tables.ts';
import { readAs } from '../../src/db/queries/read-as.ts';
import { rolesFor } from '../../src/domain/people/rules.ts';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { pack } from '../support/pack.ts';
import { DENIED, sqlStateOf } from '../support/sql-state.ts';

let app: TestDatabase;
let owner: postgres.Sql;
let laid: Townships;
beforeAll(async () => {
  app = await createTestDatabase();
  owner = postgres(app.ownerUrl, { max: 1, onnotice: () => undefined });
  laid = await layTownships(owner, pack.version);
});
afterAll(async () => {
  await owner.end();
  await app.close();
});

const rowsOf = (role: (typeof ROLES)[number], now = laid.now) => {
  const reader = laid.readers.find((one) => one.role === role);
  if (!reader) throw new Error(`there is no ${role}`);
  return countRows(readAs, app.db, owner, { ...laid, now }, reader);
};

describe('what the database shows', () => {
  test.each(ROLES)('a %s of one township is theirs, all of it and nothing else', async (role) => {
    expect(await rowsOf(role)).toEqual({ rows: 0, missing: 0, which: [] });
  });

  test('people of themselves is what they may know', async () => {
    for (const { personId } of laid.subjects) {
      const self = { personId, role: 'cadre' as const, isSubject: true };
      expect(await countRows(readAs, app.db, owner, laid, self)).toEqual({ rows: 0, missing: 0, which: [] });
    }
  });

  test('somebody whose post has ended is nothing from that day on', async () => {
    const supervisor = laid.readers.find(({ role }) => role === 'supervisor');
    if (!supervisor) throw new Error('there is no supervisor');
    const [post] = await owner<{ id: string }[]>`
      update posts set ends_on = '2026-11-26' where person_id = ${supervisor.personId} returning id`;
    const after = await countRows(readAs, app.db, owner, laid, { ...supervisor, demoted: true });
    expect(after).toEqual({ rows: 0, missing: 0, which: [] });
    await owner`update posts set ends_on = null where id = ${post?.id ?? ''}`;
    expect((await rowsOf('supervisor')).missing).toBe(0);
  });

  test('is counted as a leak where a policy is gone', async () => {
    for (const table of ['ledger_entries', 'interviews', 'study_hours']) {
      await owner.unsafe(`alter table ${table} disable row level security`);
      expect([table, (await rowsOf('cadre')).rows > 0]).toEqual([table, true]);
      await owner.unsafe(`alter table ${table} enable row level security`);
    }
    expect((await rowsOf('cadre')).rows).toBe(0);
  });
});

describe('the reader', () => {
  test('is shown nothing by any table before it was said for whom is read', async () => {
    await app.db.transaction(async (tx) => {
      await tx.execute(`set local role qingfeng_reader; set local search_path to as_reader, public`);
      for (const { table } of [...WATCHED, { table: 'people' }, { table: 'posts' }])
        expect([table, [...(await tx.execute(`select count(*)::int as n from ${table}`))]]).toEqual([
          table,
          [{ n: 0 }],
        ]);
    });
  });

  test('has no right but to read, and none to names, accounts, papers or files', async () => {
    const rights = await owner`
      select relname as table from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')
        and (has_table_privilege('qingfeng_reader', oid, 'insert') or has_table_privilege('qingfeng_reader', oid, 'update')
          or has_table_privilege('qingfeng_reader', oid, 'delete') or has_table_privilege('qingfeng_reader', oid, 'truncate'))`;
    expect([...rights]).toEqual([]);
    const open = await owner<{ table: string }[]>`
      select relname as table from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        and has_table_privilege('qingfeng_reader', oid, 'select') and not relrowsecurity order by relname`;
    expect(open.map(({ table }) => table)).toEqual([
      'assessment_cycles',
      'calendar_days',
      'calendar_years',
      'credit_periods',
      'organisation_units',
      'rule_packs',
      'unit_closure',
    ]);
    const [me] = laid.readers;
    const denied = ['people', 'posts', 'telegram_accounts', 'exemptions', 'answers', 'files', 'deliveries'];
    for (const table of denied)
      expect([
        table,
        await sqlStateOf(
          readAs(app.db, me ?? { personId: newId() }, laid.now, (tx) =>
            tx.execute(`select * from public.${table}`),
          ),
        ),
      ]).toEqual([table, DENIED]);
  });

  test('ends with what was read: afterwards it is the application again', async () => {
    const [me] = laid.readers;
    if (!me) throw new Error('there is no reader');
    await app.db.transaction(async (tx) => {
      const role = () =>
        tx.execute(sql`select current_user as role, reader_id() as id, current_schemas(false) as path`);
      const inside = await readAs(tx, me, laid.now, () => readAs(tx, me, laid.now, role));
      expect([...inside]).toEqual([
        { role: 'qingfeng_reader', id: me.personId, path: ['as_reader', 'public'] },
      ]);
      expect([...(await role())]).toEqual([{ role: 'qingfeng_app', id: null, path: ['public'] }]);
      await expect(
        readAs(tx, me, laid.now, () => readAs(tx, { personId: newId() }, laid.now, role)),
      ).rejects.toThrow('somebody else');
    });
    const [row] = await app.db.execute(sql`select current_user as role, reader_id() as id`);
    expect(row).toEqual({ role: 'qingfeng_app', id: null });
  });

  test('knows the roles of an action as the domain does', async () => {
    const watched = [
      'file.read',
      'file.approve',
      'objections.answer',
      'interviews.arrange',
      'rectifications.open',
      'recognitions.approve',
      'duties.overview',
      'hours.overview',
      'leave.decide',
      'people.manage',
    ] as const;
    for (const action of watched) {
      const [row] = await owner<{ roles: string[] }[]>`select reader_roles(${action}) as roles`;
      expect([action, row?.roles.toSorted()]).toEqual([action, rolesFor(action).toSorted()]);
    }
    const [none] = await owner`select reader_roles('no.such') as roles`;
    expect(none).toEqual({ roles: [] });
    const used = await owner<{ action: string }[]>`
      select distinct (regexp_matches(qual, 'reader_units\\(''([a-z.]+)''', 'g'))[1] as action from pg_policies`;
    expect(used.map(({ action }) => action).toSorted()).toEqual(
      watched.filter((action) => used.some((one) => one.action === action)).toSorted(),
    );
  });

  test('is asked for its units once a statement, not once a row', async () => {
    const [me] = laid.readers;
    if (!me) throw new Error('there is no reader');
    const plan = await readAs(app.db, me, laid.now, (tx) =>
      tx.execute<{ 'QUERY PLAN': string }>('explain select * from ledger_entries'),
    );
    const lines = plan.map((row) => row['QUERY PLAN']);
    expect(lines.join('\n')).toContain('InitPlan');
    expect(lines.filter((line) => line.includes('reader_units') && !line.includes('InitPlan'))).toEqual([]);
  });
});
