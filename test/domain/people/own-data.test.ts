import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { layTownships, type Townships } from '../../../faults/two-townships.ts';
import { PERSONAL_TABLES } from '../../../src/db/queries/personal-data.ts';
import { exportOwnData } from '../../../src/domain/people/export-own-data.ts';
import { readTable } from '../../../src/formats/read-table.ts';
import { writeXlsxBook } from '../../../src/formats/write-xlsx.ts';
import { ownData as zh } from '../../../src/messages/locales/zh/own-data.ts';
import { ownDataSheets } from '../../../src/messages/own-data.ts';
import { START } from '../../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';

const NOW = new Date(START);
const nameOf = (table: string): string => (zh.sheets as Record<string, string>)[table] ?? table;

let app: TestDatabase;
let owner: postgres.Sql;
let laid: Townships;
beforeAll(async () => {
  app = await createTestDatabase({ county: true });
  owner = postgres(app.ownerUrl, { max: 1, onnotice: () => undefined });
  laid = await layTownships(owner, pack.version);
});
afterAll(async () => {
  await owner.end();
  await app.close();
});

/** Columns that name people and are left out of the book, and why. */
const LEFT_OUT: Record<string, string> = {
  'access_log.actor_id': 'what one looked at is about others',
  'access_log.subject_person_id': 'who looked is told by file_access_requests, from when one may know of it',
  'file_access_requests.requester_id': 'it is about the other one',
  'shown_files.reader_id': 'a message that shows somebody else’s file',
  'shown_files.subject_id': 'the look itself is told by file_access_requests',
  'interview_proposals.person_id':
    'a suggestion of the rules that nobody has decided on; what comes of it is an interview',
  'code_failures.person_id': 'a counter against guessing that begins anew after an hour',
  'notice_messages.from_id': 'it is in the thread of whom it is about',
  'question_imports.person_id': 'work on the bank of questions, which is nobody’s personal data',
  'notice_recipients.person_id': 'a view of deliveries, which are in the book',
  'ledger_anchor_heads.person_id': 'a copy of ledger_heads, to prove that nothing was changed',
};
/** Tables below those of the book that are not in it, and why. */
const BELOW_LEFT_OUT: Record<string, string> = {
  interview_proposals: LEFT_OUT['interview_proposals.person_id'] ?? '',
  paper_items: 'the questions of the bank that were drawn; what was answered is in the book',
  regraded_answers: 'the key that changed; what it changed for a person is regraded_attempts',
  review_envelopes:
    'votes about somebody, which nobody can open; what they add up to is in the book once it is released',
  shown_files: LEFT_OUT['shown_files.subject_id'] ?? '',
};
/** Who did something: it is in the data of whom or what it was done to. */
const ACTED =
  /\.(recorded_by|confirmed_by|approved_by|decided_by|answered_by|opened_by|reviewer_id|ordered_by|ended_by|author_id|proposed_by|registered_by|declared_by|withdrawn_by|assigned_by|marked_by|held_by|called_by|changed_by|created_by|written_by|asked_by|reopened_by|chosen_by|entered_by|handled_by|checked_by|liaison_id|by)$/u;

