import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { APP_ROLE, openDatabase, type Database } from '../../src/db/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { DENIED, RESTRICTED, sqlStateOf } from '../support/sql-state.ts';

let app: TestDatabase;
let owner: Database;
beforeAll(async () => {
  app = await createTestDatabase();
  owner = openDatabase({ url: app.ownerUrl, max: 2, role: 'owner' });
  const personId = newId();
  await app.db.execute(sql`
    insert into people (id, staff_no, name, pinyin, initials) values (${personId}, 'T-1', 'A', 'a', 'a')`);
  await app.db.execute(sql`
    insert into ledger_entries (id, person_id, kind, nature, occurred_at, recorded_at, source_kind, source_id, rule_pack_version, data)
    values (${newId()}, ${personId}, 'recognition', 'fact', now(), now(), 'test', ${newId()}, '2026.1', '{}')`);
  await app.db.execute(sql`
    insert into access_log (id, actor_id, action, at) values (${newId()}, ${personId}, 'file.read', now())`);
});
afterAll(async () => {
  await owner.close();
  await app.close();
});

const APPEND_ONLY = [
  'ledger_entries',
  'access_log',
  'ledger_anchors',
  'ledger_anchor_heads',
  'objections',
  'question_versions',
  'question_decisions',
  'rule_packs',
  'notice_versions',
  'notice_messages',
  'notice_check_answers',
  'notice_templates',
  'study_hours',
  'study_hour_decisions',
  'card_answers',
  'regraded_answers',
  'regraded_attempts',
  'exemption_requests',
  'exemption_decisions',
  'plan_assignees',
  'document_successions',
  'exam_changes',
  'review_log',
  'class_feedback',
  'class_feedback_givers',
  'meeting_attendance',
  'meeting_objections',
  'objection_answers',
  'objection_evidence',
  'rectification_events',
  'duty_items',
  'duty_marks',
  'recognition_proposals',
  'recognition_decisions',
  'sanction_records',
  'sanction_checks',
  'interview_rounds',
  'interview_records',
  'form_choices',
  'alerts',
  'alert_decisions',
  'assessment_reopenings',
  'review_opinions',
  'review_opinion_decisions',
  'erasure_requests',
  'erasure_decisions',
];
/** Rows of the outbox name them without a foreign key, or the trail is kept in them. */
const NEVER_DELETED = [
  'ledger_checks',
  'people',
  'organisation_units',
  'notices',
  'certificates',
  'relations',
  'file_access_requests',
  'shown_files',
  'field_keys',
];
/** Of which only some columns change; tested where they are used. */
const CHANGED_IN_PART = ['voice_codes', 'voice_counts', 'voice_days', 'voice_givers', 'voice_words'];
/** A change of every row of a table, whatever its columns. */
const changes = (table: string, column: string) => ({
  update: `update ${table} set ${column} = ${column}`,
  delete: `delete from ${table}`,
  truncate: `truncate ${table} cascade`,
});
const columnOf = (table: string) =>
  ({
    rule_packs: 'version',
    ledger_anchors: 'number',
    ledger_anchor_heads: 'number',
    ledger_heads: 'seq',
    notice_versions: 'version',
    notice_check_answers: 'chosen',
    study_hour_decisions: 'verdict',
    card_answers: 'card',
    question_decisions: 'verdict',
    regraded_answers: 'position',
    exemption_decisions: 'verdict',
    plan_assignees: 'unit_id',
    class_feedback_givers: 'meeting_id',
    meeting_attendance: 'n',
    meeting_objections: 'n',
    objection_answers: 'verdict',
    duty_items: 'n',
    recognition_decisions: 'verdict',
    sanction_checks: 'verdict',
    interview_rounds: 'round',
    alert_decisions: 'n',
    review_opinion_decisions: 'verdict',
    erasure_decisions: 'verdict',
  })[table] ?? 'id';

