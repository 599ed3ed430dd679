import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSubjects } from '../../../src/domain/deliveries/read-subject.ts';
import { takeDeliveries } from '../../../src/domain/deliveries/send-delivery.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import {
  decideReverification,
  listFlagged,
  proposeReverification,
  readFlagged,
  retireFlagged,
} from '../../../src/domain/questions/reverify-question.ts';
import { listDocuments, supersedeDocument } from '../../../src/domain/questions/supersede-document.ts';
import { findQuizProblems } from '../../../src/domain/quizzes/find-quiz-problems.ts';
import { openQuiz } from '../../../src/domain/quizzes/open-quiz.ts';
import { addBank } from '../../support/bank.ts';
import { START } from '../../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits, type Units } from '../../support/roster.ts';

const NOW = new Date(START);
let its: TestDatabase;
let db: TestDatabase['db'];
let units: Units;
let editor: Actor;
let admin: Actor;
let count = 0;
beforeAll(async () => {
  its = await createTestDatabase();
  ({ db } = its);
  units = await layUnits(db);
  count = await addBank(db);
  editor = await addPerson(db, { unitId: units.county, roles: ['editor'] });
  admin = await addPerson(db, { unitId: units.county, roles: ['admin'] });
});
afterAll(() => its.close());

const OLD = { title: 'Sample law', version: '2026' };
const BY = { title: 'Sample law', version: '2026-11' };
const plan = {
  id: 'sample',
  name: { zh: '样例', en: 'Sample' },
  about: { zh: '样例', en: 'Sample' },
  roles: [],
  cards: ['membership-single', 'nothing-single'].map((question, n) => ({
    id: `aa-0${n}`,
    document: 'Sample law',
    article: '第一条',
    passage: 'x',
    question,
  })),
};
const supersede = (old = OLD, by = BY, effectiveOn = '2026-11-25') =>
  supersedeDocument(db, { old, by, effectiveOn }, { pack, plans: [plan] }, NOW);
const questionId = async (code: string): Promise<string> => {
  const [row] = await db.execute<{ id: string }>(sql`select id from questions where code = ${code}`);
  return row?.id ?? '';
};

describe('a document', () => {
  test('is not superseded by itself, by none, ahead of time, or when it is not there', async () => {
    expect(await supersede(OLD, OLD)).toEqual({ ok: false, problem: 'itself' });
    expect(await supersede(OLD, BY, '2026-11-26')).toEqual({ ok: false, problem: 'future' });
    expect(await supersede({ ...OLD, version: '1' })).toEqual({ ok: false, problem: 'unknown' });
    expect((await listDocuments(db)).map(({ status, published }) => [status, published])).toEqual([
      ['in-force', count],
    ]);
  });

  test('that is superseded flags its questions and cards, tells the editors once, and names quizzes that come short', async () => {
    const opensAt = new Date(NOW.getTime() + 86_400_000);
    await db.execute(sql`
      insert into quizzes (id, preset, slot, settings, rule_pack_version, opens_at, created_at)
      values (${newId()}, 'weekly', 'ahead', '{}', ${pack.version}, ${opensAt.toISOString()}, ${START})`);
    expect(await findQuizProblems(db, pack, NOW)).toEqual([]);
    const done = await supersede();
    expect(done).toMatchObject({ ok: true, first: true, questions: count, cards: 1, plans: ['sample'] });
    const lines = pack.quizPresets.weekly.blueprint.length;
    expect(done.ok && done.quizzes).toHaveLength(lines);
    expect(done.ok && done.quizzes[0]).toMatchObject({ preset: 'weekly', slot: 'ahead', opensAt, there: 0 });
    expect(await supersede()).toMatchObject({ ok: true, first: false, questions: 0 });
    expect(await supersede(OLD, { ...BY, version: '3' })).toEqual({
      ok: false,
      problem: 'superseded-before',
    });
    expect(await listDocuments(db)).toMatchObject([
      {
        version: '2026',
        status: 'superseded',
        inForceTo: '2026-11-25',
        flagged: count,
        successor: 'Sample law 2026-11',
      },
      { version: '2026-11', status: 'in-force', flagged: 0, successor: null },
    ]);
    const told = await db.execute<{ id: string; person: string }>(
      sql`select id, person_id as person from deliveries where kind = 'document-superseded'`,
    );
    expect(told.map(({ person }) => person)).toEqual([editor.personId]);
    const noon = new Date('2026-11-25T12:00:00+08:00');
    const taken = await takeDeliveries(
      db,
      told.map(({ id }) => id),
      pack.reminders.quietHours,
      noon,
    );
    expect(await readSubjects(db, taken, { pack, plans: [] }, noon)).toMatchObject([
      { succession: { questions: count, cards: 1 } },
    ]);
    const learner = await addPerson(db, { unitId: units.a1 });
    expect(await openQuiz(db, learner.personId, { preset: 'daily' }, pack, NOW)).toEqual({
      ok: false,
      problem: 'no-questions',
    });
  });
});