describe('what is held about somebody', () => {
  test('is in the book from every table and column that names people, or left out for a reason', async () => {
    const named = await owner<{ column: string }[]>`
      select distinct c.conrelid::regclass::text || '.' || a.attname as column from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
        where c.contype = 'f' and c.confrelid = 'people'::regclass
      union select table_name || '.' || column_name from information_schema.columns
        where table_schema = 'public' and column_name = 'person_id'`;
    const isIn = (column: string): boolean => {
      const [table = '', name = ''] = column.split('.');
      const personal = PERSONAL_TABLES.find((one) => one.table === table);
      return personal !== undefined && new RegExp(`\\b${name}\\b`).test(personal.mine);
    };
    const forgotten = named
      .map(({ column }) => column)
      .filter((column) => !isIn(column) && !(column in LEFT_OUT) && !ACTED.test(column));
    expect(forgotten).toEqual([]);
    const known = new Set(named.map(({ column }) => column));
    expect(Object.keys(LEFT_OUT).filter((column) => !known.has(column))).toEqual([]);
  });

  test('is followed into the tables below those that name people', async () => {
    const below = await owner<{ table: string }[]>`
      select distinct c.conrelid::regclass::text as table from pg_constraint c
      where c.contype = 'f' and c.confrelid::regclass::text = any(${PERSONAL_TABLES.map(({ table }) => table).filter((table) => !['people', 'files'].includes(table))})`;
    const listed = PERSONAL_TABLES.map(({ table }) => table);
    const forgotten = below.map(({ table }) => table).filter((table) => !listed.includes(table));
    expect(forgotten.toSorted()).toEqual(Object.keys(BELOW_LEFT_OUT));
  });

  test('is all of it, and nothing of others', async () => {
    for (const subject of laid.subjects) {
      const tables = await exportOwnData(app.db, subject, laid.now);
      for (const { table, rows } of tables) {
        const personal = PERSONAL_TABLES.find((one) => one.table === table);
        const [row] = await owner.unsafe<{ n: number }[]>(
          `select count(*)::int as n from (select '${subject.personId}'::uuid as me, '${laid.now.toISOString()}'::timestamptz as now) asked, ${table} x where ${personal?.mine}`,
        );
        expect([table, rows.length]).toEqual([table, row?.n]);
      }
      const said = JSON.stringify(tables);
      const others = laid.subjects.filter(({ personId }) => personId !== subject.personId);
      expect(
        others.filter(({ marker, personId }) => said.includes(`"${marker}"`) || said.includes(personId)),
      ).toEqual([]);
      const rowsOf = (name: string) => tables.find(({ table }) => table === name)?.rows.length;
      // Everything that was laid about them, but what they may not know of yet.
      for (const name of [
        'ledger_entries',
        'credit_files',
        'objection_answers',
        'rectification_events',
        'study_hours',
        'duty_marks',
      ])
        expect([name, rowsOf(name) ?? 0]).not.toEqual([name, 0]);
      for (const name of ['interviews', 'interview_records', 'recognition_proposals', 'file_access_requests'])
        expect([name, rowsOf(name)]).toEqual([name, 0]);
    }
  });

  test('of the sample county names nobody else of it, and counts what the tables count', async () => {
    const people = await owner<{ id: string; name: string; staffNo: string }[]>`
      select id, name, staff_no as "staffNo" from people where staff_no like 'QS-%' order by staff_no`;
    for (const staffNo of ['QS-005', 'QS-007', 'QS-018']) {
      const me = people.find((one) => one.staffNo === staffNo);
      const tables = await exportOwnData(app.db, { personId: me?.id ?? '' }, NOW);
      const said = JSON.stringify(tables);
      const others = people.filter(
        ({ id, staffNo: no }) => id !== me?.id && (said.includes(id) || said.includes(no)),
      );
      expect(others).toEqual([]);
      const [papers] = await owner<
        { n: number }[]
      >`select count(*)::int as n from papers where person_id = ${me?.id ?? ''}`;
      expect(tables.find(({ table }) => table === 'papers')?.rows).toHaveLength(papers?.n ?? -1);
    }
  });

  test('is logged when it is taken', async () => {
    const [subject] = laid.subjects;
    const rows =
      await owner`select action from access_log where actor_id = ${subject?.personId ?? ''} and action = 'data.export'`;
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe('the book', () => {
  test('has a word for every sheet and every column', () => {
    const columns = PERSONAL_TABLES.flatMap((one) =>
      one.columns.map((column) => (typeof column === 'string' ? column : column[0])),
    );
    expect(Object.keys(zh.sheets).toSorted()).toEqual(PERSONAL_TABLES.map(({ table }) => table).toSorted());
    expect(Object.keys(zh.columns).toSorted()).toEqual([...new Set(columns)].toSorted());
    for (const name of Object.values(zh.sheets)) expect([...name].length).toBeLessThanOrEqual(31);
    expect(new Set(Object.values(zh.sheets)).size).toBe(PERSONAL_TABLES.length);
  });

  test('opens, and begins with what there is', async () => {
    const [subject] = laid.subjects;
    const tables = await exportOwnData(app.db, { personId: subject?.personId ?? '' }, laid.now);
    const book = await writeXlsxBook(ownDataSheets('zh', tables));
    const read = await readTable(book, 'my-data.xlsx');
    if (!read.ok) throw new Error('the book cannot be read');
    const lines = JSON.stringify(read);
    for (const { table, rows } of tables.filter((one) => one.rows.length > 0))
      expect([table, lines.includes(`"${nameOf(table)}","${rows.length}"`)]).toEqual([table, true]);
  });
});