describe('the role of the running bot', () => {
  test('is the application role, an ordinary one that owns nothing', async () => {
    const [me] = await app.db.execute(sql`
      select current_user as name, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user`);
    expect(me).toEqual({
      name: APP_ROLE,
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
    });
    const owned = await app.db.execute(sql`
      select relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = ${APP_ROLE}
      union all select proname from pg_proc p join pg_roles r on r.oid = p.proowner where r.rolname = ${APP_ROLE}`);
    expect([...owned]).toEqual([]);
  });

  test.each(APPEND_ONLY)('may add to %s and change nothing in it', async (table) => {
    for (const statement of Object.values(changes(table, columnOf(table))))
      expect([statement, await sqlStateOf(app.db.execute(sql.raw(statement)))]).toEqual([statement, DENIED]);
  });

  test('may not write the heads of the chains in any way', async () => {
    const insert = `insert into ledger_heads (person_id, seq, hash) select id, 9, '' from people`;
    for (const statement of [insert, ...Object.values(changes('ledger_heads', 'seq'))])
      expect([statement, await sqlStateOf(app.db.execute(sql.raw(statement)))]).toEqual([statement, DENIED]);
  });

  test('may truncate no table, and change only those that are made to change', async () => {
    const rows = await app.db.execute<{ table: string; update: boolean; delete: boolean; truncate: boolean }>(
      sql`select relname as table, has_table_privilege(oid, 'update') as update, has_table_privilege(oid, 'delete') as delete,
        has_table_privilege(oid, 'truncate') as truncate
        from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`,
    );
    expect(rows.length).toBeGreaterThan(25);
    expect(rows.filter((row) => row.truncate)).toEqual([]);
    const fixed = rows.filter((row) => !row.update || !row.delete).map((row) => row.table);
    expect(fixed).toEqual([...APPEND_ONLY, ...NEVER_DELETED, ...CHANGED_IN_PART, 'ledger_heads'].toSorted());
  });

  test('may change nothing of what villagers said but what is to be noted beside it', async () => {
    const denied = [
      `update voice_codes set code = 'x'`,
      `delete from voice_codes`,
      `update voice_counts set topic = 'x'`,
      `delete from voice_counts`,
      `update voice_days set half = half`,
      `update voice_givers set account = account`,
      `update voice_words set text = 'x'`,
      `update voice_words set unit_id = unit_id`,
    ];
    for (const statement of denied)
      expect([statement, await sqlStateOf(app.db.execute(sql.raw(statement)))]).toEqual([statement, DENIED]);
  });

  test('cannot get around it', async () => {
    const ways = [
      'set session_replication_role = replica',
      'alter table ledger_entries disable trigger all',
      'drop trigger ledger_entries_stay on ledger_entries',
      'create or replace function ledger_hash(prev text, e ledger_entries) returns text language sql as $$ select prev $$',
      `set role ${new URL(app.ownerUrl).username}`,
      'alter table ledger_entries owner to current_user',
      'create table public.aside (id int)',
    ];
    const states = await Promise.all(ways.map((way) => sqlStateOf(app.db.execute(sql.raw(way)))));
    expect(states).toEqual(ways.map(() => DENIED));
    // A grant by somebody without the right to grant is a warning, and gives nothing.
    await app.db.execute(sql.raw(`grant update on ledger_entries to ${APP_ROLE}`));
    expect(await sqlStateOf(app.db.execute(sql`update ledger_entries set seq = seq`))).toBe(DENIED);
  });

  test('may read how far the migrations are, and not write it', async () => {
    const [row] = await app.db.execute(sql`select count(*)::int as n from drizzle.__drizzle_migrations`);
    expect(row?.['n']).toBeGreaterThan(0);
    expect(await sqlStateOf(app.db.execute(sql`delete from drizzle.__drizzle_migrations`))).toBe(DENIED);
  });
});

describe('the owner', () => {
  test.each(['ledger_entries', 'access_log'])('is refused by a trigger on %s', async (table) => {
    const count = () => owner.db.execute(sql.raw(`select count(*)::int as n from ${table}`));
    const before = await count();
    expect(before[0]).toEqual({ n: 1 });
    for (const statement of Object.values(changes(table, 'id')))
      expect([statement, await sqlStateOf(owner.db.execute(sql.raw(statement)))]).toEqual([
        statement,
        RESTRICTED,
      ]);
    // Before a row is looked for: a statement that would change nothing is refused as well.
    expect(await sqlStateOf(owner.db.execute(sql.raw(`delete from ${table} where false`)))).toBe(RESTRICTED);
    expect(await count()).toEqual(before);
  });
});

describe('the outbox', () => {
  const queue = (kind: string, personId: string) => sql`
    insert into deliveries (id, kind, person_id, subject_id, unit_id, once_key, priority, policy, not_before, created_at)
    values (${newId()}, ${kind}, ${personId}, ${newId()}, ${kind === 'notice' ? newId() : null}, ${kind === 'notice' ? null : newId()}, 9, 'hold', now(), now())`;

  test('takes no message to nobody', async () => {
    expect(await sqlStateOf(app.db.execute(queue('quiz-offer', newId())))).toBe('23503');
  });

  test('keeps whom a message is for, and the unit they were meant for', async () => {
    const [person] = await app.db.execute<{ id: string }>(sql`select id from people limit 1`);
    for (const kind of ['quiz-offer', 'notice']) await app.db.execute(queue(kind, person?.id ?? ''));
    for (const change of [
      'person_id = uuidv7()',
      'subject_id = uuidv7()',
      "kind = 'other'",
      'unit_id = uuidv7()',
    ])
      expect(await sqlStateOf(app.db.execute(sql.raw(`update deliveries set ${change}`)))).toBe(RESTRICTED);
    expect(await sqlStateOf(app.db.execute(sql`update notice_recipients set exempt = true`))).toBe(DENIED);
    expect(await sqlStateOf(app.db.execute(sql`delete from people`))).toBe(DENIED);
  });
});
