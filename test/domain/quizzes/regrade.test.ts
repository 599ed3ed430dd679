import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rollUp } from '../../../src/domain/credit/roll-up.ts';
import { verifyLedger } from '../../../src/domain/credit/verify-ledger.ts';
import { readSubjects } from '../../../src/domain/deliveries/read-subject.ts';
import { takeDeliveries } from '../../../src/domain/deliveries/send-delivery.ts';
import { approveKey, rejectKey } from '../../../src/domain/questions/decide-correction.ts';
import {
  importQuestions,
  planQuestions,
  type QuestionFile,
} from '../../../src/domain/questions/import-questions.ts';
import { proposeCorrection } from '../../../src/domain/questions/propose-correction.ts';
import { openQuiz } from '../../../src/domain/quizzes/open-quiz.ts';
import { readAttempt } from '../../../src/domain/quizzes/read-attempt.ts';
import { regradeDue } from '../../../src/domain/quizzes/regrade.ts';
import { pack } from '../../support/pack.ts';
import { addPerson } from '../../support/roster.ts';
import { sqlStateOf } from '../../support/sql-state.ts';
import { MINUTE, NOW, startRegrading, WRONG } from './regrade-stage.ts';
import { createTestShelf } from '../../support/shelf.ts';

const shelf = createTestShelf();
let stage: Awaited<ReturnType<typeof startRegrading>>;
beforeEach(async () => void (stage = await startRegrading()));
afterEach(() => stage.close());

const person = () => addPerson(stage.db, { unitId: stage.units.a1 });
const LATER = new Date(NOW.getTime() + 2 * MINUTE);
const rows = async (text: string) => [...(await stage.db.execute(sql.raw(text)))];

describe('a proposed key', () => {
  test('is approved by somebody else, once, and is a new version that is drawn from then on', async () => {
    const { db, editor, admin, versionId } = stage;
    const id = await stage.propose(2);
    expect(await approveKey(db, editor, id, NOW)).toMatchObject({ ok: false, problem: 'own' });
    const other = await addPerson(db, { unitId: stage.units.townA, roles: ['admin'] });
    expect(await approveKey(db, other, id, NOW)).toEqual({ ok: false, problem: 'not-found' });
    expect(await approveKey(db, admin, id, NOW)).toMatchObject({ ok: true });
    expect(await approveKey(db, admin, id, NOW)).toMatchObject({ ok: true });
    const second = await addPerson(db, { unitId: stage.units.county, roles: ['editor'] });
    expect(await rejectKey(db, second, id, 'no', NOW)).toMatchObject({
      ok: false,
      problem: 'decided-before',
    });
    const versions = await rows(`
      select version, answer, explanation, written_by, (select decided_by from question_decisions d where d.version_id = id) as approved_by
      from question_versions where question_id =
        (select question_id from question_versions where id = '${versionId}') order by version`);
    expect(versions).toMatchObject([
      { version: 1, answer: [1] },
      {
        version: 2,
        answer: [2],
        explanation: 'so it says',
        written_by: editor.personId,
        approved_by: admin.personId,
      },
    ]);
    const { personId } = await person();
    const opened = await openQuiz(db, personId, { preset: 'daily' }, pack, NOW);
    const slots = opened.ok ? await readAttempt(db, opened.attemptId, personId, NOW) : [];
    expect(slots.map((slot) => slot.versionId)).not.toContain(versionId);
    expect(slots.find(({ stem }) => stem.includes(WRONG))?.content).toMatchObject({ answer: [2] });
  });

  test('cannot be approved by its author in the database itself', async () => {
    const id = await stage.propose(2);
    const own = stage.db.execute(sql`
      update key_corrections set state = 'approved', decided_by = proposed_by, decided_at = now(), new_version_id = question_version_id where id = ${id}`);
    expect(await sqlStateOf(own)).toBe('23514');
  });

  test('is refused where it is the same, no option, another is open, or the version is an old one', async () => {
    const { db, editor, versionId } = stage;
    const draft = (options: number[]) => ({
      id: newId(),
      versionId,
      key: { options },
      explanation: 'x',
      reason: 'x',
    });
    const problemOf = async (options: number[]) => proposeCorrection(db, editor, draft(options), NOW);
    expect(await problemOf([1])).toEqual({ ok: false, problem: 'same' });
    expect(await problemOf([4])).toEqual({ ok: false, problem: 'not-an-option' });
    expect(await problemOf([0, 2])).toEqual({ ok: false, problem: 'one-only' });
    const first = draft([2]);
    expect(await proposeCorrection(db, editor, first, NOW)).toEqual({ ok: true });
    expect(await proposeCorrection(db, editor, first, NOW)).toEqual({ ok: true });
    expect(await problemOf([3])).toEqual({ ok: false, problem: 'proposed-before' });
    await approveKey(db, stage.admin, first.id, NOW);
    expect(await problemOf([3])).toEqual({ ok: false, problem: 'replaced' });
  });

  test('does not go away with the file that has the wrong one', async () => {
    const { db, editor, admin } = stage;
    const question = {
      id: 'q-1',
      type: 'single',
      options: ['a', 'b'],
      answer: [0],
      stem: 's',
      explanation: 'e',
    } as const;
    const source = { article: '第一条', quote: 'quote', provenance: 'full-text' } as const;
    const document = {
      title: 'L',
      version: '1',
      inForceFrom: '2026-01-01',
      provenance: 'full-text',
      status: 'in-force',
    } as const;
    const file: QuestionFile = {
      document,
      questions: [
        {
          ...question,
          options: [...question.options],
          answer: [...question.answer],
          topic: 'sanctions',
          difficulty: 1,
          source,
        },
      ],
    };
    await importQuestions(db, [file], NOW);
    const [row] = await db.execute<{ id: string }>(
      sql`select v.id from question_versions v join questions q on q.id = v.question_id where q.code = 'q-1'`,
    );
    const id = newId();
    await proposeCorrection(
      db,
      editor,
      { id, versionId: row?.id ?? '', key: { options: [1] }, explanation: 'e', reason: 'r' },
      NOW,
    );
    await approveKey(db, admin, id, NOW);
    expect((await planQuestions(db, file)).questions).toEqual([{ id: 'q-1', step: 'same' }]);
    expect(await importQuestions(db, [file], NOW)).toEqual({ questions: 1, added: 0, changed: 0 });
  });
});

