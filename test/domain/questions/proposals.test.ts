import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/domain/people/rules.ts';
import {
  approveImport,
  decideProposal,
  listProposals,
  readProposal,
} from '../../../src/domain/questions/decide-proposals.ts';
import { planProposals } from '../../../src/domain/questions/plan-proposals.ts';
import {
  chooseDocument,
  confirmImport,
  readImport,
} from '../../../src/domain/questions/propose-questions.ts';
import { readSubjects } from '../../../src/domain/deliveries/read-subject.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits, type Units } from '../../support/roster.ts';
import { sqlStateOf } from '../../support/sql-state.ts';
import {
  drawn,
  keep,
  LAW,
  newestOf,
  NOW,
  offered,
  propose,
  ship,
  versionsOf,
  wordsTo,
} from './bank-stage.ts';

const CHECK = '23514';
let database: TestDatabase;
let db: TestDatabase['db'];
let units: Units;
let editor: Actor;
let second: Actor;
let admin: Actor;
let count = 0;
/** A code that no other test has. */
const fresh = () => `t-${(count += 1)}`;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  units = await layUnits(db);
  await ship(db, 'shipped-1', 'shipped-2');
});
afterAll(() => database.close());
beforeEach(async () => {
  editor = await addPerson(db, { unitId: units.county, roles: ['editor'] });
  second = await addPerson(db, { unitId: units.county, roles: ['editor'] });
  admin = await addPerson(db, { unitId: units.county, roles: ['admin'] });
});

const approve = (versionId: string, by: Actor = second) =>
  decideProposal(db, by, versionId, { verdict: 'approved' }, NOW);
const reject = (versionId: string, by: Actor = second) =>
  decideProposal(db, by, versionId, { verdict: 'rejected', reason: 'The key is wrong' }, NOW);
const changed = (code: string, stem: string) =>
  offered(code, { content: { type: 'single', stem, options: ['甲方案', '乙方案'], answer: [1] } });

describe('what an editor imports', () => {
  test('is not drawn before somebody else has approved it', async () => {
    const code = fresh();
    await propose(db, editor, offered(code));
    const { id, status } = await newestOf(db, code);
    expect([status, await drawn(db, code)]).toEqual(['proposed', undefined]);
    expect(await approve(id)).toMatchObject({ ok: true, proposal: { code, deciderId: second.personId } });
    expect([(await newestOf(db, code)).status, await drawn(db, code)]).toEqual(['published', 1]);
  });

  test.each([['another editor'], ['an administrator']])('may be approved by %s', async (who) => {
    const code = fresh();
    await propose(db, editor, offered(code));
    const by = who === 'an administrator' ? admin : second;
    expect(await approve((await newestOf(db, code)).id, by)).toMatchObject({ ok: true });
  });

  test('is never approved by who wrote it, in the domain, the statement and the database', async () => {
    const code = fresh();
    const both = await addPerson(db, { unitId: units.county, roles: ['editor', 'admin'] });
    const importId = await propose(db, both, offered(code));
    const { id } = await newestOf(db, code);
    expect(await approve(id, both)).toMatchObject({ ok: false, problem: 'own' });
    expect(await approveImport(db, both, importId, NOW)).toBe(0);
    expect(await reject(id, both)).toMatchObject({ ok: false, problem: 'own' });
    const insert = (writtenBy: string) =>
      sqlStateOf(
        db.execute(sql`insert into question_decisions (version_id, written_by, verdict, decided_by, decided_at)
          values (${id}, ${writtenBy}, 'approved', ${both.personId}, now())`),
      );
    expect(await insert(both.personId)).toBe(CHECK);
    // Nor by saying that somebody else wrote it.
    expect(await insert(second.personId)).toBe('23503');
    expect(await drawn(db, code)).toBeUndefined();
  });

  test('is nothing that a cadre or an auditor may see or answer', async () => {
    const code = fresh();
    const importId = await propose(db, editor, offered(code));
    const { id } = await newestOf(db, code);
    for (const role of ['cadre', 'auditor', 'township-secretary'] as const) {
      const person = await addPerson(db, { unitId: units.county, roles: [role] });
      expect(await approve(id, person)).toEqual({ ok: false, problem: 'not-allowed' });
      expect(await approveImport(db, person, importId, NOW)).toBeUndefined();
      expect(await readProposal(db, person, id, NOW)).toBeUndefined();
      expect(await listProposals(db, person, 0, NOW)).toEqual({ rows: [], total: 0 });
    }
  });

  test('changes a question only when it is approved: until then the old version is drawn', async () => {
    const code = fresh();
    await ship(db, code);
    await propose(db, editor, changed(code, `${code}：改过的题，哪一项对？`));
    expect([(await versionsOf(db, code)).length, await drawn(db, code)]).toEqual([2, 1]);
    const { id } = await newestOf(db, code);
    expect(await readProposal(db, second, id, NOW)).toMatchObject({ replaces: 1, waiting: true });
    await approve(id);
    expect(await drawn(db, code)).toBe(2);
  });

  test('leaves the question as it was when it is rejected, and may be proposed again', async () => {
    const code = fresh();
    await ship(db, code);
    await propose(db, editor, changed(code, `${code}：改过的题，哪一项对？`));
    expect(await reject((await newestOf(db, code)).id)).toMatchObject({ ok: true });
    expect(await drawn(db, code)).toBe(1);
    await propose(db, editor, changed(code, `${code}：改过的题，哪一项对？`));
    expect((await versionsOf(db, code)).length).toBe(3);
  });

  test('gives way to a later version, which alone waits', async () => {
    const code = fresh();
    await propose(db, editor, offered(code));
    const first = await newestOf(db, code);
    await propose(db, editor, changed(code, `${code}：再改一次，哪一项对？`));
    expect(await approve(first.id)).toMatchObject({ ok: false, problem: 'left-behind' });
    expect(await approve((await newestOf(db, code)).id)).toMatchObject({ ok: true });
    expect(await drawn(db, code)).toBe(2);
  });

  test('is answered once: the first answer stays', async () => {
    const code = fresh();
    await propose(db, editor, offered(code));
    const { id } = await newestOf(db, code);
    const answers = await Promise.all([approve(id), approve(id, admin), approve(id), reject(id, admin)]);
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(1);
    const [row] = await db.execute<{ n: number }>(
      sql`select count(*)::int as n from question_decisions where version_id = ${id}`,
    );
    expect(row?.n).toBe(1);
  });

  test('is not approved without the place and the words it rests on, and is once they are added', async () => {
    const code = fresh();
    const importId = await propose(db, editor, offered(code, { source: { document: LAW } }));
    expect(await approve((await newestOf(db, code)).id)).toMatchObject({ ok: false, problem: 'no-source' });
    expect(await approveImport(db, second, importId, NOW)).toBe(0);
    await propose(db, editor, offered(code));
    expect(await approve((await newestOf(db, code)).id)).toMatchObject({ ok: true });
  });

  test('takes over the topic with the approval, not before', async () => {
    const [code, other] = [fresh(), fresh()];
    await ship(db, code, other);
    await db.execute(sql`update questions set topic = 'elsewhere' where code = ${other}`);
    await propose(db, editor, offered(code, { topic: 'elsewhere' }));
    const topic = async () =>
      (await db.execute<{ topic: string }>(sql`select topic from questions where code = ${code}`))[0]?.topic;
    expect(await topic()).toBe('sample');
    await approve((await newestOf(db, code)).id);
    expect(await topic()).toBe('elsewhere');
  });
});

