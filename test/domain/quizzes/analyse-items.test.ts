import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyseItems } from '../../../src/domain/quizzes/analyse-items.ts';
import {
  listAnalysedQuizzes,
  listDoubtful,
  readAnalysed,
} from '../../../src/domain/quizzes/read-analysis.ts';
import { regradeDue } from '../../../src/domain/quizzes/regrade.ts';
import { pack } from '../../support/pack.ts';
import { addPerson } from '../../support/roster.ts';
import { MINUTE, NOW, startRegrading } from './regrade-stage.ts';

const NIGHT = new Date('2026-11-26T02:15:00+08:00');
const NEXT = new Date('2026-11-27T02:15:00+08:00');
let stage: Awaited<ReturnType<typeof startRegrading>>;
beforeAll(async () => void (stage = await startRegrading()));
afterAll(() => stage.close());

const person = () => addPerson(stage.db, { unitId: stage.units.a1 });
const stored = async () => [
  ...(await stage.db.execute<{ day: string; people: number; facility: number }>(sql`
    select day::text as day, people, facility from item_statistics where question_version_id = ${stage.versionId} order by day`)),
];

describe('the analysis of a night', () => {
  test('keeps nothing of fewer than five people', async () => {
    for (let n = 0; n < 4; n += 1) await stage.sit(await person(), n === 0 ? 1 : 2);
    expect(await analyseItems(stage.db, NIGHT)).toEqual({ items: 0, quizzes: 0, written: 0 });
    expect(await listDoubtful(stage.db, stage.editor, 0)).toEqual({ rows: [], total: 0 });
  });

  test('keeps each question and quiz on first attempts, and writes nothing when nothing has changed', async () => {
    // The able miss it, and one who knows little else has the key: it points the wrong way.
    const { db } = stage;
    const weak = await person();
    const attempt = await stage.sit(weak, 1);
    await db.execute(sql`
      update answers set correct = false, fraction = 0 from paper_items i, attempts a
      where a.id = ${attempt} and i.paper_id = a.paper_id and answers.attempt_id = a.id and answers.position = i.position and i.question_version_id <> ${stage.versionId}`);
    await db.execute(sql`update attempts set correct = 1, points = 1 where id = ${attempt}`);
    // An attempt that is not over says nothing.
    await stage.sit(await person(), 1, 2);
    const first = await analyseItems(db, NIGHT);
    expect(first).toEqual({ items: 5, quizzes: 1, written: 6 });
    expect(await stored()).toEqual([{ day: '2026-11-26', people: 5, facility: 0.4 }]);
    expect(await analyseItems(db, NIGHT)).toEqual({ ...first, written: 0 });
    expect(await analyseItems(db, NEXT)).toEqual({ ...first, written: 0 });
    expect(await stored()).toHaveLength(1);
  });

  test('shows an editor of the whole county what looks wrong, with who chose what, and nobody else', async () => {
    const { db, editor, admin, versionId } = stage;
    const { rows, total } = await listDoubtful(db, editor, 0);
    expect([total, rows[0]?.versionId, rows[0]?.faults]).toEqual([1, versionId, ['inverse', 'wrong-key']]);
    const item = await readAnalysed(db, editor, versionId);
    expect(item).toMatchObject({ people: 5, facility: 0.4, guess: 0.25, unanswered: 0 });
    expect(item?.options.map(({ people }) => people)).toEqual([0, 2, 3, 0]);
    // Two shares of 1 and three of 0 beside rests of 1, 0 and three of 1: their correlation.
    expect(item?.discrimination).toBeCloseTo(-0.612, 3);
    expect(await listDoubtful(db, admin, 0)).toEqual({ rows: [], total: 0 });
    const other = await addPerson(db, { unitId: stage.units.townA, roles: ['editor'] });
    expect(await readAnalysed(db, other, versionId)).toBeUndefined();
    const quizzes = await listAnalysedQuizzes(db, editor, 0);
    expect(quizzes).toMatchObject({ total: 1, rows: [{ preset: 'daily', slot: '2026-11-25', people: 5 }] });
    expect(quizzes.rows[0]?.mean).toBeCloseTo((1 + 0.8 * 3 + 0.2) / 5, 9);
  });

  test('follows a corrected key, under the day on which it did', async () => {
    const { db } = stage;
    await stage.correct(2);
    await regradeDue(db, pack, new Date(NOW.getTime() + 2 * MINUTE));
    await analyseItems(db, NEXT);
    expect(await stored()).toEqual([
      { day: '2026-11-26', people: 5, facility: 0.4 },
      { day: '2026-11-27', people: 5, facility: 0.6 },
    ]);
  });
});
