import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportDocument } from '../../../src/domain/credit/export-document.ts';
import { exportUnit } from '../../../src/domain/credit/export-unit.ts';
import { rollUp } from '../../../src/domain/credit/roll-up.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { unitSheets } from '../../../src/messages/credit-table.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits } from '../../support/roster.ts';

const NOW = new Date('2026-11-25T10:00:00+08:00');

let database: TestDatabase;
let db: TestDatabase['db'];
let supervisor: Actor;
let cadre: Actor;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  const units = await layUnits(db);
  supervisor = await addPerson(db, { unitId: units.townA, roles: ['supervisor'], staffNo: 'S-1' });
  cadre = await addPerson(db, { unitId: units.a2, staffNo: 'A-1', name: '=1+1' });
  await addPerson(db, { unitId: units.a1, staffNo: 'A-3' });
  await addPerson(db, { unitId: units.a1, staffNo: 'A-2' });
  await addPerson(db, { unitId: units.b1, staffNo: 'B-1' });
  await rollUp(db, pack, NOW, NOW);
});
afterAll(() => database.close());

const logged = (action: string) =>
  db.execute<{ actor: string; staffNo: string; purpose: string }>(sql`
    select a.staff_no as actor, p.staff_no as "staffNo", l.purpose from access_log l join people p on p.id = l.subject_person_id
    join people a on a.id = l.actor_id where l.action = ${action} order by p.staff_no`);

test('the files of a scope come by unit and staff number, and each is logged once', async () => {
  const found = await exportUnit(db, supervisor, { purpose: 'routine-check', most: 3 }, pack, NOW);
  if (!found.ok) throw new Error(found.problem);
  expect(found.documents.map(({ staffNo }) => staffNo)).toEqual(['A-2', 'A-3', 'A-1']);
  expect(await logged('file.export-unit')).toEqual(
    ['A-1', 'A-2', 'A-3'].map((staffNo) => ({ actor: 'S-1', staffNo, purpose: 'routine-check' })),
  );
  const [files, entries] = unitSheets('zh', found.documents);
  expect(files?.rows).toHaveLength(4);
  expect(new Set(files?.rows.map((row) => row.length))).toEqual(new Set([7 + pack.fileSections.length]));
  expect(files?.rows[1]).toEqual(expect.arrayContaining(['A-2', '正常', '暂无记录', '本系统未收集']));
  // Each has taken up a post.
  expect(entries?.rows.slice(1).map((row) => [row[0], row[5]])).toEqual(
    ['A-2', 'A-3', 'A-1'].map((staffNo) => [staffNo, '任职']),
  );
  expect(new Set(entries?.rows.map((row) => row.length))).toEqual(new Set([12]));
});

test('too many are refused, as is whoever may not read files, and nothing is logged', async () => {
  const before = (await logged('file.export-unit')).length;
  const ask = (actor: Actor, most: number) =>
    exportUnit(db, actor, { purpose: 'routine-check', most }, pack, NOW);
  expect(await ask(supervisor, 2)).toEqual({ ok: false, problem: 'too-many' });
  expect(await ask(cadre, 99)).toEqual({ ok: false, problem: 'not-found' });
  expect(await logged('file.export-unit')).toHaveLength(before);
});

test('a whole file is made for somebody who may read it, and logged as theirs', async () => {
  const ask = (staffNo: string, forStaffNo: string) =>
    exportDocument(db, { staffNo, forStaffNo, purpose: 'appointment' }, pack, NOW);
  expect(await ask('A-1', 'A-2')).toEqual({ ok: false, problem: 'no-reader' });
  expect(await ask('A-1', 'nobody')).toEqual({ ok: false, problem: 'no-reader' });
  for (const staffNo of ['B-1', 'S-1', 'nobody'])
    expect(await ask(staffNo, 'S-1')).toEqual({ ok: false, problem: 'not-found' });
  expect(await logged('file.export')).toEqual([]);
  expect(await ask('A-1', 'S-1')).toMatchObject({ ok: true, reader: { staffNo: 'S-1' } });
  expect(await logged('file.export')).toEqual([{ actor: 'S-1', staffNo: 'A-1', purpose: 'appointment' }]);
});