describe('an import', () => {
  test('is confirmed once, however often and fast the button is pressed', async () => {
    const codes = [fresh(), fresh()];
    const id = await keep(
      db,
      editor,
      codes.map((code) => offered(code)),
    );
    const confirmed = await Promise.all(Array.from({ length: 5 }, () => confirmImport(db, editor, id, NOW)));
    for (const one of confirmed)
      expect(one).toMatchObject({ ok: true, outcome: { questions: 2, waiting: 2 } });
    for (const code of codes) expect((await versionsOf(db, code)).length).toBe(1);
    expect(await readImport(db, editor, id)).toBeUndefined();
  });

  test('is of whoever sent the file, and of an editor', async () => {
    const id = await keep(db, editor, [offered(fresh())]);
    expect(await confirmImport(db, second, id, NOW)).toEqual({ ok: false, problem: 'not-found' });
    expect(await confirmImport(db, { ...admin, personId: editor.personId }, id, NOW)).toEqual({
      ok: false,
      problem: 'not-allowed',
    });
    expect(await readImport(db, second, id)).toBeUndefined();
  });

  test('stores all of its questions or none', async () => {
    const code = fresh();
    const unknown = offered(fresh(), { source: { document: '没有这份文件' } });
    const id = await keep(db, editor, [offered(code), unknown]);
    const read = await readImport(db, editor, id);
    expect(read?.planned.map(({ step }) => step)).toEqual(['new', 'refused']);
    expect(await confirmImport(db, editor, id, NOW)).toEqual({ ok: false, problem: 'refused' });
    expect(await versionsOf(db, code)).toEqual([]);
    expect(await readImport(db, editor, id)).toBeDefined();
  });

  test('needs a document for questions that name none, one that stands', async () => {
    const code = fresh();
    const id = await keep(db, editor, [
      offered(code, { source: { article: '第二条', quote: '一二三四五六七' } }),
    ]);
    expect((await readImport(db, editor, id))?.planned[0]).toMatchObject({
      problem: { code: 'no-document' },
    });
    expect(await confirmImport(db, editor, id, NOW)).toEqual({ ok: false, problem: 'refused' });
    expect(await chooseDocument(db, editor, id, newId())).toBe(false);
    const [law] = await db.execute<{ id: string }>(sql`select id from documents where title = ${LAW}`);
    expect(await chooseDocument(db, editor, id, law?.id ?? '')).toBe(true);
    expect(await confirmImport(db, editor, id, NOW)).toMatchObject({ ok: true });
    await approve((await newestOf(db, code)).id);
    expect(await drawn(db, code)).toBe(1);
  });

  test('of what the bank has already adds nothing', async () => {
    const code = fresh();
    await propose(db, editor, offered(code), offered(undefined));
    const id = await keep(db, editor, [offered(code, { code: code.toUpperCase() }), offered(undefined)]);
    expect((await readImport(db, editor, id))?.planned.map(({ step }) => step)).toEqual(['same', 'same']);
    expect(await confirmImport(db, editor, id, NOW)).toEqual({ ok: false, problem: 'nothing' });
  });

  test('leaves as it is what the file does not say', async () => {
    const code = fresh();
    await ship(db, code);
    const { content } = offered(code);
    const [planned] = await planProposals(db, [{ line: 1, code, content }], null);
    expect(planned).toMatchObject({ step: 'same', provenance: 'full-text' });
  });

  test('gives a topic that no paper draws the usual one of its document, and says so', async () => {
    const [planned] = await planProposals(db, [offered(fresh(), { topic: '别的主题' })], null);
    expect(planned).toMatchObject({ step: 'new', unknownTopic: '别的主题', offered: { topic: 'sample' } });
  });

  test('takes a number of somebody’s list for no code, and says where a code is of another question', async () => {
    const one = offered('17');
    const other = offered('shipped-1', {
      content: {
        type: 'truefalse',
        stem: '村务公开栏每季度至少更新一次。',
        options: ['正确', '错误'],
        answer: [0],
      },
    });
    const [numbered, mistaken] = await planProposals(db, [one, other], null);
    expect(numbered?.code).toMatch(/^q-[0-9a-f]{12}$/);
    expect(mistaken).toMatchObject({
      step: 'changed',
      unlike: expect.stringContaining('shipped-1') as string,
    });
  });

  test('of the bank itself leaves proposals alone, and publishes a question that was only proposed', async () => {
    const [known, proposed] = [fresh(), fresh()];
    await ship(db, known);
    await propose(db, editor, changed(known, `${known}：改过的题，哪一项对？`), offered(proposed));
    expect(await ship(db, known)).toMatchObject({ added: 0, changed: 0 });
    expect(await drawn(db, known)).toBe(1);
    await ship(db, proposed);
    expect([await drawn(db, proposed), (await newestOf(db, proposed)).status]).toEqual([2, 'published']);
  });

  test('gives up an earlier file that was never confirmed', async () => {
    const first = await keep(db, editor, [offered(fresh())]);
    await keep(db, editor, [offered(fresh())]);
    expect(await readImport(db, editor, first)).toBeUndefined();
  });
});