describe('attempts that were graded by the wrong key', () => {
  test('are graded again, once, with what they were kept, and a press under way by the new key at once', async () => {
    const { db } = stage;
    const [gains, loses, stays, open, late] = [
      await person(),
      await person(),
      await person(),
      await person(),
      await person(),
    ];
    const [gained, lost, stayed] = [
      await stage.sit(gains, 2),
      await stage.sit(loses, 1),
      await stage.sit(stays, 3),
    ];
    const begun = await stage.sit(open, 2, 1);
    const unanswered = await stage.sit(late, 2, 0);
    await stage.correct(2);
    const slot = (await readAttempt(db, unanswered, late.personId, NOW)).find(
      (one) => one.versionId === stage.versionId,
    );
    if (!slot) throw new Error('the paper has the question');
    expect(slot.content).toMatchObject({ answer: [2] });
    expect(await stage.press({ ...late, attemptId: unanswered }, slot, 2)).toMatchObject({
      slot: { correct: true },
    });

    expect(await regradeDue(db, pack, NOW)).toMatchObject({ corrections: 0, attempts: 0 });
    expect(await regradeDue(db, pack, LATER)).toEqual({ corrections: 1, attempts: 3, entries: 0, told: 2 });
    expect(await stage.stands(gained)).toEqual({ correct: 5, points: 5, first: true });
    expect(await stage.stands(lost)).toEqual({ correct: 4, points: 4, first: false });
    expect(await stage.stands(stayed)).toEqual({ correct: 4, points: 4, first: false });
    expect(await stage.stands(begun)).toEqual({ correct: 1, points: 1, first: true });
    expect(await regradeDue(db, pack, LATER)).toEqual({ corrections: 0, attempts: 0, entries: 0, told: 0 });
    expect(
      await rows(
        'select before_correct, after_correct from regraded_attempts order by before_correct, after_correct',
      ),
    ).toEqual([
      { before_correct: 0, after_correct: 1 },
      { before_correct: 4, after_correct: 5 },
      { before_correct: 5, after_correct: 4 },
    ]);
    const [kept] = await rows(`select question_version_id as id from regraded_answers limit 1`);
    expect(kept).toEqual({ id: stage.versionId });
  });

  test('go on where a run was stopped', async () => {
    const { db } = stage;
    const attempts = [];
    for (let n = 0; n < 4; n += 1) attempts.push(await stage.sit(await person(), 2));
    const id = await stage.correct(2);
    // As a run that had one attempt behind it left things.
    await db.execute(sql`
      insert into regraded_attempts (id, correction_id, attempt_id, person_id, before_correct, before_points, after_correct, after_points, at)
      select uuidv7(), ${id}, a.id, p.person_id, 4, 4, 5, 5, now() from attempts a join papers p on p.id = a.paper_id where a.id = ${attempts[0] ?? ''}`);
    await db.execute(
      sql`update answers set correct = true, fraction = 1 where attempt_id = ${attempts[0] ?? ''}`,
    );
    await db.execute(sql`update attempts set correct = 5, points = 5 where id = ${attempts[0] ?? ''}`);
    const runs = await Promise.all([regradeDue(db, pack, LATER), regradeDue(db, pack, LATER)]);
    expect(runs.reduce((sum, run) => sum + run.attempts, 0)).toBe(3);
    expect(runs.reduce((sum, run) => sum + run.told, 0)).toBe(4);
    for (const attempt of attempts) expect(await stage.stands(attempt)).toMatchObject({ correct: 5 });
  });

  test('follow a key that is corrected twice, also the oldest ones', async () => {
    const { db } = stage;
    const first = await stage.sit(await person(), 3);
    await stage.correct(2);
    await regradeDue(db, pack, LATER);
    expect(await stage.stands(first)).toMatchObject({ correct: 4 });
    const [newer] = await db.execute<{ id: string }>(sql`select new_version_id as id from key_corrections`);
    await stage.correct(3, newer?.id ?? '', LATER);
    const again = new Date(LATER.getTime() + 2 * MINUTE);
    expect(await regradeDue(db, pack, again)).toMatchObject({ corrections: 1, attempts: 1 });
    expect(await stage.stands(first)).toMatchObject({ correct: 5, first: true });
  });

  test('correct the files they stand in, each by an entry of its own, and the share follows', async () => {
    const { db } = stage;
    const learner = await person();
    const attemptId = await stage.sit(learner, 2);
    const night = new Date(NOW.getTime() + 1);
    await rollUp(db, pack, night, night);
    const share = async () => {
      const [row] = await db.execute<{ section: { good: number; total: number } }>(sql`
        select s as section from credit_files f, jsonb_array_elements(sections) s
        where f.person_id = ${learner.personId} and period like '____-Q_' and s->>'id' = 'discipline-knowledge'`);
      return [row?.section.good, row?.section.total];
    };
    expect(await share()).toEqual([4, 5]);
    await stage.correct(2);
    expect(await regradeDue(db, pack, LATER)).toMatchObject({ entries: 1, told: 1 });
    const [entry] = await db.execute<{ id: string }>(
      sql`select id from ledger_entries where kind = 'quiz-result' and source_id = ${attemptId}`,
    );
    expect(
      await rows(
        `select kind, nature, source_kind, data, recorded_by, confirmed_by from ledger_entries where kind = 'correction'`,
      ),
    ).toEqual([
      {
        kind: 'correction',
        nature: 'fact',
        source_kind: 'regrade',
        data: { corrects: entry?.id, before: 4, correct: 5, total: 5, question: WRONG },
        recorded_by: stage.editor.personId,
        confirmed_by: stage.admin.personId,
      },
    ]);
    await rollUp(db, pack, LATER, LATER);
    expect(await share()).toEqual([5, 5]);
    expect(await rollUp(db, pack, LATER, LATER)).toMatchObject({ facts: {}, changed: 0 });
    expect((await verifyLedger(db, shelf)).faults).toEqual([]);
  });

  test('correct a file that the old result came into while they were graded again', async () => {
    const { db } = stage;
    const learner = await person();
    const attemptId = await stage.sit(learner, 2);
    await stage.correct(2);
    await regradeDue(db, pack, LATER);
    await db.execute(sql`
      insert into ledger_entries (id, person_id, kind, nature, occurred_at, recorded_at, source_kind, source_id, rule_pack_version, data)
      values (uuidv7(), ${learner.personId}, 'quiz-result', 'fact', ${NOW.toISOString()}, ${NOW.toISOString()}, 'attempt', ${attemptId}, ${pack.version},
        '{"correct": 4, "total": 5}')`);
    await rollUp(db, pack, LATER, LATER);
    await rollUp(db, pack, LATER, LATER);
    expect(
      await rows(`select data->'correct' as correct from ledger_entries where kind = 'correction'`),
    ).toEqual([{ correct: 5 }]);
  });

  test('tell nobody a result before its quiz shows it', async () => {
    const { db } = stage;
    await stage.sit(await person(), 2);
    await db.execute(sql`update quizzes set settings = jsonb_set(settings, '{review,after,marks}', 'false')`);
    await stage.correct(2);
    expect(await regradeDue(db, pack, LATER)).toMatchObject({ told: 1 });
    const [row] = await db.execute<{ id: string; at: string; closes: string }>(sql`
      select d.id, d.not_before as at, (select closes_at from quizzes) as closes from deliveries d where d.kind = 'regraded'`);
    expect(row?.at).toBe(row?.closes);
    const closed = new Date(row?.closes ?? '');
    const read = async (now: Date) => {
      const taken = await takeDeliveries(
        db,
        [row?.id ?? ''],
        pack.reminders.quietHours,
        new Date('2026-11-26T12:00:00+08:00'),
      );
      await db.execute(
        sql`update deliveries set state = 'pending', lease_until = null where kind = 'regraded'`,
      );
      return (await readSubjects(db, taken, { pack, plans: [] }, now))[0];
    };
    expect(await read(LATER)).toBeUndefined();
    expect(await read(closed)).toMatchObject({
      kind: 'regraded',
      results: [{ beforeCorrect: 4, afterCorrect: 5 }],
    });
  });
});
