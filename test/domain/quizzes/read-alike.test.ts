import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { listComparable, readAlike } from '../../../src/domain/quizzes/read-alike.ts';
import { seededNumbers } from '../../../src/domain/quizzes/rules.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { addPerson, layUnits } from '../../support/roster.ts';
import { layAnswers, layQuestions, layQuiz } from './lay-answers.ts';

const NOW = new Date('2026-11-25T12:00:00+08:00');
const CLOSED = new Date('2026-11-23T00:00:00+08:00');
const ITEMS = 16;
/** So many mistakes the pair has, all the same. */
const SAME = 14;
let database: TestDatabase;
let db: TestDatabase['db'];
let people: Actor[];
let supervisor: Actor;
let other: Actor;
let weekly: string;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  const units = await layUnits(db);
  const versions = await layQuestions(
    db,
    Array.from({ length: ITEMS }, (_, i) => `第${i}条`),
  );
  people = [];
  for (let n = 0; n < 20; n += 1) people.push(await addPerson(db, { unitId: units.a1 }));
  supervisor = await addPerson(db, { unitId: units.townA, roles: ['supervisor'] });
  other = await addPerson(db, { unitId: units.townB, roles: ['supervisor'] });
  const quizzes = {
    weekly: await layQuiz(db, { preset: 'weekly', slot: '2026-11-16', closesAt: CLOSED }),
    daily: await layQuiz(db, { preset: 'daily', slot: '2026-11-22', closesAt: CLOSED }),
    mock: await layQuiz(db, { preset: 'mock', slot: 'x', closesAt: CLOSED }),
    open: await layQuiz(db, { preset: 'exam', slot: 'y', closesAt: new Date('2026-11-30T00:00:00+08:00') }),
  };
  ({ weekly } = quizzes);
  const draw = seededNumbers('alike');
  const start = new Date('2026-11-18T09:00:00+08:00').getTime();
  for (const [n, person] of people.entries()) {
    // The first two make the same mistakes within a minute of each other. The others err as they like.
    const isPair = n < 2;
    const given = versions.map((version, i) => ({
      version,
      chosen: isPair ? (i < SAME ? 1 + (i % 3) : 0) : draw() < 0.6 ? 0 : 1 + Math.floor(draw() * 3),
      at: new Date(start + i * 60_000 + (isPair ? n * 20_000 : n * 3_600_000)),
    }));
    for (const quizId of Object.values(quizzes)) await layAnswers(db, quizId, person.personId, given);
  }
});
afterAll(() => database.close());

const looks = () =>
  db.execute<{ actor: string; subject: string | null; detail: unknown }>(sql`
    select actor_id as actor, subject_person_id as subject, detail from access_log where action = 'quiz.alike' order by at, id`);

describe('answers that are alike', () => {
  test('are shown by pair to who oversees them, and the look is logged for both', async () => {
    expect(await looks()).toHaveLength(0);
    const alike = await readAlike(db, supervisor, weekly, NOW);
    const [a, b] = [people[0]?.name ?? '', people[1]?.name ?? ''];
    expect(alike).toMatchObject({
      preset: 'weekly',
      people: people.length,
      pairs: [{ sharedMistakes: SAME, sameMistakes: SAME, close: SAME }],
    });
    expect(alike?.pairs[0]?.names.toSorted()).toEqual([a, b].toSorted());
    const logged = await looks();
    expect(logged).toHaveLength(2);
    expect(new Set(logged.map(({ subject }) => subject))).toEqual(
      new Set([people[0]?.personId, people[1]?.personId]),
    );
    expect(logged.every(({ actor }) => actor === supervisor.personId)).toBe(true);
  });

  test('are not compared while a quiz is open, nor in what is practised or daily', async () => {
    const { quizzes, total } = await listComparable(db, supervisor, { page: 0, size: 5 }, NOW);
    expect([quizzes.map(({ id }) => id), total]).toEqual([[weekly], 1]);
    const rows = await db.execute<{ id: string }>(sql`select id from quizzes where id <> ${weekly}`);
    for (const { id } of rows) expect(await readAlike(db, supervisor, id, NOW)).toBeUndefined();
  });

  test('are nobody’s business elsewhere: another township sees no quiz and no name, and leaves no trace', async () => {
    const before = (await looks()).length;
    expect(await readAlike(db, other, weekly, NOW)).toBeUndefined();
    expect(await listComparable(db, other, { page: 0, size: 5 }, NOW)).toEqual({ quizzes: [], total: 0 });
    for (const person of people.slice(0, 1)) expect(await readAlike(db, person, weekly, NOW)).toBeUndefined();
    expect(await looks()).toHaveLength(before);
  });

  test('leave nothing behind but the log: no entry in a file, no change to an answer', async () => {
    const [row] = await db.execute<{ entries: number; columns: number }>(sql`
      select (select count(*)::int from ledger_entries) as entries,
        (select count(*)::int from information_schema.columns where table_schema = 'public' and column_name ~ 'alike|copying') as columns`);
    expect(row).toEqual({ entries: 0, columns: 0 });
  });

  test('of few people give nothing to ask, and that look is logged too', async () => {
    const quizId = await layQuiz(db, { preset: 'weekly', slot: '2026-11-09', closesAt: CLOSED });
    const [version = ''] = await layQuestions(db, ['第一条'], 'Other law');
    for (const person of people.slice(0, 2))
      await layAnswers(db, quizId, person.personId, [{ version, chosen: 2, at: CLOSED }]);
    const before = (await looks()).length;
    expect(await readAlike(db, supervisor, quizId, NOW)).toMatchObject({ people: 2, pairs: [] });
    expect((await looks()).slice(before)).toMatchObject([{ subject: null }]);
  });
});