describe('who wrote a question', () => {
  const subjectsOf = async (person: Actor) => {
    const rows = await wordsTo(db, person);
    const deliveries = rows.map((row) => ({ ...row, id: newId(), data: {} }) as never);
    return readSubjects(db, deliveries, { pack, plans: [] }, NOW);
  };

  test('hears of a rejection with its reason at once, and of a file once all of it is answered', async () => {
    const codes = [fresh(), fresh(), fresh()];
    const importId = await propose(db, editor, ...codes.map((code) => offered(code)));
    const [first] = await Promise.all(codes.slice(0, 1).map((code) => newestOf(db, code)));
    await reject(first?.id ?? '');
    await reject(first?.id ?? '');
    expect(await wordsTo(db, editor)).toMatchObject([{ kind: 'proposal-decided', subjectId: first?.id }]);
    expect(await approveImport(db, second, importId, NOW)).toBe(2);
    expect(await approveImport(db, second, importId, NOW)).toBe(0);
    expect((await wordsTo(db, editor)).map(({ kind }) => kind)).toEqual([
      'proposal-decided',
      'import-decided',
    ]);
    expect(await subjectsOf(editor)).toMatchObject([
      { kind: 'proposal-decided', proposal: { verdict: 'rejected', reason: 'The key is wrong' } },
      { kind: 'import-decided', outcome: { questions: 3, approved: 2, rejected: 1, waiting: 0 } },
    ]);
    expect(await wordsTo(db, second)).toEqual([]);
  });

  test('hears once when two people answer the last ones at the same time', async () => {
    const codes = [fresh(), fresh()];
    await propose(db, editor, ...codes.map((code) => offered(code)));
    const [a, b] = await Promise.all(codes.map((code) => newestOf(db, code)));
    await Promise.all([approve(a?.id ?? ''), approve(b?.id ?? '', admin)]);
    expect((await wordsTo(db, editor)).map(({ kind }) => kind)).toEqual(['import-decided']);
  });

  test('is named in the access log by whoever reads and answers', async () => {
    const code = fresh();
    await propose(db, editor, offered(code));
    const { id } = await newestOf(db, code);
    await listProposals(db, admin, 0, NOW);
    await readProposal(db, admin, id, NOW);
    await approve(id, admin);
    const log = await db.execute<{ action: string }>(
      sql`select action from access_log where actor_id = ${admin.personId} order by id`,
    );
    expect(log.map(({ action }) => action)).toEqual([
      'bank.read-proposals',
      'bank.read-proposal',
      'bank.approved',
    ]);
  });
});