describe('a flagged question', () => {
  const draftOf = async (id: string) => {
    const question = await readFlagged(db, editor, id);
    return {
      id: newId(),
      questionId: id,
      versionId: question?.versionId ?? '',
      place: '第九条',
      quote: 'new words',
    };
  };

  test('is drawn again once one person has verified it and another approved', async () => {
    const id = await questionId('membership-single');
    expect(await readFlagged(db, editor, id)).toMatchObject({
      newDocumentVersion: '2026-11',
      mayPropose: true,
      mayDecide: false,
    });
    expect(await readFlagged(db, admin, id)).toMatchObject({ mayPropose: false, mayDecide: false });
    const draft = await draftOf(id);
    expect(await proposeReverification(db, editor, draft, NOW)).toMatchObject({ ok: true });
    expect(await proposeReverification(db, editor, draft, NOW)).toMatchObject({ ok: true });
    expect(await proposeReverification(db, editor, await draftOf(id), NOW)).toEqual({
      ok: false,
      problem: 'changed',
    });
    expect(await decideReverification(db, editor, id, 'approved', NOW)).toEqual({
      ok: false,
      problem: 'changed',
    });
    const other = await addPerson(db, { unitId: units.townA, roles: ['admin'] });
    expect(await decideReverification(db, other, id, 'approved', NOW)).toEqual({
      ok: false,
      problem: 'not-found',
    });
    expect((await listFlagged(db, admin, 0)).rows[0]).toMatchObject({
      code: 'membership-single',
      mayDecide: true,
    });
    expect(await decideReverification(db, admin, id, 'approved', NOW)).toMatchObject({ ok: true });
    expect(await decideReverification(db, admin, id, 'approved', NOW)).toEqual({
      ok: false,
      problem: 'changed',
    });
    const versions = await db.execute(sql`
      select v.version, d.version as document, v.place, v.quote, v.answer, q.status, v.written_by = ${editor.personId} as written, (select decided_by = ${admin.personId} from question_decisions a where a.version_id = v.id) as approved
      from question_versions v join questions q on q.id = v.question_id join documents d on d.id = v.document_id where q.id = ${id} order by v.version`);
    expect([...versions]).toEqual([
      {
        version: 1,
        document: '2026',
        place: '第一条',
        quote: 'quote',
        answer: [1],
        status: 'published',
        written: null,
        approved: null,
      },
      {
        version: 2,
        document: '2026-11',
        place: '第九条',
        quote: 'new words',
        answer: [1],
        status: 'published',
        written: true,
        approved: true,
      },
    ]);
    const learner = await addPerson(db, { unitId: units.a1 });
    expect(await openQuiz(db, learner.personId, { preset: 'daily' }, pack, NOW)).toMatchObject({
      ok: true,
      fresh: true,
    });
  });

  test('stays flagged when it is sent back, and may be retired', async () => {
    const id = await questionId('organisation-single');
    await proposeReverification(db, editor, await draftOf(id), NOW);
    expect(await decideReverification(db, admin, id, 'rejected', NOW)).toMatchObject({ ok: true });
    expect(await readFlagged(db, editor, id)).toMatchObject({
      status: 'flagged',
      proposalId: null,
      mayPropose: true,
    });
    expect(await retireFlagged(db, admin, id, NOW)).toEqual({ ok: false, problem: 'changed' });
    expect(await retireFlagged(db, editor, id, NOW)).toMatchObject({
      ok: true,
      question: { status: 'retired' },
    });
    expect(await retireFlagged(db, editor, id, NOW)).toMatchObject({ ok: true });
    expect((await listFlagged(db, editor, 0)).total).toBe(count - 2);
  });

  test('follows a line of documents to the one in force', async () => {
    await supersede(BY, { ...BY, version: '2026-12' });
    const id = await questionId('cadres-single');
    expect(await readFlagged(db, editor, id)).toMatchObject({
      documentVersion: '2026',
      newDocumentVersion: '2026-12',
    });
    expect(await readFlagged(db, editor, await questionId('membership-single'))).toMatchObject({
      status: 'flagged',
    });
  });
});
