import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { weakestArticles } from '../../../src/domain/quizzes/weak-articles-rules.ts';
import type { Sitting } from '../../../src/domain/quizzes/first-sitting-rules.ts';
import { seededNumbers } from '../../../src/domain/quizzes/rules.ts';
import { readLearning } from '../../../src/domain/study/learning-overview.ts';
import { readProposal } from '../../../src/domain/study/propose-plan.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { plans } from '../../support/plans.ts';
import { addPerson, layUnits, type Units } from '../../support/roster.ts';
import { layAnswers, layQuestions, layQuiz, type Given } from '../quizzes/lay-answers.ts';

const NOW = new Date('2026-11-25T12:00:00+08:00');
const CARD_LAW = '中华人民共和国村民委员会组织法';
const PLACES = ['第一条', '第一条', '第二条', '第三条', '第四条', '第五条', '第十一条'];
let database: TestDatabase;
let db: TestDatabase['db'];
let units: Units;
let secretary: Actor;
let other: Actor;
let versions: string[];
const sittings: Sitting[] = [];
const learners: Actor[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  units = await layUnits(db);
  versions = await layQuestions(db, PLACES, CARD_LAW);
  secretary = await addPerson(db, { unitId: units.townA, roles: ['township-secretary'], name: '书记样' });
  other = await addPerson(db, { unitId: units.townB, roles: ['township-secretary'] });
  for (let n = 0; n < 9; n += 1)
    learners.push(await addPerson(db, { unitId: n < 6 ? units.a1 : units.a2, name: `隐名${n}` }));
  // Exempted people are not counted, whatever they did.
  learners.push(await addPerson(db, { unitId: units.a1, exemptFrom: '2026-01-01' }));
  const draw = seededNumbers('learning');
  for (const day of [1, 2]) {
    const quizId = await layQuiz(db, { preset: 'daily', slot: `2026-11-1${day}`, closesAt: NOW });
    for (const [n, { personId }] of learners.entries()) {
      if (n === 5 && day === 2) continue;
      const given = versions.map((version, i): Given => ({
        version,
        chosen: draw() < 0.9 - i * 0.1 ? 0 : 1,
        at: new Date(`2026-11-1${day}T0${n % 9}:00:00+08:00`),
      }));
      await layAnswers(db, quizId, personId, given);
      if (n < 9)
        sittings.push({
          id: `${day}-${n}`,
          personId,
          startedAt: given[0]?.at ?? NOW,
          answers: given.map(({ version, chosen }) => ({
            itemId: version,
            place: version,
            mark: chosen === 0 ? 1 : 0,
            outOf: 1,
          })),
        });
    }
  }
});
afterAll(() => database.close());

describe('the overview of a unit', () => {
  test('has shares by village, none of them about fewer than five people', async () => {
    const overview = await readLearning(db, secretary, null, NOW);
    // Three in the second village and the secretary are too few by themselves: everybody is one figure.
    expect(overview).toMatchObject({
      unit: { name: 'townA' },
      total: { people: 10, finished: 9 },
      units: [],
      others: { people: 10, finished: 9 },
    });
    expect(await readLearning(db, secretary, units.a2, NOW)).toMatchObject({
      total: null,
      units: [],
      weak: [],
    });
    expect(await readLearning(db, secretary, units.a1, NOW)).toMatchObject({
      total: { people: 6, finished: 6 },
    });
  });

  test('has the articles known least by first answers, as the rule says', async () => {
    const overview = await readLearning(db, secretary, null, NOW);
    const articleOf = new Map(versions.map((version, i) => [version, `${CARD_LAW} ${PLACES[i] ?? ''}`]));
    const wanted = weakestArticles(sittings, articleOf, 3);
    if (wanted.hidden) throw new Error('too few people');
    expect(overview?.weak.map(({ article, answers, people }) => ({ article, answers, people }))).toEqual(
      wanted.articles.map(({ article, answers, people }) => ({ article, answers, people })),
    );
    for (const [i, { facility }] of wanted.articles.entries())
      expect(overview?.weak[i]?.facility).toBeCloseTo(facility, 10);
  });

  test('names nobody', async () => {
    const told = JSON.stringify(await readLearning(db, secretary, null, NOW));
    for (const { personId, name } of learners)
      for (const secret of [personId, name]) expect(told).not.toContain(secret);
  });

  test('is of one’s own subtree only', async () => {
    expect(await readLearning(db, other, units.a1, NOW)).toBeUndefined();
    expect(await readLearning(db, other, units.townA, NOW)).toBeUndefined();
    for (const learner of learners.slice(0, 1))
      expect(await readLearning(db, learner, null, NOW)).toBeUndefined();
  });
});

test('mistakes that people were sure of make an article more pressing, once five people said how sure they were', async () => {
  const [plain = '', sure = ''] = await layQuestions(db, ['第七条', '第八条'], 'Sure law');
  const quizId = await layQuiz(db, { preset: 'weekly', slot: '2026-11-02', closesAt: NOW });
  for (const [n, { personId }] of learners.slice(0, 6).entries())
    await layAnswers(db, quizId, personId, [
      { version: plain, chosen: 1, at: NOW, ...(n < 4 ? { sure: true } : {}) },
      { version: sure, chosen: 1, at: NOW, sure: true },
    ]);
  const weak = (await readLearning(db, secretary, units.a1, NOW))?.weak ?? [];
  expect(weak.slice(0, 2)).toMatchObject([
    { article: 'Sure law 第八条', sureMistakes: 6 },
    { article: 'Sure law 第七条', sureMistakes: undefined },
  ]);
});

test('what an exam asks is not told before it has closed for everybody', async () => {
  const [version = ''] = await layQuestions(db, ['第一条'], 'Exam law');
  const closesAt = new Date(NOW.getTime() + 3_600_000);
  const quizId = await layQuiz(db, { preset: 'exam', slot: 'exam', closesAt });
  for (const { personId } of learners.slice(0, 6))
    await layAnswers(db, quizId, personId, [{ version, chosen: 1, at: NOW }]);
  const told = async (now: Date) => JSON.stringify(await readLearning(db, secretary, units.a1, now));
  expect(await told(NOW)).not.toContain('Exam law');
  expect(await told(closesAt)).toContain('Exam law');
});

describe('an article as a topic', () => {
  const wanted = () => ({ unitId: units.a1, versionId: versions.at(-1) ?? '' });

  test('shows its words, and the study cards that have it', async () => {
    expect(await readProposal(db, secretary, wanted(), plans)).toMatchObject({
      unit: { name: 'a1' },
      place: '第十一条',
      quotes: ['words of 第十一条'],
      plan: { id: 'village-elections' },
      mayAssign: true,
    });
    const [first = ''] = await layQuestions(db, ['第九十九条'], 'Law without cards');
    expect(await readProposal(db, secretary, { ...wanted(), versionId: first }, plans)).toMatchObject({
      plan: null,
    });
  });

  test('can be given to the unit by who sets plans for it, and by nobody else', async () => {
    const supervisor = await addPerson(db, { unitId: units.townA, roles: ['supervisor'] });
    expect(await readProposal(db, supervisor, wanted(), plans)).toMatchObject({ mayAssign: false });
    expect(await readProposal(db, other, wanted(), plans)).toBeUndefined();
  });
});
